// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/intake.h"

#include "backend/pipeline/watcherlines.h"

#include <QJsonArray>
#include <QLoggingCategory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(intakeLog, "signalbox.pipeline.intake")

namespace pipeline {

namespace {

constexpr auto RetryAfterRefusal = 1s;

// A decoder that died, or that refused before it had opened the file, tells no identity.
bool changedMeanwhile(const FileIdentity &file, const Decoded &decoded)
{
    return decoded.inode != 0
        && (decoded.inode != file.inode || decoded.sizeBytes != file.sizeBytes
            || decoded.mtimeNs != file.mtimeNs);
}

void noteCommit(FlowWindow &window, protocol::SteadyTime begun)
{
    const auto now = protocol::Now::read().steady;
    noteOut(window, now);
    noteLatency(window, std::chrono::duration_cast<std::chrono::milliseconds>(now - begun), now);
}

} // namespace

Intake::Intake(storage::Storage &store, Decoders &decoders, QString cameraRoot, IntakeLimits limits,
               const Fallback::Settings &fallback)
    : m_store(store)
    , m_decoders(decoders)
    , m_root(std::move(cameraRoot))
    , m_limits(limits)
    , m_fallback(fallback)
{
    m_status.cameraRoot = m_root;
    m_flow.since = protocol::Now::read().steady;
    m_drainTimer.setSingleShot(true);
    connect(&m_drainTimer, &QTimer::timeout, this, &Intake::drain);
    connect(&m_fallback, &Fallback::ready, this, &Intake::drain);
    connect(&m_fallback, &Fallback::lost, this, &Intake::bringAgain);
    connect(&m_fallback, &Fallback::changed, this, [this] {
        weighPressure(); // what goes to the disk arrives there later
        Q_EMIT changed();
    });
    connect(&m_store, &storage::Storage::recovered, this, &Intake::drain);
}

void Intake::start()
{
    m_fallback.start(fallbackKinds());
    drain();
}

void Intake::take(const QJsonObject &line)
{
    const QString type = line.value(u"type").toString();
    if (type == u"file") {
        takeFile(line);
    } else if (type == u"status") {
        m_status.observerType = protocol::observerType(line.value(u"observer").toString());
        // Not at rest yet, and at rest but without credit to be told of.
        m_status.pendingTasks =
            line.value(u"pending").toInteger() + line.value(u"waiting").toInteger();
        const QString error = line.value(u"error").toString();
        m_status.error = error.isEmpty() ? std::nullopt : std::optional(error);
        m_status.polledFolders = polledFolders(line.value(u"polled").toArray());
        const qint64 overflows = line.value(u"overflows").toInteger();
        m_status.overflows += overflows - std::exchange(m_toldOverflows, overflows);
        Q_EMIT changed();
    } else {
        takeSetAside(line);
    }
}

void Intake::watcherGone()
{
    m_status.running = false;
    m_status.pendingTasks = 0;
    m_status.error.reset();
    m_status.polledFolders.clear();
    m_toldOverflows = 0;
    Q_EMIT changed();
}

protocol::FileWatcherStatus Intake::status() const
{
    protocol::FileWatcherStatus status = m_status;
    status.pendingTasks += m_inHand + m_fallback.waiting(DetectionQueue.toString())
        + m_fallback.waiting(VideoQueue.toString());
    for (const qint64 files : waitingOfDisabled()) {
        status.pendingTasks += files;
    }
    return status;
}

protocol::StageFlow Intake::flow(protocol::SteadyTime now) const
{
    return flowOf(m_flow, u"intake"_s, now);
}

void Intake::takeFile(const QJsonObject &line)
{
    const auto file = identityFromLine(line);
    if (!file) {
        qCWarning(intakeLog) << "the watcher sent a line that is no file:" << line;
        ++m_creditDue;
        giveCredit();
        return;
    }
    ++m_inHand;
    const Told told{.file = *file, .turn = m_fallback.nextTurn()};
    if (m_isHeldBack) {
        m_held.push_back(told);
        return;
    }
    begin(told);
    weighPressure();
}

void Intake::begin(const Told &told)
{
    ++m_underway;
    lookUp(told);
}

void Intake::lookUp(const Told &told)
{
    m_store.read<bool>(
        this, [file = told.file](storage::Transaction &tx) { return isKnown(tx, file); },
        [this, told](const protocol::Result<bool> &known) {
            if (!known) {
                later(told, known.error());
            } else if (known.value()) {
                done(told, {});
            } else if (m_disabled.contains(told.file.cameraId)) {
                putOff(told.file);
                done(told, {});
            } else if (mustWait(told)) {
                hold(told);
            } else {
                decode(told);
            }
        });
}

void Intake::decode(const Told &told)
{
    const auto begun = protocol::Now::read().steady;
    noteIn(m_flow, begun);
    const FileIdentity &file = told.file;
    const auto answered = [this, told, begun](const Decoded &decoded) {
        if (changedMeanwhile(told.file, decoded)) {
            done(told, {}); // the watcher tells of the file again when it is at rest
        } else if (decoded.unread) {
            comeAgain(told.file, decoded.reason);
            done(told, {});
        } else if (decoded.ok) {
            store(told, decoded, begun);
        } else {
            reject(told, decoded.reason, begun);
        }
    };
    if (file.isVideo()) {
        m_decoders.hashVideo(file.path, m_root, answered);
    } else {
        m_decoders.decode(file.path, m_root, answered);
    }
}

void Intake::store(const Told &told, const Decoded &decoded, protocol::SteadyTime begun)
{
    m_store.write<Admitted>(
        this,
        [file = told.file, decoded, limits = m_limits](storage::Transaction &tx) {
            return admitImage(tx, file, decoded, limits);
        },
        [this, told, begun, view = decoded.view](const protocol::Result<Admitted> &admitted) {
            if (!admitted) {
                later(told, admitted.error());
                return;
            }
            noteCommit(m_flow, begun);
            Q_EMIT seen(told.file.cameraId);
            const Admitted &what = admitted.value();
            if (!what.alreadyKnown && !told.file.isVideo()
                && what.admission == Admission::Accepted) {
                ++m_queued;
                Q_EMIT viewed(told.file.cameraId, view);
            }
            done(told, what.alreadyKnown ? QString() : toText(what.admission));
            if (what.admission == Admission::Accepted) {
                Q_EMIT accepted();
            }
        });
}

// Nothing is known of its bytes: nothing is written down, and when it is there it is told of anew.
void Intake::comeAgain(const FileIdentity &file, const QString &reason)
{
    qCInfo(intakeLog) << "not read now:" << file.path << ":" << reason;
    if (m_status.running) {
        Q_EMIT toWatcher(forgetLine(file));
    }
}

void Intake::reject(const Told &told, const QString &reason, protocol::SteadyTime begun)
{
    qCInfo(intakeLog) << "refused" << told.file.path << ":" << reason;
    m_store.write<protocol::Done>(
        this,
        [file = told.file, reason](storage::Transaction &tx) {
            rejectImage(tx, file, reason);
            return protocol::Done{};
        },
        [this, told, begun](const protocol::Result<protocol::Done> &written) {
            if (written) {
                noteCommit(m_flow, begun);
                Q_EMIT seen(told.file.cameraId);
                done(told, u"rejected"_s);
            } else {
                later(told, written.error());
            }
        });
}

void Intake::later(const Told &told, const protocol::Error &error)
{
    if (error.kind == protocol::ErrorKind::Unavailable) {
        tryDrainLater();
        hold(told);
        return;
    }
    qCWarning(intakeLog) << "the store does not take" << told.file.path << "now:" << error.detail;
    QTimer::singleShot(RetryAfterRefusal, this, [this, told] { lookUp(told); });
}

void Intake::done(const Told &told, const QString &state)
{
    if (told.isFromFallback) {
        m_heldFiles.remove(keyOf(told.file));
        m_fallback.settle(queueOf(told.file), told.turn);
    }
    if (!state.isEmpty()) {
        Q_EMIT changed();
    }
    release(told);
}

} // namespace pipeline
