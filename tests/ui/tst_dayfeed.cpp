// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/canned.h"
#include "tests/ui/support/fakebackend.h"
#include "ui/client/session.h"
#include "ui/models/dayfeed.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString Journal = u"/api/journal"_s;

QJsonObject change(int sequence, std::chrono::minutes ago)
{
    return {{u"sequence"_s, sequence},
            {u"type"_s, u"service.status_changed"_s},
            {u"channel"_s, u"system"_s},
            {u"data"_s,
             QJsonObject{{u"service"_s, u"worker:w"_s},
                         {u"status"_s, u"crashed"_s},
                         {u"previous_status"_s, u"running"_s}}},
            {u"timestamp"_s, protocol::toIso(protocol::Now::read().wall - ago)}};
}

QByteArray page(const QJsonArray &items, const QString &cursor = {})
{
    const QJsonValue next = cursor.isEmpty() ? QJsonValue() : QJsonValue(cursor);
    return QJsonDocument(QJsonObject{{u"items"_s, items}, {u"next_cursor"_s, next}}).toJson();
}

} // namespace

/// The answer of the journal is the same for every question here, as the time in it is not known.
class DayFeedTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsOnceThenListens();
    void asksOnlyForADay();
    void hasAnEnd();
    void failureIsToldAndMended();
    void readsAgainAfterAGap();

private:
    void begin(const QByteArray &journal, int status = 200);

    /// What was read of the journal beside the newest page that is always read.
    int reads() const { return m_backend->reads(Journal); }

    std::unique_ptr<tests::FakeBackend> m_backend;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<DayFeed> m_feed;
};

void DayFeedTest::init()
{
    m_feed.reset();
    m_session.reset();
    m_backend = std::make_unique<tests::FakeBackend>();
    tests::fill(*m_backend, tests::healthy());
}

void DayFeedTest::begin(const QByteArray &journal, int status)
{
    m_backend->set(Journal, journal, status);
    m_session = std::make_unique<Session>(
        Connection{.url = m_backend->url(), .name = u"test"_s},
        Timings{.ping = 100ms, .reread = 20ms, .safety = 60s, .pulse = 50ms}, nullptr);
    m_feed = std::make_unique<DayFeed>(*m_session, nullptr);
}

void DayFeedTest::readsOnceThenListens()
{
    begin(page({change(9, 5min), change(7, 60min)}));
    QTRY_VERIFY(m_feed->knownSince().has_value());
    QCOMPARE(m_feed->changes().size(), 2); // each once, oldest first
    QCOMPARE(m_feed->changes().first().sequence, 7);
    QCOMPARE(reads(), 3);
    QSignalSpy spy(m_feed.get(), &DayFeed::changed);
    m_backend->sendEvent(u"event.created"_s, u"events"_s, {});
    m_backend->sendEvent(u"service.status_changed"_s, u"system"_s,
                         {{u"service"_s, u"worker:w"_s}, {u"status"_s, u"running"_s}});
    QTRY_COMPARE(m_feed->changes().size(), 3);
    QCOMPARE(m_feed->changes().last().data.value(u"status").toString(), u"running"_s);
    QCOMPARE(spy.size(), 1);
    QTRY_VERIFY(reads() > 3); // the newest page, as ever
    QTRY_COMPARE(m_session->status().waiting, 0);
    QVERIFY2(reads() <= 5, qPrintable(QString::number(reads())));
}

void DayFeedTest::asksOnlyForADay()
{
    begin(page({}));
    QTRY_VERIFY(m_feed->knownSince().has_value());
    const auto age = m_session->serverClock() - *m_feed->knownSince();
    QVERIFY(age >= 24h - 1min && age < 24h + 1min);
    QVERIFY(m_feed->changes().isEmpty());
    QVERIFY(m_feed->error().isEmpty());
}

void DayFeedTest::hasAnEnd()
{
    begin(page({change(9, 5min), change(7, 60min)}, u"7"_s));
    QTRY_VERIFY(m_feed->knownSince().has_value());
    QVERIFY2(reads() <= 22, qPrintable(QString::number(reads())));
    // What was before the oldest that was read is not known.
    const auto age = m_session->serverClock() - *m_feed->knownSince();
    QVERIFY(age >= 59min && age < 61min);
}

void DayFeedTest::failureIsToldAndMended()
{
    begin(R"({"detail":"The store is busy"})", 500);
    QTRY_VERIFY(m_session->freshness(m_session->journal()).error == u"The store is busy"_s);
    QVERIFY(!m_feed->knownSince().has_value());
    m_backend->set(Journal, page({change(9, 5min)}));
    m_backend->sendChanged(Journal);
    QTRY_VERIFY(m_feed->knownSince().has_value());
}

void DayFeedTest::readsAgainAfterAGap()
{
    begin(page({change(9, 5min)}));
    QTRY_VERIFY(m_feed->knownSince().has_value());
    m_backend->sendEvent(u"event.created"_s, u"events"_s, {});
    m_backend->set(Journal, page({change(11, 1min), change(9, 5min)}));
    m_backend->sendEvent(u"event.created"_s, u"events"_s, {}, true);
    QTRY_COMPARE(m_feed->changes().size(), 2);
}

QTEST_GUILESS_MAIN(DayFeedTest)
#include "tst_dayfeed.moc"
