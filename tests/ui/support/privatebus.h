// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/scenario/support/serverprocess.h"

#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace tests {

/// A session bus of the test's own. Nothing can be started on it: what is asked for is there, or
/// is not.
class PrivateBus final
{
public:
    /// Starts it for this process; false when there is no dbus-daemon: ./check unpacks it under
    /// build/servers.
    bool start() { return run() && qputenv("DBUS_SESSION_BUS_ADDRESS", m_address); }

    /// The same, for who asks for its address.
    bool run()
    {
        const QString configuration = m_folder.filePath(QStringLiteral("bus.conf"));
        QFile file(configuration);
        if (QStandardPaths::findExecutable(QStringLiteral("dbus-daemon")).isEmpty()
            || !file.open(QIODevice::WriteOnly) || file.write(Configuration) < 0) {
            return false;
        }
        file.close();
        m_bus = std::make_unique<scenario::ServerProcess>(
            QStringLiteral("dbus-daemon"),
            QStringList{QStringLiteral("--config-file=") + configuration,
                        QStringLiteral("--nofork"), QStringLiteral("--print-address=1")});
        if (!m_bus->start()
            || !QTest::qWaitFor([this] { return m_bus->output().contains("unix:"); }, 10'000)) {
            return false;
        }
        const QByteArray output = m_bus->output();
        const qsizetype at = output.indexOf("unix:");
        m_address = output.sliced(at).split('\n').first().trimmed();
        return true;
    }

    const QByteArray &address() const { return m_address; }

private:
    static constexpr auto Configuration =
        "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>"
        "<policy context=\"default\"><allow send_destination=\"*\"/>"
        "<allow receive_sender=\"*\"/><allow own=\"*\"/></policy></busconfig>";

    QTemporaryDir m_folder;
    QByteArray m_address;
    std::unique_ptr<scenario::ServerProcess> m_bus;
};

} // namespace tests
