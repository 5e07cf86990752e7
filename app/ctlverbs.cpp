// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlverbs.h"

#include "app/ctltext.h"

#include <QCommandLineParser>
#include <QUrlQuery>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace app {

namespace {

constexpr QStringView FullHealthPath = u"/api/system/health/full";

constexpr std::array<Verb, 13> Verbs{{
    {u"status", false, false, FullHealthPath, {}, statusText, u"the whole in a few lines"},
    {u"health",
     false,
     false,
     FullHealthPath,
     {},
     healthText,
     u"every component; ends with 4 when the whole is unhealthy"},
    {u"workers",
     false,
     false,
     u"/api/system/supervisor",
     {},
     workersText,
     u"the supervised workers"},
    {u"start",
     true,
     true,
     u"/api/system/supervisor/workers/{name}/start",
     {},
     messageText,
     u"start a worker"},
    {u"stop",
     true,
     true,
     u"/api/system/supervisor/workers/{name}/stop",
     {},
     messageText,
     u"stop a worker"},
    {u"restart",
     true,
     true,
     u"/api/system/supervisor/workers/{name}/restart",
     {},
     messageText,
     u"restart a worker"},
    {u"reset",
     true,
     true,
     u"/api/system/supervisor/reset/{name}",
     {},
     messageText,
     u"set a worker's restart count to 0"},
    {u"history", false, false, u"/api/system/supervisor/restart-history", u"worker limit offset",
     historyText, u"restarts, newest first"},
    {u"logs", true, false, u"/api/system/supervisor/workers/{name}/logs", u"tail", logsText,
     u"the last lines that a worker wrote"},
    {u"pipeline",
     false,
     false,
     u"/api/system/pipeline",
     {},
     pipelineText,
     u"file watcher, batches, degradation"},
    {u"breakers",
     false,
     false,
     u"/api/system/circuit-breakers",
     {},
     breakersText,
     u"the circuit breakers"},
    {u"breaker-reset",
     true,
     true,
     u"/api/system/circuit-breakers/{name}/reset",
     {},
     messageText,
     u"close a circuit breaker"},
    {u"events",
     false,
     false,
     u"/api/system/websocket/events",
     {},
     eventsText,
     u"the types of events on the WebSocket"},
}};

/// An option's name on the command line and in the query.
struct Parameter
{
    QStringView option;
    QStringView query;
};

constexpr std::array<Parameter, 4> Parameters{{
    {u"worker", u"worker_name"},
    {u"limit", u"limit"},
    {u"offset", u"offset"},
    {u"tail", u"tail"},
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
        {u"limit"_s, u"history: N lines at most."_s, u"N"_s},
        {u"offset"_s, u"history: without the first N."_s, u"N"_s},
        {u"tail"_s, u"logs: the last N lines."_s, u"N"_s},
        {{u"h"_s, u"help"_s}, u"Print this and end."_s},
        {u"version"_s, u"Print the version and end."_s},
    });
}

QString helpOf(QCommandLineParser &parser)
{
    QString verbs = u"Verbs:\n"_s;
    for (const Verb &verb : Verbs) {
        const QString left = verb.name + (verb.takesName ? u" NAME"_s : QString());
        verbs += u"  %1 %2\n"_s.arg(left, -21).arg(verb.help);
    }
    parser.addPositionalArgument(u"VERB"_s, u"What to do."_s);
    return parser.helpText() + u'\n' + verbs
        + u"\nExit status: 0 done, 1 the API refused, 2 wrong usage, 3 no connection,\n"
          "4 unhealthy (only of health).\n"_s;
}

/// An order is answered when it is carried out, and a worker may take its time to stop.
Result<std::chrono::seconds> patienceOf(const QCommandLineParser &parser, const Verb &verb)
{
    constexpr int longest = 86400;
    if (!parser.isSet(u"timeout"_s)) {
        return verb.posts ? std::chrono::seconds(600) : std::chrono::seconds(60);
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
    const auto *found = std::find_if(Verbs.begin(), Verbs.end(),
                                     [&](const Verb &verb) { return verb.name == name; });
    return found == Verbs.end() ? nullptr : found;
}

/// What is wrong with the words of a verb, else nothing.
QString faultIn(const Verb &verb, const QStringList &words, const QCommandLineParser &parser)
{
    if (verb.takesName && words.size() != 2) {
        return u"%1 needs one name"_s.arg(verb.name);
    }
    if (!verb.takesName && words.size() != 1) {
        return u"%1 takes no argument"_s.arg(verb.name);
    }
    const QStringList allowed = verb.options.toString().split(u' ');
    for (const Parameter &parameter : Parameters) {
        const QString option = parameter.option.toString();
        if (parser.isSet(option) && !allowed.contains(option)) {
            return u"--%1 has no meaning for %2"_s.arg(option, verb.name);
        }
    }
    return {};
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

QUrl addressOf(const Verb &verb, QUrl base, const QString &name, const QCommandLineParser &parser)
{
    QString path = verb.path.toString();
    path.replace(u"{name}"_s, QString::fromLatin1(QUrl::toPercentEncoding(name)));
    base.setPath(path, QUrl::StrictMode);
    QUrlQuery query;
    for (const Parameter &parameter : Parameters) {
        if (parser.isSet(parameter.option.toString())) {
            const QString value = parser.value(parameter.option.toString());
            query.addQueryItem(parameter.query.toString(),
                               QString::fromLatin1(QUrl::toPercentEncoding(value)));
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
                 .url = addressOf(*verb, base, words.value(1), parser),
                 .tokenFile = parser.value(u"token-file"_s),
                 .json = parser.isSet(u"json"_s),
                 .patience = patience.value()};
}

bool judgesHealth(const Verb &verb)
{
    return verb.name == u"health";
}

bool readsHealth(const Verb &verb)
{
    return verb.path == FullHealthPath;
}

} // namespace app
