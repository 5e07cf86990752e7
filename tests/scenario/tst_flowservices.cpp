// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/eventrecorder.h"
#include "tests/scenario/support/jpegs.h"
#include "tests/scenario/support/storereader.h"
#include "tests/scenario/support/stubservice.h"

#include <QElapsedTimer>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>
#include <QUuid>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace scenario;

Q_DECLARE_METATYPE(scenario::Behaviour)

namespace {

const QString Yolo = u"yolo26"_s;
const QString Nemotron = u"nemotron"_s;

/// As a person with the sqlite3 shell would; the text of the fault.
QString changeStore(const QString &dataDirectory, const QString &statement)
{
    const QString name = QUuid::createUuid().toString();
    QString fault;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        database.setDatabaseName(dataDirectory + u"/signalbox.db"_s);
        QSqlQuery query(database);
        if (!database.open() || !(query = QSqlQuery(database)).exec(statement)) {
            fault = database.lastError().text() + query.lastError().text();
        }
    }
    QSqlDatabase::removeDatabase(name);
    return fault;
}

} // namespace

/// AI services that misbehave, one by one: what is said about it, and that no image is lost.
class FlowServicesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void detectorThatBreaks_data();
    void detectorThatBreaks();
    void allOfThemGone();
    void slowService();
    void deadLetters_data();
    void deadLetters();
    void undecidableBatch();
    void batchThatIsGone();
    void imageThatEndsItsWorker();

private:
    void begin(const QString &breakers);
    void awaitRunning();
    bool uploadOne(quint32 seed) const;

    QJsonObject pipeline() const { return m_daemon->get("/api/system/pipeline").json(); }

    QString mode() const { return pipeline()[u"degradation"_s][u"mode"].toString(); }

    QStringList features() const;
    QString breakerState(const QString &service) const;
    QString serviceStatus(const QString &service) const;

    qint64 queued(const QString &queue, const QString &state) const
    {
        return pipeline()[u"queues"_s][queue][state].toInteger(-1);
    }

    qint64 images(const QString &state) const;
    qint64 count(const QString &table) const;
    void checkOthersUndisturbed() const;

    std::unique_ptr<StubService> m_stub;
    std::unique_ptr<Daemon> m_daemon;
    std::unique_ptr<EventRecorder> m_events;
    QMap<QString, Process> m_workers;
};

void FlowServicesTest::init()
{
    m_stub = std::make_unique<StubService>();
}

// No worker ever dies of what a service does, and every event told is as the registry wants it.
void FlowServicesTest::cleanup()
{
    const QMap<QString, Process> workers = m_daemon->workerProcesses();
    QVERIFY(workers == m_workers);
    QCOMPARE(m_events->faults(), QStringList());
    QCOMPARE(m_daemon->terminate(), 0);
}

void FlowServicesTest::begin(const QString &breakers)
{
    m_daemon = std::make_unique<Daemon>(DaemonOptions{
        .toml = m_stub->toml(u"probe_interval_seconds = 0.3"_s, u"timeout_seconds = 1"_s)
            + u"[pipeline]\nbatch_idle_timeout_seconds = 1\n[breakers]\n"_s + breakers});
    awaitRunning();
}

void FlowServicesTest::awaitRunning()
{
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
    m_events = std::make_unique<EventRecorder>(m_daemon->socketUrl(u"/ws/events"_s));
    QVERIFY(m_events->connectNow());
    for (const QString &name : {u"file_watcher"_s, u"detection_worker"_s, u"analysis_worker"_s}) {
        QVERIFY(m_daemon->waitForWorker(name, u"running"_s));
    }
    QVERIFY(waitUntil([this] { return features().size() == 4 && mode() == u"normal"; }));
    m_workers = m_daemon->workerProcesses();
}

bool FlowServicesTest::uploadOne(quint32 seed) const
{
    return upload(m_daemon->cameraRoot() + u"/gate"_s, u"%1.jpg"_s.arg(seed), noiseJpeg(seed));
}

QStringList FlowServicesTest::features() const
{
    QStringList all;
    const QJsonArray list = pipeline()[u"degradation"_s][u"available_features"].toArray();
    for (const auto &one : list) {
        all.append(one.toString());
    }
    return all;
}

