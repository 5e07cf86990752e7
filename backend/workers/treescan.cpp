// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/treescan.h"

#include "backend/workers/beneath.h"
#include "backend/workers/filerules.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace workers {

namespace {

constexpr qsizetype MaxDepth = 32;
constexpr qsizetype MaxPathBytes = 3500;

} // namespace

TreeScan::TreeScan(Visitor visitor)
    : m_visitor(std::move(visitor))
{ }

void TreeScan::reset(int rootFd)
{
    m_rootFd = rootFd;
    m_folders.clear();
    m_current.reset();
}

void TreeScan::add(const QByteArray &relative)
{
    if (!m_folders.contains(relative)) {
        m_folders.append(relative);
    }
}

bool TreeScan::step(int entries)
{
    for (int i = 0; i < entries; ++i) {
        if (m_current == nullptr && !openNext()) {
            return false;
        }
        errno = 0;
        // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody else reads this folder's stream
        const dirent *entry = ::readdir(m_current.get());
        if (entry == nullptr) {
            refuse(errno);
            m_current.reset();
        } else {
            visit(*entry);
        }
    }
    return active();
}

bool TreeScan::openNext()
{
    while (!m_folders.isEmpty()) {
        m_name = m_folders.takeLast();
        if (open(m_name)) {
            return true;
        }
        refuse(errno);
    }
    return false;
}

bool TreeScan::open(const QByteArray &relative)
{
    UniqueFd fd(openBeneath(m_rootFd, relative, O_RDONLY | O_DIRECTORY));

    struct stat info
    {
    };

    // Its own "." tells whether what it lists can be reached.
    if (!fd.valid() || ::fstatat(fd.get(), ".", &info, AT_SYMLINK_NOFOLLOW) != 0) {
        return false;
    }
    m_visitor.folder(relative, fd.get());
    m_current.reset(::fdopendir(fd.get()));
    if (m_current == nullptr) {
        return false;
    }
    static_cast<void>(fd.release());
    return true;
}

void TreeScan::refuse(int error)
{
    if (error != 0 && !isGone(error)) {
        m_visitor.refused(m_name, reasonOf(error));
    }
}

bool TreeScan::isFolder(const dirent &entry) const
{
    if (entry.d_type != DT_UNKNOWN) {
        return entry.d_type == DT_DIR;
    }

    struct stat info
    {
    };

    return ::fstatat(::dirfd(m_current.get()), entry.d_name, &info, AT_SYMLINK_NOFOLLOW) == 0
        && S_ISDIR(info.st_mode);
}

void TreeScan::visit(const dirent &entry)
{
    const QByteArray name(entry.d_name);
    if (name == "." || name == "..") {
        return;
    }
    const QByteArray relative = m_name.isEmpty() ? name : QByteArray(m_name + '/' + name);
    if (!isFolder(entry)) {
        m_visitor.file(relative);
        return;
    }
    const NameVerdict verdict = judgeFolderName(name);
    if (verdict.kind == NameKind::Rejected) {
        m_visitor.refused(relative, verdict.reason);
    } else if (relative.count('/') >= MaxDepth || relative.size() > MaxPathBytes) {
        m_visitor.refused(relative, u"the folder lies too deep"_s);
    } else if (verdict.kind == NameKind::Image) {
        m_folders.append(relative);
    }
}

} // namespace workers
