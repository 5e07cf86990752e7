// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/api/tapmodel.h"

#include "ui/frame/factsdelegate.h"
#include "ui/look/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Tap)
};

} // namespace

Look lookOf(const TapLine &line)
{
    if (line.isGap) {
        return {Glyph::Triangle, Tone::Warning, Text::tr("Gap")};
    }
    switch (line.verdict) {
    case TapVerdict::Valid:
        return {Glyph::Play, Tone::Quiet, Text::tr("Valid")};
    case TapVerdict::Faulty:
        return {Glyph::Triangle, Tone::Warning, Text::tr("Faulty")};
    case TapVerdict::Unlisted:
        break;
    }
    return {Glyph::Question, Tone::Unknown, Text::tr("Not listed")};
}

QString verdictText(const TapLine &line)
{
    if (line.isGap) {
        return Text::tr("What happened between #%1 and #%2 did not come as it happened.")
            .arg(QString::number(line.after), QString::number(line.before));
    }
    switch (line.verdict) {
    case TapVerdict::Valid:
        return Text::tr("Valid: it keeps the schema of its type.");
    case TapVerdict::Faulty:
        return Text::tr("Faulty: %1").arg(line.fault);
    case TapVerdict::Unlisted:
        break;
    }
    return Text::tr("Not checked: the registry of this console does not have its type.");
}

void TapModel::dropBefore(qint64 number)
{
    const auto first = std::find_if(m_rows.cbegin(), m_rows.cend(),
                                    [&](const TapLine &line) { return line.number >= number; });
    const int gone = static_cast<int>(first - m_rows.cbegin());
    if (gone > 0) {
        beginRemoveRows({}, 0, gone - 1);
        m_rows.remove(0, gone);
        endRemoveRows();
    }
}

void TapModel::show(const TapRing &ring, const TapFilter &filter)
{
    if (!(filter == m_filter)) {
        dropBefore(std::numeric_limits<qint64>::max());
        m_filter = filter;
        m_seen = 0;
    }
    const auto &lines = ring.lines();
    dropBefore(lines.empty() ? std::numeric_limits<qint64>::max() : lines.front().number);
    const auto fresh = std::partition_point(
        lines.begin(), lines.end(), [this](const TapLine &line) { return line.number <= m_seen; });
    QList<TapLine> added;
    std::copy_if(fresh, lines.end(), std::back_inserter(added),
                 [&](const TapLine &line) { return passes(line, filter); });
    m_seen = lines.empty() ? m_seen : std::max(m_seen, lines.back().number);
    if (!added.isEmpty()) {
        const int end = static_cast<int>(m_rows.size());
        beginInsertRows({}, end, end + static_cast<int>(added.size()) - 1);
        m_rows += added;
        endInsertRows();
    }
}

int TapModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TapModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TapModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Time:
        return tr("Time");
    case Sequence:
        return tr("Sequence");
    case Type:
        return tr("Type");
    case Channel:
        return tr("Channel");
    case Check:
        return tr("Schema");
    case Data:
        return tr("Data");
    default:
        return {};
    }
}

QString TapModel::text(const TapLine &line, int column) const
{
    const protocol::Event &event = line.event;
    if (column == Check) {
        return lookOf(line).word;
    }
    if (line.isGap) {
        return column == Data ? verdictText(line) : noValue();
    }
    switch (column) {
    case Time:
        return event.timestamp == protocol::WallTime() ? noValue() : clockTime(event.timestamp);
    case Sequence:
        return u"#%1"_s.arg(event.sequence);
    case Type:
        return event.type.simplified();
    case Channel:
        return event.channel.isEmpty() ? noValue() : event.channel.simplified();
    case Data:
        return dataText(event);
    default:
        return {};
    }
}

QVariant TapModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const TapLine &shown = line(index.row());
    if (role == Qt::DisplayRole) {
        return text(shown, index.column());
    }
    if (role == Qt::ToolTipRole) {
        return plainTip(index.column() == Check ? verdictText(shown) : text(shown, index.column()));
    }
    if (role == LookRole && index.column() == Check) {
        return QVariant::fromValue(lookOf(shown));
    }
    return {};
}

} // namespace ui
