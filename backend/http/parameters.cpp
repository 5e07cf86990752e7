// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/parameters.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace http {

namespace {

constexpr qsizetype MostShown = 64; ///< of a wrong value

// Only digits with at most one leading minus: QString::toLongLong would also take blanks and a
// plus.
bool isInteger(QStringView text)
{
    const QStringView digits = text.startsWith(u'-') ? text.sliced(1) : text;
    return !digits.isEmpty() && std::all_of(digits.begin(), digits.end(), [](QChar c) {
        return c >= u'0' && c <= u'9';
    });
}

QString rangeText(const IntegerRule &rule)
{
    if (rule.most == std::numeric_limits<qint64>::max()) {
        return u"of at least %1"_s.arg(rule.least);
    }
    return u"from %1 to %2"_s.arg(rule.least).arg(rule.most);
}

} // namespace

protocol::Result<qint64> integerParameter(const Request &request, const IntegerRule &rule)
{
    const auto found = request.query.constFind(rule.name);
    if (found == request.query.cend()) {
        return rule.fallback;
    }
    bool fits = false;
    const qint64 value = found->toLongLong(&fits);
    if (!isInteger(*found) || !fits || value < rule.least || value > rule.most) {
        return protocol::Error{protocol::ErrorKind::BadRequest,
                               u"Invalid %1 '%2': must be an integer %3"_s.arg(
                                   rule.name, found->left(MostShown), rangeText(rule))};
    }
    return value;
}

protocol::Result<PageWish> pageParameters(const Request &request,
                                          const std::function<bool(const QString &)> &isCursor)
{
    const auto limit =
        integerParameter(request, {.name = u"limit"_s, .least = 1, .most = 100, .fallback = 50});
    if (!limit) {
        return limit.error();
    }
    const QString cursor = request.query.value(u"cursor"_s);
    if (!cursor.isEmpty() && !isCursor(cursor)) {
        return protocol::Error{protocol::ErrorKind::BadRequest,
                               u"Invalid cursor '%1': must be the next_cursor of an answer"_s.arg(
                                   cursor.left(MostShown))};
    }
    return PageWish{.limit = static_cast<int>(limit.value()), .cursor = cursor};
}

protocol::Result<bool> booleanParameter(const Request &request, const QString &name, bool fallback)
{
    const auto found = request.query.constFind(name);
    if (found == request.query.cend()) {
        return fallback;
    }
    if (*found != u"true" && *found != u"false") {
        return protocol::Error{
            protocol::ErrorKind::BadRequest,
            u"Invalid %1 '%2': must be true or false"_s.arg(name, found->left(MostShown))};
    }
    return *found == u"true";
}

} // namespace http
