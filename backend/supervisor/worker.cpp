// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/worker.h"

#include <QLoggingCategory>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace supervisor {

namespace {

Q_LOGGING_CATEGORY(room, "signalbox.supervisor", QtInfoMsg)

constexpr qsizetype MaxLineBytes = qsizetype(8) * 1024;
constexpr qsizetype MaxMessageBytes = qsizetype(1024) * 1024;
constexpr qsizetype MaxReasonCharacters = 500;
/// A timer takes an int of milliseconds; a later deadline is armed again on the way.
constexpr std::chrono::milliseconds MaxSleep = 24h;

LineSplitter splitterFor(const WorkerDefinition &definition)
{
    return {MaxLineBytes, definition.builtin ? MaxMessageBytes : MaxLineBytes};
}

} // namespace

Worker::Worker(WorkerDefinition definition, Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_log(m_options.log)
    , m_output(splitterFor(definition))
    , m_errors(MaxLineBytes, MaxLineBytes)
{
    m_state.definition = std::move(definition);
    m_state.statusSince = protocol::Now::read().wall;
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Worker::wake);
}

protocol::Worker Worker::snapshot() const
{
    const bool hasPid = m_child && m_child->pid() > 0;
    return {.name = m_state.definition.name,
            .status = m_state.status,
            .restartCount = m_state.restartCount,
            .maxRestarts = m_state.definition.limits.maxRestarts,
            .lastStartedAt = m_state.lastStartedAt,
            .lastCrashedAt = m_state.lastCrashedAt,
            .error = m_state.error,
            .critical = m_state.definition.critical,
            .builtin = m_state.definition.builtin,
            .pid = hasPid ? std::optional(m_child->pid()) : std::nullopt,
            .nextAttemptAt = m_state.nextAttemptAt,
            .statusSince = m_state.statusSince,
            .statusText = m_statusText,
            .statusWord = protocol::toText(m_state.status)};
}

void Worker::wish(Event::Kind kind, const Reply &reply)
{
    if (kind == Event::Kind::Stop) {
        m_awaitingStop.append(reply);
    } else if (kind != Event::Kind::Reset) {
        m_awaitingStart.append(reply);
    }
    handle({.kind = kind});
    if (kind == Event::Kind::Reset) {
        reply(protocol::Done());
    }
}

void Worker::grace()
{
    handle({.kind = Event::Kind::Grace});
}

bool Worker::send(const QByteArray &line)
{
    const bool executes = m_state.phase == Phase::Unready || m_state.phase == Phase::Up;
    return executes && m_child && m_child->write(line + '\n');
}

void Worker::kill()
{
    perform(Action::Process::Kill);
}

void Worker::handle(Event event)
{
    event.random = QRandomGenerator::global()->generateDouble();
    const protocol::Worker before = snapshot();
    Step decision = step(m_state, event, protocol::Now::read());
    m_state = std::move(decision.next);
    const Action action = std::move(decision.action);
    perform(action.process);
    armTimer();
    for (const auto &entry : action.history) {
        count(m_totals, entry);
        Q_EMIT historyAdded(entry);
    }
    if (snapshot() != before) {
        qCDebug(room) << m_state.definition.name << action.message;
        Q_EMIT changed(before.status, action.message);
    }
    if (action.becameReady) {
        Q_EMIT ready();
    }
    answer(action);
}

void Worker::perform(Action::Process action)
{
    switch (action) {
    case Action::Process::Nothing:
        return;
    case Action::Process::Spawn:
        return spawn();
    case Action::Process::Terminate:
        if (m_child) {
            m_child->signal(m_state.definition.stopSignal);
        }
        return;
    case Action::Process::Kill:
        if (m_child) {
            m_child->signal(SIGKILL);
        }
        return;
    }
}

void Worker::answer(const Action &action)
{
    const auto tell = [&action](Answer verdict, QList<Reply> &waiting) {
        if (verdict == Answer::None) {
            return;
        }
        // Taken out first: a reply may come back with the next wish.
        for (const Reply &reply : std::exchange(waiting, {})) {
            if (verdict == Answer::Done) {
                reply(protocol::Done());
            } else {
                reply(protocol::Error{protocol::ErrorKind::Unavailable, action.reason});
            }
        }
    };
    tell(action.started, m_awaitingStart);
    tell(action.stopped, m_awaitingStop);
}

void Worker::armTimer()
{
    const auto next = deadline(m_state);
    if (!next) {
        m_timer.stop();
        return;
    }
    const auto wait =
        std::chrono::ceil<std::chrono::milliseconds>(*next - std::chrono::steady_clock::now());
    m_timer.start(std::clamp(wait, 0ms, MaxSleep));
}

