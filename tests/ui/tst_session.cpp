// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/canned.h"
#include "tests/ui/support/fakebackend.h"
#include "ui/client/session.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

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
    void anotherJournalIsNotReplayed_data();
    void anotherJournalIsNotReplayed();
    void eventsDuringAReplayCountOnce();
    void gapReadsEverythingAgain();
    void failedReadIsNotVouched();
    void unhealthyIsData();
    void whatTheStoreKeepsWaitsForIt();
    void aStoreOfUnknownHealthIsNotAway();
    void tokenTravelsInTheHeader();
    void standsStillWhenNobodyVouches();
    void onePulseIsOneMoment();

private:
    void begin(const Timings &timings);

    ConnectionState state() const { return m_session->status().state; }

    bool vouched() const { return m_session->freshness(m_session->supervisor()).vouched; }

    std::unique_ptr<tests::FakeBackend> m_backend;
    std::unique_ptr<Session> m_session;
};

namespace {

/// A machine that stalls must not pass for a silent backend.
Timings patient()
{
    return {
        .ping = 100ms, .safety = 60s, .backoffFirst = 100ms, .backoffCap = 300ms, .pulse = 50ms};
}

Timings hasty()
{
    Timings timings = patient();
    timings.staleAfter = 600ms;
    timings.disconnectedAfter = 1500ms;
    return timings;
}

} // namespace

void SessionTest::init()
{
    m_session.reset();
    m_backend = std::make_unique<tests::FakeBackend>();
    tests::fill(*m_backend, tests::healthy());
    begin(patient());
}

