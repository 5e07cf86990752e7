// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/mimicfacts.h"

#include "backend/protocol/names.h"
#include "ui/look/format.h"

#include <QCoreApplication>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(MimicFacts)
};

QString orNothing(const QString &text)
{
    return text.isEmpty() ? noValue() : text;
}

QString trustWord(Trust trust, bool isVouched)
{
    switch (trust) {
    case Trust::Never:
        return Text::tr("Not read yet");
    case Trust::Old:
        return Text::tr("Out of date");
    case Trust::Present:
        return isVouched ? Text::tr("Present") : Text::tr("Out of date");
    }
    return {};
}

FactRow stationRow(const Station &station, bool isVouched)
{
    QStringList remarks = station.notes;
    if (!station.mark.word.isEmpty()) {
        remarks.prepend(station.mark.word);
    }
    remarks.removeAll(station.figure);
    return {.key = station.name,
            .cells = {station.name, stateWord(station.look),
                      station.waiting ? QString::number(*station.waiting) : noValue(),
                      orNothing(station.figure), orNothing(remarks.join(u", ")),
                      trustWord(station.trust, isVouched)},
            .look = station.look};
}

FactRow switchRow(const Switch &one, const QString &user, bool isVouched)
{
    const QString name = Text::tr("breaker %1").arg(one.name);
    return {.key = name,
            .cells = {name, stateWord(one.look), noValue(), orNothing(one.figure),
                      Text::tr("%1 depends on it").arg(user), trustWord(one.trust, isVouched)},
            .look = one.look};
}

} // namespace

Facts mimicFacts(const MimicState &state, bool isVouched)
{
    Facts facts{.columns = {Text::tr("Part"), Text::tr("State"), Text::tr("Waiting"),
                            Text::tr("Figure"), Text::tr("Remarks"), Text::tr("Known")},
                .stateColumn = 1};
    for (const Station &station : state.stations) {
        facts.rows.append(stationRow(station, isVouched));
    }
    for (const Switch &one : state.detection) {
        facts.rows.append(switchRow(one, protocol::DetectionWorker.toString(), isVouched));
    }
    for (const Switch &one : state.analysis) {
        facts.rows.append(switchRow(one, protocol::AnalysisWorker.toString(), isVouched));
    }
    for (const Station &part : state.foundations) {
        facts.rows.append(stationRow(part, isVouched));
    }
    return facts;
}

} // namespace ui
