// SPDX-License-Identifier: GPL-3.0-or-later
// bench_console [SECONDS] [WORKERS] [CHANGES]: the console on a real daemon with so many workers
// (1,000), of which so many change their state a second (100), for so long (20 s): what its main
// thread takes of a core, its longest stall, and whether somebody keeps the place in the table.
#include "tests/bench/rows.h"
#include "tests/scenario/support/daemon.h"
#include "ui/client/session.h"
#include "ui/frame/connectionpill.h"
#include "ui/mainwindow.h"
#include "ui/workers/workerspage.h"
#include "ui/workers/workertable.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QListWidget>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include <sys/resource.h>

using namespace Qt::StringLiterals;

namespace {

constexpr double ChangesOfARestart = 2.1; ///< starting and running, at times stopping too

void stop(const QString &reason)
{
    std::fprintf(stderr, "%s\n", qPrintable(reason));
    std::quick_exit(1);
}

void await(const char *what, const std::function<bool()> &isSo)
{
    if (!QTest::qWaitFor(isSo, 120'000)) {
        stop(u"waited in vain until %1"_s.arg(QString::fromUtf8(what)));
    }
}

QString configuration(int workers)
{
    QString toml = u"[ai]\nembedded = false\n"_s;
    for (int i = 0; i < workers; ++i) {
        toml += u"[[worker]]\nname = \"sleeper_%1\"\ncommand = [\"sleep\", \"100000\"]\n"_s.arg(i);
    }
    return toml;
}

qsizetype running(const scenario::Daemon &daemon)
{
    const QByteArray body = daemon.get("/api/system/supervisor").body;
    const QJsonArray all = QJsonDocument::fromJson(body).object().value(u"workers").toArray();
    return std::count_if(all.begin(), all.end(), [](const QJsonValue &worker) {
        return worker.toObject().value(u"status").toString() == u"running";
    });
}

/// Seconds of a core that this thread has had.
double threadSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_THREAD, &usage);
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// Restarts one worker after the other, on a thread of its own.
class Restarts final : public QObject
{
public:
    Restarts(QUrl url, int workers, double aSecond)
        : m_url(std::move(url))
        , m_workers(workers)
    {
        moveToThread(&m_thread);
        m_thread.start();
        QMetaObject::invokeMethod(this, [this, aSecond] { begin(aSecond); });
    }

    ~Restarts() override
    {
        QMetaObject::invokeMethod(
            this, [this] { delete m_network; }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }

private:
    void begin(double aSecond)
    {
        m_network = new QNetworkAccessManager;
        auto *timer = new QTimer(m_network);
        timer->callOnTimeout(m_network, [this] { restartNext(); });
        timer->start(static_cast<int>(1000 / aSecond));
    }

    void restartNext()
    {
        QUrl url = m_url;
        url.setPath(u"/api/system/supervisor/workers/sleeper_%1/restart"_s.arg(m_next));
        m_next = (m_next + 7) % m_workers;
        QNetworkRequest request(url);
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        QNetworkReply *reply = m_network->post(request, QByteArray());
        QObject::connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
    }

    QUrl m_url;
    int m_workers;
    int m_next = 0;
    QThread m_thread;
    QNetworkAccessManager *m_network = nullptr;
};

/// How long the event loop does not come round.
class StallWatch final
{
public:
    StallWatch()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.callOnTimeout(
            [this] { m_longest = std::max(m_longest, m_since.restart() - Period); });
        m_since.start();
        m_timer.start(Period);
    }

    qint64 longest() const { return std::max<qint64>(0, m_longest); }

private:
    static constexpr int Period = 5;

    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};

struct Place
{
    QString selected;
    QString top;
    int scrolled = 0;

    bool operator==(const Place &) const = default;
};

/// Whose row is at the top.
QString nameAtTop(const ui::WorkerTable &table)
{
    constexpr int nameColumn = 1;
    return table.indexAt({10, 5}).siblingAtColumn(nameColumn).data().toString();
}

Place placeIn(const ui::WorkersPage &page)
{
    const ui::WorkerTable *table = page.table();
    return {page.selected(), nameAtTop(*table), table->verticalScrollBar()->value()};
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const auto argument = [argc, argv](int number, int otherwise) {
        return argc > number ? QByteArray(argv[number]).toInt() : otherwise;
    };
    const int seconds = argument(1, 20);
    const int workers = argument(2, 1000);
    const int changes = argument(3, 100);
    scenario::Daemon daemon({.toml = configuration(workers)});
    if (!daemon.start(120'000)) {
        stop(QString::fromUtf8(daemon.errorText()));
    }
    ui::MainWindow window({.url = daemon.url(), .name = u"bench"_s});
    window.resize(1280, 720);
    window.show();
    const auto *pill = window.findChild<ui::ConnectionPill *>();
    auto *page = window.findChild<ui::WorkersPage *>();
    await("it is live", [&] { return pill->text().startsWith(u"Live"); });
    await("all workers run", [&] { return running(daemon) >= workers; });
    await("all are listed", [&] { return page->table()->model()->rowCount() >= workers; });
    auto *pages = window.findChild<QStackedWidget *>(u"pages"_s);
    window.findChild<QListWidget *>()->setCurrentRow(pages->indexOf(page));
    const QString chosen = u"sleeper_%1"_s.arg(workers / 2);
    page->select(chosen);
    await("one is selected", [&] { return page->selected() == chosen; });
    page->table()->setFocus();
    await("the table has the keyboard", [&] { return page->table()->isInUse(); });
    const Place before = placeIn(*page);

    int events = 0;
    QObject::connect(window.findChild<ui::Session *>(), &ui::Session::eventArrived, &window,
                     [&events] { ++events; });
    const Restarts restarts(daemon.url(), workers, changes / ChangesOfARestart);
    QTest::qWait(2000);
    events = 0;
    const double begun = threadSeconds();
    const StallWatch stalls;
    QElapsedTimer timer;
    timer.start();
    QTest::qWait(seconds * 1000);
    const double passed = static_cast<double>(timer.elapsed()) / 1000;
    const double share = (threadSeconds() - begun) / passed * 100;
    const Place after = placeIn(*page);
    bench::row(u"the console, %1 workers, %2 changes a second"_s.arg(workers).arg(events / passed,
                                                                                  0, 'f', 0),
               u"main thread %1 % of a core, longest stall %2 ms, %3"_s.arg(share, 0, 'f', 1)
                   .arg(stalls.longest())
                   .arg(after == before ? u"place kept"_s : u"PLACE LOST"_s),
               u"asked for: under 15 %, no stall over 50 ms"_s);
    return 0;
}
