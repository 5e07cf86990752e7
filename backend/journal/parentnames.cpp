// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/parentnames.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace journal {

namespace {

struct Row
{
    QStringView type; ///< in the registry
    QStringView parent; ///< on the original's wire
};

constexpr std::array Renamed{
    Row{u"scene_change.detected", u"scene_change"},
    Row{u"alert.created", u"alert_created"},
    Row{u"alert.updated", u"alert_updated"},
    Row{u"alert.acknowledged", u"alert_acknowledged"},
    Row{u"alert.resolved", u"alert_resolved"},
    Row{u"alert.dismissed", u"alert_dismissed"},
    Row{u"camera.status_changed", u"camera_status"},
    Row{u"job.progress", u"job_progress"},
    Row{u"job.completed", u"job_completed"},
    Row{u"job.failed", u"job_failed"},
    Row{u"system.status", u"system_status"},
};

/// New names in the registry whose older ones are told beside them, as lines of their own.
constexpr std::array Replaced{
    Row{u"event.created", u"event"},
    Row{u"service.status_changed", u"service_status"},
};

template<std::size_t N>
const Row *rowOf(const std::array<Row, N> &rows, QStringView Row::*column, QStringView name)
{
    const auto *found =
        std::find_if(rows.begin(), rows.end(), [&](const Row &row) { return row.*column == name; });
    return found == rows.end() ? nullptr : found;
}

const QString RegistryWord = u"registry"_s;
const QString ParentWord = u"parent"_s;

} // namespace

QStringList wordsOfNames()
{
    return {RegistryWord, ParentWord};
}

Names namesOf(const QString &word)
{
    return word == ParentWord ? Names::Parent : Names::Registry;
}

std::optional<QString> parentName(const QString &type)
{
    if (rowOf(Replaced, &Row::type, type)) {
        return std::nullopt;
    }
    const Row *row = rowOf(Renamed, &Row::type, type);
    return row ? row->parent.toString() : type;
}

QStringList askedByParent(const QString &type)
{
    QStringList names{type};
    if (const Row *row = rowOf(Renamed, &Row::type, type)) {
        names.append(row->parent.toString());
    }
    if (const Row *row = rowOf(Replaced, &Row::parent, type)) {
        names.append(row->type.toString());
    }
    return names;
}

} // namespace journal
