// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/atspiclient.h"

#include <QCoreApplication>
#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusVariant>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tests {

static QDBusArgument &operator<<(QDBusArgument &argument, const AtSpiObject &object)
{
    argument.beginStructure();
    argument << object.service << object.path;
    argument.endStructure();
    return argument;
}

static const QDBusArgument &operator>>(const QDBusArgument &argument, AtSpiObject &object)
{
    argument.beginStructure();
    argument >> object.service >> object.path;
    argument.endStructure();
    return argument;
}

namespace {

constexpr int PatienceMs = 10'000;
constexpr int MostRows = 3; ///< that are asked for, of a table
const QString Accessible = u"org.a11y.atspi.Accessible"_s;
const QString Table = u"org.a11y.atspi.Table"_s;

AtSpiObject objectOf(const QVariant &answer)
{
    return answer.isValid() ? qdbus_cast<AtSpiObject>(answer) : AtSpiObject();
}

} // namespace

AtSpiClient::AtSpiClient(const QString &address)
    : m_bus(QDBusConnection::connectToBus(address, u"accessibility"_s))
{
    qDBusRegisterMetaType<AtSpiObject>();
    qDBusRegisterMetaType<QList<AtSpiObject>>();
}

QVariant AtSpiClient::ask(const AtSpiObject &object, const QString &interface,
                          const QString &method, const QVariantList &arguments) const
{
    QDBusMessage message =
        QDBusMessage::createMethodCall(object.service, object.path.path(), interface, method);
    message.setArguments(arguments);
    const QDBusMessage answer = m_bus.call(message, QDBus::Block, PatienceMs);
    return answer.type() == QDBusMessage::ReplyMessage ? answer.arguments().value(0) : QVariant();
}

QVariant AtSpiClient::property(const AtSpiObject &object, const QString &interface,
                               const QString &name) const
{
    return ask(object, u"org.freedesktop.DBus.Properties"_s, u"Get"_s, {interface, name})
        .value<QDBusVariant>()
        .variant();
}

AtSpiObject AtSpiClient::program(const QString &name) const
{
    const AtSpiObject registry{u"org.a11y.atspi.Registry"_s,
                               QDBusObjectPath(u"/org/a11y/atspi/accessible/root"_s)};
    const QList<AtSpiObject> programs = children(registry);
    const auto found = std::find_if(programs.begin(), programs.end(), [&](const AtSpiObject &one) {
        return property(one, Accessible, u"Name"_s).toString() == name;
    });
    return found == programs.end() ? AtSpiObject() : *found;
}

AtSpiFacts AtSpiClient::facts(const AtSpiObject &object) const
{
    AtSpiFacts facts{.object = object,
                     .name = property(object, Accessible, u"Name"_s).toString(),
                     .description = property(object, Accessible, u"Description"_s).toString(),
                     .role = ask(object, Accessible, u"GetRoleName"_s).toString(),
                     .interfaces = ask(object, Accessible, u"GetInterfaces"_s).toStringList()};
    const auto words = qdbus_cast<QList<quint32>>(ask(object, Accessible, u"GetState"_s));
    for (qsizetype i = 0; i < std::min<qsizetype>(2, words.size()); ++i) {
        facts.states |= quint64{words.at(i)} << (32 * i);
    }
    return facts;
}

QList<AtSpiObject> AtSpiClient::children(const AtSpiObject &object) const
{
    return qdbus_cast<QList<AtSpiObject>>(ask(object, Accessible, u"GetChildren"_s));
}

QList<AtSpiFacts> AtSpiClient::seen(const AtSpiObject &root) const
{
    QList<AtSpiFacts> found;
    collect(root, {}, found);
    return found;
}

void AtSpiClient::collect(const AtSpiObject &object, const QStringList &trail,
                          QList<AtSpiFacts> &found) const
{
    // The backend of the console may be in this process.
    QCoreApplication::processEvents();
    AtSpiFacts facts = this->facts(object);
    if (!facts.has(AtSpiVisible)) {
        return;
    }
    facts.trail = trail;
    found.append(facts);
    const QStringList below = trail + QStringList{u"%1 '%2'"_s.arg(facts.role, facts.name)};
    if (!facts.offers(u"Table"_s)) {
        const QList<AtSpiObject> all = children(object);
        for (const AtSpiObject &child : all) {
            collect(child, below, found);
        }
        return;
    }
    const int width = columns(object);
    for (int row = 0; row < std::min(rows(object), MostRows); ++row) {
        for (int column = 0; column < width; ++column) {
            AtSpiFacts one = this->facts(cell(object, row, column));
            one.trail = below;
            found.append(one);
        }
    }
}

int AtSpiClient::actions(const AtSpiObject &object) const
{
    return property(object, u"org.a11y.atspi.Action"_s, u"NActions"_s).toInt();
}

bool AtSpiClient::act(const AtSpiObject &object) const
{
    return ask(object, u"org.a11y.atspi.Action"_s, u"DoAction"_s, {0}).toBool();
}

int AtSpiClient::rows(const AtSpiObject &table) const
{
    return property(table, Table, u"NRows"_s).toInt();
}

int AtSpiClient::columns(const AtSpiObject &table) const
{
    return property(table, Table, u"NColumns"_s).toInt();
}

AtSpiObject AtSpiClient::cell(const AtSpiObject &table, int row, int column) const
{
    return objectOf(ask(table, Table, u"GetAccessibleAt"_s, {row, column}));
}

} // namespace tests
