// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/config/load.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

/// A configuration file that lives as long as the test.
class ConfigFile final
{
public:
    /// Writes the file anew and returns its path.
    QString write(const QByteArray &text) const
    {
        QString path = in(QStringLiteral("signalbox.toml"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(text) < 0) {
            return {};
        }
        return path;
    }

    /// Writes another file beside it, which only its owner can read.
    void writeTo(const QString &name, const QByteArray &text) const
    {
        QFile file(in(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QVERIFY(file.write(text) == text.size());
        QVERIFY(file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner));
    }

    QString in(const QString &name) const { return m_directory.filePath(name); }

private:
    QTemporaryDir m_directory;
};

/// The faults as lines, with F for the file's path.
inline QString linesOf(const config::Loaded &loaded, const QString &path)
{
    QStringList lines;
    for (const config::Fault &fault : loaded.faults) {
        QString line = toText(fault);
        if (!path.isEmpty()) {
            line.replace(path, QStringLiteral("F"));
        }
        lines.append(line);
    }
    return lines.join(u'\n');
}

/// One wrong file with all that is to be said about it.
inline void row(const char *name, const char *toml, const QString &expected)
{
    QTest::newRow(name) << QByteArray(toml) << expected;
}
