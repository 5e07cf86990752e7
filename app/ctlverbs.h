// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctllist.h"
#include "backend/protocol/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace app {

enum class Method
{
    Get,
    Post,
    Patch,
    Delete
};

/// What a verb does with its request.
enum class Task
{
    Ask,
    FollowLines, ///< of a worker's log, with --follow
    FollowEvents, ///< it is no request but a WebSocket
};

/// What --wait waits for.
enum class Goal
{
    None,
    Running, ///< the worker
    Stopped,
    JobEnded, ///< also without --wait, but with --detach
    Healthy, ///< the whole
};

/// One verb of signalboxctl and the request that it stands for.
struct Verb
{
    QStringView name = {}; ///< "workers start"; workers-start is the same
    QStringView alias = {}; ///< "start"
    QStringView words = {}; ///< what follows: "NAME", "[QUEUE]", "QUEUE ID|all", "[PATTERN…]"
    Method method = Method::Get;
    QStringView path = {}; ///< "/api/…/{}/start": a place for each word; those of none go
    QStringView options = {}; ///< "worker limit scope!": the last one is needed
    QStringView body = {}; ///< "enabled=true name": a value, or the word or option of that name
    Sheet (*sheet)(const QJsonObject &answer) = nullptr; ///< without one: the listing
    Listing listing = {}; ///< without one: everything
    QStringView help = {};
    Task task = Task::Ask;
    Goal goal = Goal::None;
    bool judges = false; ///< the answer decides about the exit status
};

/// The whole of them, in the order in which they are told of.
QList<Verb> verbs();

/// It changes something, and is answered when that is done.
bool isOrder(const Verb &verb);

/// The answer for people.
Sheet sheetOf(const Verb &verb, const QJsonObject &answer);

/// Where to, as the command line says it; empty: it says nothing.
struct Choice
{
    QString url = {};
    QString profile = {};
    QString tokenFile = {};
    QString caFile = {};
};

/// What the command line asks for.
struct Order
{
    Verb verb = {};
    QStringList words = {};
    Choice choice = {};
    QString path = {}; ///< with what the URL needs encoded
    QString query = {};
    QByteArray body = {};
    bool json = false;
    bool follows = false; ///< a log
    bool detached = false; ///< from the job that begins
    bool waits = false;
    std::optional<std::chrono::seconds> wait = {}; ///< nothing: as the goal has it
    std::chrono::seconds patience{}; ///< for an answer
    qint64 tail = 0; ///< of lines; 0: as many as usual
    qint64 count = 0; ///< of events that are followed; 0: none
    qint64 after = -1; ///< the sequence from which on events are followed; -1: from now on
    QString print = {}; ///< the text of --help or --version, instead of an order

    bool isInformation() const { return !print.isEmpty(); }
};

/// Reads the arguments, which begin with the program's name. The error is a line for people.
protocol::Result<Order> orderOf(const QStringList &arguments);

} // namespace app
