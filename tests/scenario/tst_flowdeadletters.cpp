// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/serviceflow.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace scenario;

namespace {

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

/// Jobs that can never be done: how often they are tried, what is said of them, and that nothing
/// waits behind them.
class FlowDeadLettersTest final : public ServiceFlow
{
    Q_OBJECT

private Q_SLOTS:
    void deadLetters_data();
    void deadLetters();
    void undecidableBatch_data();
    void undecidableBatch();
    void batchThatIsGone();
    void imageThatEndsItsWorker();

private:
    qint64 lines(const QString &status, const QString &causedBy) const;
};

/// Of the detection worker's changes, those to `status` whose cause is one to `causedBy`.
qint64 FlowDeadLettersTest::lines(const QString &status, const QString &causedBy) const
{
    return count(u"journal l JOIN journal c ON c.sequence = l.cause "
                 "WHERE l.type = 'service.status_changed' "
                 "AND json_extract(l.data, '$.service') = 'worker:detection_worker' "
                 "AND json_extract(l.data, '$.status') = '%1' "
                 "AND json_extract(c.data, '$.service') = 'worker:detection_worker' "
                 "AND json_extract(c.data, '$.status') = '%2'"_s.arg(status, causedBy));
}

void FlowDeadLettersTest::deadLetters_data()
{
    QTest::addColumn<Behaviour>("behaviour");
    QTest::addColumn<int>("attempts");
    QTest::newRow("500, three times") << Behaviour::Fails << 3;
    QTest::newRow("garbage, three times") << Behaviour::Garbage << 3;
    QTest::newRow("hangs up, three times") << Behaviour::Closes << 3;
    QTest::newRow("never answers, three times") << Behaviour::Silent << 3;
    QTest::newRow("the image is at fault: once") << Behaviour::Refuses << 1;
}

void FlowDeadLettersTest::deadLetters()
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

void FlowDeadLettersTest::undecidableBatch_data()
{
    QTest::addColumn<Behaviour>("behaviour");
    QTest::addColumn<int>("attempts");
    QTest::newRow("500, three times") << Behaviour::Fails << 3;
    QTest::newRow("garbage, three times") << Behaviour::Garbage << 3;
    QTest::newRow("hangs up, three times") << Behaviour::Closes << 3;
    QTest::newRow("never answers, three times") << Behaviour::Silent << 3;
    QTest::newRow("the batch is at fault: once") << Behaviour::Refuses << 1;
}

// A model that fails never becomes a made-up score.
void FlowDeadLettersTest::undecidableBatch()
{
    QFETCH(Behaviour, behaviour);
    QFETCH(int, attempts);
    begin(u"failure_threshold = 50\n"_s);
    m_stub->setWork(Nemotron, behaviour);
    QVERIFY(uploadOne(1));
    QVERIFY(waitUntil([this] { return queued(u"analysis"_s, u"dead"_s) == 1; }));
    QCOMPARE(m_stub->count(u"nemotron/completion"_s), attempts);
    QCOMPARE(images(u"done"_s), 1);
    QCOMPARE(count(u"events"_s), 0);
    m_stub->setWork(Nemotron, Behaviour::Works);
    QVERIFY(uploadOne(2));
    QVERIFY(waitUntil([this] { return count(u"events"_s) == 1; }));
}

// What a person took out of the store by hand must not hold up everything behind it.
void FlowDeadLettersTest::batchThatIsGone()
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
void FlowDeadLettersTest::imageThatEndsItsWorker()
{
    constexpr int longerThanItLives = 60;
    begin(u"failure_threshold = 50\n[supervisor]\nbackoff_base_seconds = 0.05\n"_s,
          longerThanItLives);
    m_stub->setWork(Yolo, Behaviour::Silent);
    QVERIFY(uploadOne(1));
    for (int attempt = 1; attempt <= 3; ++attempt) {
        QVERIFY(waitUntil([&] { return m_stub->count(u"yolo26/detect"_s) == attempt; }));
        QVERIFY(m_daemon->signalWorker(u"detection_worker"_s, SIGSEGV));
    }
    QVERIFY(waitUntil([this] { return queued(u"detection"_s, u"dead"_s) == 1; }));
    const StoreReader store(m_daemon->dataDirectory());
    QCOMPARE(store.texts(u"SELECT reason FROM images"_s),
             QStringList{u"the worker ended while it had this job"_s});
    // Each new start is a consequence of a crash, and says so.
    QVERIFY(waitUntil([this] { return lines(u"restarting"_s, u"crashed"_s) == 3; }));
    // And so does each success, that of the very first start too.
    QVERIFY(waitUntil([this] { return lines(u"running"_s, u"restarting"_s) == 4; }));
    m_stub->setWork(Yolo, Behaviour::Works);
    QVERIFY(uploadOne(2));
    QVERIFY(waitUntil([this] { return images(u"done"_s) == 1; }));
    QVERIFY(m_daemon->waitForWorker(u"detection_worker"_s, u"running"_s));
    m_workers = m_daemon->workerProcesses();
}

QTEST_GUILESS_MAIN(FlowDeadLettersTest)
#include "tst_flowdeadletters.moc"
