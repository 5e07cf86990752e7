// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/canned.h"
#include "tests/ui/support/fakebackend.h"
#include "ui/client/session.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class SessionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void goesLive();
    void rereadsAtMostFourTimesASecond();
    void silenceIsStaleThenDisconnected();
    void comesBackAndReplays();
    void anotherJournalIsNotReplayed();
    void gapReadsEverythingAgain();
    void failedReadIsNotVouched();
    void unhealthyIsData();
    void tokenTravelsInTheHeader();
    void standsStillWhenNobodyVouches();

private:
    ConnectionState state() const { return m_session->status().state; }

    bool vouched() const { return m_session->freshness(m_session->supervisor()).vouched; }

    std::unique_ptr<tests::FakeBackend> m_backend;
    std::unique_ptr<Session> m_session;
};

namespace {

Timings hasty()
{
    return {.staleAfter = 600ms,
            .disconnectedAfter = 1500ms,
            .ping = 100ms,
            .safety = 60s,
            .backoffFirst = 100ms,
            .backoffCap = 300ms,
            .pulse = 50ms};
}

} // namespace

void SessionTest::init()
{
    m_session.reset();
    m_backend = std::make_unique<tests::FakeBackend>();
    tests::fill(*m_backend, tests::healthy());
    m_session = std::make_unique<Session>(
        Connection{.url = m_backend->url(), .token = u"secret"_s, .name = u"test"_s}, hasty(),
        nullptr);
}

void SessionTest::goesLive()
{
    QCOMPARE(state(), ConnectionState::Connecting);
    QVERIFY(!vouched());
    QTRY_COMPARE(state(), ConnectionState::Live);
    QVERIFY(vouched());
    QCOMPARE(m_session->status().waiting, 0);
    QCOMPARE(m_session->status().lastSequence, 48211);
}

void SessionTest::rereadsAtMostFourTimesASecond()
{
    QTRY_COMPARE(state(), ConnectionState::Live);
    const auto name = u"/api/system/supervisor"_s;
    const int before = m_backend->reads(name);
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < 1000) {
        m_backend->sendChanged(name);
        QTest::qWait(10);
    }
    const int most = static_cast<int>(clock.elapsed() / 250) + 1;
    QTRY_VERIFY(m_backend->reads(name) > before);
    const int during = m_backend->reads(name) - before;
    QVERIFY2(during <= most + 1, qPrintable(QString::number(during)));
    // The last notice is never lost.
    const int last = m_backend->reads(name);
    m_backend->sendChanged(name);
    QTRY_VERIFY(m_backend->reads(name) > last);
}

void SessionTest::silenceIsStaleThenDisconnected()
{
    QTRY_COMPARE(state(), ConnectionState::Live);
    QSignalSpy spy(m_session.get(), &Session::statusChanged);
    m_backend->freeze(true);
    QTRY_COMPARE(state(), ConnectionState::Stale);
    QVERIFY(!vouched());
    QVERIFY(m_session->freshness(m_session->supervisor()).asOf.has_value());
    QTRY_COMPARE(state(), ConnectionState::Disconnected);
    QVERIFY(!vouched());
    QTRY_VERIFY(spy.size() >= 2);
    m_backend->freeze(false);
    QTRY_COMPARE_WITH_TIMEOUT(state(), ConnectionState::Live, 10000);
    QVERIFY(vouched());
}

void SessionTest::comesBackAndReplays()
{
    QTRY_COMPARE(state(), ConnectionState::Live);
    const int before = m_backend->reads(u"/api/system/supervisor"_s);
    m_backend->drop();
    QTRY_COMPARE(state(), ConnectionState::Reconnecting);
    QVERIFY(!vouched());
    QTRY_COMPARE(state(), ConnectionState::Disconnected);
    m_backend->comeBack();
    m_backend->sendEvent(u"event.created"_s, u"events"_s, {}); // nobody hears it
    QTRY_COMPARE_WITH_TIMEOUT(state(), ConnectionState::Live, 10000);
    QVERIFY(m_backend->reads(u"/api/system/supervisor"_s) > before);
    QCOMPARE(m_session->status().lastSequence, 48212);
    bool asked = false;
    for (const QJsonObject &message : m_backend->received()) {
        asked = asked
            || (message.value(u"type") == u"resync"_s
                && message.value(u"data").toObject().value(u"last_sequence").toInteger() == 48211);
    }
    QVERIFY(asked);
}

