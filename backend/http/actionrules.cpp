// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/actionrules.h"

#include <QRegularExpression>

#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;

namespace http {

bool isChange(const QByteArray &method)
{
    return method == "POST" || method == "PATCH" || method == "PUT" || method == "DELETE";
}

Outcome outcomeOf(int status)
{
    constexpr int unauthorized = 401;
    constexpr int forbidden = 403;
    constexpr int conflict = 409;
    constexpr int badRequest = 400;
    constexpr int serverError = 500;
    if (status < badRequest) {
        return Outcome::Done;
    }
    if (status == unauthorized || status == forbidden) {
        return Outcome::Refused;
    }
    return status == conflict || status >= serverError ? Outcome::Failed : Outcome::None;
}

QString sentenceOf(const Action &action)
{
    constexpr qsizetype most = 200;
    // Somebody may put a token where none belongs; the journal is no place for it.
    static const QRegularExpression token(u"(sbx_[0-9a-f]{12}_)[0-9a-f]+"_s);
    QString path = QString::fromLatin1(action.path).replace(token, u"\\1..."_s).left(most);
    for (QChar &c : path) {
        c = c.isPrint() ? c : QChar(u'?');
    }
    return QString::fromLatin1(action.method) % u' ' % path;
}

bool RefusalBudget::take(protocol::SteadyTime now)
{
    using namespace std::chrono_literals;
    constexpr std::size_t aMinute = 30;
    while (!m_taken.empty() && m_taken.front() + 60s <= now) {
        m_taken.pop_front();
    }
    if (m_taken.size() >= aMinute) {
        ++m_left;
        return false;
    }
    m_taken.push_back(now);
    return true;
}

qint64 RefusalBudget::takeUncounted()
{
    return std::exchange(m_left, 0);
}

} // namespace http
