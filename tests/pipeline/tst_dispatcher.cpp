// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/dispatcher.h"
#include "tests/storage/storagesupport.h"
#include "tests/support/anystore.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace pipeline;
using protocol::BreakerState;
using storage::Storage;
using storage::Transaction;

namespace {

const QString Service = u"yolo26"_s;
const QString Queue = u"work"_s;

} // namespace

/// How a job ends, and what its breaker is told of it: one trial at a time may pass, so that a
/// permit that is not reported is a place that stays taken.
class DispatcherTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void ends_data();
    void ends();
    void workerThatIsGone_data();
    void workerThatIsGone();
    void refusedResult();
    void nothingNewIsNoReasonToLook();

private:
    JobKind kind();
    QJsonObject handed();

    QString stateOfJob()
    {
        return readOf<QString>(*m_store,
                               [](Transaction &tx) {
                                   QSqlQuery &query =
                                       tx.exec(u"SELECT state || ' ' || attempts FROM jobs"_s);
                                   return query.next() ? query.value(0).toString() : QString();
                               })
            .value();
    }

    protocol::Breaker breaker() const { return m_breakers->status().first(); }

    QTemporaryDir m_directory;
    std::unique_ptr<Storage> m_store;
    std::unique_ptr<breakers::Registry> m_breakers;
    std::unique_ptr<Dispatcher> m_dispatcher;
    std::unique_ptr<QSignalSpy> m_lines;
    bool m_isRefusing = false; ///< the store, what is concluded
    int m_concluded = 0;
    int m_abandoned = 0;
};

JobKind DispatcherTest::kind()
{
    return {.queue = Queue,
            .service = Service,
            .describe = [](Transaction &,
                           const queue::Job &) { return protocol::Result(QJsonObject()); },
            .conclude = [this](const queue::Job &, const QJsonObject &) -> Work {
                return [isRefusing = m_isRefusing](Transaction &tx) {
                    if (isRefusing) {
                        tx.fail({protocol::ErrorKind::Conflict, u"no such camera"_s});
                    }
                };
            },
            .concluded = [this](const queue::Job &) { ++m_concluded; },
            .abandoned = [this](const queue::Job &) { ++m_abandoned; },
            .bury = [](Transaction &, const queue::Job &, const QString &) {},
            .buried = [](const queue::Job &) {}};
}

// A breaker in half-open, and a job that its one trial is made with.
void DispatcherTest::init()
{
    m_isRefusing = false;
    m_concluded = 0;
    m_abandoned = 0;
    m_lines.reset();
    m_dispatcher.reset();
    const QString name = QString::fromLatin1(QTest::currentTestFunction())
        + QString::fromLatin1(QTest::currentDataTag());
    auto opened = support::openStore(m_directory.filePath(QString::number(qHash(name)) + u".db"_s));
    QVERIFY(opened.ok());
    m_store = std::move(opened.value());
    m_breakers = std::make_unique<breakers::Registry>(
        QList<breakers::Definition>{{.name = Service,
                                     .settings = {.config = {.failureThreshold = 1,
                                                             .recoveryTimeoutSeconds = 0.01,
                                                             .halfOpenMaxCalls = 1,
                                                             .successThreshold = 2},
                                                  .lease = 1h}}});
    m_breakers->report(*m_breakers->acquire(Service, breakers::Use::Call),
                       breakers::Outcome::Failure);
    QTRY_COMPARE(m_breakers->stateOf(Service), BreakerState::HalfOpen);
    m_dispatcher = std::make_unique<Dispatcher>(*m_store, *m_breakers, kind());
    m_lines = std::make_unique<QSignalSpy>(m_dispatcher.get(), &Dispatcher::toWorker);
    const auto added = written<protocol::Done>(*m_store, [](Transaction &tx) {
        queue::enqueue(tx, Queue, {}, tx.now.wall);
        return protocol::Done{};
    });
    QVERIFY(added.ok());
}

/// What the worker has got: the beginning of its answer.
QJsonObject DispatcherTest::handed()
{
    m_dispatcher->setUrl(u"http://127.0.0.1:9"_s);
    m_dispatcher->workerReady();
    if (!QTest::qWaitFor([this] { return m_lines->size() == 1; })) {
        return {};
    }
    const QJsonObject job =
        QJsonDocument::fromJson(m_lines->first().first().toByteArray()).object();
    return {{u"id"_s, job.value(u"id")}, {u"token"_s, job.value(u"token")}};
}

