// SPDX-License-Identifier: GPL-3.0-or-later
// bench_pages [ROWS [KIND]]: how long a page takes at any place of a history of so many rows, by
// the store's own functions on its own thread, with their totals. Ten million rows of each kind
// need about 5 GB in the temporary directory, one kind at a time. KIND: history, journal, events or
// detections; all of them when it is not given.
#include "backend/journal/journal.h"
#include "backend/journal/restarthistory.h"
#include "backend/pipeline/detectionlist.h"
#include "backend/pipeline/eventlist.h"
#include "backend/storage/storage.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

using namespace Qt::StringLiterals;
using storage::Transaction;

namespace {

constexpr int Rounds = 200;

/// Runs one work and waits for it.
template<typename T>
T in(storage::Storage &store, storage::Mode mode, const std::function<T(Transaction &)> &work)
{
    std::optional<protocol::Result<T>> answer;
    QEventLoop loop;
    const auto done = [&](const protocol::Result<T> &result) {
        answer = result;
        loop.quit();
    };
    mode == storage::Mode::Write ? store.write<T>(&loop, work, done)
                                 : store.read<T>(&loop, work, done);
    loop.exec();
    if (!answer->ok()) {
        std::fprintf(stderr, "%s\n", qPrintable(answer->error().detail));
        std::quick_exit(1);
    }
    return answer->value();
}

/// Fills a table without its indexes and triggers and makes these anew.
void fill(storage::Storage &store, const QString &table, const QString &insert)
{
    in<int>(store, storage::Mode::Write, [&](Transaction &tx) {
        QStringList names;
        QStringList statements;
        QSqlQuery &rows = tx.exec(u"SELECT type || ' ' || name, sql FROM sqlite_schema "
                                  "WHERE tbl_name = ? AND type IN ('index', 'trigger') "
                                  "AND sql IS NOT NULL"_s,
                                  {table});
        while (rows.next()) {
            names.append(rows.value(0).toString());
            statements.append(rows.value(1).toString());
        }
        rows.finish();
        for (const QString &name : std::as_const(names)) {
            tx.exec(u"DROP "_s % name);
        }
        tx.exec(insert);
        for (const QString &statement : std::as_const(statements)) {
            tx.exec(statement);
        }
        return 0;
    });
}

/// One JSON line for tests/bench/table.py.
void report(const QString &name, std::vector<double> &times)
{
    std::sort(times.begin(), times.end());
    std::printf(
        R"({"name": "%s", "value": "median %.2f ms, worst %.2f ms", "beside": "asked for: under 10 ms"})"
        "\n",
        qPrintable(name), times.at(times.size() / 2), times.back());
    std::fflush(stdout);
}

/// How long `work` takes on the storage thread, at `Rounds` random numbers below `rows`.
void measure(storage::Storage &store, const QString &name, qint64 rows,
             const std::function<void(Transaction &, qint64)> &work)
{
    std::mt19937_64 random(1);
    std::uniform_int_distribution<qint64> place(1, rows - 1);
    std::vector<double> times;
    for (int round = 0; round < Rounds; ++round) {
        const qint64 at = place(random);
        times.push_back(in<double>(store, storage::Mode::Read, [&](Transaction &tx) {
            QElapsedTimer timer;
            timer.start();
            work(tx, at);
            return static_cast<double>(timer.nsecsElapsed()) / 1e6;
        }));
    }
    report(name, times);
}

QString numbers(qint64 rows)
{
    return u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "_s.arg(
        rows);
}

const QString Time = u"strftime('%Y-%m-%dT%H:%M:%fZ', 1600000000 + i * 10, 'unixepoch')"_s;

void benchHistory(storage::Storage &store, qint64 rows)
{
    fill(store, u"restart_history"_s,
         numbers(rows)
             % u"INSERT INTO restart_history (worker_name, timestamp, attempt, status, "
               "worker_number) SELECT 'worker_' || (i % 10), "_s
             % Time % u", 1, 'crashed', (i + 9) / 10 FROM n"_s);
    journal::RestartHistory history(store);
    for (const QString &worker : {QString(), u"worker_3"_s}) {
        std::mt19937_64 random(1);
        std::uniform_int_distribution<qint64> place(0, worker.isEmpty() ? rows : rows / 10);
        std::vector<double> times;
        for (int round = 0; round < Rounds; ++round) {
            QEventLoop loop;
            QElapsedTimer timer;
            timer.start();
            history.page(worker, 50, place(random), &loop, [&](const auto &page) {
                times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
                if (!page || page.value().total < rows / 10) {
                    std::quick_exit(1);
                }
                loop.quit();
            });
            loop.exec();
        }
        report(u"restart history of %1 lines, any offset%2"_s.arg(
                   QString::number(rows), worker.isEmpty() ? QString() : u", one worker"_s),
               times);
    }
}

