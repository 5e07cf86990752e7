// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/daemon.h"

#include "tests/support/permissions.h"
#include "tests/support/signals.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcessEnvironment>
#include <QTest>
#include <QThread>

#include <csignal>

#include <sys/prctl.h>

using namespace Qt::StringLiterals;

namespace scenario {

namespace {

constexpr QByteArrayView Announcement = "signalbox listening on ";

QProcessEnvironment environmentFor(const DaemonOptions &options, const QString &home)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"SIGNALBOX_BIN"_s);
    environment.remove(u"NOTIFY_SOCKET"_s);
    for (const QString &name : {u"XDG_CONFIG_HOME"_s, u"XDG_DATA_HOME"_s}) {
        environment.remove(name);
    }
    environment.insert(u"HOME"_s, home);
    // The default is a name that only somebody beyond this machine could look up.
    if (!options.toml.contains(u"[prometheus]") && !options.arguments.contains(u"--demo")) {
        environment.insert(u"SIGNALBOX_PROMETHEUS__URL"_s, u"http://127.0.0.1:9"_s);
    }
    for (auto it = options.environment.begin(); it != options.environment.end(); ++it) {
        environment.insert(it.key(), it.value());
    }
    return environment;
}

} // namespace

QString programDirectory()
{
    return QString::fromLocal8Bit(qgetenv("SIGNALBOX_BIN"));
}

Daemon::Daemon(DaemonOptions options)
    : m_options(std::move(options))
    , m_dataDirectory(m_options.dataDirectory)
{
    if (m_dataDirectory.isEmpty()) {
        m_dataDirectory = m_directory.filePath(u"data"_s);
    }
    setToml(m_options.toml);
}

Daemon::~Daemon()
{
    remember();
    if (isRunning()) {
        m_process->kill();
        (void)waitForEnd();
    }
    killTheRest();
}

bool Daemon::start(int ms)
{
    launch();
    (void)waitUntil(
        [this] { return m_process->canReadLine() || m_process->state() == QProcess::NotRunning; },
        ms);
    const QByteArray line = m_process->readLine();
    m_output += line;
    if (!line.startsWith(Announcement)) {
        return false;
    }
    m_url = QUrl(QString::fromUtf8(line.sliced(Announcement.size()).trimmed()));
    return m_url.isValid();
}

void Daemon::launch()
{
    remember();
    (void)output();
    (void)errorText();
    m_url.clear();
    m_contract.reset();
    m_process = std::make_unique<QProcess>();
    m_process->setProgram(programDirectory() + u"/signalboxd"_s);
    m_process->setArguments(QStringList{u"--config"_s, configFile(), u"--data-dir"_s,
                                        m_dataDirectory, u"--port"_s,
                                        QString::number(m_options.port)}
                            + m_options.arguments);
    m_process->setProcessEnvironment(environmentFor(m_options, m_directory.path()));
    // A test that is itself killed leaves nothing behind.
    m_process->setChildProcessModifier([] {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        support::letPermissionsBind();
    });
    m_process->start();
}

std::optional<int> Daemon::terminate(int ms)
{
    remember();
    sendSignal(SIGTERM);
    return waitForEnd(ms);
}

std::optional<int> Daemon::waitForEnd(int ms)
{
    if (!m_process || !waitUntil([this] { return m_process->state() == QProcess::NotRunning; }, ms)
        || m_process->exitStatus() == QProcess::CrashExit) {
        return {};
    }
    return m_process->exitCode();
}

void Daemon::sendSignal(int number) const
{
    if (isRunning()) {
        support::sendSignal(pid(), number);
    }
}

void Daemon::kill9()
{
    remember();
    if (isRunning()) {
        m_process->kill();
        (void)waitForEnd();
    }
}

void Daemon::setToml(const QString &toml) const
{
    QFile file(configFile());
    if (file.open(QIODevice::WriteOnly | QIODevice::Truncate)) {
        file.write(toml.toUtf8());
    }
}

QUrl Daemon::socketUrl(const QString &path) const
{
    QUrl url = m_url;
    url.setScheme(url.scheme() == u"https" ? u"wss"_s : u"ws"_s);
    url.setPath(path);
    return url;
}

QByteArray Daemon::output()
{
    m_output += m_process ? m_process->readAllStandardOutput() : QByteArray();
    return m_output;
}

QByteArray Daemon::errorText()
{
    if (m_process && m_process->error() == QProcess::FailedToStart) {
        return m_process->errorString().toUtf8();
    }
    m_errors += m_process ? m_process->readAllStandardError() : QByteArray();
    return m_errors;
}

Answer Daemon::request(const QByteArray &method, const QByteArray &target, const Headers &headers,
                       const QByteArray &body, int ms) const
{
    Answer answer = scenario::request(port(), method, target, headers, body, ms);
    check(method, target, answer);
    return answer;
}

void Daemon::check(const QByteArray &method, const QByteArray &target, const Answer &answer) const
{
    // Only the thread of the test can fail it.
    if (answer.status == 0 || QThread::currentThread() != qApp->thread()) {
        return;
    }
    if (!m_contract) {
        const Answer contract = scenario::request(port(), "GET", "/openapi.json");
        if (contract.status != 200) {
            return;
        }
        m_contract = std::make_shared<ContractCheck>(contract.body);
    }
    if (const QString fault = m_contract->fault(method, target, answer); !fault.isEmpty()) {
        const QString text = QString::fromUtf8(method) % u' ' % QString::fromUtf8(target) % u": "_s
            % fault % u'\n' % QString::fromUtf8(answer.body.left(2000));
        QTest::qFail(qPrintable(text), __FILE__, __LINE__);
    }
}

QJsonObject Daemon::worker(const QString &name) const
{
    const QJsonArray workers = get("/api/system/supervisor").json().value(u"workers").toArray();
    for (const auto &worker : workers) {
        if (worker[u"name"].toString() == name) {
            return worker.toObject();
        }
    }
    return {};
}

QString Daemon::workerStatus(const QString &name) const
{
    return worker(name).value(u"status").toString();
}

bool Daemon::waitForWorker(const QString &name, const QString &status, int ms) const
{
    return waitUntil([&] { return workerStatus(name) == status; }, ms);
}

bool Daemon::signalWorker(const QString &name, int number) const
{
    // The pid of the same answer that says it runs: a moment later it may have none.
    return waitUntil([&] {
        const QJsonObject found = worker(name);
        return found[u"status"_s].toString() == u"running"_s
            && support::sendSignal(found[u"pid"_s].toInteger(), number);
    });
}

QMap<QString, Process> Daemon::workerProcesses() const
{
    QMap<QString, Process> found;
    const QJsonArray workers = get("/api/system/supervisor").json().value(u"workers").toArray();
    for (const auto &worker : workers) {
        if (const qint64 id = worker[u"pid"].toInteger(); id > 0) {
            found.insert(worker[u"name"].toString(), processOf(id));
        }
    }
    return found;
}

void Daemon::remember()
{
    if (isRunning() && pid() > 1) {
        m_known += descendantsOf(pid());
    }
}

void Daemon::killTheRest()
{
    for (const Process &process : m_known) {
        killHard(process);
    }
}

} // namespace scenario
