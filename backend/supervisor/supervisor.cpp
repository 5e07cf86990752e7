// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/supervisor.h"

#include "backend/supervisor/startorder.h"

#include <QDir>
#include <QLoggingCategory>

#include <algorithm>
#include <csignal>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace supervisor {

namespace {

Q_LOGGING_CATEGORY(room, "signalbox.supervisor", QtInfoMsg)

using protocol::WorkerStatus;

constexpr std::chrono::milliseconds Pulse = 1s;
constexpr std::chrono::milliseconds Stall = 5s;
/// What a socket's name adds to its directory: a worker's name, its run, separators.
constexpr qsizetype MaxSocketNameBytes = 64 + 16;

} // namespace

Supervisor::Supervisor(QList<WorkerDefinition> definitions, Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
    // A signal for a leash that has just gone is written into a pipe without a reader: an error,
    // not our end.
    std::signal(SIGPIPE, SIG_IGN);
    m_pulse.setInterval(Pulse);
    connect(&m_pulse, &QTimer::timeout, this, &Supervisor::checkForStall);
    if (!m_options.enabled) {
        return;
    }
    const auto order = startOrder(definitions);
    if (!order) {
        qCWarning(room) << order.error().detail << "(the order is that of the definitions)";
    }
    for (auto &definition : definitions) {
        if (!order) {
            definition.after.clear();
        }
        m_startOrder.append(definition.name);
        add(definition);
    }
    m_startOrder = order ? order.value() : m_startOrder;
}

Supervisor::~Supervisor() = default;

void Supervisor::add(const WorkerDefinition &definition)
{
    const QString file = m_options.logDirectory.isEmpty()
        ? QString()
        : QDir(m_options.logDirectory).filePath(definition.name + u".log"_s);
    m_workers.push_back(std::make_unique<Worker>(
        definition,
        Worker::Options{.leash = m_options.leash,
                        .notifyPath = QDir(notifyDirectory()).filePath(definition.name),
                        .log = {.path = file,
                                .fileBytes = m_options.logFileBytes,
                                .files = m_options.logFiles,
                                .ringLines = m_options.ringLines}}));
    watch(*m_workers.back());
}

void Supervisor::watch(Worker &worker)
{
    const QString name = worker.definition().name;
    connect(&worker, &Worker::changed, this,
            [this, &worker](WorkerStatus previous, const QString &text) {
                Q_EMIT workerChanged(worker.snapshot(), previous, text);
            });
    connect(&worker, &Worker::historyAdded, this, &Supervisor::historyAdded);
    connect(&worker, &Worker::message, this,
            [this, name](const QByteArray &line) { Q_EMIT message(name, line); });
    connect(&worker, &Worker::ready, this, [this, name] {
        Q_EMIT ready(name);
        startThoseReady();
    });
    connect(&worker, &Worker::gone, this,
            [this, name](bool blameless) { Q_EMIT gone(name, blameless); });
    connect(&worker, &Worker::logged, this,
            [this, name](const LogLine &line) { Q_EMIT logged(name, line); });
    connect(&worker, &Worker::waking, this, &Supervisor::checkForStall);
}

QString Supervisor::notifyDirectory()
{
    if (m_temporary) {
        return m_temporary->path();
    }
    const QString &wanted = m_options.runtimeDirectory;
    const qsizetype room = NotifySocket::MaxPathBytes - MaxSocketNameBytes;
    if (!wanted.isEmpty() && QFile::encodeName(wanted).size() < room && QDir().mkpath(wanted)) {
        return wanted;
    }
    m_temporary = std::make_unique<QTemporaryDir>();
    return m_temporary->path();
}

