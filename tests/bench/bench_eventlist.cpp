// SPDX-License-Identifier: GPL-3.0-or-later
// bench_eventlist [EVENTS]: the console's list of so many security events (100,000) on a real
// daemon: how soon the first of them are on the screen, the longest stall while somebody scrolls,
// and what the console takes of memory.
#include "tests/scenario/support/daemon.h"
#include "ui/client/session.h"
#include "ui/events/eventspage.h"
#include "ui/frame/connectionpill.h"
#include "ui/mainwindow.h"
#include "ui/paging/pagedtable.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QListWidget>
#include <QScrollBar>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QStackedWidget>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

void stop(const QString &reason)
{
    std::fprintf(stderr, "%s\n", qPrintable(reason));
    std::quick_exit(1);
}

void await(const char *what, const std::function<bool()> &isSo)
{
    if (!QTest::qWaitFor(isSo, 60000)) {
        stop(u"waited in vain until %1"_s.arg(QString::fromUtf8(what)));
    }
}

/// What it has of the machine's memory, in MB.
double resident()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        return 0;
    }
    const double pages = file.readAll().split(' ').value(1).toDouble();
    return pages * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

void fill(const QString &dataDirectory, int events)
{
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"fill"_s);
    database.setDatabaseName(dataDirectory + u"/signalbox.db"_s);
    if (!database.open()) {
        stop(database.lastError().text());
    }
    QSqlQuery query(database);
    const auto exec = [&query](const QString &statement) {
        if (!query.exec(statement)) {
            stop(query.lastError().text() + u": "_s + statement);
        }
    };
    exec(u"PRAGMA foreign_keys = OFF"_s);
    exec(u"BEGIN"_s);
    exec(u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
         "INSERT INTO events (batch_id, camera_id, started_at, ended_at, risk_score, risk_level, "
         "summary, reasoning, detection_count, created_at) "
         "SELECT 'b' || i, 'camera' || (i % 12), "
         "strftime('%Y-%m-%dT%H:%M:%S.000Z', 1750000000 + i * 30, 'unixepoch'), "
         "strftime('%Y-%m-%dT%H:%M:%S.000Z', 1750000020 + i * 30, 'unixepoch'), i % 25, 'low', "
         "'A person with a dog passes the gate number ' || i || ' and looks back once', "
         "'It is daylight, the person walks on, and nothing is touched; the dog is on a lead. ' "
         "|| i, 3, '2025-06-15T00:00:00.000Z' FROM n"_s.arg(events));
    exec(u"COMMIT"_s);
    database.close();
}

struct Scrolling
{
    qint64 longest = 0; ///< of one step, in ms
    double mean = 0;
    int rows = 0;
};

/// Scrolls through the whole list, a view at a time, and waits for nothing.
Scrolling scroll(ui::EventsPage &page, int steps)
{
    Scrolling result;
    QElapsedTimer all;
    all.start();
    QScrollBar *bar = page.table()->verticalScrollBar();
    for (int i = 0; i < steps; ++i) {
        QElapsedTimer one;
        one.start();
        bar->setValue(bar->value() + bar->pageStep());
        QCoreApplication::processEvents();
        page.table()->viewport()->repaint();
        result.longest = std::max(result.longest, one.elapsed());
    }
    result.mean = static_cast<double>(all.elapsed()) / steps;
    result.rows = page.model().rowCount();
    return result;
}

/// Reads the list to its end.
qint64 readAll(ui::EventsPage &page)
{
    QElapsedTimer timer;
    timer.start();
    qint64 longest = 0;
    while (!page.model().isComplete() && timer.elapsed() < 300'000) {
        QElapsedTimer one;
        one.start();
        page.table()->scrollToBottom();
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
        longest = std::max(longest, one.elapsed());
    }
    return longest;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const int events = argc > 1 ? QByteArray(argv[1]).toInt() : 100'000;
    scenario::Daemon daemon({.toml = u"[ai]\nembedded = false\n"_s});
    if (!daemon.start() || daemon.terminate() != 0) {
        stop(QString::fromUtf8(daemon.errorText()));
    }
    fill(daemon.dataDirectory(), events);
    if (!daemon.start()) {
        stop(QString::fromUtf8(daemon.errorText()));
    }
    ui::MainWindow window({.url = daemon.url(), .name = u"bench"_s});
    window.resize(1280, 720);
    window.show();
    const auto *pill = window.findChild<ui::ConnectionPill *>();
    await("it is live", [&] { return pill->text().startsWith(u"Live"); });
    std::printf("resident before: %.0f MB\n", resident());
    auto *page = window.findChild<ui::EventsPage *>();
    auto *pages = window.findChild<QStackedWidget *>(u"pages"_s);
    QElapsedTimer opening;
    opening.start();
    window.findChild<QListWidget *>()->setCurrentRow(pages->indexOf(page));
    await("the first events are there", [&] { return page->model().rowCount() > 0; });
    page->table()->viewport()->repaint();
    std::printf("opened in %lld ms (%s)\n", opening.elapsed(),
                qPrintable(page->feed().total() ? QString::number(*page->feed().total())
                                                : u"not counted"_s));
    const qint64 stall = readAll(*page);
    std::printf("read %d events, longest stall %lld ms, kept %d, resident %.0f MB\n",
                page->model().rowCount(), static_cast<long long>(stall), page->model().rowsKept(),
                resident());
    page->table()->goToTop();
    const Scrolling down = scroll(*page, 1000);
    std::printf("scrolled 1000 views: %.1f ms each, longest %lld ms, resident %.0f MB\n", down.mean,
                static_cast<long long>(down.longest), resident());
    return 0;
}
