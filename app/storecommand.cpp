// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storecommand.h"

#include "app/commandresult.h"
#include "app/startup.h"
#include "backend/config/textchecks.h"
#include "backend/definitions.h"
#include "backend/storage/storecopy.h"

#include <QCommandLineParser>
#include <QFileInfo>
#include <QLockFile>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;
using storage::Place;

namespace app {

namespace {

constexpr auto UsageText =
    "usage: signalboxd store migrate              bring the store to this program's version\n"
    "       signalboxd store check                look whether it is whole\n"
    "       signalboxd store copy --from URL --to URL\n"
    "                                             copy and compare every row; --to has to be "
    "empty\n"
    "Each takes --config FILE and --data-dir DIR. A URL is sqlite:FILE (in the data directory)\n"
    "or postgresql://USER@HOST:PORT/DATABASE. The password of a server is the first line of\n"
    "--password-file FILE (of two servers: --from-password-file and --to-password-file), of\n"
    "storage.password_file where it is the configured store, else what ~/.pgpass says.\n"
    "Stop signalboxd before: what is in use is refused.\n"
    "Exit status: 0 done, 1 refused, 2 wrong usage.\n";

using Locks = std::vector<std::unique_ptr<QLockFile>>;

int fail(const Error &error)
{
    return failCommand("store"_L1, error);
}

void addOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {u"from"_s, {}, u"URL"_s},
        {u"to"_s, {}, u"URL"_s},
        {u"config"_s, {}, u"FILE"_s},
        {u"data-dir"_s, {}, u"DIR"_s},
        {u"password-file"_s, {}, u"FILE"_s},
        {u"from-password-file"_s, {}, u"FILE"_s},
        {u"to-password-file"_s, {}, u"FILE"_s},
        {{u"h"_s, u"help"_s}, {}},
    });
}

bool isServer(const QString &url)
{
    return !url.startsWith(u"sqlite:");
}

/// What is wrong with the options of this verb, else nothing.
QString faultInOptions(const QCommandLineParser &parser, bool isCopying, const QString &verb)
{
    const QStringList given = parser.optionNames();
    for (const QString &option : given) {
        const bool isOfCopying = option.startsWith(u"from") || option.startsWith(u"to");
        if (isOfCopying && !isCopying) {
            return u"--%1 has no meaning for %2"_s.arg(option, verb);
        }
        if (given.count(option) > 1) {
            return u"--%1 is given twice"_s.arg(option);
        }
        const QString value = parser.value(option);
        const QString rule =
            option.endsWith(u"password-file") ? config::checkSecretFile(value) : QString();
        if (!rule.isEmpty()) {
            return u"--%1 %2: %3"_s.arg(option, value, rule);
        }
    }
    return isCopying && (!parser.isSet(u"from"_s) || !parser.isSet(u"to"_s))
        ? u"copy needs --from and --to"_s
        : QString();
}

/// What is wrong with the two places of a copy, else nothing.
QString faultInUrls(const QCommandLineParser &parser)
{
    for (const QString &option : {u"from"_s, u"to"_s}) {
        const QString url = parser.value(option);
        if (const QString rule = config::checkStorageUrl(url); !rule.isEmpty()) {
            return u"--%1 %2: %3"_s.arg(option, config::masked(url), rule);
        }
    }
    const bool areTwoServers = isServer(parser.value(u"from"_s)) && isServer(parser.value(u"to"_s));
    return areTwoServers && parser.isSet(u"password-file"_s)
        ? u"--password-file does not say of which server it is: --from-password-file or "
          "--to-password-file does"_s
        : QString();
}

/// What is wrong with the words and options together, else nothing.
QString faultIn(const QCommandLineParser &parser)
{
    const QStringList words = parser.positionalArguments();
    const QString verb = words.value(0);
    if (verb != u"migrate" && verb != u"check" && verb != u"copy") {
        return verb.isEmpty() ? u"migrate, check or copy is missing; see --help"_s
                              : u"unknown verb: %1; see --help"_s.arg(verb);
    }
    if (words.size() != 1) {
        return u"unexpected argument: %1"_s.arg(words.value(1));
    }
    const QString fault = faultInOptions(parser, verb == u"copy", verb);
    return fault.isEmpty() && verb == u"copy" ? faultInUrls(parser) : fault;
}

/// The configuration that signalboxd would have with these options; no value: its faults are told.
std::optional<Backend::Settings> settingsFor(const QCommandLineParser &parser)
{
    QStringList arguments{u"signalboxd"_s};
    for (const QString &option : {u"config"_s, u"data-dir"_s}) {
        if (parser.isSet(option)) {
            arguments += {u"--"_s % option, parser.value(option)};
        }
    }
    Startup startup = prepare(config::Program::Daemon, arguments);
    if (startup.exitStatus) {
        return std::nullopt;
    }
    return startup.settings;
}