void SessionTest::begin(const Timings &timings)
{
    m_session = std::make_unique<Session>(
        Connection{.url = m_backend->url(), .token = u"secret"_s, .name = u"test"_s}, timings,
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
    begin(hasty());
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
    begin(hasty());
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

void SessionTest::anotherJournalIsNotReplayed_data()
{
    QTest::addColumn<QString>("journal");
    QTest::addColumn<qint64>("sequence");
    // Another data directory on the same port.
    QTest::newRow("a younger one, of an older version") << QString() << qint64{7};
    QTest::newRow("a younger one") << u"theirs"_s << qint64{7};
    QTest::newRow("an older one") << u"theirs"_s << qint64{90000};
    QTest::newRow("one that is just as far") << u"theirs"_s << qint64{48211};
}

void SessionTest::anotherJournalIsNotReplayed()
{
    QFETCH(QString, journal);
    QFETCH(qint64, sequence);
    QTRY_COMPARE(state(), ConnectionState::Live);
    QSignalSpy gaps(m_session.get(), &Session::gapFound);
    m_backend->drop();
    QTRY_VERIFY(state() != ConnectionState::Live);
    m_backend->setJournal(journal);
    m_backend->setSequence(sequence);
    m_backend->comeBack();
    QTRY_COMPARE_WITH_TIMEOUT(state(), ConnectionState::Live, 10000);
    QCOMPARE(m_session->status().lastSequence, sequence);
    QCOMPARE(gaps.size(), 1);
    for (const QJsonObject &message : m_backend->received()) {
        QVERIFY(message.value(u"type") != u"resync"_s);
    }
}

// What happens while the replay runs comes twice: as it happens, and again in its place.
void SessionTest::eventsDuringAReplayCountOnce()
{
    QTRY_COMPARE(state(), ConnectionState::Live);
    QSignalSpy gaps(m_session.get(), &Session::gapFound);
    QList<qint64> arrived;
    connect(m_session.get(), &Session::eventArrived, this,
            [&arrived](const protocol::Event &event) { arrived.append(event.sequence); });
    m_backend->drop();
    QTRY_VERIFY(state() != ConnectionState::Live);
    m_backend->setSequence(48213);
    m_backend->holdReplay(true);
    m_backend->comeBack();
    // By both streams: the other may be back before the one that the events come on.
    const auto isAsked = [this] {
        const QList<QJsonObject> all = m_backend->received();
        return std::count_if(
                   all.begin(), all.end(),
                   [](const QJsonObject &message) { return message.value(u"type") == u"resync"_s; })
            == 2;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isAsked(), 10000);
    m_backend->sendEvent(u"event.created"_s, u"events"_s, {});
    m_backend->sendEvent(u"event.created"_s, u"events"_s, {});
    m_backend->replay({48212, 48213, 48214, 48215});
    m_backend->sendEvent(u"event.created"_s, u"events"_s, {});
    const QList<qint64> each{48212, 48213, 48214, 48215, 48216};
    QTRY_COMPARE(arrived.size(), each.size());
    QCOMPARE(arrived, each);
    QCOMPARE(gaps.size(), 0);
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

// The journal and the alarms answer as before, but what happens meanwhile is not among it.
void SessionTest::whatTheStoreKeepsWaitsForIt()
{
    QTRY_COMPARE(state(), ConnectionState::Live);
    QVERIFY(m_session->freshness(m_session->journal()).vouched);
    QVERIFY(m_session->freshness(m_session->alerts()).vouched);
    tests::Canned away = tests::healthy();
    away.health.postgres.status = protocol::Health::Unhealthy;
    away.health.postgres.statusSince = *protocol::fromIso(u"2026-03-01T08:00:00.000Z");
    tests::fill(*m_backend, away);
    m_backend->sendChanged(u"/api/system/health/full"_s);
    QTRY_VERIFY(!m_session->freshness(m_session->alerts()).vouched);
    for (const Resource *resource : {&m_session->journal(), &m_session->alerts()}) {
        const Freshness freshness = m_session->freshness(*resource);
        QVERIFY(!freshness.vouched);
        QCOMPARE(freshness.asOf, away.health.postgres.statusSince);
        QCOMPARE(freshness.note, u"What has happened since waits for the store"_s);
    }
    QCOMPARE(state(), ConnectionState::Live);
    QVERIFY(vouched());
    QVERIFY(m_session->freshness(m_session->health()).vouched);
    QVERIFY(m_session->freshness(m_session->pipeline()).vouched);
    tests::fill(*m_backend, tests::healthy());
    m_backend->sendChanged(u"/api/system/health/full"_s);
    QTRY_VERIFY(m_session->freshness(m_session->alerts()).vouched);
    QVERIFY(m_session->freshness(m_session->journal()).vouched);
}

// A backend of another kind may not say how its store is.
void SessionTest::aStoreOfUnknownHealthIsNotAway()
{
    tests::Canned other = tests::healthy();
    other.health.postgres = {.name = u"postgres"_s};
    tests::fill(*m_backend, other);
    m_backend->sendChanged(u"/api/system/health/full"_s);
    QTRY_COMPARE(state(), ConnectionState::Live);
    QVERIFY(m_session->freshness(m_session->journal()).vouched);
}

void SessionTest::tokenTravelsInTheHeader()
{
    QTRY_COMPARE(state(), ConnectionState::Live);
    QVERIFY(m_backend->lastHead().contains("Authorization: Bearer secret"));
    QVERIFY(!m_backend->lastHead().left(m_backend->lastHead().indexOf("\r\n")).contains("secret"));
}

void SessionTest::standsStillWhenNobodyVouches()
{
    begin(hasty());
    QTRY_COMPARE(state(), ConnectionState::Live);
    m_backend->freeze(true);
    QTRY_COMPARE(state(), ConnectionState::Stale);
    const auto then = m_session->serverNow();
    QTRY_COMPARE(state(), ConnectionState::Disconnected);
    QCOMPARE(m_session->serverNow().time_since_epoch(), then.time_since_epoch());
}

// A painter that comes later in the same pulse judges by the same moment as the first.
void SessionTest::onePulseIsOneMoment()
{
    QTRY_COMPARE(state(), ConnectionState::Live);
    QList<std::chrono::milliseconds> seen;
    connect(m_session.get(), &Session::pulsed, this, [&] {
        if (seen.isEmpty()) {
            seen.append(m_session->status().silence);
            const QDeadlineTimer slowPainter(20);
            while (!slowPainter.hasExpired()) { }
            seen.append(m_session->status().silence);
        }
    });
    QTRY_COMPARE(seen.size(), 2);
    QCOMPARE(seen.last(), seen.first());
}

QTEST_GUILESS_MAIN(SessionTest)
#include "tst_session.moc"
