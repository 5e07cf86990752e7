// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/fallback.h"

#include <QLoggingCategory>

#include <algorithm>
#include <functional>
#include <numeric>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(fallbackLog, "signalbox.pipeline.fallback")

namespace pipeline {

namespace {

constexpr auto DiskRetry = 5s;
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
    m_diskTimer.setInterval(DiskRetry);
    connect(&m_diskTimer, &QTimer::timeout, this, [this] {
        m_isDiskAway = false;
        weigh();
    });
}

Fallback::~Fallback()
{
    m_disk.clear();
    m_disk.waitForDone();
}

void Fallback::start()
{
    const QMap<QString, QList<quint64>> left = m_folder.turns();
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
        removeFile(kind, turn); // stored meanwhile
    } else {
        --m_inMemory;
        ++m_onDisk[kind];
        item->second.isOnDisk = true;
        item->second.thing.reset(); // one that is out is put back from there
    }
    weigh();
}

void Fallback::load(const QString &kind)
{
    if (m_loading.contains(kind)) {
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
                for (qsizetype i = 0; i < turns.size(); ++i) {
                    loaded(kind, turns.at(i), all.at(i));
                }
                Q_EMIT ready();
            },
            Qt::QueuedConnection);
    });
}

// A file that cannot be read is given up here: what it told of lies in its folder still, and is
// told of again when the watcher begins anew.
void Fallback::loaded(const QString &kind, quint64 turn, const protocol::Result<QJsonObject> &read)
{
    Line &line = m_lines[kind];
    const auto item = line.find(turn);
    if (item == line.end()) {
        return;
    }
    if (read) {
        item->second.thing = read.value();
        return;
    }
    qCWarning(fallbackLog) << "lost from the disk:" << read.error().detail;
    --m_onDisk[kind];
    line.erase(item);
    --m_count;
    weigh();
}

void Fallback::removeFile(const QString &kind, quint64 turn)
{
    m_disk.start([folder = m_folder, kind, turn] { folder.remove(kind, turn); });
}

} // namespace pipeline
