// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlverbs.h"

#include <QCommandLineParser>
#include <QUrlQuery>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace app {

namespace {

/// An option's name on the command line and in the query.
struct Parameter
{
    QStringView option;
    QStringView query;
};

constexpr std::array<Parameter, 6> Parameters{{
    {u"worker", u"worker_name"},
    {u"limit", u"limit"},
    {u"offset", u"offset"},
    {u"cursor", u"cursor"},
    {u"tail", u"tail"},
    {u"kind", u"kind"},
}};

/// An option that is there or not.
struct Flag
{
    QStringView option;
    QStringView query; ///< empty: it concerns this program alone
    QStringView value;
};

constexpr std::array<Flag, 3> Flags{{
    {u"dry-run", u"dry_run", u"true"},
    {u"delete", u"dry_run", u"false"},
    {u"detach", {}, {}},
}};

Error usage(const QString &text)
{
    return {ErrorKind::BadRequest, text};
}

void addOptions(QCommandLineParser &parser, const QString &defaultUrl)
{
    parser.addOptions({
        {u"url"_s,
         u"Talk to the backend at URL (default: SIGNALBOX_URL, else %1)."_s.arg(defaultUrl),
         u"URL"_s},
        {u"token-file"_s, u"Present the token in FILE, which only its owner may read."_s,
         u"FILE"_s},
        {u"json"_s, u"Print the answer as the API gave it."_s},
        {u"timeout"_s, u"Wait N seconds for the answer (default: 60, for an order 600)."_s, u"N"_s},
        {u"worker"_s, u"history: only of the worker NAME."_s, u"NAME"_s},
        {u"limit"_s, u"history, dlq, set-aside: N lines at most."_s, u"N"_s},
        {u"offset"_s, u"history: without the first N."_s, u"N"_s},
        {u"cursor"_s, u"dlq, set-aside: the page behind the one that named this CURSOR."_s,
         u"CURSOR"_s},
        {u"tail"_s, u"logs: the last N lines."_s, u"N"_s},
        {u"kind"_s, u"set-aside: only of the KIND incomplete, rejected, duplicate …"_s, u"KIND"_s},
        {u"dry-run"_s, u"cleanup-run, cleanup-orphans: count only (the latter's default)."_s},
        {u"delete"_s, u"cleanup-orphans: delete what is found and old enough."_s},
        {u"detach"_s, u"cleanup-run, cleanup-orphans: end when the job has begun."_s},
        {{u"h"_s, u"help"_s}, u"Print this and end."_s},
        {u"version"_s, u"Print the version and end."_s},
    });
}

QString wordsOf(Words words)
{
    switch (words) {
    case Words::None:
        return {};
    case Words::Name:
        return u" NAME"_s;
    case Words::QueueOrNone:
        return u" [QUEUE]"_s;
    case Words::QueueAndId:
        return u" QUEUE ID|all"_s;
    }
    return {};
}

QString helpOf(QCommandLineParser &parser)
{
    QString verbs = u"Verbs:\n"_s;
    for (const Verb &verb : app::verbs()) {
        verbs += u"  %1 %2\n"_s.arg(verb.name + wordsOf(verb.words), -24).arg(verb.help);
    }
    parser.addPositionalArgument(u"VERB"_s, u"What to do."_s);
    return parser.helpText() + u'\n' + verbs
        + u"\nExit status: 0 done, 1 the API refused or the job failed, 2 wrong usage,\n"
          "3 no connection, 4 unhealthy (only of health).\n"_s;
}

/// An order is answered when it is carried out, and a worker may take its time to stop.
Result<std::chrono::seconds> patienceOf(const QCommandLineParser &parser, const Verb &verb)
{
    constexpr int longest = 86400;
    if (!parser.isSet(u"timeout"_s)) {
        return isOrder(verb) ? std::chrono::seconds(600) : std::chrono::seconds(60);
    }
    const QString text = parser.value(u"timeout"_s);
    bool isNumber = false;
    const int seconds = text.toInt(&isNumber);
    if (!isNumber || seconds < 1 || seconds > longest) {
        return usage(u"--timeout %1: must be a whole number from 1 to %2"_s.arg(text).arg(longest));
    }
    return std::chrono::seconds(seconds);
}

const Verb *verbNamed(const QString &name)
{
    const auto all = verbs();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Verb &verb) { return verb.name == name; });
    return found == all.end() ? nullptr : &*found;
}

QString faultInWords(const Verb &verb, qsizetype count)
{
    switch (verb.words) {
    case Words::None:
        return count == 0 ? QString() : u"%1 takes no argument"_s.arg(verb.name);
    case Words::Name:
        return count == 1 ? QString() : u"%1 needs one name"_s.arg(verb.name);
    case Words::QueueOrNone:
        return count <= 1 ? QString() : u"%1 takes one queue at most"_s.arg(verb.name);
    case Words::QueueAndId:
        return count == 2 ? QString() : u"%1 needs a queue, and an id or 'all'"_s.arg(verb.name);
    }
    return {};
}

