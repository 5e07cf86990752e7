// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/storage/storagesupport.h"

#include <QCoreApplication>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <csignal>
#include <cstdio>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace storage;
using protocol::Result;

namespace {

/// The child that writes: says a key on standard output when its commit has been reported.
int writeForEver(const QString &path, const QString &round)
{
    auto opened = Storage::open(path);
    if (!opened) {
        return 1;
    }
    Storage &store = *opened.value();
    int number = 0;
    QTimer feeder;
    QObject::connect(&feeder, &QTimer::timeout, &feeder, [&] {
        while (store.pending() < 40) {
            const QString key = round % u'-' % QString::number(++number);
            store.write<qint64>(
                &store,
                [key](Transaction &tx) {
                    tx.exec(u"INSERT INTO settings VALUES (?, ?, 't')"_s,
                            {key, QString(300, u'v')});
                    return tx.journal({.type = u"t"_s, .channel = key});
                },
                [key](const Result<qint64> &result) {
                    if (result) {
                        const QByteArray line = key.toLatin1() + '\n';
                        [[maybe_unused]] const auto sent = ::write(
                            STDOUT_FILENO, line.constData(), static_cast<std::size_t>(line.size()));
                    }
                });
        }
    });
    feeder.start(0);
    return QCoreApplication::exec();
}

/// The child that ends itself right before the given statement of a migration.
int dieWhileMigrating(const QString &path, int statement)
{
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s);
    database.setDatabaseName(path);
    if (!database.open()) {
        return 1;
    }
    QSqlQuery(database).exec(u"PRAGMA journal_mode = WAL"_s);
    const auto done = migrate(database, Engine::Sqlite, migrations(), [statement](int number) {
        if (number == statement) {
            ::raise(SIGKILL);
        }
    });
    return done ? 0 : 1;
}

} // namespace

/// The store under SIGKILL: what was acknowledged is there, and the file is whole.
class StoreKillTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acknowledgedWorksSurvive();
    void aMigrationIsAllOrNothing();
};

void StoreKillTest::acknowledgedWorksSurvive()
{
    constexpr int rounds = 20;
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"signalbox.db"_s);
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo() << "seed" << seed;
    QRandomGenerator random(seed);
    QStringList acknowledged;
    for (int round = 0; round < rounds; ++round) {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(),
                    {u"--write"_s, path, QString::number(round)});
        QVERIFY(child.waitForStarted());
        // The first answers show that it has begun; in some rounds it dies before.
        if (round % 4 != 3) {
            QVERIFY(child.waitForReadyRead(20'000));
        }
        QTest::qWait(random.bounded(1, 60));
        child.kill();
        QVERIFY(child.waitForFinished());
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);
        const QString said = QString::fromLatin1(child.readAllStandardOutput());
        acknowledged += said.left(said.lastIndexOf(u'\n') + 1).split(u'\n', Qt::SkipEmptyParts);

        auto opened = Storage::open(path);
        QVERIFY2(opened.ok(), opened ? "" : qPrintable(opened.error().detail));
        Storage &store = *opened.value();
        const auto whole = readOf<QString>(store, [](Transaction &tx) {
            QSqlQuery &query = tx.exec(u"PRAGMA integrity_check"_s);
            return query.next() ? query.value(0).toString() : QString();
        });
        QCOMPARE(whole.value(), u"ok"_s);
        const auto lost = readOf<QStringList>(store, [&acknowledged](Transaction &tx) {
            QStringList missing;
            for (const QString &key : std::as_const(acknowledged)) {
                if (!tx.exec(u"SELECT 1 FROM settings JOIN journal ON channel = key "
                             "WHERE key = ?"_s,
                             {key})
                         .next()) {
                    missing.append(key);
                }
            }
            return missing;
        });
        QCOMPARE(lost.value(), QStringList());
        QCOMPARE(numberIn(store,
                          u"SELECT (SELECT count(*) FROM settings WHERE key LIKE '%-%')"
                          " - (SELECT count(*) FROM journal)"_s),
                 0);
    }
    qInfo() << acknowledged.size() << "acknowledged works";
    QVERIFY(acknowledged.size() > rounds);
}

void StoreKillTest::aMigrationIsAllOrNothing()
{
    const auto statements = static_cast<int>(migrations().first().statements.size()) + 4;
    for (int statement = 0; statement < statements; ++statement) {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"signalbox.db"_s);
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(),
                    {u"--migrate"_s, path, QString::number(statement)});
        QVERIFY(child.waitForFinished());
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"look"_s);
            database.setDatabaseName(path);
            QVERIFY(database.open());
            QSqlQuery query(database);
            QVERIFY(query.exec(u"SELECT count(*) FROM sqlite_schema"_s) && query.next());
            QCOMPARE(query.value(0).toInt(), 0);
        }
        QSqlDatabase::removeDatabase(u"look"_s);
        auto opened = Storage::open(path);
        QVERIFY2(opened.ok(), opened ? "" : qPrintable(opened.error().detail));
    }
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--write") {
        return writeForEver(arguments.value(2), arguments.value(3));
    }
    if (arguments.value(1) == u"--migrate") {
        return dieWhileMigrating(arguments.value(2), arguments.value(3).toInt());
    }
    StoreKillTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_storekill.moc"
