// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/support/privatebus.h"

#include <QDBusAbstractAdaptor>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QObject>

namespace tests {

/// Tells where the accessibility bus is, as the launcher of a desktop does.
class BusTeller final : public QDBusAbstractAdaptor
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.a11y.Bus")

public:
    BusTeller(QObject *parent, QString address)
        : QDBusAbstractAdaptor(parent)
        , m_address(std::move(address))
    { }

public Q_SLOTS:

    QString GetAddress() const { return m_address; } // NOLINT(readability-identifier-naming): its

private:
    QString m_address;
};

/// Says that somebody reads the screen.
class ReaderTeller final : public QDBusAbstractAdaptor
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.a11y.Status")
    Q_PROPERTY(bool IsEnabled READ isEnabled)
    Q_PROPERTY(bool ScreenReaderEnabled READ isEnabled)

public:
    explicit ReaderTeller(QObject *parent)
        : QDBusAbstractAdaptor(parent)
    { }

    bool isEnabled() const { return true; }
};

/// A screen, a session bus and an accessibility bus of the test's own, with the real registry. Only
/// what tells of the bus is the test's: the real one starts what lies at fixed places.
class AccessibilityBus final : public QObject
{
    Q_OBJECT

public:
    /// Starts all of it; else says what is missing.
    QString start()
    {
        if (!m_session.start() || !m_accessibility.run()) {
            return QStringLiteral("dbus-daemon");
        }
        new BusTeller(this, QString::fromUtf8(m_accessibility.address()));
        new ReaderTeller(this);
        QDBusConnection session = QDBusConnection::sessionBus();
        if (!session.registerObject(QStringLiteral("/org/a11y/bus"), this)
            || !session.registerService(QStringLiteral("org.a11y.Bus"))) {
            return QStringLiteral("the name org.a11y.Bus");
        }
        if (!m_screen.start()
            || !QTest::qWaitFor([this] { return !display().isEmpty(); }, 20'000)) {
            return QStringLiteral("Xvfb");
        }
        m_registry.setVariable(QStringLiteral("AT_SPI_BUS_ADDRESS"),
                               QString::fromUtf8(m_accessibility.address()));
        m_registry.setVariable(QStringLiteral("DISPLAY"), display());
        const QDBusConnection accessibility =
            QDBusConnection::connectToBus(address(), QStringLiteral("the registry is awaited"));
        const auto isThere = [&accessibility] {
            return accessibility.interface()
                ->isServiceRegistered(QStringLiteral("org.a11y.atspi.Registry"))
                .value();
        };
        return m_registry.start() && QTest::qWaitFor(isThere, 20'000)
            ? QString()
            : QStringLiteral("at-spi2-registryd");
    }

    QString address() const { return QString::fromUtf8(m_accessibility.address()); }

    /// ":99"
    QString display()
    {
        const QByteArray said = m_screen.output();
        return said.endsWith('\n') ? u':' + QString::fromUtf8(said.trimmed().split('\n').last())
                                   : QString();
    }

private:
    PrivateBus m_session;
    PrivateBus m_accessibility;
    scenario::ServerProcess m_screen{QStringLiteral("Xvfb"),
                                     {QStringLiteral("-displayfd"), QStringLiteral("1"),
                                      QStringLiteral("-screen"), QStringLiteral("0"),
                                      QStringLiteral("1280x720x24"), QStringLiteral("-nolisten"),
                                      QStringLiteral("tcp")}};
    scenario::ServerProcess m_registry{QStringLiteral("at-spi2-registryd"), {}};
};

} // namespace tests