void Worker::wake()
{
    // Heartbeats that wait in the socket count, also when this timer came first.
    if (m_notify) {
        m_notify->drain();
    }
    Q_EMIT waking();
    handle({.kind = Event::Kind::Due});
}

void Worker::spawn()
{
    const quint64 run = m_state.run;
    m_statusText.reset();
    m_lastErrorLine.clear();
    m_notify = std::make_unique<NotifySocket>(m_options.notifyPath + u'-' + QString::number(run));
    if (!m_notify->fault().isEmpty()) {
        qCWarning(room) << m_state.definition.name << m_notify->fault();
    }
    connect(m_notify.get(), &NotifySocket::received, this,
            [this, run](const Notification &what) { onNotification(what, run); });
    m_child = std::make_unique<ChildProcess>(childOptions());
    watch(*m_child);
    m_child->start();
}

ChildProcess::Options Worker::childOptions() const
{
    const WorkerDefinition &definition = m_state.definition;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"WATCHDOG_PID"_s); // the three may be there for ourselves
    environment.remove(u"WATCHDOG_USEC"_s);
    for (auto entry = definition.environment.cbegin(); entry != definition.environment.cend();
         ++entry) {
        environment.insert(entry.key(), entry.value());
    }
    environment.insert(u"NOTIFY_SOCKET"_s, m_notify->path());
    if (definition.watchdog > 0ms) {
        const std::chrono::microseconds watchdog = definition.watchdog;
        environment.insert(u"WATCHDOG_USEC"_s, QString::number(watchdog.count()));
    }
    return {.command = definition.command,
            .directory = definition.directory,
            .environment = environment,
            .memoryLimitMb = definition.memoryLimitMb,
            .leash = definition.builtin ? QStringList() : m_options.leash};
}

void Worker::watch(ChildProcess &child)
{
    const quint64 run = m_state.run;
    connect(&child, &ChildProcess::executing, this,
            [this, run] { handle({.kind = Event::Kind::Executing, .run = run}); });
    connect(&child, &ChildProcess::failedToStart, this, [this, run](const QString &reason) {
        endRun();
        handle({.kind = Event::Kind::StartFailed, .run = run, .text = reason});
    });
    connect(&child, &ChildProcess::exited, this, [this, run](Exit exit) { onExited(exit, run); });
    connect(&child, &ChildProcess::output, this, &Worker::takeOutput);
}

void Worker::onNotification(const Notification &notification, quint64 run)
{
    if (notification.status && notification.status != m_statusText) {
        m_statusText = notification.status;
        Q_EMIT changed(m_state.status, QString());
    }
    if (notification.heartbeat) {
        handle({.kind = Event::Kind::Heartbeat, .run = run});
    }
    if (notification.ready) {
        handle({.kind = Event::Kind::Ready, .run = run});
    }
}

void Worker::onExited(Exit exit, quint64 run)
{
    for (const auto &line : m_output.rest()) {
        takeLine(Stream::Output, line);
    }
    for (const auto &line : m_errors.rest()) {
        takeLine(Stream::Error, line);
    }
    const bool blameless = isBlameless(m_state, exit);
    m_lastExit = {.exit = exit, .at = protocol::Now::read().wall};
    endRun();
    Q_EMIT gone(blameless);
    handle({.kind = Event::Kind::Exited, .run = run, .exit = exit, .text = m_lastErrorLine});
}

void Worker::endRun()
{
    // Both are still on the stack.
    m_notify.release()->deleteLater();
    m_child->disconnect(this);
    m_child.release()->deleteLater();
    m_statusText.reset();
}

void Worker::takeOutput(Stream stream, const QByteArray &bytes)
{
    LineSplitter &splitter = stream == Stream::Output ? m_output : m_errors;
    for (const auto &line : splitter.take(bytes)) {
        takeLine(stream, line);
    }
}

void Worker::takeLine(Stream stream, const LineSplitter::Line &line)
{
    const bool isMessage = stream == Stream::Output && m_state.definition.builtin && !line.isCut
        && line.bytes.startsWith('{');
    if (isMessage) {
        Q_EMIT message(line.bytes);
        return;
    }
    if (stream == Stream::Error && !line.bytes.trimmed().isEmpty()) {
        m_lastErrorLine = printable(line.bytes).left(MaxReasonCharacters);
    }
    const bool isLong = line.bytes.size() > MaxLineBytes;
    const QByteArrayView kept =
        QByteArrayView(line.bytes).first(isLong ? MaxLineBytes : line.bytes.size());
    for (const auto &added : m_log.add(stream, kept, line.isCut, protocol::Now::read())) {
        Q_EMIT logged(added);
    }
}

} // namespace supervisor
