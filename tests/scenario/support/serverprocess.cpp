// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/serverprocess.h"

#include <QDir>
#include <QFileInfo>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QTcpServer>

#include <csignal>

#include <sys/prctl.h>

using namespace Qt::StringLiterals;

namespace scenario {

namespace {

constexpr int StartMs = 30000;

/// Where the libraries lie that were unpacked with a program: build/servers/usr/lib/<machine>.
QString librariesOf(const QString &program)
{
    const QDir lib(QFileInfo(program).absolutePath() + u"/../lib"_s);
    QStringList folders;
    const QStringList machines = lib.entryList({u"*-linux-gnu*"_s}, QDir::Dirs);
    for (const QString &machine : machines) {
        folders.append(lib.absoluteFilePath(machine));
    }
    return folders.join(u':');
}

} // namespace

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

ServerProcess::ServerProcess(QString program, QStringList arguments)
    : m_program(std::move(program))
    , m_arguments(std::move(arguments))
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    // A test that is itself killed leaves nothing behind.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
}

ServerProcess::~ServerProcess()
{
    kill9();
}

bool ServerProcess::start(const QByteArray &input)
{
    const QString program = QStandardPaths::findExecutable(m_program);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LD_LIBRARY_PATH"_s, librariesOf(program));
    for (auto it = m_variables.begin(); it != m_variables.end(); ++it) {
        environment.insert(it.key(), it.value());
    }
    m_process.setProcessEnvironment(environment);
    m_process.start(program, m_arguments);
    if (!input.isEmpty()) {
        m_process.write(input);
        m_process.closeWriteChannel();
    }
    return m_process.waitForStarted(StartMs);
}

void ServerProcess::kill9()
{
    m_process.kill();
    m_process.waitForFinished(StartMs);
}

QByteArray ServerProcess::output()
{
    m_output += m_process.readAll();
    return m_output;
}

} // namespace scenario
