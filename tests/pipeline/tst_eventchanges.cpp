// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/eventchanges.h"
#include "backend/protocol/eventregistry.h"
#include "tests/pipeline/storedrows.h"

#include <QTest>

using namespace Qt::StringLiterals;
using pipeline::EventChange;
using protocol::Done;
using protocol::Result;
using storage::Transaction;

/// What people change of security events, and what is told of it.
class EventChangesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void changes_data();
    void changes();
    void deletes();
    void doesNothingToWhatIsNotThere();

private:
    QString ask(const std::function<Result<Done>(Transaction &)> &work)
    {
        const auto done = written<Done>(m_rows->store(), [work](Transaction &tx) {
            if (const auto changed = work(tx); !changed) {
                tx.fail(changed.error());
            }
            return Done{};
        });
        return done ? QString() : done.error().detail;
    }

    /// The data of the lines of this type; each is as the registry wants it.
    QList<QJsonObject> told(const QString &type)
    {
        return readOf<QList<QJsonObject>>(
                   m_rows->store(),
                   [type](Transaction &tx) {
                       const protocol::EventRegistry registry;
                       QList<QJsonObject> lines;
                       QSqlQuery &rows =
                           tx.exec(u"SELECT data FROM journal WHERE type = ?"_s, {type});
                       while (rows.next()) {
                           const QByteArray data = rows.value(0).toString().toUtf8();
                           lines.append(QJsonDocument::fromJson(data).object());
                           if (const auto fault = registry.fault(type, lines.last())) {
                               lines.append(QJsonObject{{u"fault"_s, *fault}});
                           }
                       }
                       return lines;
                   })
            .value();
    }

    std::unique_ptr<StoredRows> m_rows;
};

void EventChangesTest::init()
{
    m_rows = std::make_unique<StoredRows>();
    QCOMPARE(
        m_rows->put({StoredRows::event(1, u"gate"_s, 75, u"10:01"_s, u"'s', 'person', 'old'"_s),
                     u"INSERT INTO events (id, batch_id, camera_id, started_at, created_at) "
                     "VALUES (2, 'b', 'gate', 't', 't')"_s}),
        QString());
}

void EventChangesTest::changes_data()
{
    QTest::addColumn<qint64>("id");
    QTest::addColumn<EventChange>("change");
    QTest::addColumn<QStringList>("fields");
    QTest::addColumn<QString>("row");
    const auto row = [](const char *name, qint64 id, const EventChange &change,
                        const QStringList &fields, const QString &left) {
        QTest::newRow(name) << id << change << fields << left;
    };
    row("reviewed", 1, {.reviewed = true}, {u"reviewed"_s}, u"1 old"_s);
    row("notes", 1, {.notes = u"new"_s}, {u"notes"_s}, u"0 new"_s);
    row("no notes any more", 1, {.notes = QString()}, {u"notes"_s}, u"0 none"_s);
    row("both", 1, {.reviewed = true, .notes = u"new"_s}, {u"reviewed"_s, u"notes"_s}, u"1 new"_s);
    row("one differs", 1, {.reviewed = true, .notes = u"old"_s}, {u"reviewed"_s}, u"1 old"_s);
    row("nothing differs", 1, {.reviewed = false, .notes = u"old"_s}, {}, u"0 old"_s);
    row("nothing is wanted", 1, {}, {}, u"0 old"_s);
    row("one without a score", 2, {.reviewed = true}, {u"reviewed"_s}, u"1 none"_s);
}

void EventChangesTest::changes()
{
    QFETCH(qint64, id);
    QFETCH(EventChange, change);
    QFETCH(QStringList, fields);
    QCOMPARE(ask([id, change](Transaction &tx) { return pipeline::changeEvent(tx, id, change); }),
             QString());
    const auto left = readOf<QString>(m_rows->store(), [id](Transaction &tx) {
        QSqlQuery &row = tx.exec(
            u"SELECT reviewed || ' ' || coalesce(notes, 'none') FROM events WHERE id = ?"_s, {id});
        return row.next() ? row.value(0).toString() : QString();
    });
    QTEST(left.value(), "row");
    const QList<QJsonObject> lines = told(u"event.updated"_s);
    QCOMPARE(lines.size(), fields.isEmpty() ? 0 : 1);
    if (!lines.isEmpty()) {
        QCOMPARE(lines.first()[u"event_id"_s].toInteger(), id);
        QCOMPARE(lines.first()[u"updated_fields"_s].toVariant().toStringList(), fields);
        QCOMPARE(lines.first()[u"risk_score"_s], id == 1 ? QJsonValue(75) : QJsonValue());
        QCOMPARE(lines.first()[u"risk_level"_s], id == 1 ? QJsonValue(u"high"_s) : QJsonValue());
    }
}

void EventChangesTest::deletes()
{
    QCOMPARE(ask([](Transaction &tx) { return pipeline::deleteEvent(tx, 1, u"a mistake"_s); }),
             QString());
    QCOMPARE(ask([](Transaction &tx) { return pipeline::deleteEvent(tx, 2, {}); }), QString());
    const QList<QJsonObject> lines = told(u"event.deleted"_s);
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines.first(), (QJsonObject{{u"event_id"_s, 1}, {u"reason"_s, u"a mistake"_s}}));
    QCOMPARE(lines.last()[u"reason"_s], QJsonValue(QJsonValue::Null));
    QCOMPARE(
        numberIn(m_rows->store(), u"SELECT count(*) FROM events WHERE deleted_at IS NOT NULL"_s),
        2);
}

void EventChangesTest::doesNothingToWhatIsNotThere()
{
    const auto deletion = [](Transaction &tx) { return pipeline::deleteEvent(tx, 1, {}); };
    QCOMPARE(ask(deletion), QString());
    QCOMPARE(ask(deletion), u"Event 1 not found"_s);
    QCOMPARE(ask([](Transaction &tx) { return pipeline::changeEvent(tx, 1, {.reviewed = true}); }),
             u"Event 1 not found"_s);
    QCOMPARE(ask([](Transaction &tx) { return pipeline::changeEvent(tx, 9, {}); }),
             u"Event 9 not found"_s);
    QCOMPARE(told(u"event.updated"_s).size(), 0);
    QCOMPARE(told(u"event.deleted"_s).size(), 1);
}

QTEST_GUILESS_MAIN(EventChangesTest)
#include "tst_eventchanges.moc"