void DispatcherTest::ends_data()
{
    QTest::addColumn<QJsonObject>("result");
    QTest::addColumn<QString>("job");
    QTest::addColumn<int>("breaker");
    QTest::addColumn<int>("successes");
    const auto row = [](const char *name, const QJsonObject &result, const QString &job,
                        BreakerState breaker, int successes) {
        QTest::newRow(name) << result << job << static_cast<int>(breaker) << successes;
    };
    const QString http = u"http"_s;
    row("well", {{u"ok"_s, true}}, u"done 0"_s, BreakerState::HalfOpen, 1);
    row("a trial that fails is rather the service's fault",
        {{u"kind"_s, http}, {u"http_status"_s, 500}}, u"waiting 0"_s, BreakerState::Open, 0);
    row("bad input", {{u"kind"_s, http}, {u"http_status"_s, 400}}, u"dead 1"_s,
        BreakerState::HalfOpen, 0);
    row("a file that is not there", {{u"kind"_s, u"file"_s}}, u"waiting 1"_s,
        BreakerState::HalfOpen, 0);
}

void DispatcherTest::ends()
{
    QFETCH(QJsonObject, result);
    QFETCH(QString, job);
    QFETCH(int, successes);
    QJsonObject answer = handed();
    QVERIFY(!answer.isEmpty());
    QVERIFY(!m_breakers->acquire(Service, breakers::Use::Call));
    // What opens the breaker turns it half-open again soon: the moment itself counts.
    QSignalSpy moved(m_breakers.get(), &breakers::Registry::changed);
    for (auto it = result.begin(); it != result.end(); ++it) {
        answer.insert(it.key(), it.value());
    }
    m_dispatcher->take(answer);
    QTEST(static_cast<int>(moved.isEmpty() ? BreakerState::HalfOpen
                                           : moved.first().at(2).value<BreakerState>()),
          "breaker");
    QCOMPARE(breaker().successCount, successes);
    m_dispatcher->take(answer); // a second time, and too late
    QCOMPARE(breaker().successCount, successes);
    QTRY_COMPARE(stateOfJob(), job);
    QCOMPARE(m_concluded, result.value(u"ok").toBool() ? 1 : 0);
    const auto mayPass = [this] { return m_breakers->acquire(Service, breakers::Use::Call); };
    QVERIFY(QTest::qWaitFor([&] { return mayPass().has_value(); }));
}

void DispatcherTest::workerThatIsGone_data()
{
    QTest::addColumn<bool>("isBlameless");
    QTest::addColumn<QString>("job");
    QTest::newRow("stopped by us") << true << u"waiting 0"_s;
    QTest::newRow("it may have died of the job") << false << u"waiting 1"_s;
}

void DispatcherTest::workerThatIsGone()
{
    QFETCH(bool, isBlameless);
    QFETCH(QString, job);
    QJsonObject answer = handed();
    QVERIFY(!answer.isEmpty());
    m_dispatcher->workerGone(isBlameless);
    answer.insert(u"ok"_s, true);
    m_dispatcher->take(answer); // its last words come too late
    QTRY_COMPARE(stateOfJob(), job);
    QCOMPARE(m_concluded, 0);
    QCOMPARE(breaker().successCount, 0);
    QVERIFY(m_breakers->acquire(Service, breakers::Use::Call));
}

// The service did its part, and is told of once: what fails then is ours.
void DispatcherTest::refusedResult()
{
    m_isRefusing = true;
    QJsonObject answer = handed();
    QVERIFY(!answer.isEmpty());
    answer.insert(u"ok"_s, true);
    m_dispatcher->take(answer);
    QTRY_COMPARE(stateOfJob(), u"waiting 1"_s);
    QCOMPARE(m_abandoned, 1);
    QCOMPARE(m_concluded, 0);
    QCOMPARE(breaker().successCount, 1);
    QCOMPARE(breaker().state, BreakerState::HalfOpen);
    QVERIFY(m_breakers->acquire(Service, breakers::Use::Call));
}

// Each count tells whether there is room. Were that a reason to look for jobs, which is one to
// count, it would never end.
void DispatcherTest::nothingNewIsNoReasonToLook()
{
    QJsonObject answer = handed();
    QVERIFY(!answer.isEmpty());
    answer.insert(u"ok"_s, true);
    m_dispatcher->take(answer);
    QTRY_COMPARE(stateOfJob(), u"done 0"_s);
    QTRY_COMPARE(m_store->pending(), 0);
    m_dispatcher->holdBack(false);
    QCOMPARE(m_store->pending(), 0);
    m_dispatcher->holdBack(true);
    QCOMPARE(m_store->pending(), 0);
    m_dispatcher->holdBack(false);
    QCOMPARE(m_store->pending(), 1);
}

QTEST_GUILESS_MAIN(DispatcherTest)
#include "tst_dispatcher.moc"
