// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/clock.h"
#include "tests/scenario/support/serviceflow.h"
#include "tests/scenario/support/socketclient.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace scenario;

/// AI services that misbehave, one by one: what is said about it, and that no image is lost.
class FlowServicesTest final : public ServiceFlow
{
    Q_OBJECT

private Q_SLOTS:
    void serviceThatBreaks_data();
    void serviceThatBreaks();
    void allOfThemGone();
    void slowDetector();
    void slowAnalyst();
    void endWithWorkInHand_data();
    void endWithWorkInHand();
    void modeIsTold();
    void figuresThatAreKnown();

private:
    void checkOthersUndisturbed(const QString &broken) const;
};

namespace {

QString workOf(const QString &service)
{
    return service % (service == Yolo ? u"/detect"_s : u"/completion"_s);
}

} // namespace

void FlowServicesTest::checkOthersUndisturbed(const QString &broken) const
{
    const QString other = broken == Yolo ? Nemotron : Yolo;
    QCOMPARE(serviceStatus(other), u"healthy"_s);
    for (const QString &service : {other, u"florence"_s, u"clip"_s, u"enrichment"_s}) {
        QCOMPARE(breakerState(service), u"closed"_s);
    }
    const QString left = broken == Yolo ? u"analysis"_s : u"detection"_s;
    QCOMPARE(features(), QStringList({left, u"entity_tracking"_s, u"enrichment"_s}));
}

void FlowServicesTest::serviceThatBreaks_data()
{
    QTest::addColumn<QString>("service");
    QTest::addColumn<Behaviour>("behaviour");
    QTest::newRow("the detector answers 500") << Yolo << Behaviour::Fails;
    QTest::newRow("the detector answers garbage") << Yolo << Behaviour::Garbage;
    QTest::newRow("the detector never answers") << Yolo << Behaviour::Silent;
    QTest::newRow("the detector hangs up") << Yolo << Behaviour::Closes;
    QTest::newRow("the detector answers 20 MiB") << Yolo << Behaviour::Huge;
    QTest::newRow("the analyst answers 500") << Nemotron << Behaviour::Fails;
    QTest::newRow("the analyst answers garbage") << Nemotron << Behaviour::Garbage;
    QTest::newRow("the analyst never answers") << Nemotron << Behaviour::Silent;
    QTest::newRow("the analyst hangs up") << Nemotron << Behaviour::Closes;
    QTest::newRow("the analyst answers 20 MiB") << Nemotron << Behaviour::Huge;
}

void FlowServicesTest::serviceThatBreaks()
{
    QFETCH(QString, service);
    QFETCH(Behaviour, behaviour);
    begin(u"failure_threshold = 2\nrecovery_timeout_seconds = 2\nsuccess_threshold = 1\n"_s);
    m_stub->setHealth(service, behaviour);
    m_stub->setWork(service, behaviour);
    QElapsedTimer since;
    since.start();
    QVERIFY(uploadOne(1));
    QVERIFY(waitUntil([&] { return breakerState(service) == u"open"; }));
    QVERIFY(waitUntil([this] { return mode() == u"minimal"; }));
    const Answer health = m_daemon->get("/api/system/health/full");
    QCOMPARE(health.status, 503);
    QCOMPARE(health.json().value(u"status").toString(), u"unhealthy"_s);
    QCOMPARE(serviceStatus(service), u"unhealthy"_s);
    checkOthersUndisturbed(service);
    // The image, or its batch, waits: it is neither given up nor worked on without end, but tried
    // at most once in each recovery time.
    const QString queue = service == Yolo ? u"detection"_s : u"analysis"_s;
    QVERIFY(waitUntil([&] { return jobs(queue, u"'waiting', 'leased'"_s) == 1; }));
    QCOMPARE(count(u"events"_s), 0);
    QCOMPARE(queued(queue, u"dead"_s), 0);
    QVERIFY(m_stub->count(workOf(service)) <= 3 + since.elapsed() / 2000);

    m_stub->setHealth(service, Behaviour::Works);
    m_stub->setWork(service, Behaviour::Works);
    QVERIFY(waitUntil([this] { return images(u"done"_s) == 1; }));
    QVERIFY(waitUntil([&] { return breakerState(service) == u"closed" && mode() == u"normal"; }));
    QVERIFY(waitUntil([this] { return m_daemon->get("/api/system/health/full").status == 200; }));
    QVERIFY(waitUntil([this] { return count(u"events"_s) == 1; }));
    QCOMPARE(count(u"detections"_s), 1);
}

void FlowServicesTest::allOfThemGone()
{
    begin(u"failure_threshold = 2\nrecovery_timeout_seconds = 1\n"_s);
    m_stub->drop();
    QVERIFY(uploadOne(1));
    QVERIFY(waitUntil([this] { return mode() == u"offline"; }));
    QCOMPARE(features(), QStringList());
    QVERIFY(waitUntil([this] { return breakerState(Yolo) == u"open"; }));
    // Refused connections are no attempts of the image: however long it lasts, it stays.
    QVERIFY(waitUntil([this] {
        const QJsonObject all = m_daemon->get("/api/system/circuit-breakers").json();
        return all[u"circuit_breakers"_s][Yolo][u"total_calls"].toInt() >= 4;
    }));
    QVERIFY(waitUntil([this] { return images(u"accepted"_s) == 1; }));
    const StoreReader store(m_daemon->dataDirectory());
    QCOMPARE(store.rows(u"SELECT attempts FROM jobs"_s), QList<QVariantList>{{0}});
    QVERIFY(m_stub->comeBack());
    QVERIFY(waitUntil([this] { return images(u"done"_s) == 1; }));
    QVERIFY(waitUntil([this] { return mode() == u"normal" && features().size() == 4; }));
}

