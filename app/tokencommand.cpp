// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tokencommand.h"

#include "app/commandresult.h"
#include "backend/config/paths.h"
#include "backend/protocol/jsonwriter.h"
#include "backend/tokens/tokenfile.h"

#include <QCommandLineParser>
#include <QDir>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace app {

namespace {

constexpr auto UsageText =
    "usage: signalboxd token create --name NAME --scope read|operate|admin [--expires TIME]\n"
    "       signalboxd token list [--json]\n"
    "       signalboxd token revoke ID\n"
    "Each takes --data-dir DIR. A TIME is one to come, such as 2030-01-31T12:00:00Z, or a span\n"
    "such as 90d, 12h or 45m. The new token is the only thing on standard output.\n"
    "Exit status: 0 done, 1 refused, 2 wrong usage.\n";

int fail(const Error &error)
{
    return failCommand("token"_L1, error);
}

void addOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {u"name"_s, {}, u"NAME"_s},
        {u"scope"_s, {}, u"SCOPE"_s},
        {u"expires"_s, {}, u"TIME"_s},
        {u"data-dir"_s, {}, u"DIR"_s},
        {u"json"_s, {}},
        {{u"h"_s, u"help"_s}, {}},
    });
}

/// What is wrong with the options of this verb, else nothing.
QString optionFault(const QCommandLineParser &parser, const QString &verb)
{
    for (const QString &option : parser.optionNames()) {
        const bool isCreating = option == u"name" || option == u"scope" || option == u"expires";
        if ((isCreating && verb != u"create") || (option == u"json" && verb != u"list")) {
            return u"--%1 has no meaning for %2"_s.arg(option, verb);
        }
        if (parser.optionNames().count(option) > 1) {
            return u"--%1 is given twice"_s.arg(option);
        }
    }
    return {};
}

/// What is wrong with the words and options together, else nothing.
QString faultIn(const QCommandLineParser &parser)
{
    const QStringList words = parser.positionalArguments();
    const QString verb = words.value(0);
    if (verb != u"create" && verb != u"list" && verb != u"revoke") {
        return verb.isEmpty() ? u"create, list or revoke is missing; see --help"_s
                              : u"unknown verb: %1; see --help"_s.arg(verb);
    }
    if (words.size() != (verb == u"revoke" ? 2 : 1)) {
        return verb == u"revoke" ? u"revoke needs one id"_s
                                 : u"unexpected argument: %1"_s.arg(words.value(1));
    }
    return optionFault(parser, verb);
}

Result<tokens::Wish> wishFrom(const QCommandLineParser &parser, protocol::WallTime now)
{
    tokens::Wish wish{.name = parser.value(u"name"_s),
                      .scope = tokens::scopeFrom(parser.value(u"scope"_s))};
    if (!parser.isSet(u"name"_s) || !parser.isSet(u"scope"_s)) {
        return wrongUsage(u"create needs --name and --scope"_s);
    }
    if (const QString rule = tokens::checkName(wish.name); !rule.isEmpty()) {
        return wrongUsage(u"--name '%1': %2"_s.arg(wish.name, rule));
    }
    if (wish.scope == http::Scope::None) {
        return wrongUsage(
            u"--scope '%1': must be read, operate or admin"_s.arg(parser.value(u"scope"_s)));
    }
    if (parser.isSet(u"expires"_s)) {
        const auto time = tokens::expiryFrom(parser.value(u"expires"_s), now);
        if (!time) {
            return wrongUsage(
                u"--expires '%1': %2"_s.arg(parser.value(u"expires"_s), time.error().detail));
        }
        wish.expiresAt = time.value();
    }
    return wish;
}

/// Private from the beginning, as the backend would make it.
Result<protocol::Done> makeDirectory(const QString &path)
{
    if (QDir(path).exists()) {
        return protocol::Done{};
    }
    constexpr auto mine = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
    if (!QDir().mkpath(path) || !QFile::setPermissions(path, mine)) {
        return Error{ErrorKind::Unavailable, u"%1: cannot be made"_s.arg(path)};
    }
    return protocol::Done{};
}

