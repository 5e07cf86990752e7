// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/stagefigures.h"

#include "ui/pipeline/batchboardstate.h"

#include <QCoreApplication>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(StageFigures)
};

/// As an image passes them; what is not known comes last.
QStringList inFlowOrder(QStringList names)
{
    const QStringList order{u"intake"_s, u"detection"_s, u"analysis"_s};
    const auto place = [&](const QString &name) {
        const qsizetype found = order.indexOf(name);
        return found < 0 ? order.size() : found;
    };
    std::stable_sort(names.begin(), names.end(),
                     [&](const QString &a, const QString &b) { return place(a) < place(b); });
    return names;
}

} // namespace

QList<ChartLine> queueLines(const FlowRing &ring)
{
    QList<ChartLine> lines;
    for (const QString &queue : inFlowOrder(ring.names(u"queue/"))) {
        lines.append({queue, ring.points(u"queue/"_s + queue)});
    }
    return lines;
}

QList<ChartLine> latencyLines(const FlowRing &ring, const QString &stage)
{
    QList<ChartLine> lines;
    for (const auto &part : {u"p50"_s, u"p95"_s, u"p99"_s}) {
        lines.append({part, ring.points(part + u'/' + stage)});
    }
    return lines;
}

QList<ChartLine> flowLines(const FlowRing &ring, const QString &stage)
{
    return {{Text::tr("in"), ring.points(u"in/"_s + stage)},
            {Text::tr("out"), ring.points(u"out/"_s + stage)}};
}

QList<ChartLine> closingLines(const FlowRing &ring)
{
    QList<ChartLine> lines;
    for (const QString &reason : ring.names(u"closed/")) {
        lines.append({reason == u"timeout" ? Text::tr("window") : closeReason(reason),
                      ring.points(u"closed/"_s + reason)});
    }
    return lines;
}

QStringList stagesOf(const FlowRing &ring)
{
    QStringList stages;
    for (const QStringView prefix : {u"in/", u"out/", u"p50/"}) {
        for (const QString &name : ring.names(prefix)) {
            if (!stages.contains(name)) {
                stages << name;
            }
        }
    }
    return stages.isEmpty() ? QStringList{u"intake"_s, u"detection"_s, u"analysis"_s}
                            : inFlowOrder(stages);
}

} // namespace ui
