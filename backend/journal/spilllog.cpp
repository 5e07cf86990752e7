// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/spilllog.h"

#include <QDir>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QUuid>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(spillLog, "signalbox.journal.spill")

namespace journal {

namespace {

constexpr int Digits = 10;

QByteArray lineFor(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

SpillLog::SpillLog(QString folder)
    : SpillLog(std::move(folder), Limits())
{ }

SpillLog::SpillLog(QString folder, Limits limits)
    : m_folder(std::move(folder))
    , m_limits(limits)
{
    beginSeries();
}

QString SpillLog::pathOf(qint64 file) const
{
    return m_folder % u'/' % QString::number(file).rightJustified(Digits, u'0') % SpillEnding;
}

// Files that are still there would not belong to another one.
void SpillLog::beginSeries()
{
    m_undeleted.removeIf(
        [](const QString &path) { return QFile::remove(path) || !QFile::exists(path); });
    if (!m_undeleted.isEmpty()) {
        return;
    }
    m_series = QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QList<qint64> SpillLog::add(const Entry &entry)
{
    m_lastNumber = std::max(m_lastNumber, entry.number);
    const QByteArray line = lineFor({{u"n"_s, entry.number}, {u"thing"_s, entry.thing}});
    if (write(entry.number, line)) {
        moveToDisk();
        return {};
    }
    m_entries.insert_or_assign(entry.number, Place{.line = line});
    m_inMemory.insert(entry.number);
    QList<qint64> leftOut;
    while (inMemory() > m_limits.inMemory) {
        leftOut.append(*m_inMemory.begin());
        erase(m_entries.find(leftOut.last()));
    }
    return leftOut;
}

bool SpillLog::write(qint64 number, const QByteArray &line)
{
    if (m_folder.isEmpty()) {
        return false;
    }
    const bool isWritten = hasFileFor(line.size()) && append(line);
    if (!isWritten && !m_isDiskAway) {
        qCWarning(spillLog).noquote()
            << "nothing goes to" << m_folder << "now:"
            << (m_file.error() == QFileDevice::NoError ? u"there is no room or no such folder"_s
                                                       : m_file.errorString());
    }
    m_isDiskAway = !isWritten;
    if (isWritten) {
        const qint64 end = m_file.pos();
        m_entries.insert_or_assign(
            number,
            Place{.file = m_fileNumber, .offset = end - line.size(), .length = line.size()});
        File &file = m_files[m_fileNumber];
        ++file.entries;
        file.bytes = end;
        if (!m_unsynced.contains(m_file.fileName())) {
            m_unsynced.append(m_file.fileName());
        }
    }
    return isWritten;
}

bool SpillLog::hasFileFor(qsizetype bytes)
{
    const qint64 all =
        std::accumulate(m_files.begin(), m_files.end(), qint64{0},
                        [](qint64 sum, const auto &file) { return sum + file.second.bytes; });
    if (all + bytes > m_limits.diskBytes) {
        return false;
    }
    if (m_file.isOpen() && m_file.pos() + bytes <= m_limits.fileBytes) {
        return true;
    }
    m_file.close();
    if (!QDir().mkpath(m_folder)) {
        return false;
    }
    m_file.setFileName(pathOf(m_fileNumber + 1));
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Unbuffered | QIODevice::Truncate)) {
        return false;
    }
    ++m_fileNumber;
    if (!append(lineFor({{u"series"_s, m_series}}))) {
        m_file.remove(); // closes it too
        return false;
    }
    return true;
}

// A full disk takes half a line: it goes again, or another file is begun.
bool SpillLog::append(const QByteArray &bytes)
{
    const qint64 before = m_file.pos();
    if (m_file.write(bytes) == bytes.size()) {
        return true;
    }
    if (!m_file.resize(before) || !m_file.seek(before)) {
        m_file.close();
    }
    return false;
}

// What had to stay in memory while the disk took nothing.
void SpillLog::moveToDisk()
{
    while (!m_inMemory.empty()) {
        const qint64 number = *m_inMemory.begin();
        const QByteArray line = m_entries[number].line;
        if (!write(number, line)) {
            return;
        }
        m_inMemory.erase(number);
    }
}

void SpillLog::remove(qint64 number)
{
    if (const auto found = m_entries.find(number); found != m_entries.end()) {
        erase(found);
    }
}

void SpillLog::removeUntil(qint64 number)
{
    while (!m_entries.empty() && m_entries.begin()->first <= number) {
        erase(m_entries.begin());
    }
}

SpillLog::Entries::iterator SpillLog::erase(Entries::iterator entry)
{
    const qint64 file = entry->second.file;
    m_inMemory.erase(entry->first);
    const auto next = m_entries.erase(entry);
    if (file != 0 && --m_files[file].entries == 0) {
        removeFile(file);
    }
    if (m_entries.empty()) {
        if (m_file.isOpen()) {
            removeFile(m_fileNumber); // it has the name of the series that ends here
        }
        beginSeries();
    }
    return next;
}

void SpillLog::removeFile(qint64 file)
{
    m_files.erase(file);
    if (file == m_fileNumber) {
        m_file.close();
    }
    const QString path = pathOf(file);
    m_unsynced.removeAll(path);
    if (!QFile::remove(path) && QFile::exists(path)) {
        m_undeleted.append(path);
    }
}

} // namespace journal
