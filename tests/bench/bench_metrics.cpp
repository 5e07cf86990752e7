// SPDX-License-Identifier: GPL-3.0-or-later
// What one scrape of /metrics costs with a thousand workers: asking the supervisor, building the
// families and writing them, beside the same families written by prometheus-cpp. One line of JSON
// on standard output.
// bench_metrics [workers] [rounds]
#include "backend/metrics/families.h"
#include "backend/metrics/textform.h"
#include "backend/supervisor/supervisor.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <vector>

#include <prometheus/text_serializer.h>

using namespace Qt::StringLiterals;

namespace {

double cpuMilliseconds()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// Processor time of this thread, which hardly depends on other load.
double median(int rounds, const std::function<void()> &work)
{
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        const double before = cpuMilliseconds();
        work();
        times.push_back(cpuMilliseconds() - before);
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

QList<supervisor::WorkerDefinition> definitions(int count)
{
    QList<supervisor::WorkerDefinition> all;
    for (int i = 0; i < count; ++i) {
        supervisor::WorkerDefinition one;
        one.name = u"front_door_camera_%1"_s.arg(i);
        one.autostart = false;
        all.append(one);
    }
    return all;
}

QList<protocol::WorkerFigures> figures(int count)
{
    QList<protocol::WorkerFigures> all;
    for (int i = 0; i < count; ++i) {
        all.append({.name = u"front_door_camera_%1"_s.arg(i),
                    .pid = i,
                    .cpuPercent = 1.5 + i,
                    .memoryMb = 20.25 + i,
                    .processes = 2});
    }
    return all;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int workers = arguments.value(1, u"1000"_s).toInt();
    const int rounds = arguments.value(2, u"200"_s).toInt();
    const supervisor::Supervisor all(definitions(workers), {});
    metrics::Snapshot snapshot{.performance = protocol::Performance{.workers = figures(workers)}};
    std::string text;
    const double whole = median(rounds, [&] {
        snapshot.supervisor = all.status();
        snapshot.processes = all.processes();
        text = metrics::textForm(metrics::families(snapshot));
    });
    const auto families = metrics::families(snapshot);
    const double ours = median(rounds, [&] { text = metrics::textForm(families); });
    const double theirs =
        median(rounds, [&] { text = prometheus::TextSerializer().Serialize(families); });
    std::printf(
        "{\"name\":\"/metrics with %d workers, %zu bytes\",\"value\":\"%.2f ms of processor "
        "time, %.2f of it to write\",\"beside\":\"prometheus-cpp writes the same in %.2f ms: "
        "%.1f times\"}\n",
        workers, text.size(), whole, ours, theirs, theirs / ours);
    return 0;
}
