// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/alerts/alerts.h"
#include "backend/journal/journal.h"
#include "tests/storage/fulldisk.h"
#include "tests/storage/storagesupport.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace alerts;
using protocol::AlertSeverity;
using storage::Storage;
using storage::Transaction;

Q_DECLARE_METATYPE(alerts::Wish)

/// The alerts on a real store and a real journal, over restarts; only what they look at is made up.
class AlertsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void raisesAndResolves();
    void waitsForItsTime();
    void oneAlertWhileItStands();
    void tellsInTheEndThatItCameAgain();
    void outlivesARestart_data();
    void outlivesARestart();
    void ruleThatChanged_data();
    void ruleThatChanged();
    void subjectThatIsGone();
    void eventsRaiseOnce();
    void eventsAndWhatThereIsOneOf_data();
    void eventsAndWhatThereIsOneOf();
    void eventsThatCameMeanwhile();
    void manyEventsThatCameMeanwhile();
    void waitsForTheStore();
    void raisesAnewWhatWasRefused();
    void saysWhatItSees();

private:
    void open();
    void begin(const QList<Rule> &rules);
    void restart(const QList<Rule> &rules);

    void set(const QString &status)
    {
        m_status = status;
        m_alerts->refresh();
    }

    void addEvent(int id, const QString &level)
    {
        m_journal->append({.type = u"event.created"_s,
                           .data = {{u"event_id"_s, id},
                                    {u"batch_id"_s, u"b"_s},
                                    {u"camera_id"_s, u"gate"_s},
                                    {u"risk_score"_s, 70},
                                    {u"risk_level"_s, level},
                                    {u"summary"_s, u"A person"_s},
                                    {u"reasoning"_s, u"because"_s},
                                    {u"started_at"_s, u"2025-12-27T10:30:00.000Z"_s}}});
    }

    /// What the first rule sees of the worker.
    protocol::AlertSight sight() const { return m_alerts->rules().value(0).sees.value(0); }

    /// "status severity count reason" of each alert, oldest first.
    QStringList alerts() const;

    qint64 lines(const QString &type) const
    {
        return numberIn(*m_store, u"SELECT count(*) FROM journal WHERE type = '%1'"_s.arg(type));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Storage> m_store;
    protocol::EventRegistry m_registry;
    std::unique_ptr<journal::Journal> m_journal;
    std::unique_ptr<Alerts> m_alerts;
    QString m_status; ///< of the worker; empty: there is none
    QString m_mode; ///< of the pipeline; empty: nobody knows
    Alerts::Options m_options;
};

namespace {

Rule rule(const QString &name, const QString &when, milliseconds hold = 0ms)
{
    return {.name = name,
            .when = parseExpression(when).value(),
            .severity = AlertSeverity::High,
            .hold = hold};
}

Rule failed(milliseconds hold = 0ms)
{
    return rule(u"worker_failed"_s, u"worker.status == \"failed\""_s, hold);
}

Rule risky()
{
    return rule(u"risky"_s, u"event.risk_level >= \"high\""_s);
}

} // namespace

void AlertsTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_status = u"running"_s;
    m_mode.clear();
    m_options = {.together = 1ms,
                 .interval = 20ms,
                 .settling = 0ms,
                 .damping = {.least = 5ms, .most = 20ms, .window = 0ms}};
    open();
}

void AlertsTest::cleanup()
{
    QCOMPARE(m_journal->invalid(), 0);
    m_alerts.reset();
    m_journal.reset();
    m_store.reset();
}

void AlertsTest::open()
{
    m_alerts.reset();
    m_journal.reset();
    m_store.reset();
    auto opened =
        Storage::open({.path = m_folder->filePath(u"signalbox.db"_s), .trialInterval = 20ms});
    QVERIFY2(opened.ok(), opened ? "" : qPrintable(opened.error().detail));
    m_store = std::move(opened.value());
    m_journal = std::make_unique<journal::Journal>(*m_store, m_registry, u"test"_s);
}

void AlertsTest::begin(const QList<Rule> &rules)
{
    const auto subjects = [this]() -> QList<Subject> {
        if (m_status.isEmpty()) {
            return {};
        }
        const QJsonValue mode = m_mode.isEmpty() ? QJsonValue() : QJsonValue(m_mode);
        return {{u"worker"_s, u"cam"_s, {{u"worker.status"_s, m_status}}},
                {u"pipeline"_s, u"pipeline"_s, {{u"pipeline.mode"_s, mode}}}};
    };
    const auto causeOf = [](const QString &, const QString &) {
        return std::make_shared<std::atomic<qint64>>(42);
    };
    m_alerts = std::make_unique<Alerts>(
        *m_store, rules, Alerts::Sources{.subjects = subjects, .causeOf = causeOf}, m_options);
    connect(m_journal.get(), &journal::Journal::appended, m_alerts.get(), &Alerts::take);
    m_alerts->start();
}

void AlertsTest::restart(const QList<Rule> &rules)
{
    open();
    begin(rules);
}

QStringList AlertsTest::alerts() const
{
    const auto read = readOf<QStringList>(*m_store, [](Transaction &tx) {
        QStringList all;
        QSqlQuery &query = tx.exec(u"SELECT status || ' ' || severity || ' ' || count || ' ' || "
                                   "coalesce(ended_reason, '') FROM alerts ORDER BY number"_s);
        while (query.next()) {
            all.append(query.value(0).toString().trimmed());
        }
        return all;
    });
    return read ? read.value() : QStringList();
}

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

void AlertsTest::eventsRaiseOnce()
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
                      "a.event_id JOIN journal l ON l.type = 'alert.created' AND "
                      "l.cause = c.sequence"_s),
             2);
    restart({risky()});
    QTRY_VERIFY(numberIn(*m_store, u"SELECT value FROM settings WHERE key = 'alerts.cursor'"_s)
                >= 3);
    QCOMPARE(alerts().size(), 2); // they stay until a person handles them
    m_journal->append({.type = u"event.deleted"_s, .data = {{u"event_id"_s, 2}}});
    QTRY_COMPARE(alerts(), QStringList({u"resolved high 1 event deleted"_s, u"pending high 1"_s}));
}

void AlertsTest::eventsAndWhatThereIsOneOf_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QStringList>("raised");
    QTest::newRow("as asked") << u"normal"_s << QStringList{u"pending high 1"_s};
    QTest::newRow("otherwise") << u"degraded"_s << QStringList();
    QTest::newRow("not known") << QString() << QStringList();
}

// A rule about events may ask for the pipeline beside them, and name it.
void AlertsTest::eventsAndWhatThereIsOneOf()
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
void AlertsTest::eventsThatCameMeanwhile()
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
void AlertsTest::manyEventsThatCameMeanwhile()
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

void AlertsTest::waitsForTheStore()
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
void AlertsTest::raisesAnewWhatWasRefused()
{
    const auto change = [this](const QString &sql) {
        return written<int>(*m_store, [sql](Transaction &tx) { return tx.change(sql); }).ok();
    };
    QVERIFY(change(u"CREATE TRIGGER no BEFORE INSERT ON alerts BEGIN "
                   "SELECT raise(ABORT, 'no'); END"_s));
    begin({failed()});
    set(u"failed"_s);
    QTRY_VERIFY(sight().holds == true);
    QTRY_VERIFY(!sight().alertId);
    QVERIFY(change(u"DROP TRIGGER no"_s));
    QTRY_COMPARE(alerts(), QStringList{u"pending high 1"_s});
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
