// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/api/taprules.h"

#include "backend/protocol/eventpattern.h"

#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LongestData = 400;

} // namespace

TapRing::TapRing(qsizetype capacity)
    : m_capacity(capacity)
{ }

void TapRing::put(std::deque<TapLine> &place, TapLine line)
{
    place.push_back(std::move(line));
    if (static_cast<qsizetype>(place.size()) > m_capacity) {
        place.pop_front();
        ++m_dropped;
    }
}

void TapRing::add(TapLine line)
{
    line.number = ++m_number;
    ++m_total;
    if (m_isPaused) {
        ++m_heldBack;
        put(m_held, std::move(line));
    } else {
        put(m_lines, std::move(line));
    }
}

void TapRing::pause(bool isWanted)
{
    m_isPaused = isWanted;
    m_heldBack = 0;
    for (TapLine &line : std::exchange(m_held, {})) {
        put(m_lines, std::move(line));
    }
}

void TapRing::clear()
{
    m_lines.clear();
    m_held.clear();
    m_heldBack = 0;
    m_total = 0;
    m_dropped = 0;
}

QStringList patternsIn(const QString &text)
{
    static const QRegularExpression between(u"[\\s,]+"_s);
    return text.split(between, Qt::SkipEmptyParts);
}

bool passes(const TapLine &line, const TapFilter &filter)
{
    if (line.isGap) {
        return true;
    }
    if (filter.onlyFaulty && line.verdict == TapVerdict::Valid) {
        return false;
    }
    return filter.patterns.isEmpty()
        || std::any_of(filter.patterns.begin(), filter.patterns.end(), [&](const QString &pattern) {
               return protocol::matches(pattern, line.event.type);
           });
}

QString eventText(const protocol::Event &event)
{
    QJsonObject envelope{{u"type"_s, event.type},
                         {u"channel"_s, event.channel},
                         {u"data"_s, event.data},
                         {u"sequence"_s, event.sequence}};
    if (event.timestamp != protocol::WallTime()) {
        envelope.insert(u"timestamp"_s, protocol::toIso(event.timestamp));
    }
    if (event.cause != 0) {
        envelope.insert(u"cause"_s, event.cause);
    }
    return QString::fromUtf8(QJsonDocument(envelope).toJson(QJsonDocument::Indented)).trimmed();
}

QString dataText(const protocol::Event &event)
{
    return QString::fromUtf8(QJsonDocument(event.data).toJson(QJsonDocument::Compact))
        .left(LongestData);
}

} // namespace ui