QString FlowServicesTest::breakerState(const QString &service) const
{
    const QJsonObject all = m_daemon->get("/api/system/circuit-breakers").json();
    return all[u"circuit_breakers"_s][service][u"state"].toString();
}

QString FlowServicesTest::serviceStatus(const QString &service) const
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

qint64 FlowServicesTest::images(const QString &state) const
{
    return StoreReader(m_daemon->dataDirectory())
        .number(u"SELECT count(*) FROM images WHERE state = '%1'"_s.arg(state));
}

qint64 FlowServicesTest::count(const QString &table) const
{
    return StoreReader(m_daemon->dataDirectory()).number(u"SELECT count(*) FROM "_s + table);
}

void FlowServicesTest::checkOthersUndisturbed() const
{
    QCOMPARE(serviceStatus(Nemotron), u"healthy"_s);
    for (const QString &service : {Nemotron, u"florence"_s, u"clip"_s, u"enrichment"_s}) {
        QCOMPARE(breakerState(service), u"closed"_s);
    }
    QCOMPARE(features(), QStringList({u"analysis"_s, u"entity_tracking"_s, u"enrichment"_s}));
}

void FlowServicesTest::detectorThatBreaks_data()
{
    QTest::addColumn<Behaviour>("behaviour");
    QTest::newRow("answers 500") << Behaviour::Fails;
    QTest::newRow("answers garbage") << Behaviour::Garbage;
    QTest::newRow("never answers") << Behaviour::Silent;
    QTest::newRow("hangs up") << Behaviour::Closes;
    QTest::newRow("answers 20 MiB") << Behaviour::Huge;
}

