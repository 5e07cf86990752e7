// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QFile>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <map>
#include <optional>

namespace journal {

/// Things that wait for the store, each with a number: on the disk, as `FOLDER/NUMBER.ndjson`, some
/// thousands in a file, as far as that takes them, else in memory. A process that ends by whatever
/// means leaves what was on the disk to the next one.
///
/// A file's first line is {"series"}, each other one {"n", "thing"}, in any order.
class SpillLog final
{
public:
    struct Limits
    {
        qint64 fileBytes = qint64(4) << 20;
        int files = 16;
        qsizetype inMemory = 1000;
    };

    struct Entry
    {
        qint64 number = 0; ///< from 1
        QJsonObject thing = {};

        bool operator==(const Entry &) const = default;
    };

    /// Without a folder all stays in memory.
    explicit SpillLog(QString folder);
    SpillLog(QString folder, Limits limits);

    /// Finds what an earlier process has left; reads all of it, so it belongs to the start.
    void open();

    /// Numbers of one series belong together; a log that has become empty begins a new one.
    const QString &series() const { return m_series; }

    qint64 lastNumber() const { return m_lastNumber; } ///< the highest that was ever added

    qsizetype size() const { return static_cast<qsizetype>(m_entries.size()); }

    qsizetype inMemory() const { return m_inMemory; }

    /// Takes it, whatever its number; once each. Gives the numbers of those that had to be left out
    /// for it: the oldest of those in memory.
    QList<qint64> add(const Entry &entry);

    /// Those with the lowest numbers, lowest first; fewer, or none, while the disk does not give
    /// them. What can be read and is no entry is gone for good, and counted.
    QList<Entry> first(qsizetype most);

    void remove(qint64 number);
    void removeUntil(qint64 number);

    qint64 unreadable() const { return m_unreadable; } ///< gone for good since the start

    /// The file in which something was written since the last call.
    std::optional<QString> takeUnsynced();

private:
    struct Place
    {
        qint64 file = 0; ///< the number in its name; 0: in memory
        qint64 offset = 0;
        qsizetype length = 0;
        QByteArray line = {}; ///< only in memory
    };

    using Entries = std::map<qint64, Place>;

    QString pathOf(qint64 file) const;
    void read(qint64 number);
    void noteLine(qint64 file, qint64 offset, QByteArrayView line);
    bool write(qint64 number, const QByteArray &line);
    bool hasFileFor(qsizetype bytes);
    bool append(const QByteArray &bytes);
    void moveToDisk();
    std::optional<QByteArray> lineOf(const Place &place, QFile &file) const;
    Entries::iterator erase(Entries::iterator entry);
    void beginSeries();

    QString m_folder;
    Limits m_limits;
    QString m_series;
    Entries m_entries;
    std::map<qint64, qsizetype> m_left; ///< how many there are in each file
    QFile m_file; ///< that is being written
    qint64 m_fileNumber = 0; ///< of the last one
    qint64 m_lastNumber = 0;
    qint64 m_unreadable = 0;
    qsizetype m_inMemory = 0;
    bool m_isUnsynced = false;
    bool m_isDiskAway = false;
};

} // namespace journal
