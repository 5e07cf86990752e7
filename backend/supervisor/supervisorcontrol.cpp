// SPDX-License-Identifier: GPL-3.0-or-later
// What others ask of one worker; the starting and stopping of all is in supervisor.cpp.
#include "backend/protocol/names.h"
#include "backend/supervisor/supervisor.h"

using namespace Qt::StringLiterals;

namespace supervisor {

namespace {

using protocol::Error;
using protocol::ErrorKind;

QString failureOf(Event::Kind kind, const QString &name, const QString &reason)
{
    const QString verb = kind == Event::Kind::Stop ? u"stopped"_s : u"started"_s;
    return u"Worker '%1' could not be %2: %3"_s.arg(name, verb, reason);
}

} // namespace

void Supervisor::startWorker(const QString &name, const Reply &done)
{
    control(Event::Kind::Start, name, done);
}

void Supervisor::stopWorker(const QString &name, const Reply &done)
{
    control(Event::Kind::Stop, name, done);
}

void Supervisor::restartWorker(const QString &name, const Reply &done)
{
    control(Event::Kind::Restart, name, done);
}

protocol::Result<protocol::Done> Supervisor::reset(const QString &name)
{
    if (const auto refused = refusal(name)) {
        return *refused;
    }
    find(name)->wish(Event::Kind::Reset, [](const auto &) {});
    return protocol::Done();
}

void Supervisor::control(Event::Kind kind, const QString &name, const Reply &done)
{
    if (const auto refused = refusal(name)) {
        done(*refused);
        return;
    }
    m_waiting.removeAll(name); // a person's wish goes before the order of the start
    find(name)->wish(kind, [kind, name, done](const protocol::Result<protocol::Done> &result) {
        if (result) {
            done(result);
        } else {
            done(Error{result.error().kind, failureOf(kind, name, result.error().detail)});
        }
    });
}

std::optional<Error> Supervisor::refusal(const QString &name) const
{
    if (!protocol::isWorkerName(name)) {
        return Error{ErrorKind::BadRequest,
                     u"Invalid worker name '%1': must start with a letter and contain only "
                     "letters, digits and underscores"_s.arg(printable(name.left(80).toUtf8()))};
    }
    if (!m_running) {
        return Error{ErrorKind::Unavailable, u"Worker supervisor not initialized"_s};
    }
    if (!find(name)) {
        return Error{ErrorKind::NotFound, u"Worker '%1' not found"_s.arg(name)};
    }
    return std::nullopt;
}

QList<LogLine> Supervisor::log(const QString &name, int tail) const
{
    const Worker *const found = find(name);
    return found ? found->log().tail(tail) : QList<LogLine>();
}

const Worker *Supervisor::worker(const QString &name) const
{
    return find(name);
}

bool Supervisor::send(const QString &name, const QByteArray &jsonLine)
{
    Worker *const worker = find(name);
    return worker && worker->definition().builtin && worker->send(jsonLine);
}

} // namespace supervisor
