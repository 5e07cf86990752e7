// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/watcheroptions.h"

#include <array>
#include <optional>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace workers {

namespace {

Result<std::chrono::milliseconds> seconds(const QString &text)
{
    bool ok = false;
    const double value = text.toDouble(&ok);
    if (!ok || value < 0 || value > 1e6) {
        return Error{.kind = ErrorKind::BadRequest,
                     .detail = u"not a number of seconds: "_s + text};
    }
    return std::chrono::milliseconds(static_cast<qint64>(value * 1000));
}

std::optional<Observer> observerOf(const QString &word)
{
    if (word == u"auto") {
        return Observer::Auto;
    }
    if (word == u"native") {
        return Observer::Native;
    }
    return word == u"polling" ? std::optional(Observer::Polling) : std::nullopt;
}

Result<protocol::Done> setOption(WatcherOptions &options, const QString &key, const QString &value)
{
    const std::array<std::pair<QStringView, std::chrono::milliseconds *>, 3> times{
        {{u"--poll-interval", &options.pollInterval},
         {u"--stability", &options.patience.stability},
         {u"--incomplete-after", &options.patience.incompleteAfter}}};
    for (const auto &[name, target] : times) {
        if (key == name) {
            const auto time = seconds(value);
            if (!time) {
                return time.error();
            }
            *target = time.value();
            return protocol::Done{};
        }
    }
    const std::array<std::pair<QStringView, QString *>, 2> paths{
        {{u"--root", &options.root}, {u"--mounts", &options.mounts}}};
    for (const auto &[name, target] : paths) {
        if (key == name) {
            *target = value;
            return protocol::Done{};
        }
    }
    if (const auto observer = observerOf(value); key == u"--observer" && observer) {
        options.observer = *observer;
        return protocol::Done{};
    }
    return Error{.kind = ErrorKind::BadRequest,
                 .detail = u"unknown option: "_s + key + u' ' + value};
}

} // namespace

Result<WatcherOptions> watcherOptions(const QStringList &args)
{
    WatcherOptions options;
    for (qsizetype i = 0; i < args.size(); i += 2) {
        const auto set = setOption(options, args.at(i), args.value(i + 1));
        if (!set) {
            return set.error();
        }
    }
    while (options.root.size() > 1 && options.root.endsWith(u'/')) {
        options.root.chop(1);
    }
    if (!options.root.startsWith(u'/')) {
        return Error{.kind = ErrorKind::BadRequest, .detail = u"--root needs an absolute folder"_s};
    }
    return options;
}

} // namespace workers