void benchJournal(storage::Storage &store, qint64 rows)
{
    fill(store, u"journal"_s,
         numbers(rows)
             % u"INSERT INTO journal (node, type, channel, data, timestamp, cause) "
               "SELECT 'n', CASE WHEN i % 10000 = 0 THEN 'camera.status_changed' "
               "WHEN i % 10 = 0 THEN 'service.status_changed' WHEN i % 7 = 0 THEN "
               "'event.created' ELSE 'detection.new' END, "
               "CASE WHEN i % 10000 = 0 THEN 'cameras' WHEN i % 10 = 0 THEN 'system' "
               "WHEN i % 7 = 0 THEN 'events' ELSE 'detections' END, "
               "'{\"detection_id\":' || i || ',\"camera_id\":\"gate\"}', "_s
             % Time % u", 0 FROM n"_s);
    const auto page = [&](const QString &name, const journal::Filter &filter) {
        measure(store, u"journal of %1 lines, "_s.arg(rows) % name, rows,
                [filter](Transaction &tx, qint64 at) {
                    journal::Filter here = filter;
                    here.before = at;
                    journal::pageIn(tx, here);
                });
    };
    const auto half = protocol::fromIso(u"2021-01-01T00:00:00Z");
    page(u"any cursor"_s, {});
    page(u"a channel"_s, {.channel = u"system"_s});
    page(u"a rare type"_s, {.typePrefix = u"camera."_s});
    page(u"until a moment"_s, {.until = half});
    page(u"a type since a moment"_s, {.typePrefix = u"event."_s, .since = half});
}

/// The cursor behind the row of this id.
QString cursorOf(qint64 id)
{
    const std::chrono::seconds at(1'600'000'000 + id * 10);
    return protocol::toIso(protocol::WallTime(at)) % u',' % QString::number(id);
}

void benchEvents(storage::Storage &store, qint64 rows)
{
    fill(store, u"events"_s,
         numbers(rows)
             % u"INSERT INTO events (id, batch_id, camera_id, started_at, ended_at, "
               "risk_score, risk_level, summary, reasoning, reviewed, object_types, "
               "created_at) SELECT i, 'b' || i, 'cam' || (i % 20), "_s
             % Time % u", "_s % Time
             % u", i % 101, CASE WHEN i % 101 < 30 THEN 'low' WHEN i % 101 < 60 THEN 'medium' "
               "WHEN i % 101 < 85 THEN 'high' ELSE 'critical' END, 'A person at door ' || i, "
               "'Nobody was expected there at this hour', i % 2, 'person', 't' FROM n"_s);
    const auto page = [&](const QString &name, const pipeline::EventFilter &filter) {
        measure(store, u"%1 security events, "_s.arg(rows) % name, rows,
                [filter](Transaction &tx, qint64 at) {
                    pipeline::EventFilter here = filter;
                    here.cursor = cursorOf(at);
                    pipeline::eventsPage(tx, here);
                });
    };
    page(u"any cursor"_s, {});
    page(u"a camera"_s, {.cameraId = u"cam3"_s});
    page(u"a least score"_s, {.minRisk = 60});
    page(u"a camera, reviewed"_s, {.cameraId = u"cam3"_s, .reviewed = true});
    page(u"a camera, not reviewed"_s, {.cameraId = u"cam3"_s, .reviewed = false});
    page(u"a text that is nowhere"_s, {.text = u"elephant"_s});
}

void benchDetections(storage::Storage &store, qint64 rows)
{
    fill(store, u"detections"_s,
         numbers(rows)
             % u"INSERT INTO detections (id, camera_id, file_path, detected_at, "
               "object_type, confidence, bbox_x, bbox_y, bbox_width, bbox_height) "
               "SELECT i, 'cam' || (i % 20), '/cameras/cam/' || i || '.jpg', "_s
             % Time
             % u", CASE WHEN i % 10000 = 0 THEN 'dog' WHEN i % 3 = 0 THEN 'car' "
               "ELSE 'person' END, (i % 100) / 100.0, 1, 2, 3, 4 FROM n"_s);
    const auto page = [&](const QString &name, const pipeline::DetectionFilter &filter) {
        measure(store, u"%1 detections, "_s.arg(rows) % name, rows,
                [filter](Transaction &tx, qint64 at) {
                    pipeline::DetectionFilter here = filter;
                    here.cursor = cursorOf(at);
                    pipeline::detectionsPage(tx, here);
                });
    };
    page(u"any cursor"_s, {});
    page(u"a camera and a type"_s, {.cameraId = u"cam3"_s, .objectType = u"car"_s});
    page(u"a rare type"_s, {.objectType = u"dog"_s});
    page(u"a least confidence"_s, {.minConfidence = 0.98});
}

/// With a store of its own, so that they are not all on the disk together.
void bench(qint64 rows, void (*work)(storage::Storage &, qint64))
{
    const QTemporaryDir folder;
    auto store = storage::Storage::open(folder.filePath(u"signalbox.db"_s));
    if (!store) {
        std::fprintf(stderr, "%s\n", qPrintable(store.error().detail));
        std::quick_exit(1);
    }
    in<int>(*store.value(), storage::Mode::Write, [](Transaction &tx) {
        return tx.change(u"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n "
                         "WHERE i < 19) INSERT INTO cameras (id, name, folder_path, created_at) "
                         "SELECT 'cam' || i, 'cam' || i, '/cam' || i, 't' FROM n"_s);
    });
    work(*store.value(), rows);
}

} // namespace

int main(int argc, char **argv)
try {
    const QCoreApplication application(argc, argv);
    const qint64 asked = argc > 1 ? QByteArray(argv[1]).toLongLong() : 0;
    const qint64 rows = asked > 0 ? asked : 10'000'000;
    using Kind = std::pair<const char *, void (*)(storage::Storage &, qint64)>;
    const std::array kinds{Kind("history", benchHistory), Kind("journal", benchJournal),
                           Kind("events", benchEvents), Kind("detections", benchDetections)};
    for (const auto &[name, work] : kinds) {
        if (argc < 3 || qstrcmp(name, argv[2]) == 0) {
            bench(rows, work);
        }
    }
    return 0;

} catch (...) {
    std::fputs("a page could not be read\n", stderr);
    return 1;
}
