// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storecommand.h"

#include "app/startup.h"
#include "backend/config/textchecks.h"
#include "backend/definitions.h"
#include "backend/storage/storecopy.h"

#include <QCommandLineParser>
#include <QFileInfo>
#include <QLockFile>

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

constexpr int Refused = 1;
constexpr int Usage = 2;

constexpr auto UsageText =
    "usage: signalboxd store migrate              bring the store to this program's version\n"
    "       signalboxd store check                look whether it is whole\n"
    "       signalboxd store copy --from URL --to URL\n"
    "                                             copy and compare every row; --to has to be "
    "empty\n"
    "Each takes --config FILE, --data-dir DIR and --password-file FILE (of a server; also\n"
    "~/.pgpass is read). A URL is sqlite:FILE (in the data directory) or\n"
    "postgresql://USER@HOST:PORT/DATABASE. Stop signalboxd before: what is in use is refused.\n"
    "Exit status: 0 done, 1 refused, 2 wrong usage.\n";

using Locks = std::vector<std::unique_ptr<QLockFile>>;

void print(std::FILE *stream, const QString &line)
{
    std::fputs(line.toUtf8().constData(), stream);
    std::fputc('\n', stream);
    std::fflush(stream);
}

int fail(const Error &error)
{
    print(stderr, u"signalboxd store: %1"_s.arg(error.detail));
    return error.kind == ErrorKind::BadRequest ? Usage : Refused;
}

Error usage(const QString &text)
{
    return {ErrorKind::BadRequest, text};
}

void addOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {u"from"_s, {}, u"URL"_s},
        {u"to"_s, {}, u"URL"_s},
        {u"config"_s, {}, u"FILE"_s},
        {u"data-dir"_s, {}, u"DIR"_s},
        {u"password-file"_s, {}, u"FILE"_s},
        {{u"h"_s, u"help"_s}, {}},
    });
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
    for (const QString &option : {u"from"_s, u"to"_s}) {
        if (parser.isSet(option) != (verb == u"copy")) {
            return verb == u"copy" ? u"copy needs --from and --to"_s
                                   : u"--%1 has no meaning for %2"_s.arg(option, verb);
        }
        const QString url = parser.value(option);
        if (const QString rule = config::checkStorageUrl(url); verb == u"copy" && !rule.isEmpty()) {
            return u"--%1 %2: %3"_s.arg(option, config::masked(url), rule);
        }
    }
    const QString rule = config::checkSecretFile(parser.value(u"password-file"_s));
    return rule.isEmpty() ? QString()
                          : u"--password-file %1: %2"_s.arg(parser.value(u"password-file"_s), rule);
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
    if (parser.isSet(u"password-file"_s)) {
        startup.settings.config.storage.passwordFile = parser.value(u"password-file"_s);
    }
    return startup.settings;
}

Result<Place> placeOf(const Backend::Settings &settings, const QString &url)
{
    config::Storage section = settings.config.storage;
    section.url = url;
    auto options = definitions::store(section, settings.surroundings.dataDirectory);
    if (!options) {
        return options.error();
    }
    if (auto &server = options.value().server) {
        server->client = u"signalboxd store"_s;
    }
    return Place{.path = options.value().path, .server = options.value().server};
}

/// A server locks itself; a file is locked by its folder, as the backend does it.
Result<protocol::Done> take(Locks &locks, const QString &folder)
{
    if (!QFileInfo(folder).isDir()) {
        return Error{ErrorKind::NotFound, u"there is no folder %1"_s.arg(folder)};
    }
    for (const auto &lock : locks) {
        if (lock->fileName() == folder % u"/lock") {
            return protocol::Done{};
        }
    }
    auto lock = std::make_unique<QLockFile>(folder % u"/lock");
    lock->setStaleLockTime(0);
    if (!lock->tryLock(0)) {
        qint64 pid = 0;
        QString host;
        QString program;
        lock->getLockInfo(&pid, &host, &program);
        return Error{ErrorKind::Conflict,
                     u"the data directory %1 is in use by %2 (process %3); stop it first"_s
                         .arg(folder, program)
                         .arg(pid)};
    }
    locks.push_back(std::move(lock));
    return protocol::Done{};
}

Result<protocol::Done> takeFor(Locks &locks, const Place &place, const QString &dataDirectory)
{
    if (place.server) {
        return QFileInfo::exists(dataDirectory) ? take(locks, dataDirectory)
                                                : Result<protocol::Done>(protocol::Done{});
    }
    return take(locks, QFileInfo(place.path).absolutePath());
}

int run(const QCommandLineParser &parser, const Backend::Settings &settings)
{
    const QString verb = parser.positionalArguments().constFirst();
    const QString first = verb == u"copy" ? parser.value(u"from"_s) : settings.config.storage.url;
    const auto place = placeOf(settings, first);
    const auto target = placeOf(settings, verb == u"copy" ? parser.value(u"to"_s) : first);
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
    const auto tell = [](const QString &line) { print(stdout, line); };
    const auto done = verb == u"copy" ? storage::copyStore(place.value(), target.value(), tell)
        : verb == u"check"            ? storage::checkWhole(place.value(), tell)
                                      : storage::migrateStore(place.value(), tell);
    return done ? 0 : fail(done.error());
}

} // namespace

int runStoreCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(QStringList{u"signalboxd"_s} + arguments)) {
        return fail(usage(parser.errorText()));
    }
    if (parser.isSet(u"help"_s)) {
        std::fputs(UsageText, stdout);
        return 0;
    }
    if (const QString fault = faultIn(parser); !fault.isEmpty()) {
        return fail(usage(fault));
    }
    const auto settings = settingsFor(parser);
    return settings ? run(parser, *settings) : Usage;
}

} // namespace app
