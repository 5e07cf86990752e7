// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctloptions.h"

#include "backend/protocol/clock.h"

#include <QUrlQuery>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace app {

namespace {

constexpr qint64 Day = 86400;
constexpr qint64 MostLines = 500;
constexpr qint64 Page = 100;
constexpr qint64 MostRisk = 100;
constexpr qint64 Many = 2'147'483'647;
constexpr qint64 MostExact = 9'000'000'000'000'000;

constexpr std::array<Option, 41> Options{{
    {.name = u"url",
     .kind = Kind::Text,
     .value = u"URL",
     .help = u"the backend to talk to",
     .isForAll = true},
    {.name = u"profile",
     .kind = Kind::Text,
     .value = u"NAME",
     .help = u"the backend that ctl.toml has under this name",
     .isForAll = true},
    {.name = u"token-file",
     .kind = Kind::Text,
     .value = u"FILE",
     .help = u"holds the token; readable by its owner only",
     .isForAll = true},
    {.name = u"ca-file",
     .kind = Kind::Text,
     .value = u"FILE",
     .help = u"the certificates (PEM) to trust instead of the system's",
     .isForAll = true},
    {.name = u"json", .help = u"print what the API answered", .isForAll = true},
    {.name = u"timeout",
     .kind = Kind::Whole,
     .value = u"N",
     .help = u"wait N seconds for an answer (60, for an order 600)",
     .least = 1,
     .most = Day,
     .isForAll = true},
    {u"worker", Kind::Text, u"NAME", u"only of this worker", u"worker_name"},
    {u"limit", Kind::Whole, u"N", u"N lines at most", u"limit", 1, Page},
    {u"offset", Kind::Whole, u"N", u"without the first N", u"offset", 0, Many},
    {u"cursor", Kind::Text, u"CURSOR", u"the page behind the one that named it", u"cursor"},
    {u"tail", Kind::Whole, u"N", u"the last N lines", u"tail", 1, MostLines},
    {u"follow", Kind::Flag, {}, u"go on with what comes, until interrupted"},
    {u"kind", Kind::Text, u"KIND", u"only of this kind: incomplete, rejected, duplicate, …",
     u"kind"},
    {u"channel", Kind::Text, u"CHANNEL", u"only of this channel", u"channel"},
    {u"type", Kind::Text, u"TYPE", u"only types that begin so", u"type"},
    {u"cause", Kind::Whole, u"N", u"only what followed on the line with this sequence", u"cause", 1,
     MostExact},
    {u"since", Kind::Time, u"TIME", u"not before, such as 2025-12-27T10:30:00Z", u"since"},
    {u"until", Kind::Time, u"TIME", u"only before that time", u"until"},
    {u"camera", Kind::Text, u"ID", u"only of this camera", u"camera_id"},
    {u"level", Kind::Choice, u"LEVEL", u"only of this risk: low, medium, high or critical",
     u"risk_level", 0, 0, u"low medium high critical"},
    {u"min-risk", Kind::Whole, u"N", u"only with at least this score", u"min_risk", 0, MostRisk},
    {u"reviewed", Kind::Choice, u"true|false", u"only those that are reviewed, or are not",
     u"reviewed", 0, 0, u"true false"},
    {u"object", Kind::Text, u"TYPE", u"only with such a thing, as person", u"object_type"},
    {u"text", Kind::Text, u"TEXT", u"only with this in summary, reasoning or notes", u"text"},
    {u"min-confidence", Kind::Fraction, u"X", u"only what is at least so sure, from 0 to 1",
     u"min_confidence"},
    {u"event", Kind::Whole, u"ID", u"only of this event", u"event_id", 1, MostExact},
    {u"batch", Kind::Text, u"ID", u"only of this batch", u"batch_id"},
    {u"status", Kind::Choice, u"STATUS", u"only those that are so: active, pending, delivered, …",
     u"status", 0, 0, u"active pending delivered acknowledged dismissed resolved"},
    {u"severity", Kind::Choice, u"LEVEL", u"only those so severe: low, medium, high or critical",
     u"severity", 0, 0, u"low medium high critical"},
    {u"rule", Kind::Text, u"NAME", u"only of this rule", u"rule"},
    {u"range", Kind::Choice, u"RANGE", u"how far back: 5m, 15m or 60m", u"time_range", 0, 0,
     u"5m 15m 60m"},
    {u"scope",
     Kind::Choice,
     u"SCOPE",
     u"what it allows: read, operate or admin",
     {},
     0,
     0,
     u"read operate admin"},
    {u"expires", Kind::Text, u"WHEN", u"a time to come, or a span such as 90d, 12h or 45m"},
    {u"notes", Kind::Text, u"TEXT", u"what there is to say of it"},
    {u"reason", Kind::Text, u"TEXT", u"why", u"reason"},
    {u"after", Kind::Whole, u"N", u"begin behind the event with this sequence", {}, 0, MostExact},
    {u"count", Kind::Whole, u"N", u"end after N events", {}, 1, Many},
    {u"dry-run", Kind::Flag, {}, u"count only", u"dry_run", 0, 0, u"true"},
    {u"delete", Kind::Flag, {}, u"delete what is found and old enough", u"dry_run", 0, 0, u"false"},
    {u"detach", Kind::Flag, {}, u"end when the job has begun"},
    {u"wait", Kind::Whole, u"SECONDS", u"until it is so, at most this long (60)", {}, 1, Day},
}};

/// Its options as the table has them, without the mark of those that are needed.
QStringList namesIn(const Verb &verb)
{
    return verb.options.toString().remove(u'!').split(u' ', Qt::SkipEmptyParts);
}

/// The rule of an option that a value breaks; empty when it breaks none.
QString brokenRule(const Option &option, const QString &text)
{
    bool isNumber = false;
    const auto unless = [](bool isRight, const QString &rule) {
        return isRight ? QString() : rule;
    };
    switch (option.kind) {
    case Kind::Flag:
        return {};
    case Kind::Text:
        return unless(!text.isEmpty(), u"must not be empty"_s);
    case Kind::Whole: {
        const qint64 number = text.toLongLong(&isNumber);
        return unless(isNumber && number >= option.least && number <= option.most,
                      u"must be a whole number from %1 to %2"_s.arg(option.least).arg(option.most));
    }
    case Kind::Fraction: {
        const double number = text.toDouble(&isNumber);
        return unless(isNumber && number >= 0 && number <= 1, u"must be a number from 0 to 1"_s);
    }
    case Kind::Time:
        return unless(protocol::fromIso(text).has_value(),
                      u"must be a time such as 2025-12-27T10:30:00Z"_s);
    case Kind::Choice: {
        const QStringList choices = option.choices.toString().split(u' ');
        return unless(choices.contains(text), u"must be one of %1"_s.arg(choices.join(u", "_s)));
    }
    }
    return {};
}

QString faultOf(const Option &option, const QCommandLineParser &parser)
{
    if (option.kind == Kind::Flag) {
        return {};
    }
    const QString name = option.name.toString();
    const QStringList values = parser.values(name);
    if (values.size() > 1) {
        return u"--%1: is given %2 times"_s.arg(name).arg(values.size());
    }
    // --wait alone means: as long as its verb has it.
    const bool isOpen = option.name == u"wait" && values.first().isEmpty();
    const QString rule = isOpen ? QString() : brokenRule(option, values.first());
    const QString given = values.first().isEmpty() ? QString() : QString(u' ' % values.first());
    return rule.isEmpty() ? rule : QString(u"--" % name % given % u": " % rule);
}

/// What may not stand beside another.
QString contradiction(const QCommandLineParser &parser)
{
    using Pair = std::pair<QString, QString>;
    const std::array<Pair, 3> pairs{Pair{u"dry-run"_s, u"delete"_s}, Pair{u"detach"_s, u"wait"_s},
                                    Pair{u"url"_s, u"profile"_s}};
    for (const auto &[one, other] : pairs) {
        if (parser.isSet(one) && parser.isSet(other)) {
            return u"--%1 and --%2 exclude each other"_s.arg(one, other);
        }
    }
    return {};
}

} // namespace

