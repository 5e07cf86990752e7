// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlverbs.h"

#include "app/ctloptions.h"
#include "app/ctlverbtable.h"

#include <QJsonDocument>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace app {

namespace {

Error usage(const QString &text)
{
    return {ErrorKind::BadRequest, text};
}

/// `--wait` may stand without a value, which Qt's parser does not know.
QStringList withWaitValues(const QStringList &arguments)
{
    QStringList result;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        if (arguments[i] != u"--wait") {
            result.append(arguments[i]);
            continue;
        }
        bool isNumber = false;
        arguments.value(i + 1).toLongLong(&isNumber);
        result.append(u"--wait="_s % (isNumber ? arguments[++i] : QString()));
    }
    return result;
}

struct Found
{
    std::optional<Verb> verb = {};
    QStringList rest = {}; ///< the words behind it
};

/// How many of the words are this name; 0: it is another one.
qsizetype wordsOfName(const QString &name, const QStringList &words)
{
    const qsizetype count = name.count(u' ') + 1;
    return !name.isEmpty() && words.mid(0, count).join(u' ') == name ? count : 0;
}

/// The verb of the most words that the line begins with.
Found verbIn(const QStringList &words)
{
    Found found;
    qsizetype longest = 0;
    const QList<Verb> all = verbs();
    for (const Verb &verb : all) {
        const QString name = verb.name.toString();
        for (const QString &one :
             {name, QString(name).replace(u' ', u'-'), verb.alias.toString()}) {
            if (const qsizetype used = wordsOfName(one, words); used > longest) {
                longest = used;
                found = {.verb = verb, .rest = words.mid(used)};
            }
        }
    }
    return found;
}

/// What is wrong with the words behind the verb; empty when nothing is.
QString wordFault(const Verb &verb, const QStringList &words)
{
    const QStringList places = verb.words.toString().split(u' ', Qt::SkipEmptyParts);
    const bool isOpen = verb.words.endsWith(u"…]");
    for (qsizetype i = words.size(); i < places.size(); ++i) {
        if (!places[i].startsWith(u'[')) {
            return u"%1: %2 is missing"_s.arg(verb.name, places[i]);
        }
    }
    if (words.size() > places.size() && !isOpen) {
        return places.isEmpty()
            ? u"%1 takes no argument: %2"_s.arg(verb.name, words.first())
            : u"%1 takes only %2: %3"_s.arg(verb.name, verb.words, words.at(places.size()));
    }
    const bool hasEmpty = words.contains(QString());
    return hasEmpty ? u"%1: an empty argument"_s.arg(verb.name) : QString();
}

/// The path with the words in their places; a place for which there is none, or all, goes.
QString pathOf(const Verb &verb, const QStringList &words)
{
    const QStringView place = u"/{}";
    QString path = verb.path.toString();
    const QStringList places = verb.words.toString().split(u' ', Qt::SkipEmptyParts);
    for (qsizetype i = 0; path.contains(place); ++i) {
        const bool isAll = places.value(i).endsWith(u"|all") && words.value(i) == u"all";
        const QString word = i >= words.size() || isAll
            ? QString()
            : QString(u'/' % QString::fromLatin1(QUrl::toPercentEncoding(words[i])));
        path.replace(path.indexOf(place), place.size(), word);
    }
    return path;
}

/// The object that goes with the request, as the verb has it.
QByteArray bodyOf(const Verb &verb, const QStringList &words, const QCommandLineParser &parser)
{
    QJsonObject body;
    const QStringList places = verb.words.toString().toLower().split(u' ', Qt::SkipEmptyParts);
    const QStringList parts = verb.body.toString().split(u' ', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QString key = part.section(u'=', 0, 0);
        if (part.contains(u'=')) {
            body.insert(key, part.section(u'=', 1) == u"true");
        } else if (const qsizetype place = places.indexOf(key); place >= 0) {
            body.insert(key, words.value(place));
        } else if (parser.isSet(key)) {
            body.insert(key, parser.value(key));
        }
    }
    return verb.body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact);
}

/// An order is answered when it is carried out, and a worker may take its time to stop.
std::chrono::seconds patienceOf(const QCommandLineParser &parser, const Verb &verb)
{
    constexpr qint64 forAnswers = 60;
    constexpr qint64 forOrders = 600;
    return std::chrono::seconds(
        numberOf(parser, u"timeout"_s, isOrder(verb) ? forOrders : forAnswers));
}

std::optional<std::chrono::seconds> waitOf(const QCommandLineParser &parser)
{
    constexpr qint64 unknown = -1;
    const qint64 seconds = numberOf(parser, u"wait"_s, unknown);
    return seconds < 0 ? std::nullopt : std::optional(std::chrono::seconds(seconds));
}

Order orderFrom(const Found &found, const QCommandLineParser &parser)
{
    const Verb &verb = *found.verb;
    return {.verb = verb,
            .words = found.rest,
            .choice = {.url = parser.value(u"url"_s),
                       .profile = parser.value(u"profile"_s),
                       .tokenFile = parser.value(u"token-file"_s),
                       .caFile = parser.value(u"ca-file"_s)},
            .path = pathOf(verb, found.rest),
            .query = queryOf(verb, parser),
            .body = bodyOf(verb, found.rest, parser),
            .json = parser.isSet(u"json"_s),
            .follows = parser.isSet(u"follow"_s),
            .detached = parser.isSet(u"detach"_s),
            .waits = parser.isSet(u"wait"_s),
            .wait = waitOf(parser),
            .patience = patienceOf(parser, verb),
            .tail = numberOf(parser, u"tail"_s, 0),
            .count = numberOf(parser, u"count"_s, 0),
            .after = numberOf(parser, u"after"_s, -1)};
}

} // namespace

Result<Order> orderOf(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(withWaitValues(arguments))) {
        return usage(parser.errorText());
    }
    if (parser.isSet(u"version"_s)) {
        return Order{.print = u"signalboxctl " SIGNALBOX_VERSION "\n"_s};
    }
    const QStringList words = parser.positionalArguments();
    const Found found = verbIn(words);
    if (parser.isSet(u"help"_s)) {
        return Order{.print = found.verb ? helpOf(*found.verb) : generalHelp()};
    }
    if (!found.verb) {
        return usage(words.isEmpty() ? u"a verb is missing; see --help"_s
                                     : u"unknown verb: %1; see --help"_s.arg(words.first()));
    }
    for (const QString &fault :
         {wordFault(*found.verb, found.rest), optionFault(*found.verb, parser)}) {
        if (!fault.isEmpty()) {
            return usage(fault);
        }
    }
    return orderFrom(found, parser);
}

QList<Verb> verbs()
{
    QList<Verb> all;
    for (const auto &some : {systemVerbs(), findingVerbs(), keepingVerbs()}) {
        all += QList<Verb>(some.begin(), some.end());
    }
    return all;
}

bool isOrder(const Verb &verb)
{
    return verb.method != Method::Get;
}

Sheet sheetOf(const Verb &verb, const QJsonObject &answer)
{
    if (verb.sheet) {
        return verb.sheet(answer);
    }
    return verb.listing.columns.empty() ? detailSheet(answer) : listSheet(verb.listing, answer);
}

} // namespace app
