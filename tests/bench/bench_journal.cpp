// SPDX-License-Identifier: GPL-3.0-or-later
// bench_journal [LINES]: so many lines are appended to the journal of a store on a real PostgreSQL
// that waits for its disk; beside it pgbench on one connection does the same inserts into the same
// tables of the same server, as many in a transaction as the journal had in a commit. Both run in
// turns, three times; the median counts.
#include "backend/journal/journal.h"
#include "tests/support/postgrescluster.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QStandardPaths>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace Qt::StringLiterals;

namespace {

constexpr int Rounds = 3;
constexpr int AtOnce = 1000; ///< appended and not yet written
constexpr int PatienceMs = 600'000;

struct Measured
{
    double linesPerSecond = 0;
    double linesPerCommit = 0;
};

protocol::Event lineOf(int number)
{
    return {.type = u"camera.enabled"_s,
            .data = {{u"camera_id"_s, u"camera %1"_s.arg(number % 16)},
                     {u"enabled_at"_s, u"2025-12-27T10:30:00Z"_s}}};
}

bool until(const std::function<bool()> &isTrue)
{
    QElapsedTimer clock;
    clock.start();
    while (!isTrue() && clock.elapsed() < PatienceMs) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return isTrue();
}

/// With all tables of a store; what is wrong.
QString makeDatabase(const support::PostgresCluster &cluster, const QString &name)
{
    QString fault = cluster.run(u"CREATE DATABASE "_s + name);
    if (fault.isEmpty()) {
        const auto made = storage::Storage::open({.server = cluster.server(name)});
        fault = made ? QString() : made.error().detail;
    }
    return fault;
}

/// Nothing when something went wrong, which is said.
std::optional<Measured> journalLines(const support::PostgresCluster &cluster,
                                     const QString &database, int count)
{
    const protocol::EventRegistry registry;
    auto store = storage::Storage::open({.server = cluster.server(database)});
    if (!store) {
        std::fprintf(stderr, "%s\n", qPrintable(store.error().detail));
        return std::nullopt;
    }
    journal::Journal journal(*store.value(), registry, u"bench"_s);
    const qint64 before = journal.sequence();
    const qint64 commits = store.value()->commits();
    int appended = 0;
    const auto feed = [&] {
        while (appended < count && appended - (journal.sequence() - before) < AtOnce) {
            journal.append(lineOf(appended++));
        }
    };
    QObject::connect(&journal, &journal::Journal::appended, &journal, feed);
    QElapsedTimer clock;
    clock.start();
    feed();
    const bool isWritten = until([&] { return journal.sequence() - before >= count; });
    const double seconds = static_cast<double>(clock.nsecsElapsed()) / 1e9;
    const qint64 used = store.value()->commits() - commits;
    if (!isWritten || journal.dropped() > 0 || journal.invalid() > 0 || used == 0) {
        std::fputs("wrong: not all lines were written\n", stderr);
        return std::nullopt;
    }
    return Measured{.linesPerSecond = count / seconds,
                    .linesPerCommit = static_cast<double>(count) / static_cast<double>(used)};
}

bool writeScript(const QString &path, int lines)
{
    QByteArray script = "BEGIN;\n";
    for (int i = 0; i < lines; ++i) {
        script += "INSERT INTO journal (node, type, channel, data, timestamp, cause) VALUES "
                  "('bench', 'camera.enabled', 'cameras', "
                  "'{\"camera_id\":\"camera "
            + QByteArray::number(i % 16)
            + "\",\"enabled_at\":\"2025-12-27T10:30:00Z\"}', '2100-01-01T00:00:00.000Z', 0) "
              "RETURNING sequence;\n";
    }
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(script + "COMMIT;\n") > 0;
}

std::optional<double> pgbenchLines(const support::PostgresCluster &cluster, const QString &database,
                                   int count, int together)
{
    const QString script = cluster.folder() + u"/inserts.sql"_s;
    if (!writeScript(script, together)) {
        return std::nullopt;
    }
    QProcess pgbench;
    pgbench.setProcessChannelMode(QProcess::MergedChannels);
    pgbench.start(QStandardPaths::findExecutable(u"pgbench"_s),
                  {u"-h"_s, cluster.folder(), u"-U"_s, u"postgres"_s, u"-n"_s, u"-M"_s,
                   u"prepared"_s, u"-c"_s, u"1"_s, u"-t"_s,
                   QString::number(std::max(1, count / together)), u"-f"_s, script, database});
    pgbench.waitForFinished(PatienceMs);
    const QString said = QString::fromUtf8(pgbench.readAll());
    static const QRegularExpression rate(u"tps = ([0-9.]+)"_s);
    const auto found = rate.match(said);
    if (!found.hasMatch()) {
        std::fprintf(stderr, "pgbench: %s\n", qPrintable(said));
        return std::nullopt;
    }
    return found.captured(1).toDouble() * together;
}

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const int count = argc > 1 ? std::max(AtOnce, std::atoi(argv[1])) : 50'000;
    support::PostgresCluster cluster;
    QString fault = cluster.start({u"fsync=on"_s});
    QList<double> ours;
    QList<double> theirs;
    double together = 0;
    for (int round = 0; round < Rounds && fault.isEmpty(); ++round) {
        const QString own = u"ours%1"_s.arg(round);
        const QString other = u"theirs%1"_s.arg(round);
        fault = makeDatabase(cluster, own) + makeDatabase(cluster, other);
        const auto journal = journalLines(cluster, own, count);
        together = journal ? journal->linesPerCommit : 1;
        const auto pgbench = pgbenchLines(cluster, other, count, std::max(1, qRound(together)));
        if (!journal || !pgbench) {
            return 1;
        }
        ours.append(journal->linesPerSecond);
        theirs.append(*pgbench);
    }
    if (!fault.isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(fault));
        return 1;
    }
    std::printf(R"({"name":"%d journal lines into PostgreSQL, %.0f in a commit",)"
                R"("value":"%.0f lines/s","beside":"pgbench %.0f lines/s: %.2f times"})"
                "\n",
                count, together, median(ours), median(theirs), median(ours) / median(theirs));
    return 0;
}