void Supervisor::start()
{
    if (!m_options.enabled || m_running) {
        return;
    }
    if (!m_options.logDirectory.isEmpty() && !QDir().mkpath(m_options.logDirectory)) {
        qCWarning(room) << "cannot make" << m_options.logDirectory;
    }
    m_running = true;
    m_lastPulse = std::chrono::steady_clock::now();
    m_pulse.start();
    for (const QString &name : std::as_const(m_startOrder)) {
        if (find(name)->definition().autostart) {
            m_waiting.append(name);
        }
    }
    startThoseReady();
}

void Supervisor::startThoseReady()
{
    const auto isUp = [this](const QString &name) {
        return find(name)->snapshot().status == WorkerStatus::Running;
    };
    const QStringList candidates = m_waiting;
    for (const QString &name : candidates) {
        Worker *const worker = find(name);
        const QStringList &after = worker->definition().after;
        if (m_waiting.contains(name) && std::all_of(after.cbegin(), after.cend(), isUp)) {
            m_waiting.removeAll(name);
            worker->wish(Event::Kind::Start, [](const auto &) {});
        }
    }
}

void Supervisor::stopAll(const Stopped &done)
{
    m_stopReplies.append(done);
    if (m_stopReplies.size() > 1) {
        return;
    }
    m_running = false;
    m_waiting.clear();
    m_asked.clear();
    m_notStopped.clear();
    m_up = QStringList(m_startOrder.crbegin(), m_startOrder.crend());
    // Queued, so that the answer never comes before this call is over.
    QMetaObject::invokeMethod(this, &Supervisor::stopThoseFree, Qt::QueuedConnection);
}

void Supervisor::stopThoseFree()
{
    const QStringList up = m_up;
    for (const QString &name : up) {
        const bool isNeeded = std::any_of(m_up.cbegin(), m_up.cend(), [&](const QString &other) {
            return find(other)->definition().after.contains(name);
        });
        if (isNeeded || m_asked.contains(name) || !m_up.contains(name)) {
            continue;
        }
        m_asked.append(name);
        find(name)->wish(Event::Kind::Stop,
                         [this, name](const auto &result) { onStopped(name, result.ok()); });
    }
    if (m_up.isEmpty()) {
        m_pulse.stop();
        for (const Stopped &done : std::exchange(m_stopReplies, {})) {
            done(m_notStopped);
        }
    }
}

void Supervisor::onStopped(const QString &name, bool isStopped)
{
    m_up.removeAll(name);
    if (!isStopped) {
        m_notStopped.append(name);
    }
    QMetaObject::invokeMethod(this, &Supervisor::stopThoseFree, Qt::QueuedConnection);
}

void Supervisor::killAll()
{
    for (const auto &worker : m_workers) {
        worker->kill();
    }
}

protocol::SupervisorStatus Supervisor::status() const
{
    protocol::SupervisorStatus result{.running = m_running};
    for (const auto &worker : m_workers) {
        result.workers.append(worker->snapshot());
    }
    return result;
}

QList<WorkerProcess> Supervisor::processes() const
{
    QList<WorkerProcess> all;
    for (const auto &worker : m_workers) {
        all.append({.name = worker->definition().name,
                    .pid = worker->snapshot().pid,
                    .root = worker->root(),
                    .totals = worker->totals()});
    }
    return all;
}

Worker *Supervisor::find(const QString &name) const
{
    const auto found = std::find_if(m_workers.cbegin(), m_workers.cend(), [&](const auto &worker) {
        return worker->definition().name == name;
    });
    return found == m_workers.cend() ? nullptr : found->get();
}

/// Who sleeps for seconds (a suspended machine, a SIGSTOP) must not call others silent.
void Supervisor::checkForStall()
{
    const protocol::SteadyTime now = std::chrono::steady_clock::now();
    const bool stalled = m_running && now - m_lastPulse > Pulse + Stall;
    m_lastPulse = now;
    if (stalled) {
        qCInfo(room) << "stood still for a while; every worker gets its time again";
        for (const auto &worker : m_workers) {
            worker->grace();
        }
    }
}

} // namespace supervisor
