// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/config/reading.h"
#include "backend/protocol/names.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace config {

namespace {

/// Where the keys of an inner section come from as long as nobody sets them.
void inheritOrigins(Reading &reading, const QList<Key> &keys, const QString &outer)
{
    for (const Key &key : keys) {
        const QString from = outer + u'.' + lastPart(key.name);
        reading.result.origins.insert(key.name, reading.result.origins.value(from, u"default"_s));
    }
}

void readBreaker(Reading &reading, const QString &name, const QList<Section> &sections,
                 const QMap<QString, QString> &variables)
{
    Config &config = reading.result.config;
    const QString full = u"breakers."_s + name;
    Breaker breaker = config.breakers.defaults;
    const QList<Key> keys = keysOf(breaker, full);
    inheritOrigins(reading, keys, u"breakers"_s);
    for (const Section &section : sections) {
        reading.read(section, full, indexOf(keys));
    }
    for (const Key &key : keys) {
        const QString variable = variableOf(key.name);
        if (variables.contains(variable)) {
            reading.apply(key, fromText(key, variables.value(variable)),
                          {u"environment"_s, 0, variable});
        }
    }
    config.breakers.overrides.insert(name, breaker);
}

/// Rules that need the worker itself and those before it.
void checkWorker(Reading &reading, const WorkerSection &worker, const QString &label)
{
    const QString command = label + u".command"_s;
    if (worker.command.isEmpty() || worker.command.first().isEmpty()) {
        const bool read = reading.result.origins.value(command) != u"default";
        if (read) {
            reading.blame(command, QJsonArray::fromStringList(worker.command),
                          u"must begin with a program"_s);
        }
    }
    if (reading.demo && worker.name == protocol::DemoCamera) {
        reading.blame(label + u".name"_s, worker.name, u"is the name of the demo's camera"_s);
    }
    if (reading.demo && worker.name == protocol::DemoPrometheus) {
        reading.blame(label + u".name"_s, worker.name, u"is the name of the demo's Prometheus"_s);
    }
    for (const WorkerSection &other : reading.result.config.workers) {
        if (!worker.name.isEmpty() && other.name == worker.name) {
            reading.blame(label + u".name"_s, worker.name, u"is the name of another worker"_s);
        }
    }
}

void readWorker(Reading &reading, const Section &section, qsizetype number)
{
    WorkerSection worker{.restarts = reading.result.config.supervisor.restarts};
    const QString label = labelOf(section, number);
    const QList<Key> keys = keysOf(worker, label);
    inheritOrigins(reading, keys, u"supervisor"_s);
    reading.read(section, label, indexOf(keys));
    require(reading, section, label, u"name"_s);
    require(reading, section, label, u"command"_s);
    checkWorker(reading, worker, label);
    reading.result.config.workers.append(worker);
}

/// Those that will run: the embedded services only do where a service has no other place.
QStringList workerNames(const Reading &reading)
{
    const Config &config = reading.result.config;
    QStringList names = protocol::reservedWorkerNames();
    if (!config.ai.runsEmbedded()) {
        names.removeAll(protocol::VisionWorker.toString());
    }
    if (reading.demo) {
        names.append(protocol::DemoCamera.toString());
    }
    if (reading.result.origins.value(u"prometheus.url"_s) == u"demo") {
        names.append(protocol::DemoPrometheus.toString());
    }
    for (const WorkerSection &worker : config.workers) {
        names.append(worker.name);
    }
    return names;
}

void blameAfter(Reading &reading, const WorkerSection &worker, const QString &rule)
{
    reading.blame(u"worker."_s + worker.name + u".after"_s,
                  QJsonArray::fromStringList(worker.after), rule);
}

void checkAfterNames(Reading &reading, const WorkerSection &worker, const QStringList &known)
{
    for (const QString &name : worker.after) {
        if (known.contains(name)) {
            continue;
        }
        const QString meant = nearest(name, known);
        blameAfter(reading, worker,
                   meant.isEmpty() ? u"there is no worker %1"_s.arg(name)
                                   : u"there is no worker %1; did you mean %2?"_s.arg(name, meant));
    }
}

/// The way from a worker back to itself through `after`, empty when there is none.
QStringList cycleFrom(const QMap<QString, QStringList> &after, const QString &start)
{
    QList<QStringList> ways{{start}};
    QStringList seen;
    while (!ways.isEmpty()) {
        const QStringList way = ways.takeFirst();
        for (const QString &next : after.value(way.last())) {
            if (next == start) {
                return way + QStringList{start};
            }
            if (!seen.contains(next)) {
                seen.append(next);
                ways.append(way + QStringList{next});
            }
        }
    }
    return {};
}

/// One fault for each cycle: at its worker that comes first in the file.
void checkCycles(Reading &reading, const QList<WorkerSection> &workers)
{
    QMap<QString, QStringList> after;
    for (const WorkerSection &worker : workers) {
        after.insert(worker.name, worker.after);
    }
    QStringList told;
    for (const WorkerSection &worker : workers) {
        const QStringList way = cycleFrom(after, worker.name);
        if (!way.isEmpty() && !told.contains(worker.name)) {
            blameAfter(reading, worker, u"waits for itself: %1"_s.arg(way.join(u" → "_s)));
        }
        told += way;
    }
}

} // namespace

void readBreakers(Reading &reading, const Document &document,
                  const QMap<QString, QString> &environment)
{
    for (const QString &name : breakerNames()) {
        const QString full = u"breakers."_s + name;
        QList<Section> sections;
        std::copy_if(document.sections.begin(), document.sections.end(),
                     std::back_inserter(sections),
                     [&](const Section &section) { return section.name == full; });
        const QString prefix = variableOf(full) + u"__"_s;
        const auto first = environment.lowerBound(prefix);
        const bool fromEnvironment = first != environment.end() && first.key().startsWith(prefix);
        if (!sections.isEmpty() || fromEnvironment) {
            readBreaker(reading, name, sections, environment);
        }
    }
}

void readWorkers(Reading &reading, const Document &document)
{
    for (qsizetype i = 0; i < document.workers.size(); ++i) {
        readWorker(reading, document.workers.at(i), i + 1);
    }
    const QList<WorkerSection> workers = reading.result.config.workers;
    const QStringList known = workerNames(reading);
    for (const WorkerSection &worker : workers) {
        checkAfterNames(reading, worker, known);
    }
    checkCycles(reading, workers);
}

} // namespace config
