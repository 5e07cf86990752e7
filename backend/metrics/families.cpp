// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/metrics/families.h"

#include "backend/metrics/familyparts.h"

namespace metrics {

namespace {

void addProgram(Families &all, const Snapshot &snapshot)
{
    prometheus::MetricFamily build =
        gauge("signalbox_build_info", "The version that runs; always 1.");
    add(build, {{"version", snapshot.version}, {"qt", QString::fromLatin1(qVersion())}}, 1.0);
    all.push_back(std::move(build));
    addSingle(all,
              gauge("process_start_time_seconds",
                    "Start time of the process since unix epoch in seconds."),
              unixSeconds(snapshot.startedAt));
}

} // namespace

std::vector<prometheus::MetricFamily> families(const Snapshot &snapshot)
{
    Families all = otherFamilies(snapshot);
    if (!snapshot.requests.isEmpty()) {
        for (prometheus::MetricFamily &family : requestFamilies(snapshot.requests)) {
            all.push_back(std::move(family));
        }
    }
    return all;
}

std::vector<prometheus::MetricFamily> otherFamilies(const Snapshot &snapshot)
{
    Families all;
    addProgram(all, snapshot);
    addWorkers(all, snapshot);
    addPipeline(all, snapshot);
    addDoor(all, snapshot);
    addMachine(all, snapshot);
    std::erase_if(all,
                  [](const prometheus::MetricFamily &family) { return family.metric.empty(); });
    return all;
}

} // namespace metrics
