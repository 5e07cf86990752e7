// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/cleanup/agedfile.h"
#include "tests/support/child.h"
#include "tests/support/testimages.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace support {

/// As the store names a file: by its path and its stat(2).
inline QJsonObject named(const QString &path)
{
    const struct stat info = agedfile::statOf(path);
    return {{QStringLiteral("path"), path},
            {QStringLiteral("inode"), static_cast<qint64>(info.st_ino)},
            {QStringLiteral("size"), qint64{info.st_size}},
            {QStringLiteral("mtime_ns"), QString::number(agedfile::mtimeNsOf(info))}};
}

inline QJsonArray namedAll(const QStringList &paths)
{
    QJsonArray files;
    for (const QString &path : paths) {
        files.append(named(path));
    }
    return files;
}

/// A cleanup service as a real process, and a folder for it to work in.
class CleanupChild final
{
public:
    CleanupChild()
    {
        restart();
        QDir().mkpath(root());
    }

    QString root() const { return m_folder.path() + QStringLiteral("/root"); }

    QString outside() const { return m_folder.path() + QStringLiteral("/outside"); }

    /// A file of so many bytes below the root.
    bool put(const QString &name, int bytes = 1000) const
    {
        return writeFile(root() + u'/' + name, QByteArray(bytes, 'x'));
    }

    /// Another process takes its place.
    void restart()
    {
        m_child = std::make_unique<Child>(QStringList{QStringLiteral("cleanup_service")});
    }

    Child &child() { return *m_child; }

    /// The answer of this type to the request about the root; empty when there is none in time.
    QJsonObject ask(QJsonObject request, const QString &answer)
    {
        constexpr int patience = 15000;
        request.insert(QStringLiteral("id"), ++m_id);
        if (!request.contains(QStringLiteral("root"))) {
            request.insert(QStringLiteral("root"), root());
        }
        m_child->send(request);
        const bool isAnswered = QTest::qWaitFor(
            [&] { return m_child->last(answer).value(QStringLiteral("id")).toInt() == m_id; },
            patience);
        return isAnswered ? m_child->last(answer) : QJsonObject();
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Child> m_child;
    int m_id = 0;
};

} // namespace support
