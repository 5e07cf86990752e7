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

} // namespace

int followLines(Api &api, const Order &order)
{
    const qsizetype tail = order.tail > 0 ? order.tail : UsualTail;
    QJsonArray before;
    bool isFirst = true;
    bool isAway = false;
    for (;; pause(Interval)) {
        const Answer answer = api.ask({.path = order.path, .query = All});
        if (answer.status == 0 && !isFirst) {
            if (!std::exchange(isAway, true)) {
                note(answer.failure % u"; trying again");
            }
            continue;
        }
        if (!answer.isDone()) {
            const QString detail = answer.json.value(u"detail").toString();
            return answer.status == 0 ? fail(NoConnection, answer.failure) : fail(Refused, detail);
        }
        const QJsonArray now = linesIn(answer);
        const LogNews news = newsOf(before, now);
        if (news.isTorn) {
            note(u"lines may be missing here"_s);
        }
        if (!printLines(isFirst ? lastOf(now, tail) : news.lines, order.json)) {
            return Refused;
        }
        before = now;
        isFirst = false;
        isAway = false;
    }
}

} // namespace app
