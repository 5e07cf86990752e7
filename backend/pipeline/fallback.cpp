// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/fallback.h"

#include <QLoggingCategory>

#include <algorithm>
#include <functional>
#include <numeric>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(fallbackLog, "signalbox.pipeline.fallback")

namespace pipeline {

namespace {

constexpr int LoadedAtOnce = 64;

} // namespace

Fallback::Fallback(const Settings &settings, QObject *parent)
    : QObject(parent)
    , m_folder(settings.folder)
    , m_limits(settings.limits)
    , m_isDiskAway(settings.folder.isEmpty())
{
    m_disk.setMaxThreadCount(1); // in the order of the calls
    m_diskTimer.setSingleShot(true);
    m_diskTimer.setInterval(settings.diskRetry);
    connect(&m_diskTimer, &QTimer::timeout, this, &Fallback::tryDisk);
    m_loadTimer.setSingleShot(true);
    m_loadTimer.setInterval(settings.diskRetry);
    connect(&m_loadTimer, &QTimer::timeout, this, &Fallback::ready);
}

Fallback::~Fallback()
{
    m_disk.clear();
    m_disk.waitForDone();
}

void Fallback::start(const QStringList &kinds)
{
    const QMap<QString, QList<quint64>> left = m_folder.takeStock(kinds);
    for (auto it = left.begin(); it != left.end(); ++it) {
        for (const quint64 turn : it.value()) {
            m_lines[it.key()].emplace(turn, Item{.isOnDisk = true});
            m_lastTurn = std::max(m_lastTurn, turn);
        }
        m_onDisk[it.key()] = it->size();
        m_count += it->size();
        qCInfo(fallbackLog) << it->size() << "of kind" << it.key() << "are left from before";
    }
    weigh();
}

// What is on its way to the disk counts as there: otherwise there would soon be too much of it.
FallbackFacts Fallback::facts(const QString &kind) const
{
    const qint64 onDisk = m_onDisk.value(kind) + m_moving.value(kind);
    return {.inMemory = staying(),
            .onDisk = onDisk,
            .comesAfterSpilled = onDisk > 0,
            .isDiskAway = m_isDiskAway};
}

// Whether the disk is back shows only when something is there: one thing is sent ahead.
void Fallback::tryDisk()
{
    for (auto line = m_lines.begin(); line != m_lines.end(); ++line) {
        for (const auto &[turn, item] : line.value()) {
            if (item.thing && !item.isOnDisk && !item.isOut) {
                spill(line.key(), turn, *item.thing);
                return;
            }
        }
    }
    m_isDiskAway = false; // nothing is left that would need it
    weigh();
}

qint64 Fallback::staying() const
{
    return std::accumulate(m_moving.begin(), m_moving.end(), m_inMemory, std::minus<>());
}

void Fallback::weigh()
{
    FallbackFacts largest{.inMemory = staying(), .isDiskAway = m_isDiskAway};
    for (auto line = m_lines.keyBegin(); line != m_lines.keyEnd(); ++line) {
        largest.onDisk = std::max(largest.onDisk, facts(*line).onDisk);
    }
    m_isFull = isFallbackFull(m_isFull, largest, m_limits);
    Q_EMIT changed();
}

void Fallback::hold(const QString &kind, quint64 turn, const QJsonObject &thing)
{
    Line &line = m_lines[kind];
    if (const auto known = line.find(turn); known != line.end()) {
        known->second.isOut = false;
        return;
    }
    const Place place = placeFor(facts(kind), m_limits);
    line.emplace(turn, Item{.thing = thing});
    ++m_count;
    ++m_inMemory;
    if (place == Place::Disk) {
        spill(kind, turn, thing);
    }
    weigh();
}

std::optional<Fallback::Held> Fallback::next(const QString &kind)
{
    const auto line = m_lines.find(kind);
    if (line == m_lines.end()) {
        return std::nullopt;
    }
    const auto first = std::find_if(line->begin(), line->end(),
                                    [](const auto &item) { return !item.second.isOut; });
    if (first == line->end()) {
        return std::nullopt;
    }
    if (!first->second.thing) {
        load(kind);
        return std::nullopt;
    }
    first->second.isOut = true;
    return Held{.turn = first->first, .thing = *first->second.thing};
}

void Fallback::settle(const QString &kind, quint64 turn)
{
    const auto line = m_lines.find(kind);
    const auto item = line == m_lines.end() ? Line::iterator() : line->find(turn);
    if (line == m_lines.end() || item == line->end()) {
        return;
    }
    if (item->second.isOnDisk) {
        --m_onDisk[kind];
        removeFile(kind, turn);
    } else {
        --m_inMemory;
    }
    line->erase(item);
    --m_count;
    weigh();
}

qint64 Fallback::waiting(const QString &kind) const
{
    const auto line = m_lines.find(kind);
    return line == m_lines.end() ? 0 : static_cast<qint64>(line->size());
}

QMap<QString, qint64> Fallback::onDisk() const
{
    QMap<QString, qint64> counts;
    for (auto it = m_onDisk.begin(); it != m_onDisk.end(); ++it) {
        if (it.value() > 0) {
            counts.insert(it.key(), it.value());
        }
    }
    return counts;
}

void Fallback::spill(const QString &kind, quint64 turn, const QJsonObject &thing)
{
    ++m_moving[kind];
    m_disk.start([this, folder = m_folder, kind, turn, thing] {
        const auto written = folder.write(kind, turn, thing);
        QMetaObject::invokeMethod(
            this, [this, kind, turn, written] { spilled(kind, turn, written); },
            Qt::QueuedConnection);
    });
}

void Fallback::spilled(const QString &kind, quint64 turn,
                       const protocol::Result<protocol::Done> &written)
{
    --m_moving[kind];
    Line &line = m_lines[kind];
    const auto item = line.find(turn);
    if (!written) {
        if (!m_isDiskAway) {
            qCWarning(fallbackLog) << "nothing goes to the disk now:" << written.error().detail;
        }
        m_isDiskAway = true;
        m_diskTimer.start();
    } else if (item == line.end()) {
        m_isDiskAway = false;
        removeFile(kind, turn); // stored meanwhile
    } else {
        m_isDiskAway = false;
        --m_inMemory;
        ++m_onDisk[kind];
        item->second.isOnDisk = true;
        item->second.thing.reset(); // one that is out is put back from there
    }
    weigh();
}

void Fallback::load(const QString &kind)
{
    if (m_loading.contains(kind) || m_loadTimer.isActive()) {
        return;
    }
    m_loading.insert(kind);
    QList<quint64> turns;
    for (const auto &[turn, item] : m_lines[kind]) {
        if (!item.thing && turns.size() < LoadedAtOnce) {
            turns.append(turn);
        }
    }
    m_disk.start([this, folder = m_folder, kind, turns] {
        QList<protocol::Result<QJsonObject>> all;
        for (const quint64 turn : turns) {
            all.append(folder.read(kind, turn));
        }
        QMetaObject::invokeMethod(
            this,
            [this, kind, turns, all] {
                m_loading.remove(kind);
                bool isLost = false;
                for (qsizetype i = 0; i < turns.size(); ++i) {
                    isLost = !loaded(kind, turns.at(i), all.at(i)) || isLost;
                }
                if (isLost) {
                    Q_EMIT lost();
                }
                Q_EMIT ready();
            },
            Qt::QueuedConnection);
    });
}

/// False when it is lost; what cannot be read now may be readable later.
bool Fallback::loaded(const QString &kind, quint64 turn, const protocol::Result<QJsonObject> &read)
{
    Line &line = m_lines[kind];
    const auto item = line.find(turn);
    if (item == line.end()) {
        return true;
    }
    if (read) {
        item->second.thing = read.value();
        return true;
    }
    qCWarning(fallbackLog) << "not read from the disk:" << read.error().detail;
    if (read.error().kind == protocol::ErrorKind::Unavailable) {
        m_loadTimer.start();
        return true;
    }
    --m_onDisk[kind];
    line.erase(item);
    --m_count;
    weigh();
    return false;
}

void Fallback::removeFile(const QString &kind, quint64 turn)
{
    m_disk.start([folder = m_folder, kind, turn] { folder.remove(kind, turn); });
}

} // namespace pipeline
