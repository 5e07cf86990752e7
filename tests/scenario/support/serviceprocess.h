// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>

#include <optional>

namespace scenario {

/// The AI services yolo26 and nemotron as a process of their own, which can be killed and started
/// again on the same port. It is this program once more: main() calls runAsService() first.
class ServiceProcess final
{
public:
    ServiceProcess() = default;

    ~ServiceProcess() { kill9(); }

    ServiceProcess(const ServiceProcess &) = delete;
    ServiceProcess &operator=(const ServiceProcess &) = delete;

    /// Starts it and waits until it listens.
    bool start();
    void kill9();

    /// `[ai]` with these two services; the others are the embedded ones.
    QString toml() const;

private:
    QProcess m_process;
    quint16 m_port = 0;
};

/// Runs as the services and gives their exit code; nothing when this is the test itself.
std::optional<int> runAsService(int argc, char **argv);

} // namespace scenario
