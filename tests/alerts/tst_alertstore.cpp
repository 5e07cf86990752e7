// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/alerts/alertstore.h"
#include "backend/protocol/eventregistry.h"
#include "tests/storage/storagesupport.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace alerts;
using protocol::Alert;
using protocol::AlertSeverity;
using protocol::AlertStatus;
using protocol::Done;
using storage::Storage;
using storage::Transaction;

Q_DECLARE_METATYPE(alerts::Filter)

/// Alerts as rows, each with the lines of its life in the journal; every line is one that the
/// registry takes.
class AlertStoreTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void raisedOnce();
    void keepsEveryField();
    void lifeOfAnAlert();
    void handledAndStillStanding();
    void refusals();
    void seenAfterItsEnd();
    void eventIsGone();
    void severityChanges();
    void pages_data();
    void pages();
    void pagesReadWhatTheyShow_data();
    void pagesReadWhatTheyShow();
    void pagesInARow();
    void totalOfMany();
    void retention();

private:
    template<typename T>
    T write(std::function<T(Transaction &)> work)
    {
        return written<T>(*m_store, std::move(work)).value();
    }

    void raiseOne(const Draft &draft, qint64 cause = 0)
    {
        QVERIFY(write<bool>([=](Transaction &tx) { return raise(tx, draft, cause); }));
    }

    Alert alert(const QString &id)
    {
        return write<Alert>([id](Transaction &tx) { return alerts::find(tx, id).value(); });
    }

    Alert handled(const QString &id, Wish wish)
    {
        return write<Alert>([=](Transaction &tx) {
            return handle(tx, id, {.wish = wish, .by = u"ann"_s, .reason = u"seen"_s}).value();
        });
    }

    /// The data of the lines about an alert as "type: data".
    QStringList lines();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Storage> m_store;
    std::unique_ptr<QSignalSpy> m_refused;
};

namespace {

const Draft Failed{.id = u"a1"_s,
                   .rule = u"worker_failed"_s,
                   .subjectKind = u"worker"_s,
                   .subject = u"cam"_s,
                   .severity = AlertSeverity::High,
                   .message = u"cam has failed"_s,
                   .at = protocol::WallTime(std::chrono::hours(24 * 365 * 50))};

Draft aboutEvent(const QString &id, qint64 event)
{
    return {.id = id,
            .rule = u"high_risk_event"_s,
            .subjectKind = u"event"_s,
            .subject = QString::number(event),
            .eventId = event,
            .severity = AlertSeverity::High,
            .message = u"someone"_s,
            .at = Failed.at};
}

} // namespace

void AlertStoreTest::init()
{
    m_refused.reset();
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = Storage::open(m_folder->filePath(u"signalbox.db"_s));
    QVERIFY2(opened.ok(), opened ? "" : qPrintable(opened.error().detail));
    m_store = std::move(opened.value());
    m_store->setJournalRules(
        {.node = u"test"_s,
         .admit = [registry = protocol::EventRegistry()](protocol::Event &event) {
             event.channel = registry.channelOf(event.type);
             return registry.fault(event.type, event.data);
         }});
    m_refused = std::make_unique<QSignalSpy>(m_store.get(), &Storage::refused);
}

void AlertStoreTest::cleanup()
{
    QCOMPARE(m_refused->count(), 0);
}

QStringList AlertStoreTest::lines()
{
    return write<QStringList>([](Transaction &tx) {
        QStringList all;
        QSqlQuery &query = tx.exec(u"SELECT type, cause, json_extract(data, '$.reason') "
                                   "FROM journal ORDER BY sequence"_s);
        while (query.next()) {
            all.append(u"%1 %2 %3"_s
                           .arg(query.value(0).toString(), query.value(1).toString(),
                                query.value(2).toString())
                           .trimmed());
        }
        return all;
    });
}

void AlertStoreTest::raisedOnce()
{
    raiseOne(Failed, 7);
    Draft second = Failed;
    second.id = u"a2"_s;
    QVERIFY(!write<bool>([=](Transaction &tx) { return raise(tx, second, 8); }));
    second.subject = u"mic"_s;
    raiseOne(second, 9);
    QCOMPARE(lines(), QStringList({u"alert.created 7"_s, u"alert.created 9"_s}));
}

