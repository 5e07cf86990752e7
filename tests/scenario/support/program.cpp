// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/program.h"

#include "tests/support/signals.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QProcessEnvironment>

#include <csignal>

#include <sys/prctl.h>

using namespace Qt::StringLiterals;

namespace scenario {

namespace {

QProcessEnvironment environmentFor(const ProgramOptions &options, const QString &home)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name :
         {u"SIGNALBOX_BIN"_s, u"NOTIFY_SOCKET"_s, u"XDG_CONFIG_HOME"_s, u"XDG_DATA_HOME"_s,
          u"XDG_CACHE_HOME"_s, u"XDG_STATE_HOME"_s, u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s}) {
        environment.remove(name);
    }
    environment.insert(u"HOME"_s, home);
    environment.insert(u"XDG_RUNTIME_DIR"_s, home);
    for (auto it = options.environment.begin(); it != options.environment.end(); ++it) {
        environment.insert(it.key(), it.value());
    }
    return environment;
}

} // namespace

Program::Program(ProgramOptions options)
    : m_options(std::move(options))
{
    if (!m_options.toml.isEmpty()) {
        QDir(m_home.path()).mkpath(u".config/signalbox"_s);
        QFile file(configFile());
        if (file.open(QIODevice::WriteOnly)) {
            file.write(m_options.toml.toUtf8());
        }
    }
}

Program::~Program()
{
    kill9();
    for (const Process &process : std::as_const(m_known)) {
        killHard(process);
    }
}

void Program::launch()
{
    m_process.setProgram(programDirectory() + u'/' + m_options.name);
    m_process.setArguments(m_options.arguments);
    m_process.setProcessEnvironment(environmentFor(m_options, home()));
    // A test that is itself killed leaves nothing behind.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process.start();
}

bool Program::waitForAddress(const QString &dataDirectory, int ms)
{
    return waitUntil(
        [&] {
            QFile file(dataDirectory + u"/api.json"_s);
            if (!file.open(QIODevice::ReadOnly)) {
                return false;
            }
            const QJsonObject content = QJsonDocument::fromJson(file.readAll()).object();
            m_url = QUrl(content.value(u"url").toString());
            return isRunning() && content.value(u"pid").toInteger() == pid();
        },
        ms);
}

bool Program::waitForError(const QByteArray &text, int ms)
{
    return waitUntil([&] { return errorText().contains(text); }, ms);
}

std::optional<int> Program::waitForEnd(int ms)
{
    if (!waitUntil([this] { return !isRunning(); }, ms)
        || m_process.exitStatus() == QProcess::CrashExit) {
        return {};
    }
    return m_process.exitCode();
}

std::optional<int> Program::terminate(int ms)
{
    sendSignal(SIGTERM);
    return waitForEnd(ms);
}

void Program::sendSignal(int number) const
{
    if (isRunning()) {
        support::sendSignal(pid(), number);
    }
}

void Program::kill9()
{
    (void)descendants();
    if (isRunning()) {
        m_process.kill();
        (void)waitForEnd();
    }
}

QList<Process> Program::descendants()
{
    QList<Process> now = isRunning() && pid() > 1 ? descendantsOf(pid()) : QList<Process>();
    m_known += now;
    return now;
}

QString Program::dataDirectory(const QString &name) const
{
    return home() + u"/.local/share/"_s + name;
}

QString Program::configFile() const
{
    return home() + u"/.config/signalbox/signalbox.toml"_s;
}

Answer Program::get(const QByteArray &target) const
{
    return request(static_cast<quint16>(m_url.port()), "GET", target);
}

QJsonObject Program::worker(const QString &name) const
{
    const QJsonArray workers = get("/api/system/supervisor").json().value(u"workers").toArray();
    for (const auto &worker : workers) {
        if (worker[u"name"].toString() == name) {
            return worker.toObject();
        }
    }
    return {};
}

bool Program::waitForWorker(const QString &name, const QString &status, int ms) const
{
    return waitUntil([&] { return worker(name).value(u"status").toString() == status; }, ms);
}

QByteArray Program::output()
{
    return m_output += m_process.readAllStandardOutput();
}

QByteArray Program::errorText()
{
    if (m_process.error() == QProcess::FailedToStart) {
        return m_process.errorString().toUtf8();
    }
    return m_errors += m_process.readAllStandardError();
}

} // namespace scenario
