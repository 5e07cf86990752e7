// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/ribbonfacts.h"

#include "ui/look/format.h"
#include "ui/look/zone.h"

#include <QCoreApplication>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Ribbons)
};

/// The stretches of the whole span, oldest first.
QList<RibbonStretch> withGaps(const Ribbon &ribbon, const RibbonSpan &span)
{
    const Look unknown{Glyph::Question, Tone::Unknown, Text::tr("Not known")};
    QList<RibbonStretch> all;
    protocol::WallTime told = span.from;
    for (const RibbonStretch &stretch : ribbon.stretches) {
        if (stretch.begin > told) {
            all.append({told, stretch.begin, unknown});
        }
        all.append(stretch);
        told = stretch.end;
    }
    if (told < span.until) {
        all.append({told, span.until, unknown});
    }
    return all;
}

} // namespace

// A stretch is known by its end: the first one's beginning moves with the day.
Facts ribbonFacts(const QList<Ribbon> &ribbons, const RibbonSpan &span)
{
    Facts facts{.columns = {Text::tr("What"), Text::tr("State"),
                            Text::tr("From (%1)").arg(zoneName()),
                            Text::tr("To (%1)").arg(zoneName()), Text::tr("For")},
                .stateColumn = 1};
    for (const Ribbon &ribbon : ribbons) {
        const QList<RibbonStretch> stretches = withGaps(ribbon, span);
        for (qsizetype i = stretches.size() - 1; i >= 0; --i) {
            const RibbonStretch &stretch = stretches.at(i);
            const bool isLast = i + 1 == stretches.size();
            const QString end =
                isLast ? u"last"_s : QString::number(stretch.end.time_since_epoch().count());
            facts.rows.append(
                {.key = ribbon.name + u'/' + end,
                 .cells = {ribbon.name, stretch.look.word, clockTime(stretch.begin),
                           clockTime(stretch.end), shortDuration(stretch.end - stretch.begin)},
                 .look = stretch.look});
        }
    }
    return facts;
}

} // namespace ui
