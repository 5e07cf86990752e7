// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/serviceflow.h"

using namespace Qt::StringLiterals;

namespace scenario {

void ServiceFlow::init()
{
    m_stub = std::make_unique<StubService>();
}

// No worker ever dies of what a service does, and every event told is as the registry wants it.
void ServiceFlow::cleanup()
{
    const QMap<QString, Process> workers = m_daemon->workerProcesses();
    QVERIFY(workers == m_workers);
    QCOMPARE(m_events->faults(), QStringList());
    QCOMPARE(m_daemon->terminate(), 0);
}

void ServiceFlow::begin(const QString &more, int timeout)
{
    m_daemon = std::make_unique<Daemon>(
        DaemonOptions{.toml = m_stub->toml(u"probe_interval_seconds = 0.3"_s,
                                           u"timeout_seconds = %1"_s.arg(timeout))
                          + u"[pipeline]\nbatch_idle_timeout_seconds = 1\n"_s + m_pipelineToml
                          + u"[breakers]\n"_s + more});
    awaitRunning();
}

void ServiceFlow::awaitRunning()
{
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
    m_events = std::make_unique<EventRecorder>(m_daemon->socketUrl(u"/ws/events"_s));
    QVERIFY(m_events->connectNow());
    for (const QString &name :
         {u"file_watcher"_s, u"detection_worker"_s, u"analysis_worker"_s, u"cleanup_service"_s}) {
        QVERIFY(m_daemon->waitForWorker(name, u"running"_s));
    }
    QVERIFY(waitUntil([this] { return features().size() == 4 && mode() == u"normal"; }));
    m_workers = m_daemon->workerProcesses();
}

bool ServiceFlow::uploadOne(quint32 seed) const
{
    return upload(m_daemon->cameraRoot() + u"/gate"_s, u"%1.jpg"_s.arg(seed), noiseJpeg(seed));
}

QStringList ServiceFlow::features() const
{
    QStringList all;
    const QJsonArray list = pipeline()[u"degradation"_s][u"available_features"].toArray();
    for (const auto &one : list) {
        all.append(one.toString());
    }
    return all;
}

QString ServiceFlow::breakerState(const QString &service) const
{
    const QJsonObject all = m_daemon->get("/api/system/circuit-breakers").json();
    return all[u"circuit_breakers"_s][service][u"state"].toString();
}

QString ServiceFlow::serviceStatus(const QString &service) const
{
    const QJsonArray all =
        m_daemon->get("/api/system/health/full").json()[u"ai_services"_s].toArray();
    for (const auto &one : all) {
        if (one[u"name"].toString() == service) {
            return one[u"status"].toString();
        }
    }
    return {};
}

qint64 ServiceFlow::images(const QString &state) const
{
    return StoreReader(m_daemon->dataDirectory())
        .number(u"SELECT count(*) FROM images WHERE state = '%1'"_s.arg(state));
}

qint64 ServiceFlow::count(const QString &table) const
{
    return StoreReader(m_daemon->dataDirectory()).number(u"SELECT count(*) FROM "_s + table);
}

qint64 ServiceFlow::jobs(const QString &kind, const QString &states) const
{
    return count(u"jobs WHERE kind = '%1' AND state IN (%2)"_s.arg(kind, states));
}

} // namespace scenario
