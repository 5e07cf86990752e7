// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctloptions.h"

#include <QUrlQuery>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace app {

namespace {

constexpr qint64 Day = 86400;
constexpr qint64 MostLines = 500;
constexpr qint64 Page = 100;
constexpr qint64 Many = 2'147'483'647;
constexpr qint64 MostExact = 9'000'000'000'000'000;

constexpr std::array<Option, 21> Options{{
    {u"url", u"URL", u"the backend to talk to", {}, {}, 0, 0, {}, true},
    {u"profile", u"NAME", u"the backend that ctl.toml has under this name", {}, {}, 0, 0, {}, true},
    {u"token-file",
     u"FILE",
     u"holds the token; readable by its owner only",
     {},
     {},
     0,
     0,
     {},
     true},
    {u"ca-file",
     u"FILE",
     u"the certificates (PEM) to trust instead of the system's",
     {},
     {},
     0,
     0,
     {},
     true},
    {u"json", {}, u"print what the API answered", {}, {}, 0, 0, {}, true},
    {u"timeout",
     u"N",
     u"wait N seconds for an answer (60, for an order 600)",
     {},
     {},
     1,
     Day,
     {},
     true},
    {u"worker", u"NAME", u"only of this worker", u"worker_name"},
    {u"limit", u"N", u"N lines at most", u"limit", {}, 1, Page},
    {u"offset", u"N", u"without the first N", u"offset", {}, 0, Many},
    {u"cursor", u"CURSOR", u"the page behind the one that named it", u"cursor"},
    {u"tail", u"N", u"the last N lines", u"tail", {}, 1, MostLines},
    {u"follow", {}, u"go on with what comes, until interrupted"},
    {u"kind", u"KIND", u"only of this kind: incomplete, rejected, duplicate, …", u"kind"},
    {u"channel", u"CHANNEL", u"only of this channel", u"channel"},
    {u"type", u"TYPE", u"only types that begin so", u"type"},
    {u"after", u"N", u"begin behind the event with this sequence", {}, {}, 0, MostExact},
    {u"count", u"N", u"end after N events", {}, {}, 1, Many},
    {u"dry-run", {}, u"count only", u"dry_run", u"true"},
    {u"delete", {}, u"delete what is found and old enough", u"dry_run", u"false"},
    {u"detach", {}, u"end when the job has begun"},
    {u"wait", u"SECONDS", u"until it is so, at most this long (60)", {}, {}, 1, Day},
}};

/// Its options as the table has them, without the mark of those that are needed.
QStringList namesIn(const Verb &verb)
{
    return verb.options.toString().remove(u'!').split(u' ', Qt::SkipEmptyParts);
}

QString numberFault(const Option &option, const QString &text)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    return isNumber && number >= option.least && number <= option.most
        ? QString()
        : u"--%1 %2: must be a whole number from %3 to %4"_s.arg(option.name.toString(), text)
              .arg(option.least)
              .arg(option.most);
}

QString valueFault(const Option &option, const QString &text)
{
    if (option.most > 0) {
        return numberFault(option, text);
    }
    const QStringList choices = option.choices.toString().split(u' ', Qt::SkipEmptyParts);
    if (!choices.isEmpty() && !choices.contains(text)) {
        return u"--%1 %2: must be one of %3"_s.arg(option.name, text, choices.join(u", "_s));
    }
    return text.isEmpty() ? u"--%1: must not be empty"_s.arg(option.name) : QString();
}

QString faultOf(const Option &option, const QCommandLineParser &parser)
{
    if (option.value.isEmpty()) {
        return {};
    }
    const QString name = option.name.toString();
    const QStringList values = parser.values(name);
    if (values.size() > 1) {
        return u"--%1: is given %2 times"_s.arg(name).arg(values.size());
    }
    // --wait alone means: as long as its verb has it.
    const bool isOpen = option.name == u"wait" && values.first().isEmpty();
    return isOpen ? QString() : valueFault(option, values.first());
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
        if (const QString fault = faultOf(option, parser); !fault.isEmpty()) {
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

QString queryOf(const QCommandLineParser &parser)
{
    QStringList parts;
    for (const Option &option : Options) {
        const QString name = option.name.toString();
        if (!option.query.isEmpty() && parser.isSet(name)) {
            const QString value =
                option.fixed.isEmpty() ? parser.value(name) : option.fixed.toString();
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
