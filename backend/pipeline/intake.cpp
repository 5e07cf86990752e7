// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/intake.h"

#include "backend/pipeline/watcherlines.h"

#include <QJsonArray>
#include <QLoggingCategory>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(intakeLog, "signalbox.pipeline.intake")

namespace pipeline {

namespace {

constexpr int Credit = 256; ///< lines that the watcher may have unanswered
constexpr int CreditStep = 32; ///< returned in steps, one line for many
constexpr auto RetryAfterStoreFault = 1s;

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
               QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_decoders(decoders)
    , m_root(std::move(cameraRoot))
    , m_limits(limits)
{
    m_status.cameraRoot = m_root;
    m_flow.since = protocol::Now::read().steady;
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
    } else if (const auto thing = setAsideFromLine(line, m_root)) {
        putAside(*thing);
    }
}

void Intake::watcherReady()
{
    m_status.running = true;
    // What the one before it has told of still waits for its answer, and is credited then.
    m_creditDue = std::max(0, Credit - static_cast<int>(m_inHand));
    giveCredit();
    Q_EMIT changed();
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
    status.pendingTasks += m_inHand;
    for (const qint64 files : waitingOfDisabled()) {
        status.pendingTasks += files;
    }
    return status;
}

protocol::StageFlow Intake::flow(protocol::SteadyTime now) const
{
    return flowOf(m_flow, u"intake"_s, now);
}

void Intake::setQueued(qint64 waiting)
{
    m_queued = waiting;
    weighPressure();
}

// What is underway is reckoned as if all of it became jobs: so there are never more than may be.
void Intake::weighPressure()
{
    const auto isHeldBackNow = [this] {
        return isHeldBack(m_isHeldBack, m_queued + m_underway, m_limits.queueCapacity);
    };
    const bool before = m_isHeldBack;
    m_isHeldBack = isHeldBackNow();
    while (!m_isHeldBack && !m_held.empty()) {
        const FileIdentity file = m_held.front();
        m_held.pop_front();
        begin(file);
        m_isHeldBack = isHeldBackNow();
    }
    if (m_isHeldBack == before) {
        return;
    }
    qCInfo(intakeLog) << (m_isHeldBack ? "nothing more is taken in:" : "files are taken in again:")
                      << m_queued << "detection jobs wait";
    giveCredit();
    Q_EMIT changed();
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
    if (m_isHeldBack) {
        m_held.push_back(*file);
        return;
    }
    begin(*file);
    weighPressure();
}

void Intake::begin(const FileIdentity &file)
{
    ++m_underway;
    lookUp(file);
}

void Intake::lookUp(const FileIdentity &file)
{
    m_store.read<bool>(
        this, [file](storage::Transaction &tx) { return isKnown(tx, file); },
        [this, file](const protocol::Result<bool> &known) {
            if (!known) {
                later(file, known.error().detail);
            } else if (known.value()) {
                done({});
            } else if (m_disabled.contains(file.cameraId)) {
                putOff(file);
                done({});
            } else {
                decode(file);
            }
        });
}

void Intake::decode(const FileIdentity &file)
{
    const auto begun = protocol::Now::read().steady;
    noteIn(m_flow, begun);
    const auto answered = [this, file, begun](const Decoded &decoded) {
        if (changedMeanwhile(file, decoded)) {
            done({}); // the watcher tells of the file again when it is at rest
        } else if (decoded.unread) {
            comeAgain(file, decoded.reason);
        } else if (decoded.ok) {
            store(file, decoded, begun);
        } else {
            reject(file, decoded.reason, begun);
        }
    };
    if (file.isVideo()) {
        m_decoders.hashVideo(file.path, m_root, answered);
    } else {
        m_decoders.decode(file.path, m_root, answered);
    }
}

void Intake::store(const FileIdentity &file, const Decoded &decoded, protocol::SteadyTime begun)
{
    m_store.write<Admitted>(
        this,
        [file, decoded, limits = m_limits](storage::Transaction &tx) {
            return admitImage(tx, file, decoded, limits);
        },
        [this, file, begun](const protocol::Result<Admitted> &admitted) {
            if (!admitted) {
                later(file, admitted.error().detail);
                return;
            }
            noteCommit(m_flow, begun);
            Q_EMIT seen(file.cameraId);
            if (!admitted.value().alreadyKnown && !file.isVideo()
                && admitted.value().admission == Admission::Accepted) {
                ++m_queued;
            }
            done(admitted.value().alreadyKnown ? QString() : toText(admitted.value().admission));
            if (admitted.value().admission == Admission::Accepted) {
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
    done({});
}

void Intake::reject(const FileIdentity &file, const QString &reason, protocol::SteadyTime begun)
{
    qCInfo(intakeLog) << "refused" << file.path << ":" << reason;
    m_store.write<protocol::Done>(
        this,
        [file, reason](storage::Transaction &tx) {
            rejectImage(tx, file, reason);
            return protocol::Done{};
        },
        [this, file, begun](const protocol::Result<protocol::Done> &written) {
            if (written) {
                noteCommit(m_flow, begun);
                Q_EMIT seen(file.cameraId);
                done(u"rejected"_s);
            } else {
                later(file, written.error().detail);
            }
        });
}

// A watcher that begins anew meets the same things again: each is written down once.
void Intake::putAside(const SetAside &thing)
{
    m_store.write<bool>(
        this, [thing](storage::Transaction &tx) { return setAside(tx, thing); },
        [this, thing](const protocol::Result<bool> &isNew) {
            if (!isNew) {
                QTimer::singleShot(RetryAfterStoreFault, this, [this, thing] { putAside(thing); });
            } else if (isNew.value()) {
                qCInfo(intakeLog) << "not taken in:" << thing.path << ":" << thing.reason;
                Q_EMIT changed();
            }
        });
}

void Intake::later(const FileIdentity &file, const QString &reason)
{
    qCWarning(intakeLog) << "the store does not take" << file.path << "now:" << reason;
    QTimer::singleShot(RetryAfterStoreFault, this, [this, file] { lookUp(file); });
}

void Intake::done(const QString &state)
{
    --m_inHand;
    --m_underway;
    if (!state.isEmpty()) {
        Q_EMIT changed();
    }
    ++m_creditDue;
    giveCredit();
    weighPressure();
}

void Intake::giveCredit()
{
    if (m_isHeldBack || m_creditDue == 0 || (m_creditDue < CreditStep && m_inHand > 0)) {
        return; // a held one gets it when there is room again
    }
    if (m_status.running) {
        Q_EMIT toWatcher(creditLine(m_creditDue));
    }
    m_creditDue = 0;
}

} // namespace pipeline
