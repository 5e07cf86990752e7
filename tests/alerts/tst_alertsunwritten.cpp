// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/alerts/alertsfixture.h"
#include "tests/storage/fulldisk.h"

/// What the store does not take, now or ever.
class AlertsUnwrittenTest final : public AlertsFixture
{
    Q_OBJECT

private Q_SLOTS:
    void waitsForTheStore();
    void raisesAnewWhatWasRefused();
    void clearsAnewWhatWasRefused();
    void standsOnWhenItsEndWasRefused();

private:
    bool change(const QString &sql)
    {
        return written<int>(*m_store, [sql](Transaction &tx) { return tx.change(sql); }).ok();
    }

    /// From now on the store refuses each such change of an alert, for good.
    bool refuse(const QString &what)
    {
        return change(
            u"CREATE TRIGGER no BEFORE %1 ON alerts BEGIN SELECT raise(ABORT, 'no'); END"_s.arg(
                what));
    }

    bool refuseNoMore() { return change(u"DROP TRIGGER no"_s); }
};

void AlertsUnwrittenTest::waitsForTheStore()
{
    begin({failed()});
    QTRY_COMPARE(m_alerts->rules().first().subjects, 1);
    {
        const FullDisk full(m_store->stats().logBytes + 100);
        m_store->write<int>(this, [](Transaction &tx) {
            return tx.change(u"INSERT INTO settings VALUES ('x', ?, 't')"_s,
                             {QString(50'000, u'x')});
        });
        QTRY_VERIFY(m_store->isFaulted());
        set(u"failed"_s);
        QTRY_VERIFY(sight().alertId.has_value());
        set(u"running"_s);
        QTRY_VERIFY(!sight().alertId);
        QVERIFY(m_store->isFaulted());
    }
    QTRY_COMPARE(alerts(), QStringList{u"resolved high 1 condition cleared"_s});
}

// An alert that did not get into the store is not one that stands.
void AlertsUnwrittenTest::raisesAnewWhatWasRefused()
{
    QVERIFY(refuse(u"INSERT"_s));
    begin({failed()});
    set(u"failed"_s);
    QTRY_VERIFY(m_alerts->leftOut() > 0);
    QVERIFY(refuseNoMore());
    QTRY_COMPARE(alerts(), QStringList{u"pending high 1"_s});
}

// An alert whose end did not get into the store stands there: it must end when the store takes it.
void AlertsUnwrittenTest::clearsAnewWhatWasRefused()
{
    begin({failed()});
    set(u"failed"_s);
    QTRY_COMPARE(alerts(), QStringList{u"pending high 1"_s});
    const QString id = sight().alertId.value_or(QString());
    QVERIFY(refuse(u"UPDATE"_s));
    set(u"running"_s);
    QTRY_VERIFY(sight().holds == false && m_alerts->leftOut() > 0);
    QTRY_COMPARE(sight().alertId, id);
    QVERIFY(refuseNoMore());
    QTRY_COMPARE(alerts(), QStringList{u"resolved high 1 condition cleared"_s});
}

// The same holds again meanwhile: it is the alert that stands, not a second one that nobody can
// end.
void AlertsUnwrittenTest::standsOnWhenItsEndWasRefused()
{
    begin({failed()});
    set(u"failed"_s);
    QTRY_COMPARE(alerts(), QStringList{u"pending high 1"_s});
    const QString id = sight().alertId.value_or(QString());
    QVERIFY(refuse(u"UPDATE"_s));
    set(u"running"_s);
    QTRY_VERIFY(sight().holds == false);
    set(u"failed"_s);
    QTRY_VERIFY(sight().holds == true);
    QVERIFY(refuseNoMore());
    QTRY_COMPARE(sight().alertId, id);
    set(u"running"_s);
    QTRY_VERIFY(alerts().size() == 1 && alerts().first().startsWith(u"resolved"));
}

QTEST_GUILESS_MAIN(AlertsUnwrittenTest)
#include "tst_alertsunwritten.moc"
