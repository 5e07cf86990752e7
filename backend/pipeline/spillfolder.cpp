// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/spillfolder.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

constexpr QStringView Ending = u".json";
constexpr int Digits = 20; ///< of the largest turn: names sort as turns do

protocol::Error failed(const QString &path, const QString &reason)
{
    return {protocol::ErrorKind::Unavailable, path % u": "_s % reason};
}

QList<quint64> turnsOf(const QDir &folder)
{
    QList<quint64> turns;
    const QStringList names = folder.entryList({u"*"_s % Ending}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        bool isNumber = false;
        const quint64 turn = name.chopped(Ending.size()).toULongLong(&isNumber);
        if (isNumber) {
            turns.append(turn);
        }
    }
    std::sort(turns.begin(), turns.end());
    return turns;
}

} // namespace

QString SpillFolder::pathOf(const QString &kind, quint64 turn, QStringView ending) const
{
    return m_path % u'/' % kind % u'/' % QString::number(turn).rightJustified(Digits, u'0')
        % ending;
}

QMap<QString, QList<quint64>> SpillFolder::takeStock(const QStringList &kinds) const
{
    QMap<QString, QList<quint64>> all;
    if (m_path.isEmpty()) {
        return all;
    }
    for (const QString &kind : kinds) {
        QDir folder(m_path % u'/' % kind);
        const QStringList halves = folder.entryList({u"*"_s % Ending % u".*"_s}, QDir::Files);
        for (const QString &half : halves) {
            folder.remove(half);
        }
        if (const QList<quint64> found = turnsOf(folder); !found.isEmpty()) {
            all.insert(kind, found);
        }
    }
    return all;
}

protocol::Result<protocol::Done> SpillFolder::write(const QString &kind, quint64 turn,
                                                    const QJsonObject &thing) const
{
    const QString folder = m_path % u'/' % kind;
    if (m_path.isEmpty() || !QDir().mkpath(folder)) {
        return failed(folder, u"no such folder, and it cannot be made"_s);
    }
    QSaveFile file(pathOf(kind, turn, Ending));
    const QByteArray bytes = QJsonDocument(thing).toJson(QJsonDocument::Compact);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        return failed(file.fileName(), file.errorString());
    }
    return protocol::Done{};
}

protocol::Result<QJsonObject> SpillFolder::read(const QString &kind, quint64 turn) const
{
    QFile file(pathOf(kind, turn, Ending));
    if (!file.open(QIODevice::ReadOnly)) {
        return failed(file.fileName(), file.errorString());
    }
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    if (!document.isObject()) {
        file.rename(pathOf(kind, turn, u".bad"));
        return protocol::Error{protocol::ErrorKind::Internal,
                               file.fileName() % u": not a JSON object"_s};
    }
    return document.object();
}

void SpillFolder::remove(const QString &kind, quint64 turn) const
{
    QFile::remove(pathOf(kind, turn, Ending));
}

} // namespace pipeline
