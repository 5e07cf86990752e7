// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/startorder.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace supervisor {

namespace {

using protocol::Error;
using protocol::ErrorKind;

std::optional<Error> faultOfNames(const QList<WorkerDefinition> &definitions)
{
    QSet<QString> names;
    for (const auto &definition : definitions) {
        if (names.contains(definition.name)) {
            return Error{ErrorKind::BadRequest,
                         u"Worker '%1' is defined twice"_s.arg(definition.name)};
        }
        names.insert(definition.name);
    }
    for (const auto &definition : definitions) {
        for (const QString &other : definition.after) {
            if (!names.contains(other)) {
                return Error{ErrorKind::BadRequest,
                             u"Worker '%1' comes after '%2', which does not exist"_s.arg(
                                 definition.name, other)};
            }
        }
    }
    return std::nullopt;
}

} // namespace

protocol::Result<QList<QString>> startOrder(const QList<WorkerDefinition> &definitions)
{
    if (const auto fault = faultOfNames(definitions)) {
        return *fault;
    }
    QList<QString> order;
    QList<WorkerDefinition> left = definitions;
    while (!left.isEmpty()) {
        const auto free = std::find_if(left.cbegin(), left.cend(), [&order](const auto &candidate) {
            return std::all_of(candidate.after.cbegin(), candidate.after.cend(),
                               [&order](const QString &name) { return order.contains(name); });
        });
        if (free == left.cend()) {
            QStringList names;
            for (const auto &definition : left) {
                names.append(definition.name);
            }
            return Error{ErrorKind::BadRequest,
                         u"Workers wait for each other: "_s + names.join(u", "_s)};
        }
        order.append(free->name);
        left.erase(free);
    }
    return order;
}

} // namespace supervisor
