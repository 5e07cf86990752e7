// SPDX-License-Identifier: GPL-3.0-or-later
// What is read only while somebody looks at it.
#include "tests/ui/support/canned.h"
#include "tests/ui/support/fakebackend.h"
#include "ui/client/session.h"

#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class WatchedTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isReadOnlyWhileItIsWanted();
    void isNoPartOfBeingLevel();
    void noticesOfAListReachWhatIsInIt();
    void anotherQuestionForgetsTheAnswer();
    void isReadAgainAfterALoss();

private:
    ConnectionState state() const { return m_session->status().state; }

    std::unique_ptr<tests::FakeBackend> m_backend;
    std::unique_ptr<Session> m_session;
};

void WatchedTest::init()
{
    m_session.reset();
    m_backend = std::make_unique<tests::FakeBackend>();
    tests::fill(*m_backend, tests::healthy());
    // A machine that stalls must not pass for a silent backend, and what is asked again was told.
    m_session = std::make_unique<Session>(Connection{.url = m_backend->url(), .name = u"test"_s},
                                          Timings{.ping = 100ms,
                                                  .reread = 20ms,
                                                  .safety = 60s,
                                                  .backoffFirst = 100ms,
                                                  .backoffCap = 300ms,
                                                  .pulse = 50ms},
                                          nullptr);
}

void WatchedTest::isReadOnlyWhileItIsWanted()
{
    const auto name = u"/api/system/monitoring/targets"_s;
    m_backend->set(name, R"({"total":5})");
    Resource &targets = m_session->watch(name);
    QTRY_COMPARE(state(), ConnectionState::Live);
    m_backend->sendChanged(name);
    m_session->resync();
    m_backend->sendChanged(u"/api/cameras"_s);
    QTRY_VERIFY(m_backend->reads(u"/api/cameras"_s) >= 2); // and so the others were served too
    QCOMPARE(m_backend->reads(name), 0);
    QVERIFY(!m_session->freshness(targets).vouched);
    targets.want(true);
    QTRY_VERIFY(m_session->freshness(targets).vouched);
    QCOMPARE(targets.body().value(u"total").toInt(), 5);
    const int read = m_backend->reads(name);
    m_backend->sendChanged(name);
    QTRY_VERIFY(m_backend->reads(name) > read);
    // The last answer stays, and nobody vouches for it any more.
    targets.want(false);
    QVERIFY(!m_session->freshness(targets).vouched);
    QVERIFY(m_session->freshness(targets).asOf.has_value());
    QCOMPARE(targets.body().value(u"total").toInt(), 5);
}

void WatchedTest::isNoPartOfBeingLevel()
{
    Resource &missing = m_session->watch(u"/api/of/another/age"_s);
    Resource &targets = m_session->watch(u"/api/system/monitoring/targets"_s);
    missing.want(true);
    QTRY_COMPARE(state(), ConnectionState::Live);
    QCOMPARE(m_session->status().waiting, 0);
    QCOMPARE(m_session->status().resources, 9);
    QTRY_COMPARE(m_session->freshness(missing).error, u"Not found"_s);
    QCOMPARE(missing.lastStatus(), 404);
    QVERIFY(!targets.isSettled());
    QCOMPARE(state(), ConnectionState::Live);
}

void WatchedTest::noticesOfAListReachWhatIsInIt()
{
    const auto name = u"/api/events/12"_s;
    m_backend->set(name, R"({"id":12})");
    m_backend->set(u"/api/events-of-old"_s, R"({"id":1})");
    Resource &event = m_session->watch(name);
    Resource &other = m_session->watch(u"/api/events-of-old"_s);
    event.want(true);
    other.want(true);
    QTRY_VERIFY(m_session->freshness(event).vouched);
    QTRY_VERIFY(m_session->freshness(other).vouched);
    m_backend->sendChanged(u"/api/events"_s);
    QTRY_COMPARE(m_backend->reads(name), 2);
    QCOMPARE(m_backend->reads(u"/api/events-of-old"_s), 1);
}

void WatchedTest::anotherQuestionForgetsTheAnswer()
{
    const auto name = u"/api/system/performance/history"_s;
    m_backend->set(name + u"?time_range=5m"_s, R"({"time_range":"5m"})");
    m_backend->set(name + u"?time_range=60m"_s, R"({"time_range":"60m"})");
    Resource &history = m_session->watch(name + u"?time_range=5m"_s);
    history.want(true);
    QTRY_VERIFY(m_session->freshness(history).vouched);
    history.ask(name + u"?time_range=5m"_s); // the same again is no other
    QVERIFY(m_session->freshness(history).vouched);
    history.ask(name + u"?time_range=60m"_s);
    QVERIFY(!m_session->freshness(history).vouched);
    QVERIFY(!m_session->freshness(history).asOf.has_value());
    QVERIFY(history.body().isEmpty());
    QTRY_VERIFY(m_session->freshness(history).vouched);
    QCOMPARE(history.body().value(u"time_range").toString(), u"60m"_s);
    // While nobody looks it is not asked.
    const int read = m_backend->reads(name);
    history.want(false);
    history.ask(name + u"?time_range=5m"_s);
    m_backend->sendChanged(u"/api/cameras"_s);
    const int cameras = m_backend->reads(u"/api/cameras"_s);
    QTRY_VERIFY(m_backend->reads(u"/api/cameras"_s) > cameras);
    QCOMPARE(m_backend->reads(name), read);
    history.want(true);
    QTRY_COMPARE(history.body().value(u"time_range").toString(), u"5m"_s);
}

void WatchedTest::isReadAgainAfterALoss()
{
    const auto name = u"/api/alerts"_s;
    m_backend->set(name, R"({"items":[]})");
    Resource &alerts = m_session->watch(name);
    Resource &later = m_session->watch(name + u"?limit=1"_s);
    alerts.want(true);
    QTRY_VERIFY(m_session->freshness(alerts).vouched);
    m_backend->drop();
    QTRY_VERIFY(!m_session->freshness(alerts).vouched);
    later.want(true); // looked at while nothing answers
    m_backend->comeBack();
    QTRY_VERIFY_WITH_TIMEOUT(m_session->freshness(alerts).vouched, 10000);
    QTRY_VERIFY(m_session->freshness(later).vouched);
}

QTEST_GUILESS_MAIN(WatchedTest)
#include "tst_watched.moc"
