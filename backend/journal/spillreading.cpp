// SPDX-License-Identifier: GPL-3.0-or-later
// How what waits on the disk is found and read; how it comes there is in spilllog.cpp.
#include "backend/journal/spilllog.h"

#include <QDir>
#include <QJsonDocument>
#include <QLoggingCategory>

#include <algorithm>

using namespace Qt::StringLiterals;

Q_DECLARE_LOGGING_CATEGORY(spillLog)

namespace journal {

namespace {

constexpr QByteArrayView Head = "{\"n\":";
constexpr QByteArrayView Tail = "}}\n";

QString seriesOf(const QByteArray &line)
{
    return QJsonDocument::fromJson(line).object().value(u"series").toString();
}

} // namespace

void SpillLog::open()
{
    if (m_folder.isEmpty()) {
        return;
    }
    const QStringList names =
        QDir(m_folder).entryList({u"*"_s % SpillEnding}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        bool isNumber = false;
        const qint64 number = name.chopped(SpillEnding.size()).toLongLong(&isNumber);
        if (isNumber) {
            read(number);
            m_fileNumber = std::max(m_fileNumber, number);
        }
    }
    if (size() > 0) {
        qCInfo(spillLog).noquote() << size() << "things are left from before in" << m_folder;
    }
}

// Its entries are numbered anew by nobody: they are there for people to look at.
void SpillLog::setAside(QFile &file)
{
    qCWarning(spillLog).noquote() << file.fileName()
                                  << "is set aside: it does not belong to the others";
    while (file.readLine().startsWith(Head)) {
        ++m_unreadable;
    }
    file.rename(file.fileName() % u".bad"_s);
}

void SpillLog::read(qint64 number)
{
    QFile file(pathOf(number));
    if (!file.open(QIODevice::ReadOnly)) {
        qCWarning(spillLog).noquote() << file.fileName() << ":" << file.errorString();
        ++m_unreadable;
        return;
    }
    const QString series = seriesOf(file.readLine());
    if (series.isEmpty() || (size() > 0 && series != m_series)) {
        setAside(file);
        return;
    }
    m_series = series;
    for (QByteArray line = Head.toByteArray(); !line.isEmpty();) {
        const qint64 offset = file.pos();
        line = file.readLine();
        // What was written last may be half a line: whoever wrote it was killed before it counted.
        if (line.endsWith('\n') && !noteLine(number, offset, line)) {
            ++m_unreadable;
        }
    }
    if (const auto found = m_files.find(number); found != m_files.end()) {
        found->second.bytes = file.size();
    } else {
        file.remove();
    }
}

bool SpillLog::noteLine(qint64 file, qint64 offset, QByteArrayView line)
{
    bool isNumber = false;
    const qsizetype comma = line.indexOf(',');
    const qint64 number = line.startsWith(Head) && line.endsWith(Tail) && comma > 0
        ? line.sliced(Head.size(), comma - Head.size()).toLongLong(&isNumber)
        : 0;
    if (!isNumber || number < 1) {
        return false;
    }
    const Place place{.file = file, .offset = offset, .length = line.size()};
    if (m_entries.try_emplace(number, place).second) {
        ++m_files[file].entries;
        m_lastNumber = std::max(m_lastNumber, number);
    }
    return true;
}

SpillLog::Reading SpillLog::readLine(const Place &place, QFile &file, QByteArray &line)
{
    if (place.file == 0) {
        line = place.line;
        return Reading::Done;
    }
    if (const QString path = pathOf(place.file); !file.isOpen() || file.fileName() != path) {
        file.close();
        file.setFileName(path);
        if (!file.open(QIODevice::ReadOnly)) {
            return file.exists() ? Reading::NotNow : Reading::Gone;
        }
    }
    if (file.size() < place.offset + place.length) {
        return Reading::Gone;
    }
    line = file.seek(place.offset) ? file.read(place.length) : QByteArray();
    if (line.size() == place.length) {
        m_tries = 0;
        return Reading::Done;
    }
    return ++m_tries < MaxTries ? Reading::NotNow : Reading::Gone;
}

SpillLog::Reading SpillLog::readEntry(const Entries::value_type &item, QFile &file, Entry &entry)
{
    QByteArray line;
    const Reading reading = readLine(item.second, file, line);
    if (reading != Reading::Done) {
        return reading;
    }
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    const QJsonValue thing = object.value(u"thing");
    if (object.value(u"n").toInteger() != item.first || !thing.isObject()) {
        return Reading::Gone;
    }
    entry = {.number = item.first, .thing = thing.toObject()};
    return Reading::Done;
}

QList<SpillLog::Entry> SpillLog::first(qsizetype most)
{
    QList<Entry> entries;
    QFile file;
    for (auto it = m_entries.begin(); it != m_entries.end() && entries.size() < most;) {
        Entry entry;
        const Reading reading = readEntry(*it, file, entry);
        if (reading == Reading::NotNow) {
            break;
        }
        if (reading == Reading::Done) {
            entries.append(entry);
            ++it;
        } else {
            m_gone.append(it->first);
            it = erase(it);
        }
    }
    return entries;
}

} // namespace journal