void SessionTest::anotherJournalIsNotReplayed()
{
    QTRY_COMPARE(state(), ConnectionState::Live);
    m_backend->drop();
    QTRY_VERIFY(state() != ConnectionState::Live);
    m_backend->setSequence(7); // another data directory on the same port
    m_backend->comeBack();
    QTRY_COMPARE_WITH_TIMEOUT(state(), ConnectionState::Live, 10000);
    QCOMPARE(m_session->status().lastSequence, 7);
}

void SessionTest::gapReadsEverythingAgain()
{
    QTRY_COMPARE(state(), ConnectionState::Live);
    QSignalSpy gaps(m_session.get(), &Session::gapFound);
    QSignalSpy events(m_session.get(), &Session::eventArrived);
    m_backend->sendEvent(u"event.created"_s, u"events"_s, {});
    m_backend->sendEvent(u"event.created"_s, u"events"_s, {});
    QTRY_COMPARE(events.size(), 2);
    QCOMPARE(gaps.size(), 0);
    const int before = m_backend->reads(u"/api/cameras"_s);
    m_backend->sendEvent(u"event.created"_s, u"events"_s, {}, true);
    QTRY_COMPARE(gaps.size(), 1);
    QTRY_VERIFY(m_backend->reads(u"/api/cameras"_s) > before);
    QTRY_COMPARE(state(), ConnectionState::Live);
}

void SessionTest::failedReadIsNotVouched()
{
    QTRY_COMPARE(state(), ConnectionState::Live);
    m_backend->set(u"/api/system/supervisor"_s, R"({"detail":"The store is busy"})", 500);
    m_backend->sendChanged(u"/api/system/supervisor"_s);
    QTRY_VERIFY(!vouched());
    const Freshness freshness = m_session->freshness(m_session->supervisor());
    QCOMPARE(freshness.error, u"The store is busy"_s);
    QVERIFY(freshness.asOf.has_value());
    QCOMPARE(state(), ConnectionState::Live); // one part failed, the rest lives
    QVERIFY(m_session->freshness(m_session->health()).vouched);
}

void SessionTest::unhealthyIsData()
{
    tests::fill(*m_backend, tests::broken());
    QTRY_COMPARE(state(), ConnectionState::Live);
    m_backend->sendChanged(u"/api/system/health/full"_s);
    QTRY_COMPARE(m_session->health().body().value(u"status").toString(), u"unhealthy"_s);
    QVERIFY(m_session->freshness(m_session->health()).vouched);
}

void SessionTest::tokenTravelsInTheHeader()
{
    QTRY_COMPARE(state(), ConnectionState::Live);
    QVERIFY(m_backend->lastHead().contains("Authorization: Bearer secret"));
    QVERIFY(!m_backend->lastHead().left(m_backend->lastHead().indexOf("\r\n")).contains("secret"));
}

void SessionTest::standsStillWhenNobodyVouches()
{
    QTRY_COMPARE(state(), ConnectionState::Live);
    m_backend->freeze(true);
    QTRY_COMPARE(state(), ConnectionState::Stale);
    const auto then = m_session->serverNow();
    QTRY_COMPARE(state(), ConnectionState::Disconnected);
    const auto drift = m_session->serverNow() - then;
    QVERIFY(drift < 100ms && drift > -100ms);
}

QTEST_GUILESS_MAIN(SessionTest)
#include "tst_session.moc"
