// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/alerts/alertsfixture.h"

/// Rules about security events, over restarts.
class AlertsOfEventsTest final : public AlertsFixture
{
    Q_OBJECT

private Q_SLOTS:
    void eventsRaiseOnce();
    void eventsAndWhatThereIsOneOf_data();
    void eventsAndWhatThereIsOneOf();
    void eventsThatCameMeanwhile();
    void manyEventsThatCameMeanwhile();
};

void AlertsOfEventsTest::eventsRaiseOnce()
{
    begin({risky(), failed()});
    QTRY_COMPARE(m_alerts->rules().last().subjects, 1);
    addEvent(1, u"medium"_s);
    addEvent(2, u"high"_s);
    addEvent(3, u"critical"_s);
    QTRY_COMPARE(alerts(), QStringList({u"pending high 1"_s, u"pending high 1"_s}));
    QCOMPARE(numberIn(*m_store,
                      u"SELECT count(*) FROM alerts a JOIN journal c ON c.type = "
                      "'event.created' AND json_extract(c.data, '$.event_id') = "
                      "+a.event_id JOIN journal l ON l.type = 'alert.created' AND "
                      "l.cause = c.sequence"_s),
             2);
    restart({risky()});
    QTRY_VERIFY(numberIn(*m_store, u"SELECT value FROM settings WHERE key = 'alerts.cursor'"_s)
                >= 3);
    QCOMPARE(alerts().size(), 2); // they stay until a person handles them
    m_journal->append({.type = u"event.deleted"_s, .data = {{u"event_id"_s, 2}}});
    QTRY_COMPARE(alerts(), QStringList({u"resolved high 1 event deleted"_s, u"pending high 1"_s}));
}

void AlertsOfEventsTest::eventsAndWhatThereIsOneOf_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QStringList>("raised");
    QTest::newRow("as asked") << u"normal"_s << QStringList{u"pending high 1"_s};
    QTest::newRow("otherwise") << u"degraded"_s << QStringList();
    QTest::newRow("not known") << QString() << QStringList();
}

// A rule about events may ask for the pipeline beside them, and name it.
void AlertsOfEventsTest::eventsAndWhatThereIsOneOf()
{
    QFETCH(QString, mode);
    QFETCH(QStringList, raised);
    m_mode = mode;
    Rule both = rule(u"both"_s, u"event.risk_score >= 60 and pipeline.mode == \"normal\""_s);
    both.message = u"while {pipeline.mode}"_s;
    begin({both, failed()});
    QTRY_COMPARE(m_alerts->rules().last().subjects, 1);
    addEvent(1, u"high"_s);
    QTRY_COMPARE(numberIn(*m_store, u"SELECT value FROM settings WHERE key = 'alerts.cursor'"_s),
                 1);
    QCOMPARE(alerts(), raised);
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM alerts WHERE message = 'while normal'"_s),
             raised.size());
}

// What was there before the first start is history; what came between two runs is not.
void AlertsOfEventsTest::eventsThatCameMeanwhile()
{
    addEvent(1, u"high"_s);
    QTRY_COMPARE(lines(u"event.created"_s), 1);
    restart({risky()});
    QTRY_VERIFY(numberIn(*m_store, u"SELECT count(*) FROM settings WHERE key = 'alerts.cursor'"_s)
                == 1);
    QCOMPARE(alerts(), QStringList());
    open();
    addEvent(2, u"high"_s);
    QTRY_COMPARE(lines(u"event.created"_s), 2);
    QCOMPARE(alerts(), QStringList());
    begin({risky()});
    QTRY_COMPARE(alerts(), QStringList{u"pending high 1"_s});
}

// More than are read at once, and one that comes while they are.
void AlertsOfEventsTest::manyEventsThatCameMeanwhile()
{
    constexpr int many = 2 * MostEvents + 500;
    begin({risky()});
    QTRY_COMPARE(numberIn(*m_store, u"SELECT count(*) FROM settings WHERE key = 'alerts.cursor'"_s),
                 1);
    open();
    for (int i = 1; i < many; ++i) {
        addEvent(i, u"high"_s);
    }
    QTRY_COMPARE(lines(u"event.created"_s), many - 1);
    begin({risky()});
    addEvent(many, u"high"_s);
    QTRY_COMPARE_WITH_TIMEOUT(numberIn(*m_store, u"SELECT count(*) FROM alerts"_s), many, 30'000);
    QCOMPARE(numberIn(*m_store, u"SELECT count(DISTINCT event_id) FROM alerts"_s), many);
    addEvent(many + 1, u"high"_s);
    QTRY_COMPARE(numberIn(*m_store, u"SELECT count(*) FROM alerts"_s), many + 1);
}

QTEST_GUILESS_MAIN(AlertsOfEventsTest)
#include "tst_alertsofevents.moc"