void FlowServicesTest::slowDetector()
{
    begin(u"failure_threshold = 2\n"_s);
    m_stub->setSlowness(500ms);
    m_stub->setWork(Yolo, Behaviour::Slow);
    m_stub->setHealth(Yolo, Behaviour::Slow);
    QVERIFY(uploadOne(1) && uploadOne(2) && uploadOne(3));
    QVERIFY(waitUntil([this] { return images(u"done"_s) == 3; }));
    QCOMPARE(m_stub->count(u"yolo26/detect"_s), 3);
    QCOMPARE(breakerState(Yolo), u"closed"_s);
    QCOMPARE(mode(), u"normal"_s);
}

void FlowServicesTest::slowAnalyst()
{
    begin(u"failure_threshold = 2\n"_s);
    m_stub->setSlowness(500ms);
    m_stub->setWork(Nemotron, Behaviour::Slow);
    m_stub->setHealth(Nemotron, Behaviour::Slow);
    QVERIFY(uploadOne(1));
    QVERIFY(waitUntil([this] { return count(u"events"_s) == 1; }));
    QCOMPARE(m_stub->count(u"nemotron/completion"_s), 1);
    QCOMPARE(breakerState(Nemotron), u"closed"_s);
    QCOMPARE(mode(), u"normal"_s);
}

void FlowServicesTest::endWithWorkInHand_data()
{
    QTest::addColumn<QString>("service");
    QTest::newRow("an image at the detector") << Yolo;
    QTest::newRow("a batch at the analyst") << Nemotron;
}

// The end does not wait for the answer, and whoever was waiting for it comes again: once.
void FlowServicesTest::endWithWorkInHand()
{
    constexpr int cameras = 5;
    constexpr int timeout = 60;
    QFETCH(QString, service);
    begin(u"failure_threshold = 50\n"_s, timeout);
    m_stub->setSlowness(std::chrono::seconds(timeout));
    m_stub->setWork(service, Behaviour::Slow);
    for (int camera = 1; camera <= cameras; ++camera) {
        QVERIFY(upload(m_daemon->cameraRoot() + u"/gate %1"_s.arg(camera), u"1.jpg"_s,
                       noiseJpeg(static_cast<quint32>(camera))));
    }
    QVERIFY(waitUntil([&] { return m_stub->count(workOf(service)) >= 1; }));
    QElapsedTimer since;
    since.start();
    QCOMPARE(m_daemon->terminate(), 0);
    QVERIFY2(since.elapsed() < 20000, QByteArray::number(since.elapsed()).constData());
    QCOMPARE(count(u"events"_s), 0);

    m_stub->setWork(service, Behaviour::Works);
    awaitRunning();
    QVERIFY(waitUntil([this] { return images(u"done"_s) == cameras; }));
    QVERIFY(waitUntil([this] { return count(u"events"_s) >= cameras; }));
    QVERIFY(
        waitUntil([this] { return count(u"jobs WHERE state IN ('waiting', 'leased')"_s) == 0; }));
    QCOMPARE(count(u"images"_s), cameras);
    QCOMPARE(count(u"detections"_s), cameras);
    QCOMPARE(count(u"events"_s), cameras);
    const StoreReader store(m_daemon->dataDirectory());
    QCOMPARE(store.number(u"SELECT count(DISTINCT camera_id) FROM events"_s), cameras);
}

// The mode follows from the third failure, at which no status changes any more.
void FlowServicesTest::modeIsTold()
{
    begin(u"failure_threshold = 1000\n"_s);
    SocketClient client(m_daemon->socketUrl(u"/ws/events"_s));
    QVERIFY(!client.greeting().isEmpty());
    const auto hears = [&client](const QString &resource) {
        const auto fits = [&resource](const QJsonObject &message) {
            return message.value(u"type") == u"changed"_s && message.value(u"resource") == resource;
        };
        return !client.next(fits, 10'000).isEmpty();
    };
    m_stub->setHealth(Yolo, Behaviour::Fails);
    while (mode() != u"minimal") {
        QVERIFY(hears(u"/api/system/pipeline"_s));
    }
    QVERIFY(hears(u"/api/system/health/full"_s));
}

// Nothing that was not measured is shown as a figure, and what was looked at says when.
void FlowServicesTest::figuresThatAreKnown()
{
    begin(u"failure_threshold = 2\n"_s);
    QVERIFY(uploadOne(1));
    const auto cameras = [this] {
        const QList<QJsonObject> told = m_events->dataOf(u"system.status"_s);
        return told.isEmpty() ? QJsonValue() : told.last().value(u"cameras");
    };
    QVERIFY(waitUntil([&] { return cameras()[u"total"].toInt() == 1; }));
    QCOMPARE(cameras()[u"active"].toInt(), 1);
    const QJsonValue gpu = m_events->dataOf(u"system.status"_s).last().value(u"gpu");
    QCOMPARE(gpu.toObject().keys().size(), 5);
    QVERIFY(gpu[u"utilization"].isNull() && gpu[u"memory_used"].isNull());
    const auto isTime = [](const QJsonValue &value) {
        return protocol::fromIso(value.toString()).has_value();
    };
    for (const QString &queue : {u"detection"_s, u"analysis"_s}) {
        QVERIFY(isTime(pipeline()[u"queues"_s][queue][u"observed_at"]));
    }
    QVERIFY(isTime(pipeline()[u"degradation"_s][u"services"][0][u"observed_at"]));
    const QJsonObject health = m_daemon->get("/api/system/health/full").json();
    QVERIFY(isTime(health[u"ai_services"_s][0][u"observed_at"]));
}

QTEST_GUILESS_MAIN(FlowServicesTest)
#include "tst_flowservices.moc"
