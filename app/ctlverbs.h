// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <span>

namespace app {

/// What follows a verb, to be put into the path.
enum class Words
{
    None,
    Name, ///< of a worker or a breaker
    QueueOrNone,
    QueueAndId ///< "all" stands for every id
};

enum class Method
{
    Get,
    Post,
    Delete
};

/// One verb of signalboxctl and the request that it stands for.
struct Verb
{
    QStringView name = {};
    Words words = Words::None;
    Method method = Method::Get;
    QStringView path = {}; ///< "/api/…/{name}/start"
    QStringView options = {}; ///< "worker limit": each becomes a query parameter, but for detach
    QString (*text)(const QJsonObject &answer) = nullptr;
    QStringView help = {};
    QStringView follow = {}; ///< where the job that it begins is seen; empty: it begins none
};

/// What the command line asks for.
struct Order
{
    const Verb *verb = nullptr;
    QUrl url = {};
    QString tokenFile = {};
    bool json = false;
    bool follows = false; ///< the job that begins, to its end
    std::chrono::seconds patience{}; ///< for the answer
    QString print = {}; ///< the text of --help or --version, instead of an order

    bool isInformation() const { return !print.isEmpty(); }
};

/// Reads the arguments, which begin with the program's name. The error is a line for people.
protocol::Result<Order> orderOf(const QStringList &arguments, const QString &defaultUrl);

std::span<const Verb> verbs();

/// It changes something, and is answered when that is done.
bool isOrder(const Verb &verb);

/// The verb whose answer decides about the exit status by its "status".
bool judgesHealth(const Verb &verb);

/// True for the verbs whose answer is a document also when the status is 503.
bool readsHealth(const Verb &verb);

} // namespace app
