// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/intake.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLoggingCategory>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(intakeLog, "signalbox.pipeline.intake")

namespace pipeline {

namespace {

constexpr int Credit = 256; ///< lines that the watcher may have unanswered
constexpr int CreditStep = 32; ///< returned in steps, one line for many
constexpr auto RetryAfterStoreFault = 1s;

QByteArray creditLine(int count)
{
    return QJsonDocument(QJsonObject{{u"type"_s, u"credit"_s}, {u"n"_s, count}})
        .toJson(QJsonDocument::Compact);
}

// A decoder that died, or that refused before it had opened the file, tells no identity.
bool changedMeanwhile(const FileIdentity &file, const Decoded &decoded)
{
    return decoded.inode != 0
        && (decoded.inode != file.inode || decoded.sizeBytes != file.sizeBytes
            || decoded.mtimeNs != file.mtimeNs);
}

/// The watcher takes the file for one that it has never told of.
QByteArray forgetLine(const FileIdentity &file)
{
    return QJsonDocument(QJsonObject{{u"type"_s, u"forget"_s},
                                     {u"path"_s, file.path},
                                     {u"inode"_s, file.inode},
                                     {u"size"_s, file.sizeBytes},
                                     {u"mtime_ns"_s, QString::number(file.mtimeNs)}})
        .toJson(QJsonDocument::Compact);
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
}

void Intake::start()
{
    using Counts = std::pair<QMap<QString, qint64>, QMap<QString, qint64>>;
    m_store.read<Counts>(
        this, [](storage::Transaction &tx) { return Counts(imageCounts(tx), setAsideCounts(tx)); },
        [this](const protocol::Result<Counts> &counts) {
            if (!counts) {
                QTimer::singleShot(RetryAfterStoreFault, this, &Intake::start);
                return;
            }
            std::tie(m_counts, m_setAside) = counts.value();
            Q_EMIT changed();
        });
}

void Intake::take(const QJsonObject &line)
{
    const QString type = line.value(u"type").toString();
    if (type == u"file") {
        takeFile(line);
    } else if (type == u"status") {
        m_status.observerType = protocol::observerType(line.value(u"observer").toString());
        m_status.pendingTasks = line.value(u"pending").toInteger();
        const QString error = line.value(u"error").toString();
        m_status.error = error.isEmpty() ? std::nullopt : std::optional(error);
        m_status.polledFolders.clear();
        const QJsonArray polled = line.value(u"polled").toArray();
        for (const auto &folder : polled) {
            m_status.polledFolders.append(
                {.path = folder[u"path"].toString(), .reason = folder[u"reason"].toString()});
        }
        Q_EMIT changed();
    } else if (const auto thing = setAsideFromLine(line, m_root)) {
        putAside(*thing);
    }
}

void Intake::watcherReady()
{
    m_status.running = true;
    // What the one before it has told of still waits for its answer, and is credited then.
    m_creditDue = 0;
    Q_EMIT toWatcher(creditLine(std::max(0, Credit - static_cast<int>(m_inHand))));
    Q_EMIT changed();
}

void Intake::watcherGone()
{
    m_status.running = false;
    m_status.pendingTasks = 0;
    m_status.error.reset();
    m_status.polledFolders.clear();
    Q_EMIT changed();
}

protocol::FileWatcherStatus Intake::status() const
{
    protocol::FileWatcherStatus status = m_status;
    status.pendingTasks += m_inHand;
    return status;
}

protocol::StageAccount Intake::account() const
{
    protocol::StageAccount account{.stage = u"images"_s,
                                   .out = m_counts.value(u"done"_s),
                                   .waiting = m_counts.value(u"accepted"_s)};
    for (const QString &state : {u"duplicate"_s, u"too_old"_s, u"rejected"_s, u"dead"_s}) {
        account.lost.insert(state, m_counts.value(state));
    }
    for (auto it = m_setAside.begin(); it != m_setAside.end(); ++it) {
        account.lost.insert(it.key(), account.lost.value(it.key()) + it.value());
    }
    account.in = account.out + account.waiting;
    for (const qint64 lost : std::as_const(account.lost)) {
        account.in += lost;
    }
    return account;
}

void Intake::finished(const QString &state)
{
    --m_counts[u"accepted"_s];
    ++m_counts[state];
    Q_EMIT changed();
}

void Intake::takeFile(const QJsonObject &line)
{
    const auto file = identityFromLine(line);
    if (!file) {
        qCWarning(intakeLog) << "the watcher sent a line that is no file:" << line;
        giveCredit();
        return;
    }
    ++m_inHand;
    lookUp(*file);
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
            } else {
                decode(file);
            }
        });
}

void Intake::decode(const FileIdentity &file)
{
    const auto answered = [this, file](const Decoded &decoded) {
        if (changedMeanwhile(file, decoded)) {
            done({}); // the watcher tells of the file again when it is at rest
        } else if (decoded.unread) {
            comeAgain(file, decoded.reason);
        } else if (decoded.ok) {
            store(file, decoded);
        } else {
            reject(file, decoded.reason);
        }
    };
    if (file.isVideo()) {
        m_decoders.hashVideo(file.path, m_root, answered);
    } else {
        m_decoders.decode(file.path, m_root, answered);
    }
}

void Intake::store(const FileIdentity &file, const Decoded &decoded)
{
    m_store.write<Admitted>(
        this,
        [file, decoded, limits = m_limits](storage::Transaction &tx) {
            return admitImage(tx, file, decoded, limits);
        },
        [this, file](const protocol::Result<Admitted> &admitted) {
            if (!admitted) {
                later(file, admitted.error().detail);
                return;
            }
            takeBack(admitted.value().takenBack);
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

void Intake::reject(const FileIdentity &file, const QString &reason)
{
    qCInfo(intakeLog) << "refused" << file.path << ":" << reason;
    using Kinds = QMap<QString, qint64>;
    m_store.write<Kinds>(
        this, [file, reason](storage::Transaction &tx) { return rejectImage(tx, file, reason); },
        [this, file](const protocol::Result<Kinds> &written) {
            if (written) {
                takeBack(written.value());
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
                ++m_setAside[thing.kind];
                Q_EMIT changed();
            }
        });
}

void Intake::takeBack(const QMap<QString, qint64> &kinds)
{
    for (auto it = kinds.begin(); it != kinds.end(); ++it) {
        m_setAside[it.key()] -= it.value();
    }
}

void Intake::later(const FileIdentity &file, const QString &reason)
{
    qCWarning(intakeLog) << "the store does not take" << file.path << "now:" << reason;
    QTimer::singleShot(RetryAfterStoreFault, this, [this, file] { lookUp(file); });
}

void Intake::done(const QString &state)
{
    --m_inHand;
    if (!state.isEmpty()) {
        ++m_counts[state];
        Q_EMIT changed();
    }
    giveCredit();
}

void Intake::giveCredit()
{
    if (++m_creditDue >= CreditStep || m_inHand == 0) {
        if (m_status.running) {
            Q_EMIT toWatcher(creditLine(m_creditDue));
        }
        m_creditDue = 0;
    }
}

} // namespace pipeline
