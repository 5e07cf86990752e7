// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/cleanup/cleanup.h"

#include <QJsonDocument>
#include <QLoggingCategory>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(cleanupLog, "signalbox.cleanup")

namespace cleanup {

namespace {

using protocol::CleanupJob;
using protocol::CleanupKind;
using protocol::CleanupState;
using protocol::Error;
using protocol::ErrorKind;
using protocol::WallTime;

constexpr auto StoreRetry = 1s;
constexpr auto HourlyPause = 1h;
/// The wall clock may be set meanwhile, and a machine may sleep: it is looked at so often.
constexpr std::chrono::milliseconds LongestNap = 1min;

} // namespace

Cleanup::Cleanup(storage::Storage &store, Owners owners, Settings settings, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_owners(std::move(owners))
    , m_settings(std::move(settings))
{
    m_clock.setSingleShot(true);
    connect(&m_clock, &QTimer::timeout, this, &Cleanup::due);
    connect(&m_hour, &QTimer::timeout, this, &Cleanup::sweepHourly);
    connect(&m_service, &ServiceCalls::toService, this, &Cleanup::toService);
}

void Cleanup::start()
{
    m_store.write<Memory>(this, readMemory, [this](const protocol::Result<Memory> &memory) {
        if (m_isDraining) {
            return;
        }
        if (!memory) {
            QTimer::singleShot(StoreRetry, this, &Cleanup::start);
            return;
        }
        remember(memory.value());
        m_hour.start(HourlyPause);
        if (hasLeapt(memory.value().newestLine, protocol::Now::read().wall)) {
            qCWarning(cleanupLog) << "the clock is more than a day ahead of all that is stored:"
                                  << "nothing is removed within the first hour";
            m_clock.start(HourlyPause);
            return;
        }
        sweepHourly();
        m_clock.start(m_settings.catchUpDelay);
    });
}

void Cleanup::remember(const Memory &memory)
{
    const WallTime now = protocol::Now::read().wall;
    m_lastRun = memory.lastRun;
    m_lastThrough = memory.lastThrough;
    // A clock that was ahead must not keep it from running.
    m_next = std::min(nextRun(memory.lastRun, memory.since.value_or(now)), nextDaily(now));
    m_last = memory.lastJob;
    if (m_last && m_last->state == CleanupState::Running) {
        m_last->state = CleanupState::Failed;
        m_last->error = u"the program ended while it ran"_s;
        m_last->phase.reset();
        m_last->waitingFor.reset();
        m_last->finishedAt = now;
        save();
        Q_EMIT ended(*m_last);
    }
    Q_EMIT changed();
}

void Cleanup::drain(const std::function<void()> &done)
{
    m_isDraining = true;
    m_clock.stop();
    m_hour.stop();
    m_hourly.reset();
    m_drained = done;
    if (isRunning()) {
        m_run->stop(u"the program was stopped"_s, Run::Patience::None);
    } else {
        finishDrain();
    }
}

void Cleanup::finishDrain()
{
    if (m_drained) {
        std::exchange(m_drained, {})();
    }
}

protocol::Result<CleanupJob> Cleanup::run(CleanupKind kind, bool isDryRun)
{
    if (m_isDraining || !m_next) {
        return Error{ErrorKind::Unavailable,
                     m_isDraining ? u"The program is being stopped"_s
                                  : u"The cleanup has not started yet"_s};
    }
    if (isRunning()) {
        return Error{ErrorKind::Conflict,
                     u"The job %1 (%2) is running since %3"_s.arg(
                         m_run->job().id, protocol::toText(m_run->job().kind),
                         protocol::toIso(m_run->job().startedAt.value_or(WallTime())))};
    }
    begin(kind, isDryRun);
    return m_run->job();
}

void Cleanup::cancel(const std::function<void(const protocol::Result<CleanupJob> &)> &done)
{
    if (!isRunning()) {
        done(Error{ErrorKind::NotFound, u"No cleanup is running"_s});
        return;
    }
    m_cancels.append(done);
    m_run->stop(u"cancelled by request"_s, Run::Patience::OneBatch);
}

protocol::CleanupStatus Cleanup::status() const
{
    return {.running = isRunning(),
            .retentionDays = m_settings.retentionDays,
            .cleanupTime = dailyText(),
            .deleteImages = m_settings.deleteImages,
            .nextCleanup = m_next,
            .lastCleanup = m_lastThrough,
            .job = m_run ? std::optional(m_run->job()) : m_last};
}

void Cleanup::take(const QByteArray &line)
{
    m_service.take(QJsonDocument::fromJson(line).object());
}

WallTime Cleanup::before() const
{
    return protocol::Now::read().wall - std::chrono::hours(24) * m_settings.retentionDays;
}

std::unique_ptr<Run> Cleanup::makeRun(const QList<Phase> &phases, const CleanupJob &job)
{
    return std::make_unique<Run>(m_store, m_service,
                                 Run::Settings{.phases = phases,
                                               .job = job,
                                               .before = before(),
                                               .deleteImages = m_settings.deleteImages,
                                               .places = m_settings.places,
                                               .owners = m_owners});
}

void Cleanup::begin(CleanupKind kind, bool isDryRun)
{
    const WallTime now = protocol::Now::read().wall;
    m_run = makeRun(phasesOf(kind),
                    {.id = u"cleanup-%1"_s.arg(now.time_since_epoch().count()),
                     .kind = kind,
                     .isDryRun = isDryRun,
                     .startedAt = now});
    connect(m_run.get(), &Run::changed, this, &Cleanup::changed);
    connect(m_run.get(), &Run::advanced, this, [this] { Q_EMIT advanced(m_run->job()); });
    // It is the run that calls: it is let go behind that.
    connect(m_run.get(), &Run::ended, this, &Cleanup::runEnded, Qt::QueuedConnection);
    qCInfo(cleanupLog).noquote() << m_run->job().id << "begins:" << protocol::toText(kind)
                                 << (isDryRun ? "(dry run)" : "");
    Q_EMIT begun(m_run->job());
    m_run->start();
    save();
}

void Cleanup::runEnded()
{
    const CleanupJob job = m_run->job();
    m_run.reset();
    m_last = job;
    const bool isThrough = job.state == CleanupState::Finished || job.state == CleanupState::Failed;
    if (isThrough && job.kind == CleanupKind::Retention && !job.isDryRun) {
        m_lastRun = job.finishedAt;
        if (job.state == CleanupState::Finished) {
            m_lastThrough = job.finishedAt;
        }
    }
    qCInfo(cleanupLog).noquote() << job.id << protocol::toText(job.state)
                                 << job.error.value_or(QString());
    save();
    arm();
    Q_EMIT ended(job);
    Q_EMIT changed();
    for (const auto &cancelled : std::exchange(m_cancels, {})) {
        cancelled(job);
    }
    finishDrain();
}

void Cleanup::save()
{
    const std::optional<CleanupJob> job = m_run ? std::optional(m_run->job()) : m_last;
    if (!job) {
        return;
    }
    m_store.write<protocol::Done>(
        this,
        [memory = Memory{.lastRun = m_lastRun, .lastThrough = m_lastThrough, .lastJob = job}](
            storage::Transaction &tx) {
            writeMemory(tx, memory);
            return protocol::Done{};
        },
        [this](const protocol::Result<protocol::Done> &saved) {
            if (!saved && !m_isDraining) {
                QTimer::singleShot(StoreRetry, this, &Cleanup::save);
            }
        });
}

void Cleanup::arm()
{
    if (m_isDraining || !m_next) {
        return;
    }
    const auto left = *m_next - protocol::Now::read().wall;
    m_clock.start(std::clamp<std::chrono::milliseconds>(left, 0ms, LongestNap));
}

void Cleanup::due()
{
    const WallTime now = protocol::Now::read().wall;
    m_next = std::min(*m_next, nextDaily(now)); // the clock may have been ahead
    if (*m_next > now) {
        arm();
        return;
    }
    if (isRunning()) {
        // One that only waits for its service must not keep the rows from going day after day.
        if (m_run->isStuck()) {
            m_run->stop(u"the next daily run was due, and the cleanup service was away"_s,
                        Run::Patience::None);
        }
        m_clock.start(LongestNap);
        return;
    }
    m_next = nextDaily(now);
    begin(CleanupKind::Retention, false);
    arm();
}

void Cleanup::sweepHourly()
{
    if (isRunning() || (m_hourly && !m_hourly->isOver())) {
        return;
    }
    m_hourly = makeRun(hourlyPhases(), {});
    m_hourly->start();
}

} // namespace cleanup
