// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/alerts/alertsfixture.h"

#include <QElapsedTimer>

Q_DECLARE_METATYPE(alerts::Wish)

/// Rules about what there is, and their alerts.
class AlertsTest final : public AlertsFixture
{
    Q_OBJECT

private Q_SLOTS:
    void raisesAndResolves();
    void waitsForItsTime();
    void oneAlertWhileItStands();
    void tellsInTheEndThatItCameAgain();
    void outlivesARestart_data();
    void outlivesARestart();
    void ruleThatChanged_data();
    void ruleThatChanged();
    void subjectThatIsGone();
    void saysWhatItSees();
};

void AlertsTest::raisesAndResolves()
{
    begin({failed()});
    set(u"failed"_s);
    QTRY_COMPARE(alerts(), QStringList{u"pending high 1"_s});
    set(u"running"_s);
    QTRY_COMPARE(alerts(), QStringList{u"resolved high 1 condition cleared"_s});
    QCOMPARE(lines(u"alert.created"_s), 1);
    QCOMPARE(lines(u"alert.resolved"_s), 1);
    QCOMPARE(numberIn(*m_store, u"SELECT sum(cause) FROM journal"_s), 84);
    set(u"failed"_s);
    QTRY_COMPARE(alerts().size(), 2);
}

// Nobody says a word when the time is over: it looks by itself.
void AlertsTest::waitsForItsTime()
{
    begin({failed(60ms)});
    QElapsedTimer since;
    since.start();
    set(u"failed"_s);
    QTRY_COMPARE(alerts().size(), 1);
    QVERIFY(since.elapsed() >= 60);
}

void AlertsTest::oneAlertWhileItStands()
{
    m_options.damping = {.least = 10s, .most = 10s, .window = 0ms};
    begin({failed()});
    set(u"failed"_s);
    QTRY_COMPARE(alerts(), QStringList{u"pending high 1"_s});
    for (int i = 2; i < 5; ++i) {
        set(u"running"_s);
        QTRY_VERIFY(sight().holds == false);
        set(u"failed"_s);
        QTRY_COMPARE(alerts(), QStringList{u"pending high %1"_s.arg(i)});
    }
    QCOMPARE(lines(u"alert.created"_s), 1);
    QCOMPARE(lines(u"alert.updated"_s), 1); // not more often than once a minute
    QCOMPARE(numberIn(*m_store,
                      u"SELECT json_extract(data, '$.count') FROM journal "
                      "WHERE type = 'alert.updated'"_s),
             2);
}

void AlertsTest::tellsInTheEndThatItCameAgain()
{
    m_options.damping = {.least = 10s, .most = 10s, .window = 0ms};
    m_options.telling = 300ms;
    begin({failed()});
    set(u"failed"_s);
    QTRY_COMPARE(alerts(), QStringList{u"pending high 1"_s});
    for (int i = 2; i < 5; ++i) {
        set(u"running"_s);
        QTRY_VERIFY(sight().holds == false);
        set(u"failed"_s);
        QTRY_VERIFY(sight().holds == true);
    }
    QTRY_COMPARE(numberIn(*m_store,
                          u"SELECT max(json_extract(data, '$.count')) FROM journal "
                          "WHERE type = 'alert.updated'"_s),
                 4);
}

void AlertsTest::outlivesARestart_data()
{
    QTest::addColumn<Wish>("wish");
    QTest::addColumn<QString>("standing"); // while the condition holds after the restart
    QTest::addColumn<QString>("over");
    QTest::newRow("acknowledged") << Wish::Acknowledge << u"acknowledged high 1"_s
                                  << u"resolved high 1 condition cleared"_s;
    QTest::newRow("dismissed") << Wish::Dismiss << u"dismissed high 1"_s << u"dismissed high 1"_s;
    QTest::newRow("resolved too early")
        << Wish::Resolve << u"resolved high 1"_s << u"resolved high 1"_s;
}

void AlertsTest::outlivesARestart()
{
    QFETCH(Wish, wish);
    QFETCH(QString, standing);
    QFETCH(QString, over);
    begin({failed()});
    set(u"failed"_s);
    QTRY_COMPARE(alerts().size(), 1);
    const QString id = sight().alertId.value_or(QString());
    bool isHandled = false;
    m_alerts->handle(id, {.wish = wish, .by = u"ann"_s},
                     [&](const auto &handled) { isHandled = handled.ok(); });
    QTRY_VERIFY(isHandled);
    restart({failed()});
    QTRY_COMPARE(sight().alertId, id);
    QTRY_COMPARE(sight().holds, true);
    QCOMPARE(alerts(), QStringList{standing});
    set(u"running"_s);
    QTRY_VERIFY(!sight().alertId);
    QTRY_COMPARE(alerts(), QStringList{over});
    // Only now the same may be told anew.
    set(u"failed"_s);
    QTRY_COMPARE(alerts().size(), 2);
}

void AlertsTest::ruleThatChanged_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("alert");
    QTest::newRow("gone") << u"gone"_s << u"resolved high 1 the rule is gone"_s;
    QTest::newRow("switched off") << u"off"_s << u"resolved high 1 the rule is switched off"_s;
    QTest::newRow("about another kind") << u"kind"_s << u"resolved high 1 the rule is gone"_s;
    QTest::newRow("more severe") << u"severity"_s << u"pending critical 1"_s;
}

void AlertsTest::ruleThatChanged()
{
    QFETCH(QString, change);
    QFETCH(QString, alert);
    begin({failed()});
    set(u"failed"_s);
    QTRY_COMPARE(alerts().size(), 1);
    Rule next = failed();
    next.enabled = change != u"off";
    next.severity = change == u"severity" ? AlertSeverity::Critical : AlertSeverity::High;
    if (change == u"kind") {
        next.when = parseExpression(u"camera.enabled"_s).value();
    }
    restart(change == u"gone" ? QList<Rule>() : QList<Rule>{next});
    QTRY_COMPARE(alerts(), QStringList{alert});
    QCOMPARE(lines(u"alert.updated"_s), change == u"severity" ? 1 : 0);
}

void AlertsTest::subjectThatIsGone()
{
    begin({failed()});
    set(u"failed"_s);
    QTRY_COMPARE(alerts().size(), 1);
    set({});
    QTRY_COMPARE(alerts(), QStringList{u"resolved high 1 no longer there"_s});
    QTRY_VERIFY(m_alerts->rules().first().sees.isEmpty());
}

void AlertsTest::saysWhatItSees()
{
    Rule off = rule(u"off"_s, u"worker.critical"_s, 1500ms);
    off.enabled = false;
    off.origin = Origin::Changed;
    begin({failed(), off});
    set(u"failed"_s);
    QTRY_VERIFY(m_alerts->rules().first().sees.size() == 1);
    QTRY_COMPARE(sight().holds, true);
    const QList<protocol::AlertRule> rules = m_alerts->rules();
    const protocol::AlertSight seen = rules.first().sees.first();
    QCOMPARE(seen.subject, u"cam"_s);
    QVERIFY(seen.since && seen.alertId);
    QCOMPARE(rules.first().origin, u"configured"_s);
    QCOMPARE(rules.last(),
             (protocol::AlertRule{.name = u"off"_s,
                                  .when = u"worker.critical"_s,
                                  .about = u"worker"_s,
                                  .severity = AlertSeverity::High,
                                  .forSeconds = 1.5,
                                  .enabled = false,
                                  .origin = u"changed"_s}));
}

QTEST_GUILESS_MAIN(AlertsTest)
#include "tst_alerts.moc"