/// One of the stores of a command: its URL and the file of its password, where the command line
/// names one.
struct Wanted
{
    QString url = {};
    QString passwordFile = {};
};

Wanted wantedFrom(const QCommandLineParser &parser, const QString &side)
{
    const QString own = side % u"-password-file"_s;
    return {.url = parser.value(side),
            .passwordFile = parser.value(parser.isSet(own) ? own : u"password-file"_s)};
}

/// The configured password is for the configured store, and for no other server.
Result<Place> placeOf(const Backend::Settings &settings, const Wanted &wanted)
{
    config::Storage section = settings.config.storage;
    if (wanted.url != section.url || !wanted.passwordFile.isEmpty()) {
        section.passwordFile = wanted.passwordFile;
    }
    section.url = wanted.url;
    auto options = definitions::store(section, settings.surroundings.dataDirectory);
    if (!options) {
        return options.error();
    }
    if (auto &server = options.value().server) {
        server->client = u"signalboxd store"_s;
    }
    return Place{.path = options.value().path, .server = options.value().server};
}

Error notTaken(const QLockFile &lock, const QString &folder)
{
    if (lock.error() != QLockFile::LockFailedError) {
        return {ErrorKind::Unavailable,
                u"%1 cannot be written in: a lock is needed there"_s.arg(folder)};
    }
    qint64 pid = 0;
    QString host;
    QString program;
    lock.getLockInfo(&pid, &host, &program);
    return {ErrorKind::Conflict,
            u"the data directory %1 is in use by %2 (process %3); stop it first"_s
                .arg(folder, program.isEmpty() ? u"a signalbox"_s : program)
                .arg(pid)};
}

/// As the backend takes its data directory.
Result<protocol::Done> take(Locks &locks, const QString &given)
{
    const QString folder = QFileInfo(given).canonicalFilePath();
    if (folder.isEmpty() || !QFileInfo(folder).isDir()) {
        return Error{ErrorKind::NotFound, u"there is no folder %1"_s.arg(given)};
    }
    const QString file = folder % u"/lock"_s;
    if (std::any_of(locks.begin(), locks.end(),
                    [&file](const auto &lock) { return lock->fileName() == file; })) {
        return protocol::Done{};
    }
    auto lock = std::make_unique<QLockFile>(file);
    lock->setStaleLockTime(0);
    if (!lock->tryLock(0)) {
        return notTaken(*lock, folder);
    }
    locks.push_back(std::move(lock));
    return protocol::Done{};
}

/// A file may lie elsewhere than the data directory of the backend that uses it, or be the store of
/// another one: both are locked. A server locks itself beside.
Result<protocol::Done> takeFor(Locks &locks, const Place &place, const QString &dataDirectory)
{
    if (QFileInfo::exists(dataDirectory)) {
        if (auto taken = take(locks, dataDirectory); !taken) {
            return taken;
        }
    }
    return place.server ? Result<protocol::Done>(protocol::Done{})
                        : take(locks, QFileInfo(place.path).absolutePath());
}

int run(const QCommandLineParser &parser, const Backend::Settings &settings)
{
    const QString verb = parser.positionalArguments().constFirst();
    const bool isCopying = verb == u"copy";
    const Wanted own{.url = settings.config.storage.url,
                     .passwordFile = parser.value(u"password-file"_s)};
    const auto place = placeOf(settings, isCopying ? wantedFrom(parser, u"from"_s) : own);
    const auto target = placeOf(settings, isCopying ? wantedFrom(parser, u"to"_s) : own);
    Locks locks;
    for (const auto *one : {&place, &target}) {
        if (!*one) {
            return fail(one->error());
        }
        const auto taken = takeFor(locks, one->value(), settings.surroundings.dataDirectory);
        if (!taken) {
            return fail(taken.error());
        }
    }
    const auto tell = [](const QString &line) { printLine(stdout, line); };
    const auto done = isCopying ? storage::copyStore(place.value(), target.value(), tell)
        : verb == u"check"      ? storage::checkWhole(place.value(), tell)
                                : storage::migrateStore(place.value(), tell);
    return done ? 0 : fail(done.error());
}

} // namespace

int runStoreCommand(const QStringList &arguments)
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
    const auto settings = settingsFor(parser);
    return settings ? run(parser, *settings) : WrongUsage;
}

} // namespace app
