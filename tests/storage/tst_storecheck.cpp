// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/database.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace storage;

/// What is refused before a byte is written.
class StoreCheckTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWithOneSentence_data();
    void refusesWithOneSentence();
    void leavesANewerStoreUntouched();
    void seesTheVersionInTheLogOfACrash();
    void takesAnEmptyFile();
};

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QList<Migration> withOneMore(const QStringList &statements)
{
    QList<Migration> steps = migrations();
    steps.append({.version = steps.last().version + 1, .statements = statements});
    return steps;
}

} // namespace

void StoreCheckTest::refusesWithOneSentence_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("text file") << u"text.db"_s << u"is not a database"_s;
    QTest::newRow("random bytes after a true head") << u"torn.db"_s << u"is not a database"_s;
    QTest::newRow("another program's") << u"other.db"_s << u"database of another program"_s;
    QTest::newRow("a folder") << u"."_s << u"is a folder"_s;
    QTest::newRow("no such folder") << u"none/signalbox.db"_s << u"cannot be written"_s;
    QTest::newRow("below a file") << u"text.db/signalbox.db"_s << u"cannot be written"_s;
}

void StoreCheckTest::refusesWithOneSentence()
{
    QFETCH(QString, path);
    QFETCH(QString, sentence);
    const QTemporaryDir folder;
    const auto put = [&](const QString &name, const QByteArray &content) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    };
    put(u"text.db"_s, QByteArray(5000, 'x'));
    put(u"torn.db"_s, QByteArray("SQLite format 3\0", 16) + QByteArray(5000, '\x07'));
    {
        QSqlDatabase other = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s);
        other.setDatabaseName(folder.filePath(u"other.db"_s));
        QVERIFY(other.open());
        QVERIFY(QSqlQuery(other).exec(u"CREATE TABLE bookmarks (a)"_s));
    }
    QSqlDatabase::removeDatabase(u"other"_s);
    const QByteArray before = contentOf(folder.filePath(path));
    const QStringList files = QDir(folder.path()).entryList(QDir::Files);

    const auto opened = Database::open(folder.filePath(path));
    QVERIFY(!opened.ok());
    QVERIFY2(opened.error().detail.contains(sentence), qPrintable(opened.error().detail));
    QVERIFY2(opened.error().detail.contains(folder.path()), qPrintable(opened.error().detail));
    QVERIFY(!opened.error().detail.contains(u'\n'));
    QCOMPARE(contentOf(folder.filePath(path)), before);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), files);
}

void StoreCheckTest::leavesANewerStoreUntouched()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"signalbox.db"_s);
    QVERIFY(Database::open(path, withOneMore({})).ok());
    const QByteArray before = contentOf(path);
    const auto stamp = QFileInfo(path).lastModified();

    const auto opened = Database::open(path);
    QVERIFY(!opened.ok());
    QVERIFY2(opened.error().detail.contains(u"was written by a newer version"_s),
             qPrintable(opened.error().detail));
    QCOMPARE(contentOf(path), before);
    QCOMPARE(QFileInfo(path).lastModified(), stamp);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"signalbox.db"_s});
}

// A crash right after an upgrade: the new version is only in the log.
void StoreCheckTest::seesTheVersionInTheLogOfACrash()
{
    const QTemporaryDir folder;
    const QTemporaryDir copy;
    const QString path = folder.filePath(u"signalbox.db"_s);
    QVERIFY(Database::open(path).ok());
    {
        auto upgraded = Database::open(path, withOneMore({}));
        QVERIFY(upgraded.ok());
        for (const QString &name : {u"signalbox.db"_s, u"signalbox.db-wal"_s}) {
            QVERIFY(QFile::copy(folder.filePath(name), copy.filePath(name)));
        }
    }
    const QByteArray before = contentOf(copy.filePath(u"signalbox.db"_s));
    const auto opened = Database::open(copy.filePath(u"signalbox.db"_s));
    QVERIFY(!opened.ok());
    QVERIFY2(opened.error().detail.contains(u"newer version"_s), qPrintable(opened.error().detail));
    QCOMPARE(contentOf(copy.filePath(u"signalbox.db"_s)), before);
}

void StoreCheckTest::takesAnEmptyFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"signalbox.db"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    QVERIFY(Database::open(path).ok());
}

QTEST_GUILESS_MAIN(StoreCheckTest)
#include "tst_storecheck.moc"
