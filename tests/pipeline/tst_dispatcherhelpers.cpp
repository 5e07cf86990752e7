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

const QString Main = u"nemotron"_s;
const QString Helper = u"clip"_s;
const QString Queue = u"work"_s;

} // namespace

/// Services that help with a job: who is named to the worker, and what their breakers are told. One
/// trial at a time may pass the helper's breaker, so that a permit that is not reported is a place
/// that stays taken.
class DispatcherHelpersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void outcomes_data();
    void outcomes();
    void oneThatIsRefused();
    void oneWithoutAddress();
    void jobThatFails();
    void workerThatIsGone();

private:
    QJsonObject handed();

    protocol::Breaker helper() const { return m_breakers->status().last(); }

    bool helperIsFree() const
    {
        return m_breakers->acquire(Helper, breakers::Use::Call).has_value();
    }

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

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Storage> m_store;
    std::unique_ptr<breakers::Registry> m_breakers;
    std::unique_ptr<Dispatcher> m_dispatcher;
    std::unique_ptr<QSignalSpy> m_lines;
};

namespace {

breakers::Definition definition(const QString &name)
{
    return {.name = name,
            .settings = {.config = {.failureThreshold = 1,
                                    .recoveryTimeoutSeconds = 0.01,
                                    .halfOpenMaxCalls = 1,
                                    .successThreshold = 2},
                         .lease = 1h}};
}

JobKind kind()
{
    return {.queue = Queue,
            .service = Main,
            .helpers = {{.name = Helper, .timeout = 7s}},
            .describe = [](Transaction &,
                           const queue::Job &) { return protocol::Result(QJsonObject()); },
            .conclude = [](const queue::Job &, const QJsonObject &) -> Work {
                return [](Transaction &) {};
            },
            .concluded = [](const queue::Job &) {},
            .bury = [](Transaction &, const queue::Job &, const QString &) {},
            .buried = [](const queue::Job &) {}};
}

} // namespace

// The helper's breaker is half-open, that of the job's service closed.
void DispatcherHelpersTest::init()
{
    m_lines.reset();
    m_dispatcher.reset();
    m_store.reset();
    m_directory = std::make_unique<QTemporaryDir>();
    auto opened = support::openStore(m_directory->filePath(u"signalbox.db"_s));
    QVERIFY(opened.ok());
    m_store = std::move(opened.value());
    m_breakers = std::make_unique<breakers::Registry>(
        QList<breakers::Definition>{definition(Main), definition(Helper)});
    m_breakers->report(*m_breakers->acquire(Helper, breakers::Use::Call),
                       breakers::Outcome::Failure);
    QTRY_COMPARE(m_breakers->stateOf(Helper), BreakerState::HalfOpen);
    m_dispatcher = std::make_unique<Dispatcher>(*m_store, *m_breakers, kind());
    m_dispatcher->setHelperUrl(Helper, u"http://127.0.0.1:9/clip"_s);
    m_lines = std::make_unique<QSignalSpy>(m_dispatcher.get(), &Dispatcher::toWorker);
    const auto added = written<protocol::Done>(*m_store, [](Transaction &tx) {
        queue::enqueue(tx, Queue, {}, tx.now.wall);
        return protocol::Done{};
    });
    QVERIFY(added.ok());
}

/// What the worker has got.
QJsonObject DispatcherHelpersTest::handed()
{
    m_dispatcher->setUrl(u"http://127.0.0.1:9"_s);
    m_dispatcher->workerReady();
    if (!QTest::qWaitFor([this] { return m_lines->size() == 1; })) {
        return {};
    }
    return QJsonDocument::fromJson(m_lines->first().first().toByteArray()).object();
}

namespace {

QJsonObject answerTo(const QJsonObject &job, const QJsonObject &services)
{
    return {{u"id"_s, job.value(u"id")},
            {u"token"_s, job.value(u"token")},
            {u"ok"_s, true},
            {u"services"_s, services}};
}

QJsonObject failing(const QString &kind, int status)
{
    return {{u"called"_s, true},
            {u"ok"_s, false},
            {u"kind"_s, kind},
            {u"http_status"_s, status},
            {u"error"_s, u"why"_s}};
}

} // namespace