void AlertStoreTest::keepsEveryField()
{
    raiseOne(Failed);
    const Alert expected{.id = u"a1"_s,
                         .ruleId = u"worker_failed"_s,
                         .severity = AlertSeverity::High,
                         .message = u"cam has failed"_s,
                         .status = AlertStatus::Pending,
                         .subjectKind = u"worker"_s,
                         .subject = u"cam"_s,
                         .count = 1,
                         .createdAt = Failed.at,
                         .updatedAt = Failed.at,
                         .lastSeenAt = Failed.at};
    QCOMPARE(alert(u"a1"_s), expected);
    raiseOne(aboutEvent(u"e1"_s, 456));
    QCOMPARE(alert(u"e1"_s).eventId, 456);
}

void AlertStoreTest::lifeOfAnAlert()
{
    raiseOne(Failed);
    const protocol::WallTime later = Failed.at + std::chrono::seconds(5);
    write<Done>([=](Transaction &tx) {
        repeat(tx, u"a1"_s, later);
        return Done{};
    });
    QCOMPARE(alert(u"a1"_s).count, 2);
    QCOMPARE(alert(u"a1"_s).lastSeenAt, later);
    const Alert seen = handled(u"a1"_s, Wish::Acknowledge);
    QCOMPARE(seen.status, AlertStatus::Acknowledged);
    QCOMPARE(seen.acknowledgedBy, u"ann"_s);
    QCOMPARE(seen.acknowledgedReason, u"seen"_s);
    QCOMPARE(alert(u"a1"_s), seen);
    QCOMPARE(handled(u"a1"_s, Wish::Acknowledge), seen); // nothing more comes of it
    write<Done>([](Transaction &tx) {
        clear(tx, u"a1"_s, u"condition cleared"_s, 12);
        return Done{};
    });
    const Alert over = alert(u"a1"_s);
    QCOMPARE(over.status, AlertStatus::Resolved);
    QCOMPARE(over.endedBy, std::optional<QString>());
    QCOMPARE(over.endedReason, u"condition cleared"_s);
    QVERIFY(over.clearedAt && over.endedAt);
    QCOMPARE(over.acknowledgedBy, u"ann"_s);
    QCOMPARE(lines(),
             QStringList({u"alert.created 0"_s, u"alert.acknowledged 0 seen"_s,
                          u"alert.resolved 12 condition cleared"_s}));
    // A new one may come now.
    Draft next = Failed;
    next.id = u"a2"_s;
    raiseOne(next);
}

// What was dismissed while its condition holds is not raised anew before that is over.
void AlertStoreTest::handledAndStillStanding()
{
    raiseOne(Failed);
    QCOMPARE(handled(u"a1"_s, Wish::Dismiss).status, AlertStatus::Dismissed);
    const auto all = write<QList<Standing>>([](Transaction &tx) { return standing(tx); });
    QCOMPARE(all.size(), 1);
    QCOMPARE(all.first().id, u"a1"_s);
    Draft second = Failed;
    second.id = u"a2"_s;
    QVERIFY(!write<bool>([=](Transaction &tx) { return raise(tx, second, 0); }));
    write<Done>([](Transaction &tx) {
        clear(tx, u"a1"_s, u"condition cleared"_s, 0);
        return Done{};
    });
    QCOMPARE(alert(u"a1"_s).status, AlertStatus::Dismissed);
    QVERIFY(write<QList<Standing>>([](Transaction &tx) { return standing(tx); }).isEmpty());
    QCOMPARE(lines(), QStringList({u"alert.created 0"_s, u"alert.dismissed 0 seen"_s}));
}

void AlertStoreTest::refusals()
{
    const auto kind = [this](const QString &id, Wish wish) {
        const auto result = write<std::optional<protocol::ErrorKind>>(
            [=](Transaction &tx) -> std::optional<protocol::ErrorKind> {
                const auto handled = handle(tx, id, {.wish = wish, .by = u"ann"_s});
                return handled ? std::nullopt : std::optional(handled.error().kind);
            });
        return result;
    };
    QCOMPARE(kind(u"nobody"_s, Wish::Resolve), protocol::ErrorKind::NotFound);
    raiseOne(Failed);
    QCOMPARE(kind(u"a1"_s, Wish::Resolve), std::nullopt);
    QCOMPARE(kind(u"a1"_s, Wish::Resolve), std::nullopt);
    QCOMPARE(kind(u"a1"_s, Wish::Dismiss), protocol::ErrorKind::Conflict);
    QCOMPARE(lines(), QStringList({u"alert.created 0"_s, u"alert.resolved 0"_s}));
}

