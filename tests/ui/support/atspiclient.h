// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QDBusObjectPath>
#include <QStringList>

namespace tests {

/// An object of the accessibility bus, as its messages name it: "(so)".
struct AtSpiObject
{
    QString service = {};
    QDBusObjectPath path{QStringLiteral("/org/a11y/atspi/null")};

    bool isNull() const { return path.path().endsWith(QStringLiteral("/null")); }
};

/// What a screen reader knows of an object.
struct AtSpiFacts
{
    AtSpiObject object = {};
    QString name = {};
    QString description = {};
    QString role = {}; ///< in words, as "push button"
    quint64 states = 0; ///< a bit each
    QStringList interfaces = {};
    QStringList trail = {}; ///< the roles and names above it

    bool has(int state) const { return (states >> state & 1) != 0; }

    bool offers(const QString &interface) const
    {
        return interfaces.contains(QStringLiteral("org.a11y.atspi.") + interface);
    }
};

/// Numbers of states that a test asks for; see atspi-constants.h.
enum AtSpiState
{
    AtSpiFocusable = 11,
    AtSpiShowing = 25,
    AtSpiVisible = 30,
};

/// Asks as a screen reader does, over the bus.
class AtSpiClient final
{
public:
    explicit AtSpiClient(const QString &address);

    /// The program of that name, once it has told the registry of itself; null before.
    AtSpiObject program(const QString &name) const;

    AtSpiFacts facts(const AtSpiObject &object) const;
    QList<AtSpiObject> children(const AtSpiObject &object) const;

    /// All that can be seen from there down, the object itself first. Of a table only the first
    /// rows are asked for.
    QList<AtSpiFacts> seen(const AtSpiObject &root) const;

    /// How many things can be done with it.
    int actions(const AtSpiObject &object) const;

    /// Does the first of them.
    bool act(const AtSpiObject &object) const;

    int rows(const AtSpiObject &table) const;
    int columns(const AtSpiObject &table) const;
    AtSpiObject cell(const AtSpiObject &table, int row, int column) const;

private:
    QVariant ask(const AtSpiObject &object, const QString &interface, const QString &method,
                 const QVariantList &arguments = {}) const;
    QVariant property(const AtSpiObject &object, const QString &interface,
                      const QString &name) const;
    void collect(const AtSpiObject &object, const QStringList &trail,
                 QList<AtSpiFacts> &found) const;

    QDBusConnection m_bus;
};

} // namespace tests

Q_DECLARE_METATYPE(tests::AtSpiObject)