void DispatcherHelpersTest::outcomes_data()
{
    QTest::addColumn<QJsonObject>("services");
    QTest::addColumn<int>("breaker");
    QTest::addColumn<int>("successes");
    const auto row = [](const char *name, const QJsonObject &services, BreakerState breaker,
                        int successes) {
        QTest::newRow(name) << services << static_cast<int>(breaker) << successes;
    };
    row("well", {{Helper, QJsonObject{{u"called"_s, true}, {u"ok"_s, true}}}},
        BreakerState::HalfOpen, 1);
    row("500", {{Helper, failing(u"http"_s, 500)}}, BreakerState::Open, 0);
    row("a timeout", {{Helper, failing(u"timeout"_s, 0)}}, BreakerState::Open, 0);
    row("garbage", {{Helper, failing(u"garbage"_s, 200)}}, BreakerState::Open, 0);
    row("bad input", {{Helper, failing(u"http"_s, 400)}}, BreakerState::HalfOpen, 0);
    row("not called", {{Helper, QJsonObject{{u"called"_s, false}, {u"ok"_s, false}}}},
        BreakerState::HalfOpen, 0);
    row("not told of", {}, BreakerState::HalfOpen, 0);
    row("another one told of", {{u"florence"_s, failing(u"http"_s, 500)}}, BreakerState::HalfOpen,
        0);
}

void DispatcherHelpersTest::outcomes()
{
    QFETCH(QJsonObject, services);
    QFETCH(int, successes);
    const QJsonObject job = handed();
    const QJsonObject clip = job.value(u"services").toObject().value(Helper).toObject();
    QCOMPARE(clip.value(u"url").toString(), u"http://127.0.0.1:9/clip"_s);
    QCOMPARE(clip.value(u"timeout_ms").toInt(), 7000);
    QVERIFY(!helperIsFree());
    // What opens the breaker turns it half-open again soon: the moment itself counts.
    QSignalSpy moved(m_breakers.get(), &breakers::Registry::changed);
    m_dispatcher->take(answerTo(job, services));
    QTEST(static_cast<int>(moved.isEmpty() ? BreakerState::HalfOpen
                                           : moved.first().at(2).value<BreakerState>()),
          "breaker");
    QCOMPARE(helper().successCount, successes);
    m_dispatcher->take(answerTo(job, services)); // a second time, and too late
    QCOMPARE(helper().successCount, successes);
    QTRY_COMPARE(stateOfJob(), u"done 0"_s);
    QVERIFY(QTest::qWaitFor([this] { return helperIsFree(); }));
    QCOMPARE(m_breakers->status().first().state, BreakerState::Closed);
}

void DispatcherHelpersTest::oneThatIsRefused()
{
    const auto taken = m_breakers->acquire(Helper, breakers::Use::Call);
    QVERIFY(taken.has_value());
    const QJsonObject job = handed();
    QCOMPARE(job.value(u"services"), QJsonValue(QJsonObject()));
    m_dispatcher->take(answerTo(job, {{Helper, failing(u"http"_s, 500)}}));
    QTRY_COMPARE(stateOfJob(), u"done 0"_s);
    QCOMPARE(m_breakers->stateOf(Helper), BreakerState::HalfOpen);
    QVERIFY(!helperIsFree()); // still that of another one
}

void DispatcherHelpersTest::oneWithoutAddress()
{
    m_dispatcher->setHelperUrl(Helper, {});
    const QJsonObject job = handed();
    QCOMPARE(job.value(u"services"), QJsonValue(QJsonObject()));
    QVERIFY(helperIsFree());
}

// The helper has done well, and is told so; the job fails with its own service.
void DispatcherHelpersTest::jobThatFails()
{
    QJsonObject answer =
        answerTo(handed(), {{Helper, QJsonObject{{u"called"_s, true}, {u"ok"_s, true}}}});
    answer.insert(u"ok"_s, false);
    answer.insert(u"kind"_s, u"http"_s);
    answer.insert(u"http_status"_s, 500);
    m_dispatcher->take(answer);
    QTRY_COMPARE(stateOfJob(), u"waiting 1"_s);
    QCOMPARE(helper().successCount, 1);
    QVERIFY(helperIsFree());
}

void DispatcherHelpersTest::workerThatIsGone()
{
    const QJsonObject job = handed();
    QVERIFY(!helperIsFree());
    m_dispatcher->workerGone(true);
    m_dispatcher->take(answerTo(job, {{Helper, failing(u"http"_s, 500)}})); // too late
    QTRY_COMPARE(stateOfJob(), u"waiting 0"_s);
    QCOMPARE(m_breakers->stateOf(Helper), BreakerState::HalfOpen);
    QCOMPARE(helper().successCount, 0);
    QVERIFY(helperIsFree());
}

QTEST_GUILESS_MAIN(DispatcherHelpersTest)
#include "tst_dispatcherhelpers.moc"