// What came and went while nobody looked is still to be seen by somebody.
void AlertStoreTest::seenAfterItsEnd()
{
    raiseOne(Failed);
    write<Done>([](Transaction &tx) {
        clear(tx, u"a1"_s, u"over"_s, 0);
        return Done{};
    });
    const Alert seen = handled(u"a1"_s, Wish::Acknowledge);
    QCOMPARE(seen.status, AlertStatus::Resolved);
    QVERIFY(seen.acknowledgedAt && seen.acknowledgedBy);
    QCOMPARE(handled(u"a1"_s, Wish::Acknowledge), seen);
    QCOMPARE(lines(),
             QStringList({u"alert.created 0"_s, u"alert.resolved 0 over"_s,
                          u"alert.acknowledged 0 seen"_s}));
}

void AlertStoreTest::eventIsGone()
{
    raiseOne(aboutEvent(u"e1"_s, 456), 3);
    raiseOne(aboutEvent(u"e2"_s, 457), 4);
    write<Done>([](Transaction &tx) {
        clearEvent(tx, 456, 20);
        return Done{};
    });
    QCOMPARE(alert(u"e1"_s).status, AlertStatus::Resolved);
    QCOMPARE(alert(u"e2"_s).status, AlertStatus::Pending);
    QCOMPARE(lines().last(), u"alert.resolved 20 event deleted"_s);
    QVERIFY(write<QList<Standing>>([](Transaction &tx) { return standing(tx); }).isEmpty());
}

void AlertStoreTest::severityChanges()
{
    raiseOne(Failed);
    const auto set = [this](AlertSeverity severity) {
        write<Done>([=](Transaction &tx) {
            setSeverity(tx, u"a1"_s, severity);
            return Done{};
        });
    };
    set(AlertSeverity::High);
    QCOMPARE(lines().size(), 1);
    set(AlertSeverity::Critical);
    QCOMPARE(alert(u"a1"_s).severity, AlertSeverity::Critical);
    QCOMPARE(lines().last(), u"alert.updated 0"_s);
    QCOMPARE(numberIn(*m_store,
                      u"SELECT json_extract(data, '$.priority') FROM journal "
                      "WHERE type = 'alert.updated'"_s),
             1);
}

void AlertStoreTest::pages_data()
{
    QTest::addColumn<Filter>("filter");
    QTest::addColumn<QString>("ids");
    QTest::addColumn<qint64>("total");
    const auto row = [](const char *name, const Filter &filter, const QString &ids, qint64 total) {
        QTest::newRow(name) << filter << ids << total;
    };
    row("all, newest first", {}, u"e2 e1 a1"_s, 3);
    row("active", {.status = u"active"_s}, u"e2 a1"_s, 2);
    row("resolved", {.status = u"resolved"_s}, u"e1"_s, 1);
    row("acknowledged", {.status = u"acknowledged"_s}, u"a1"_s, 1);
    row("none of them", {.status = u"delivered"_s}, {}, 0);
    row("of a rule", {.rule = u"worker_failed"_s}, u"a1"_s, 1);
    row("of an unknown rule", {.rule = u"x' OR '1'='1"_s}, {}, 0);
    row("of a severity", {.severity = u"high"_s}, u"e2 e1 a1"_s, 3);
    row("of both", {.status = u"active"_s, .severity = u"low"_s}, {}, 0);
    row("before one", {.before = 3}, u"e1 a1"_s, 3);
    row("the first", {.limit = 1}, u"e2 …"_s, 3);
}

void AlertStoreTest::pages()
{
    QFETCH(Filter, filter);
    QFETCH(QString, ids);
    QFETCH(qint64, total);
    raiseOne(Failed);
    raiseOne(aboutEvent(u"e1"_s, 456));
    raiseOne(aboutEvent(u"e2"_s, 457));
    handled(u"a1"_s, Wish::Acknowledge);
    handled(u"e1"_s, Wish::Resolve);
    const auto page =
        write<protocol::AlertPage>([=](Transaction &tx) { return alerts::page(tx, filter); });
    QStringList got;
    for (const Alert &one : page.items) {
        got.append(one.id);
    }
    if (page.nextCursor) {
        got.append(u"…"_s);
    }
    QCOMPARE(got.join(u' '), ids);
    QCOMPARE(page.total, total);
    QCOMPARE(page.totalAtLeast, total);
}

