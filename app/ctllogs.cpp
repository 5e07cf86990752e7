// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlcells.h"
#include "app/ctlevents.h"
#include "app/ctlprint.h"
#include "app/ctltext.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace app {

namespace {

constexpr auto Again = 500ms; ///< to the next try when there was no answer
constexpr qsizetype UsualTail = 100;
constexpr int MostLines = 500; ///< in one answer of the API
constexpr auto LongestWait = 20s; ///< for a line; what is in between may have less patience

bool printLines(const QJsonArray &lines, bool json)
{
    if (!json) {
        return print(stdout, render(logsSheet({{u"lines"_s, lines}}), {}).toUtf8());
    }
    QByteArray text;
    for (const QJsonValue line : lines) {
        text += QJsonDocument(line.toObject()).toJson(QJsonDocument::Compact) + '\n';
    }
    return print(stdout, text);
}

/// What one reading says of how the program ends; nothing: it goes on.
std::optional<int> endOf(const Answer &answer, bool isFirst)
{
    const bool isAway = answer.status == 0 || answer.status == 503;
    if (answer.isDone() || (isAway && !isFirst)) {
        return {};
    }
    const QString detail = answer.json.value(u"detail").toString();
    return answer.status == 0 ? fail(NoConnection, answer.failure) : fail(Refused, detail);
}

/// Up to where a log was read, and of which start of the backend its numbers are.
struct Place
{
    qint64 last = 0;
    QString since = {};
};

Place placeIn(const Answer &answer)
{
    return {.last = answer.json.value(u"last").toInteger(),
            .since = answer.json.value(u"since").toString()};
}

/// The first lines, or those behind the place, for which it waits.
Question questionOf(const Order &order, const std::optional<Place> &place)
{
    if (!place) {
        const qsizetype tail = order.tail > 0 ? order.tail : UsualTail;
        return {.path = order.path,
                .query = u"tail=%1"_s.arg(std::min<qsizetype>(tail, MostLines))};
    }
    const auto wait = std::clamp(order.patience - 1s, 0s, std::chrono::seconds(LongestWait));
    return {.path = order.path,
            .query =
                u"tail=%1&after=%2&wait=%3"_s.arg(MostLines).arg(place->last).arg(wait.count())};
}

/// Says once that there is no answer.
void noteAway(const Answer &answer)
{
    const QString detail = answer.json.value(u"detail").toString();
    note((answer.status == 0 ? answer.failure : detail) % u"; trying again");
}

} // namespace

int followLines(Api &api, const Order &order)
{
    std::optional<Place> place;
    bool isAway = false;
    for (;;) {
        const Answer answer = api.ask(questionOf(order, place));
        if (const auto exit = endOf(answer, !place)) {
            return *exit;
        }
        const bool wasAway = std::exchange(isAway, !answer.isDone());
        if (isAway) {
            if (!wasAway) {
                noteAway(answer);
            }
            pause(Again);
            continue;
        }
        const Place now = placeIn(answer);
        if (place && now.since != place->since) {
            note(u"the backend was started anew; its log begins here"_s);
            place = {.last = 0, .since = now.since}; // what was asked for are other lines
            continue;
        }
        if (const qint64 missed = answer.json.value(u"missed").toInteger(); missed > 0) {
            note(u"%1 lines are missing here"_s.arg(missed));
        }
        if (!printLines(answer.json.value(u"lines").toArray(), order.json)) {
            return Refused;
        }
        place = now;
    }
}

} // namespace app