void FlowServicesTest::detectorThatBreaks()
{
    QFETCH(Behaviour, behaviour);
    begin(u"failure_threshold = 2\nrecovery_timeout_seconds = 2\nsuccess_threshold = 1\n"_s);
    m_stub->setHealth(Yolo, behaviour);
    m_stub->setWork(Yolo, behaviour);
    QElapsedTimer since;
    since.start();
    QVERIFY(uploadOne(1));
    QVERIFY(waitUntil([this] { return breakerState(Yolo) == u"open"; }));
    QVERIFY(waitUntil([this] { return mode() == u"minimal"; }));
    const Answer health = m_daemon->get("/api/system/health/full");
    QCOMPARE(health.status, 503);
    QCOMPARE(health.json().value(u"status").toString(), u"unhealthy"_s);
    QCOMPARE(serviceStatus(Yolo), u"unhealthy"_s);
    checkOthersUndisturbed();
    // The image waits: it is neither given up nor worked on without end, but tried at most once in
    // each recovery time.
    QVERIFY(waitUntil([this] { return images(u"accepted"_s) == 1; }));
    QCOMPARE(queued(u"detection"_s, u"dead"_s), 0);
    QVERIFY(m_stub->count(u"yolo26/detect"_s) <= 3 + since.elapsed() / 2000);

    m_stub->setHealth(Yolo, Behaviour::Works);
    m_stub->setWork(Yolo, Behaviour::Works);
    QVERIFY(waitUntil([this] { return images(u"done"_s) == 1; }));
    QVERIFY(waitUntil([this] { return breakerState(Yolo) == u"closed" && mode() == u"normal"; }));
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

void FlowServicesTest::slowService()
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

void FlowServicesTest::deadLetters_data()
{
    QTest::addColumn<Behaviour>("behaviour");
    QTest::addColumn<int>("attempts");
    QTest::newRow("500, three times") << Behaviour::Fails << 3;
    QTest::newRow("garbage, three times") << Behaviour::Garbage << 3;
    QTest::newRow("hangs up, three times") << Behaviour::Closes << 3;
    QTest::newRow("the image is at fault: once") << Behaviour::Refuses << 1;
}

void FlowServicesTest::deadLetters()
{
    QFETCH(Behaviour, behaviour);
    QFETCH(int, attempts);
    begin(u"failure_threshold = 50\n"_s);
    m_stub->setWork(Yolo, behaviour);
    QVERIFY(uploadOne(1));
    QVERIFY(waitUntil([this] { return queued(u"detection"_s, u"dead"_s) == 1; }));
    QCOMPARE(m_stub->count(u"yolo26/detect"_s), attempts);
    QVERIFY(waitUntil([this] {
        return pipeline()[u"accounts"_s].toArray().first()[u"lost"][u"dead"].toInt() == 1;
    }));
    const StoreReader store(m_daemon->dataDirectory());
    QCOMPARE(store.texts(u"SELECT state FROM images"_s), QStringList{u"dead"_s});
    QVERIFY(!store.texts(u"SELECT reason FROM images"_s).value(0).isEmpty());
    // The next one is none the worse for it.
    m_stub->setWork(Yolo, Behaviour::Works);
    QVERIFY(uploadOne(2));
    QVERIFY(waitUntil([this] { return images(u"done"_s) == 1; }));
    QCOMPARE(queued(u"detection"_s, u"dead"_s), 1);
}

void FlowServicesTest::undecidableBatch()
{
    begin(u"failure_threshold = 50\n"_s);
    m_stub->setWork(Nemotron, Behaviour::Garbage);
    QVERIFY(uploadOne(1));
    QVERIFY(waitUntil([this] { return queued(u"analysis"_s, u"dead"_s) == 1; }));
    QCOMPARE(m_stub->count(u"nemotron/completion"_s), 3);
    QCOMPARE(images(u"done"_s), 1);
    QCOMPARE(count(u"events"_s), 0);
    m_stub->setWork(Nemotron, Behaviour::Works);
    QVERIFY(uploadOne(2));
    QVERIFY(waitUntil([this] { return count(u"events"_s) == 1; }));
}

// What a person took out of the store by hand must not hold up everything behind it.
void FlowServicesTest::batchThatIsGone()
{
    begin(u"failure_threshold = 50\n"_s);
    m_stub->setWork(Nemotron, Behaviour::Silent);
    QVERIFY(uploadOne(1));
    QVERIFY(waitUntil([this] { return m_stub->count(u"nemotron/completion"_s) == 1; }));
    m_daemon->kill9();
    QCOMPARE(changeStore(m_daemon->dataDirectory(), u"DELETE FROM batches"_s), QString());
    m_stub->setWork(Nemotron, Behaviour::Works);
    awaitRunning();
    QVERIFY(waitUntil([this] { return queued(u"analysis"_s, u"dead"_s) == 1; }));
    const StoreReader store(m_daemon->dataDirectory());
    QVERIFY(store.texts(u"SELECT reason FROM jobs WHERE state = 'dead'"_s)
                .value(0)
                .endsWith(u"is not in the store"));
    QVERIFY(uploadOne(2));
    QVERIFY(waitUntil([this] { return count(u"events"_s) == 1; }));
}

// Three times, and it is the image that is given up, not the worker.
void FlowServicesTest::imageThatEndsItsWorker()
{
    begin(u"failure_threshold = 50\n[supervisor]\nbackoff_base_seconds = 0.05\n"_s);
    m_stub->setWork(Yolo, Behaviour::Silent);
    QVERIFY(uploadOne(1));
    for (int attempt = 1; attempt <= 3; ++attempt) {
        QVERIFY(waitUntil([&] { return m_stub->count(u"yolo26/detect"_s) == attempt; }));
        const auto pid = m_daemon->worker(u"detection_worker"_s)[u"pid"].toInteger();
        QCOMPARE(::kill(static_cast<pid_t>(pid), SIGSEGV), 0);
    }
    QVERIFY(waitUntil([this] { return queued(u"detection"_s, u"dead"_s) == 1; }));
    const StoreReader store(m_daemon->dataDirectory());
    QCOMPARE(store.texts(u"SELECT reason FROM images"_s),
             QStringList{u"the worker ended while it had this job"_s});
    m_stub->setWork(Yolo, Behaviour::Works);
    QVERIFY(uploadOne(2));
    QVERIFY(waitUntil([this] { return images(u"done"_s) == 1; }));
    QVERIFY(m_daemon->waitForWorker(u"detection_worker"_s, u"running"_s));
    m_workers = m_daemon->workerProcesses();
}

QTEST_GUILESS_MAIN(FlowServicesTest)
#include "tst_flowservices.moc"
