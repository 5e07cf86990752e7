// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/orderedwalk.h"

#include "backend/workers/beneath.h"
#include "backend/workers/filerules.h"
#include "backend/workers/things.h"
#include "backend/workers/uniquefd.h"

#include <algorithm>
#include <memory>

#include <dirent.h>
#include <fcntl.h>

namespace workers {

namespace {

constexpr qsizetype MaxDepth = 32;

struct CloseFolder
{
    void operator()(DIR *folder) const { ::closedir(folder); }
};

QByteArray beneath(const QByteArray &folder, const QByteArray &name)
{
    return folder.isEmpty() ? name : QByteArray(folder + '/' + name);
}

/// Nothing for a folder that cannot be read.
QList<QByteArray> namesIn(int rootFd, const QByteArray &relative)
{
    QList<QByteArray> names;
    UniqueFd fd(openBeneath(rootFd, relative, O_RDONLY | O_DIRECTORY));
    const std::unique_ptr<DIR, CloseFolder> folder(fd.valid() ? ::fdopendir(fd.get()) : nullptr);
    if (!folder) {
        return names;
    }
    static_cast<void>(fd.release());
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody else reads this folder's stream
    while (const dirent *entry = ::readdir(folder.get())) {
        const QByteArray name(entry->d_name);
        if (name != "." && name != "..") {
            names.append(name);
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace

OrderedWalk::OrderedWalk(int rootFd, Depth depth)
    : m_rootFd(rootFd)
    , m_depth(depth)
{
    enter({});
}

void OrderedWalk::seek(const QByteArray &after)
{
    m_levels.clear();
    enter({});
    if (after.isEmpty()) {
        return;
    }
    QByteArray folder;
    const QList<QByteArray> parts = after.split('/');
    for (const QByteArray &part : parts) {
        Level &level = m_levels.last();
        const auto found = std::lower_bound(level.names.cbegin(), level.names.cend(), part);
        level.next = found - level.names.cbegin();
        if (found == level.names.cend() || *found != part) {
            return; // it is gone: what comes behind its place
        }
        ++level.next;
        folder = beneath(folder, part);
        if (folder.size() < after.size()) {
            enter(folder);
        }
    }
}

std::optional<OrderedWalk::Thing> OrderedWalk::next()
{
    while (!m_levels.isEmpty()) {
        Level &level = m_levels.last();
        if (level.next == level.names.size()) {
            m_levels.removeLast();
            continue;
        }
        const QByteArray name = level.names.at(level.next++);
        Thing thing{.relative = beneath(level.folder, name)};
        if (!statBeneath(m_rootFd, thing.relative, thing.info)) {
            continue;
        }
        if (m_depth == Depth::Top || !S_ISDIR(thing.info.st_mode)) {
            return thing;
        }
        if (mayEnter(thing.relative, name)) {
            enter(thing.relative);
        }
    }
    return std::nullopt;
}

void OrderedWalk::enter(const QByteArray &folder)
{
    m_levels.append({.folder = folder, .names = namesIn(m_rootFd, folder)});
}

bool OrderedWalk::mayEnter(const QByteArray &relative, const QByteArray &name) const
{
    return judgeFolderName(name).kind == NameKind::Image && relative.count('/') < MaxDepth;
}

} // namespace workers
