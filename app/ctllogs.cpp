// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlcells.h"
#include "app/ctlevents.h"
#include "app/ctllognews.h"
#include "app/ctlprint.h"
#include "app/ctltext.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace app {

namespace {

constexpr auto Interval = 500ms;
constexpr qsizetype UsualTail = 100;

/// As many as the API has.
const QString All = u"tail=500"_s;

QJsonArray linesIn(const Answer &answer)
{
    return answer.json.value(u"lines").toArray();
}

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
    if (answer.isDone() || (answer.status == 0 && !isFirst)) {
        return {};
    }
    const QString detail = answer.json.value(u"detail").toString();
    return answer.status == 0 ? fail(NoConnection, answer.failure) : fail(Refused, detail);
}

/// Prints what is new; false when nobody takes it.
bool tell(const LogNews &news, bool json)
{
    if (news.isTorn) {
        note(u"lines may be missing here"_s);
    }
    return printLines(news.lines, json);
}

} // namespace

int followLines(Api &api, const Order &order)
{
    const qsizetype tail = order.tail > 0 ? order.tail : UsualTail;
    std::optional<QJsonArray> before;
    bool isAway = false;
    for (;; pause(Interval)) {
        const Answer answer = api.ask({.path = order.path, .query = All});
        if (const auto exit = endOf(answer, !before)) {
            return *exit;
        }
        const bool wasAway = std::exchange(isAway, answer.status == 0);
        if (isAway) {
            if (!wasAway) {
                note(answer.failure % u"; trying again");
            }
            continue;
        }
        const QJsonArray now = linesIn(answer);
        const LogNews news = before ? newsOf(*before, now) : LogNews{.lines = lastOf(now, tail)};
        if (!tell(news, order.json)) {
            return Refused;
        }
        before = now;
    }
}

} // namespace app
