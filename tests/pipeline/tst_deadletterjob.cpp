// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/deadletters.h"
#include "backend/protocol/eventregistry.h"
#include "tests/pipeline/storedrows.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pipeline;
using storage::Transaction;

/// A redress of many dead letters is told of as a job.
class DeadLetterJobTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAJobWhenThereAreMany_data();
    void isAJobWhenThereAreMany();
};

void DeadLetterJobTest::isAJobWhenThereAreMany_data()
{
    QTest::addColumn<int>("letters");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("a few") << 3 << QStringList();
    QTest::newRow("as many as a commit takes")
        << 200
        << QStringList{u"job.started"_s, u"job.progress 99"_s,
                       u"job.completed {\"replayed\":200}"_s};
    QTest::newRow("more") << 450
                          << QStringList{u"job.started"_s, u"job.progress 44"_s,
                                         u"job.progress 88"_s, u"job.progress 99"_s,
                                         u"job.completed {\"replayed\":450}"_s};
}

// Told from its beginning to its end, as the registry wants it.
void DeadLetterJobTest::isAJobWhenThereAreMany()
{
    QFETCH(int, letters);
    const protocol::EventRegistry registry;
    StoredRows rows;
    QCOMPARE(rows.put({u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                       "WHERE i < %1) INSERT INTO jobs (kind, state, payload, created_at, "
                       "available_at, finished_at) SELECT 'detection', 'dead', '{}', '%2', '%2', "
                       "'%2' FROM n"_s.arg(QString::number(letters), StoredRows::at(u"10:00"_s))}),
             QString());
    DeadLetters dead(rows.store());
    std::optional<qint64> replayed;
    dead.redressAll(u"detection"_s, Redress::Replay,
                    [&replayed](const auto &answer) { replayed = answer.value(); });
    QTRY_VERIFY(replayed.has_value());
    QCOMPARE(*replayed, letters);
    const auto told = readOf<QStringList>(rows.store(), [&registry](Transaction &tx) {
        QStringList lines;
        QSqlQuery &all = tx.exec(u"SELECT type, data FROM journal ORDER BY sequence"_s);
        while (all.next()) {
            const QString type = all.value(0).toString();
            const QJsonObject data =
                QJsonDocument::fromJson(all.value(1).toString().toUtf8()).object();
            QString line = type;
            if (data.contains(u"progress")) {
                line += u' ' % QString::number(data.value(u"progress").toInt());
            } else if (data.contains(u"result")) {
                line += u' '
                    % QString::fromUtf8(QJsonDocument(data.value(u"result").toObject())
                                            .toJson(QJsonDocument::Compact));
            }
            lines.append(registry.fault(type, data).value_or(line));
        }
        return lines;
    });
    QTEST(told.value(), "lines");
}

QTEST_GUILESS_MAIN(DeadLetterJobTest)
#include "tst_deadletterjob.moc"
