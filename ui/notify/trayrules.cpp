// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notify/trayrules.h"

#include "ui/look/format.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Tray)
};

TraySign signOf(Tone tone)
{
    switch (tone) {
    case Tone::Quiet:
        return TraySign::Dot;
    case Tone::Hollow:
    case Tone::Transition:
    case Tone::Warning:
        return TraySign::Triangle;
    case Tone::Critical:
        return TraySign::Octagon;
    case Tone::Unknown:
        break;
    }
    return TraySign::Question;
}

QString unknownText(const Freshness &freshness)
{
    return freshness.asOf
        ? Text::tr("not known now; last heard of at %1").arg(fullTime(*freshness.asOf))
        : Text::tr("not known yet");
}

} // namespace

TrayState trayState(const Verdict &verdict, const Freshness &freshness, const QString &name)
{
    if (!freshness.vouched) {
        return {TraySign::Question, Text::tr("%1: %2").arg(name, unknownText(freshness))};
    }
    // With reasons the sentence would only count what they name.
    const QString why = verdict.reasons.isEmpty() ? verdict.sentence : verdict.reasons.first();
    const QString more = verdict.reasons.size() > 1
        ? u'\n' + Text::tr("Further reasons: %1").arg(verdict.reasons.size() - 1)
        : QString();
    const QString word =
        why.isEmpty() ? verdict.look.word : Text::tr("%1 – %2").arg(verdict.look.word, why);
    return {signOf(verdict.look.tone), Text::tr("%1: %2").arg(name, word) + more};
}

TrayState trayStateOfAll(const QList<TrayState> &states)
{
    // Of what nobody knows it may be as bad as can be, but it is not known to be.
    constexpr std::array fromTheWorst{TraySign::Octagon, TraySign::Question, TraySign::Triangle,
                                      TraySign::Dot};
    QStringList hints;
    const auto *worst = fromTheWorst.end();
    for (const TrayState &state : states) {
        hints << state.hint;
        worst = std::min(worst, std::find(fromTheWorst.begin(), fromTheWorst.end(), state.sign));
    }
    return worst == fromTheWorst.end() ? TrayState() : TrayState{*worst, hints.join(u'\n')};
}

} // namespace ui