void AlertStoreTest::pagesReadWhatTheyShow_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("searched");
    const auto row = [](const QString &where, const QString &searched) {
        QTest::newRow(qPrintable(where)) << where << searched;
    };
    const QString active = u"status IN ('pending', 'delivered', 'acknowledged')"_s;
    row(u"status = ? AND severity = ?"_s, u"(severity=? AND status=?)"_s);
    row(u"status = ? AND rule = ?"_s, u"(rule=? AND status=?)"_s);
    row(u"severity = ? AND rule = ?"_s, u"(rule=? AND severity=?)"_s);
    row(u"status = ? AND severity = ? AND rule = ?"_s, u"(rule=? AND severity=? AND status=?)"_s);
    row(active + u" AND severity = ?", u"alerts_active_by_severity (severity=?)"_s);
    row(active + u" AND rule = ?", u"alerts_active_by_rule (rule=?)"_s);
    row(active + u" AND severity = ? AND rule = ?",
        u"alerts_active_by_both (rule=? AND severity=?)"_s);
}

// Whatever one filters by, the rows that do not match are not looked at, and nothing is sorted.
void AlertStoreTest::pagesReadWhatTheyShow()
{
    QFETCH(QString, where);
    QFETCH(QString, searched);
    const auto plan = write<QString>([=](Transaction &tx) {
        QSqlQuery &steps = tx.exec(u"EXPLAIN QUERY PLAN SELECT * FROM alerts WHERE 1 AND "_s + where
                                       + u" ORDER BY number DESC LIMIT 51",
                                   QVariantList(where.count(u'?'), u"x"_s));
        QStringList all;
        while (steps.next()) {
            all.append(steps.value(3).toString());
        }
        return all.join(u'\n');
    });
    QVERIFY2(plan.endsWith(searched), qPrintable(plan));
}

void AlertStoreTest::pagesInARow()
{
    for (int i = 0; i < 7; ++i) {
        raiseOne(aboutEvent(u"e%1"_s.arg(i), i));
    }
    QStringList got;
    Filter filter{.limit = 3};
    for (int pages = 0; pages < 3; ++pages) {
        const auto page =
            write<protocol::AlertPage>([=](Transaction &tx) { return alerts::page(tx, filter); });
        for (const Alert &one : page.items) {
            got.append(one.id);
        }
        QCOMPARE(page.nextCursor.has_value(), pages < 2);
        filter.before = page.nextCursor.value_or(QString()).toLongLong();
    }
    QCOMPARE(got.join(u' '), u"e6 e5 e4 e3 e2 e1 e0"_s);
}

void AlertStoreTest::totalOfMany()
{
    const auto total = [this] {
        return write<protocol::AlertPage>(
            [](Transaction &tx) { return alerts::page(tx, {.limit = 1}); });
    };
    const auto addMany = [this](int from, int to) {
        write<int>([=](Transaction &tx) {
            return tx.change(
                u"WITH RECURSIVE n(i) AS (SELECT ? UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
                "INSERT INTO alerts (id, rule, severity, message, status, subject_kind, subject, "
                "dedup_key, created_at, updated_at, last_seen_at) SELECT 'id' || i, 'r', 'low', "
                "'m', 'pending', 'worker', 'w' || i, i, 't', 't', 't' FROM n"_s,
                {from, to});
        });
    };
    addMany(1, 10'000);
    QCOMPARE(total().total, 10'000);
    QCOMPARE(total().totalAtLeast, 10'000);
    addMany(10'001, 10'001);
    QVERIFY(!total().total);
    QCOMPARE(total().totalAtLeast, 10'000);
}

void AlertStoreTest::retention()
{
    raiseOne(Failed);
    raiseOne(aboutEvent(u"e1"_s, 456));
    Draft young = aboutEvent(u"e2"_s, 457);
    young.at = protocol::Now::read().wall;
    raiseOne(young);
    handled(u"a1"_s, Wish::Dismiss);
    const auto pruned = [this](protocol::WallTime before) {
        return write<int>([=](Transaction &tx) { return prune(tx, before, 100); });
    };
    const protocol::WallTime hourAgo = protocol::Now::read().wall - std::chrono::hours(1);
    QCOMPARE(pruned(hourAgo), 1); // the old event; what was dismissed ended only now
    const protocol::WallTime hourOn = hourAgo + std::chrono::hours(2);
    QCOMPARE(pruned(hourOn), 1); // the other event; what was dismissed still stands
    QCOMPARE(alert(u"a1"_s).status, AlertStatus::Dismissed);
    write<Done>([](Transaction &tx) {
        clear(tx, u"a1"_s, u"condition cleared"_s, 0);
        return Done{};
    });
    QCOMPARE(pruned(hourOn), 1);
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM alerts"_s), 0);
}

QTEST_GUILESS_MAIN(AlertStoreTest)
#include "tst_alertstore.moc"