/// What is wrong with the words of a verb, else nothing.
QString faultIn(const Verb &verb, const QStringList &words, const QCommandLineParser &parser)
{
    if (QString fault = faultInWords(verb, words.size() - 1); !fault.isEmpty()) {
        return fault;
    }
    const QStringList allowed = verb.options.toString().split(u' ');
    QStringList known;
    for (const Parameter &parameter : Parameters) {
        known.append(parameter.option.toString());
    }
    for (const Flag &flag : Flags) {
        known.append(flag.option.toString());
    }
    for (const QString &option : std::as_const(known)) {
        if (parser.isSet(option) && !allowed.contains(option)) {
            return u"--%1 has no meaning for %2"_s.arg(option, verb.name);
        }
    }
    return parser.isSet(u"dry-run"_s) && parser.isSet(u"delete"_s)
        ? u"--dry-run and --delete exclude each other"_s
        : QString();
}

/// Where the backend is, or an invalid URL.
QUrl baseOf(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool http = url.scheme() == u"http" || url.scheme() == u"https";
    const bool bare = url.path().isEmpty() || url.path() == u"/";
    const bool plain = url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment();
    return http && bare && plain && !url.host().isEmpty() ? url : QUrl();
}

/// The path with these words in their places; a place for which there is none goes.
QString pathOf(const Verb &verb, const QStringList &words)
{
    const auto encoded = [](const QString &word) {
        return QString(u'/' + QString::fromLatin1(QUrl::toPercentEncoding(word)));
    };
    const bool isAboutAll = verb.words == Words::QueueAndId && words.value(1) == u"all";
    const QString name = words.isEmpty() ? QString() : encoded(words.first());
    const QString id = words.size() < 2 || isAboutAll ? QString() : encoded(words.at(1));
    QString path = verb.path.toString();
    const qsizetype at = path.indexOf(u"/{name}"_s);
    if (at >= 0) {
        const QString rest = path.mid(at + u"/{name}"_s.size()).replace(u"/{id}"_s, id);
        path = path.left(at) + name + rest;
    }
    return path;
}

QUrl addressOf(const Verb &verb, QUrl base, const QStringList &words,
               const QCommandLineParser &parser)
{
    const QString path = pathOf(verb, words);
    base.setPath(path, QUrl::StrictMode);
    QUrlQuery query;
    for (const Parameter &parameter : Parameters) {
        if (parser.isSet(parameter.option.toString())) {
            const QString value = parser.value(parameter.option.toString());
            query.addQueryItem(parameter.query.toString(),
                               QString::fromLatin1(QUrl::toPercentEncoding(value)));
        }
    }
    for (const Flag &flag : Flags) {
        if (!flag.query.isEmpty() && parser.isSet(flag.option.toString())) {
            query.addQueryItem(flag.query.toString(), flag.value.toString());
        }
    }
    if (!query.isEmpty()) {
        base.setQuery(query);
    }
    return base;
}

} // namespace

Result<Order> orderOf(const QStringList &arguments, const QString &defaultUrl)
{
    QCommandLineParser parser;
    addOptions(parser, defaultUrl);
    if (!parser.parse(arguments)) {
        return usage(parser.errorText());
    }
    if (parser.isSet(u"help"_s)) {
        return Order{.print = helpOf(parser)};
    }
    if (parser.isSet(u"version"_s)) {
        return Order{.print = u"signalboxctl " SIGNALBOX_VERSION "\n"_s};
    }
    const QStringList words = parser.positionalArguments();
    const Verb *verb = verbNamed(words.value(0));
    if (!verb) {
        return usage(words.isEmpty() ? u"a verb is missing; see --help"_s
                                     : u"unknown verb: %1; see --help"_s.arg(words.constFirst()));
    }
    if (const QString fault = faultIn(*verb, words, parser); !fault.isEmpty()) {
        return usage(fault);
    }
    const QString text = parser.isSet(u"url"_s) ? parser.value(u"url"_s) : defaultUrl;
    const QUrl base = baseOf(text);
    if (base.isEmpty()) {
        return usage(u"not the address of a backend, such as http://127.0.0.1:8000"_s);
    }
    const auto patience = patienceOf(parser, *verb);
    if (!patience) {
        return patience.error();
    }
    return Order{.verb = verb,
                 .url = addressOf(*verb, base, words.mid(1), parser),
                 .tokenFile = parser.value(u"token-file"_s),
                 .json = parser.isSet(u"json"_s),
                 .follows = !verb->follow.isEmpty() && !parser.isSet(u"detach"_s),
                 .patience = patience.value()};
}

bool isOrder(const Verb &verb)
{
    return verb.method != Method::Get;
}

bool judgesHealth(const Verb &verb)
{
    return verb.name == u"health";
}

} // namespace app
