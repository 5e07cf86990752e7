// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QFile>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <map>
#include <set>
#include <utility>

namespace journal {

inline constexpr QStringView SpillEnding = u".ndjson";

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
        qint64 fileBytes = qint64(4) << 20; ///< of one file
        qint64 diskBytes = qint64(64) << 20; ///< of all of them
        qsizetype inMemory = 1000; ///< entries
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

    qsizetype inMemory() const { return static_cast<qsizetype>(m_inMemory.size()); }

    /// Takes it, whatever its number; once each. Gives the numbers of those that had to be left out
    /// for it: the oldest of those in memory.
    QList<qint64> add(const Entry &entry);

    /// Those with the lowest numbers, lowest first; fewer, or none, while the disk does not give
    /// them. Some may turn out to be gone for good: their files are gone, or hold something else,
    /// or could not be read for MaxTries times. takeGone() tells of them.
    QList<Entry> first(qsizetype most);

    static constexpr int MaxTries = 10;

    QList<qint64> takeGone() { return std::exchange(m_gone, {}); }

    void remove(qint64 number);
    void removeUntil(qint64 number);

    qint64 unreadable() const { return m_unreadable; } ///< lines that open() found and cannot use

    /// The files in which something was written since the last call.
    QStringList takeUnsynced() { return std::exchange(m_unsynced, {}); }

private:
    struct Place
    {
        qint64 file = 0; ///< the number in its name; 0: in memory
        qint64 offset = 0;
        qsizetype length = 0;
        QByteArray line = {}; ///< only in memory
    };

    struct File
    {
        qsizetype entries = 0; ///< that are left in it
        qint64 bytes = 0;
    };

    enum class Reading
    {
        Done,
        NotNow,
        Gone
    };

    using Entries = std::map<qint64, Place>;

    QString pathOf(qint64 file) const;
    void read(qint64 number);
    void setAside(QFile &file);
    bool noteLine(qint64 file, qint64 offset, QByteArrayView line);
    bool write(qint64 number, const QByteArray &line);
    bool hasFileFor(qsizetype bytes);
    bool append(const QByteArray &bytes);
    void moveToDisk();
    Reading readLine(const Place &place, QFile &file, QByteArray &line);
    Reading readEntry(const Entries::value_type &item, QFile &file, Entry &entry);
    Entries::iterator erase(Entries::iterator entry);
    void removeFile(qint64 file);
    void beginSeries();

    QString m_folder;
    Limits m_limits;
    QString m_series;
    Entries m_entries;
    std::set<qint64> m_inMemory; ///< numbers
    std::map<qint64, File> m_files; ///< those with entries
    QStringList m_undeleted; ///< files of this series that could not be removed
    QFile m_file; ///< that is being written
    qint64 m_fileNumber = 0; ///< of the last one
    qint64 m_lastNumber = 0;
    qint64 m_unreadable = 0;
    QList<qint64> m_gone;
    QStringList m_unsynced;
    int m_tries = 0; ///< in a row to read what cannot be read
    bool m_isDiskAway = false;
};

} // namespace journal
