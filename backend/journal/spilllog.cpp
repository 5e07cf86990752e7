// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/spilllog.h"

#include <QDir>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(spillLog, "signalbox.journal.spill")

namespace journal {

namespace {

constexpr QStringView Ending = u".ndjson";
constexpr QByteArrayView Head = "{\"n\":";
constexpr QByteArrayView Tail = "}}\n";
constexpr int Digits = 10;

QByteArray lineFor(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QString seriesOf(const QByteArray &line)
{
    return QJsonDocument::fromJson(line).object().value(u"series").toString();
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
    return m_folder % u'/' % QString::number(file).rightJustified(Digits, u'0') % Ending;
}

void SpillLog::beginSeries()
{
    m_series = QUuid::createUuid().toString(QUuid::WithoutBraces);
}

void SpillLog::open()
{
    if (m_folder.isEmpty()) {
        return;
    }
    const QStringList names = QDir(m_folder).entryList({u"*"_s % Ending}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        bool isNumber = false;
        const qint64 number = name.chopped(Ending.size()).toLongLong(&isNumber);
        if (isNumber) {
            read(number);
            m_fileNumber = std::max(m_fileNumber, number);
        }
    }
    if (size() > 0) {
        qCInfo(spillLog).noquote() << size() << "things are left from before in" << m_folder;
    }
}

// What was written last may be half a line: whoever wrote it was killed.
void SpillLog::read(qint64 number)
{
    QFile file(pathOf(number));
    if (!file.open(QIODevice::ReadOnly)) {
        qCWarning(spillLog).noquote() << file.fileName() << ":" << file.errorString();
        return;
    }
    const QString series = seriesOf(file.readLine());
    if (series.isEmpty() || (size() > 0 && series != m_series)) {
        qCWarning(spillLog).noquote()
            << file.fileName() << "is set aside: it does not belong to the others";
        file.rename(file.fileName() % u".bad"_s);
        return;
    }
    m_series = series;
    while (!file.atEnd()) {
        const qint64 offset = file.pos();
        noteLine(number, offset, file.readLine());
    }
    if (!m_left.contains(number)) {
        file.remove();
    }
}

void SpillLog::noteLine(qint64 file, qint64 offset, QByteArrayView line)
{
    bool isNumber = false;
    const qsizetype comma = line.indexOf(',');
    const qint64 number = line.startsWith(Head) && line.endsWith(Tail) && comma > 0
        ? line.sliced(Head.size(), comma - Head.size()).toLongLong(&isNumber)
        : 0;
    if (!isNumber || number < 1) {
        ++m_unreadable;
        return;
    }
    if (m_entries.try_emplace(number, Place{.file = file, .offset = offset, .length = line.size()})
            .second) {
        ++m_left[file];
        m_lastNumber = std::max(m_lastNumber, number);
    }
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
    ++m_inMemory;
    QList<qint64> leftOut;
    for (auto it = m_entries.begin(); m_inMemory > m_limits.inMemory && it != m_entries.end();) {
        if (it->second.file != 0) {
            ++it;
            continue;
        }
        leftOut.append(it->first);
        it = erase(it);
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
        const Place place{
            .file = m_fileNumber, .offset = m_file.pos() - line.size(), .length = line.size()};
        m_entries.insert_or_assign(number, place);
        ++m_left[m_fileNumber];
        m_isUnsynced = true;
    }
    return isWritten;
}

bool SpillLog::hasFileFor(qsizetype bytes)
{
    if (m_file.isOpen() && m_file.pos() + bytes <= m_limits.fileBytes) {
        return true;
    }
    m_file.close();
    if (static_cast<int>(m_left.size()) >= m_limits.files || !QDir().mkpath(m_folder)) {
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
    for (auto it = m_entries.begin(); m_inMemory > 0 && it != m_entries.end(); ++it) {
        if (it->second.file == 0) {
            const QByteArray line = it->second.line;
            if (!write(it->first, line)) {
                return;
            }
            --m_inMemory;
        }
    }
}

std::optional<QByteArray> SpillLog::lineOf(const Place &place, QFile &file) const
{
    if (place.file == 0) {
        return place.line;
    }
    if (const QString path = pathOf(place.file); !file.isOpen() || file.fileName() != path) {
        file.close();
        file.setFileName(path);
        if (!file.open(QIODevice::ReadOnly)) {
            return std::nullopt;
        }
    }
    if (!file.seek(place.offset)) {
        return std::nullopt;
    }
    const QByteArray line = file.read(place.length);
    return line.size() == place.length ? std::optional(line) : std::nullopt;
}

QList<SpillLog::Entry> SpillLog::first(qsizetype most)
{
    QList<Entry> entries;
    QFile file;
    for (auto it = m_entries.begin(); it != m_entries.end() && entries.size() < most;) {
        const std::optional<QByteArray> line = lineOf(it->second, file);
        if (!line) {
            qCWarning(spillLog).noquote() << file.fileName() << ":" << file.errorString();
            break;
        }
        const QJsonObject object = QJsonDocument::fromJson(*line).object();
        if (object.value(u"n").toInteger() == it->first && object.value(u"thing").isObject()) {
            entries.append({.number = it->first, .thing = object.value(u"thing").toObject()});
            ++it;
        } else {
            qCWarning(spillLog).noquote() << file.fileName() << ": no entry, left out:" << *line;
            ++m_unreadable;
            it = erase(it);
        }
    }
    return entries;
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
    const auto next = m_entries.erase(entry);
    if (file == 0) {
        --m_inMemory;
    } else if (--m_left[file] == 0) {
        m_left.erase(file);
        if (file == m_fileNumber) {
            m_file.close();
        }
        QFile::remove(pathOf(file));
    }
    if (m_entries.empty()) {
        beginSeries();
    }
    return next;
}

std::optional<QString> SpillLog::takeUnsynced()
{
    return std::exchange(m_isUnsynced, false) && m_file.isOpen() ? std::optional(m_file.fileName())
                                                                 : std::nullopt;
}

} // namespace journal
