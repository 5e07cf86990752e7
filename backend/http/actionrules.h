// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/principal.h"
#include "backend/protocol/clock.h"

#include <QByteArray>
#include <QHostAddress>
#include <QString>

#include <deque>

namespace http {

/// Somebody wanted to change something, or to log in, and this came of it.
struct Action
{
    QByteArray method = {};
    QByteArray path = {}; ///< as it came
    Principal principal = {}; ///< Scope::None: nobody knows who
    QHostAddress peer = {};
    int status = 0; ///< of the answer
    QString detail = {}; ///< why not, when it was refused or failed
};

/// True for the methods that change something.
bool isChange(const QByteArray &method);

enum class Outcome
{
    None, ///< a mistake of the caller's, of which nothing came: not worth a line
    Done,
    Refused, ///< 401 or 403
    Failed ///< it was allowed and did not come to pass
};

/// None for what was never an order: a wrong path, method, parameter or body.
Outcome outcomeOf(int status);

/// What is said of an action: "POST /api/…", bounded and printable whatever the path was.
QString sentenceOf(const Action &action);

/// Whoever is refused cannot fill the journal: at most thirty lines a minute, the rest is counted.
class RefusalBudget final
{
public:
    /// True when this one is to be written down.
    bool take(protocol::SteadyTime now);

    /// How many were not since the last one that was; begins anew.
    qint64 takeUncounted();

private:
    std::deque<protocol::SteadyTime> m_taken;
    qint64 m_left = 0;
};

} // namespace http