int create(const QCommandLineParser &parser, const QString &directory)
{
    const auto now = protocol::Now::read().wall;
    const auto wish = wishFrom(parser, now);
    if (!wish) {
        return fail(wish.error());
    }
    if (const auto made = makeDirectory(directory); !made) {
        return fail(made.error());
    }
    const auto fresh = tokens::create(tokens::fileIn(directory), wish.value(), now);
    if (!fresh) {
        return fail(fresh.error());
    }
    const tokens::Token &token = fresh.value().token;
    printLine(stderr,
              u"token %1 (%2, %3): this is the only time that it is shown"_s.arg(
                  token.id, token.name, tokens::toText(token.scope)));
    printLine(stdout, QString::fromLatin1(fresh.value().secret));
    return 0;
}

QString expiryOf(const tokens::Token &token, protocol::WallTime now)
{
    if (!token.expiresAt) {
        return u"never"_s;
    }
    const QString time = protocol::toIso(*token.expiresAt);
    return tokens::isExpired(token, now) ? QString(time % u" (expired)"_s) : time;
}

QString table(const QList<tokens::Token> &list)
{
    const auto now = protocol::Now::read().wall;
    qsizetype widest = 4;
    for (const tokens::Token &token : list) {
        widest = std::max(widest, token.name.size());
    }
    const auto row = [widest](const QString &id, const QString &name, const QString &scope,
                              const QString &times) {
        return QString(id.leftJustified(14) % name.leftJustified(widest + 2)
                       % scope.leftJustified(9) % times);
    };
    QStringList lines{row(u"ID"_s, u"NAME"_s, u"SCOPE"_s, u"CREATED                   EXPIRES"_s)};
    for (const tokens::Token &token : list) {
        lines.append(row(token.id, token.name, tokens::toText(token.scope),
                         protocol::toIso(token.createdAt) % u"  "_s % expiryOf(token, now)));
    }
    return lines.join(u'\n');
}

QString document(const QList<tokens::Token> &list)
{
    protocol::JsonWriter json;
    json.beginObject().key(u"tokens").beginArray();
    for (const tokens::Token &token : list) {
        json.beginObject()
            .field(u"id", token.id)
            .field(u"name", token.name)
            .field(u"scope", tokens::toText(token.scope))
            .field(u"created_at", token.createdAt)
            .field(u"expires_at", token.expiresAt)
            .endObject();
    }
    json.endArray().endObject();
    return QString::fromUtf8(json.bytes());
}

int showAll(const QCommandLineParser &parser, const QString &directory)
{
    const auto list = tokens::read(tokens::fileIn(directory));
    if (!list) {
        return fail(list.error());
    }
    printLine(stdout, parser.isSet(u"json"_s) ? document(list.value()) : table(list.value()));
    return 0;
}

int revoke(const QCommandLineParser &parser, const QString &directory)
{
    const QString id = parser.positionalArguments().at(1);
    const Error unknown{ErrorKind::NotFound, u"There is no token with the id '%1'"_s.arg(id)};
    if (!QDir(directory).exists()) {
        return fail(unknown);
    }
    const auto token = tokens::revoke(tokens::fileIn(directory), id);
    if (!token) {
        return fail(token.error());
    }
    printLine(stdout, u"token %1 (%2) revoked"_s.arg(token.value().id, token.value().name));
    return 0;
}

} // namespace

int runTokenCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(QStringList{u"signalboxd"_s} + arguments)) {
        return fail(wrongUsage(parser.errorText()));
    }
    if (parser.isSet(u"help"_s)) {
        std::fputs(UsageText, stdout);
        return 0;
    }
    if (const QString fault = faultIn(parser); !fault.isEmpty()) {
        return fail(wrongUsage(fault));
    }
    const QString directory = parser.isSet(u"data-dir"_s)
        ? parser.value(u"data-dir"_s)
        : config::defaultDataDirectory(config::processEnvironment(), config::Purpose::Work);
    const QString verb = parser.positionalArguments().constFirst();
    return verb == u"create" ? create(parser, directory)
        : verb == u"list"    ? showAll(parser, directory)
                             : revoke(parser, directory);
}

} // namespace app
