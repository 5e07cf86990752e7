// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/faultrules.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace storage {

namespace {

/// SQLite's primary result codes that concern us. Source: sqlite.org/rescode.html
enum Code
{
    Busy = 5,
    NoMemory = 7,
    ReadOnly = 8,
    InputOutput = 10,
    Corrupt = 11,
    Full = 13,
    CannotOpen = 14,
    Constraint = 19,
    NotADatabase = 26,
};

Blow sqliteBlow(const QString &text)
{
    const int code = text.toInt() & 0xFF;
    return {.isConstraint = code == Constraint,
            .isBroken = code == Busy || code == NoMemory || code == ReadOnly || code == InputOutput
                || code == Corrupt || code == Full || code == CannotOpen || code == NotADatabase,
            .isLost = code == Corrupt || code == NotADatabase || code == CannotOpen};
}

/// Classes and states that are no fault of the statement. Source: appendix A of PostgreSQL's
/// manual.
bool concernsTheServer(const QString &state)
{
    static const QStringList classes{u"08"_s, u"53"_s, u"57"_s, u"58"_s, u"F0"_s, u"XX"_s};
    static const QStringList states{u"25006"_s, u"25P03"_s, u"40001"_s, u"40P01"_s, u"55P03"_s};
    return classes.contains(state.left(2)) || states.contains(state);
}

// A server that stops still says so (57P01, 57P02), and only then closes.
Blow postgresBlow(const QString &state, bool isConnected)
{
    const bool isLost =
        !isConnected || state.startsWith(u"08") || state.startsWith(u"57P") || state == u"25P03";
    return {.isConstraint = state.startsWith(u"23"),
            .isBroken = isLost || concernsTheServer(state),
            .isLost = isLost};
}

} // namespace

Blow blowOf(Engine engine, const QString &code, bool isConnected)
{
    return engine == Engine::Sqlite ? sqliteBlow(code) : postgresBlow(code, isConnected);
}

} // namespace storage
