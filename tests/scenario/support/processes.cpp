// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/processes.h"

#include "tests/support/signals.h"
#include "tests/support/waituntil.h"

#include <QDir>
#include <QFile>

#include <csignal>

using namespace Qt::StringLiterals;

namespace scenario {

namespace {

struct Stat
{
    char state = 'X';
    qint64 parent = 0;
    quint64 startTime = 0;
};

// The name in brackets may hold anything, so the fields are counted from its end.
Stat statOf(qint64 pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    const QByteArray text = file.readAll();
    const QList<QByteArray> fields = text.sliced(text.lastIndexOf(')') + 1).simplified().split(' ');
    if (fields.size() < 20) {
        return {};
    }
    return {.state = fields.at(0).at(0),
            .parent = fields.at(1).toLongLong(),
            .startTime = fields.at(19).toULongLong()};
}

} // namespace

bool waitUntil(const std::function<bool()> &isTrue, int ms)
{
    return ::waitUntil(isTrue, ms);
}

Process processOf(qint64 pid)
{
    return {.pid = pid, .startTime = statOf(pid).startTime};
}

bool isAlive(const Process &process)
{
    const Stat stat = statOf(process.pid);
    return process.startTime != 0 && stat.startTime == process.startTime && stat.state != 'Z'
        && stat.state != 'X';
}

QList<Process> descendantsOf(qint64 pid)
{
    QMultiMap<qint64, Process> byParent;
    const QStringList entries = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &entry : entries) {
        bool isNumber = false;
        const qint64 id = entry.toLongLong(&isNumber);
        if (isNumber) {
            const Stat stat = statOf(id);
            byParent.insert(stat.parent, {.pid = id, .startTime = stat.startTime});
        }
    }
    QList<Process> found = byParent.values(pid);
    for (qsizetype i = 0; i < found.size(); ++i) {
        found += byParent.values(found.at(i).pid);
    }
    return found;
}

void killHard(const Process &process)
{
    if (isAlive(process)) {
        support::sendSignal(process.pid, SIGKILL);
    }
}

} // namespace scenario