std::span<const Option> options()
{
    return Options;
}

QList<Option> optionsOf(const Verb &verb)
{
    const QStringList names = namesIn(verb);
    QList<Option> found;
    std::copy_if(Options.begin(), Options.end(), std::back_inserter(found),
                 [&names](const Option &option) { return names.contains(option.name); });
    return found;
}

void addOptions(QCommandLineParser &parser)
{
    for (const Option &option : Options) {
        parser.addOption({option.name.toString(), option.help.toString(), option.value.toString()});
    }
    parser.addOption({{u"h"_s, u"help"_s}, QString()});
    parser.addOption({u"version"_s, QString()});
}

QString optionFault(const Verb &verb, const QCommandLineParser &parser)
{
    const QStringList allowed = namesIn(verb);
    for (const Option &option : Options) {
        const QString name = option.name.toString();
        if (!parser.isSet(name)) {
            continue;
        }
        if (!option.isForAll && !allowed.contains(name)) {
            return u"--%1 has no meaning for %2"_s.arg(name, verb.name);
        }
        if (QString fault = faultOf(option, parser); !fault.isEmpty()) {
            return fault;
        }
    }
    const QStringList needed = verb.options.toString().split(u' ', Qt::SkipEmptyParts);
    for (const QString &name : needed) {
        if (name.endsWith(u'!') && !parser.isSet(name.chopped(1))) {
            return u"%1: --%2 is missing"_s.arg(verb.name, name.chopped(1));
        }
    }
    return contradiction(parser);
}

QString queryOf(const Verb &verb, const QCommandLineParser &parser)
{
    const QStringList inBody = verb.body.toString().split(u' ');
    QStringList parts;
    for (const Option &option : Options) {
        const QString name = option.name.toString();
        if (!option.query.isEmpty() && parser.isSet(name) && !inBody.contains(name)) {
            const bool isFlag = option.kind == Kind::Flag;
            const QString value = isFlag ? option.choices.toString() : parser.value(name);
            parts.append(option.query % u'=' % QString::fromLatin1(QUrl::toPercentEncoding(value)));
        }
    }
    return parts.join(u'&');
}

qint64 numberOf(const QCommandLineParser &parser, const QString &option, qint64 otherwise)
{
    bool isNumber = false;
    const qint64 number = parser.value(option).toLongLong(&isNumber);
    return isNumber ? number : otherwise;
}

} // namespace app
