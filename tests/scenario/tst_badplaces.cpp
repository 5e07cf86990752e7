// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/refused.h"

#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTcpServer>

using namespace Qt::StringLiterals;
using scenario::Daemon;
using scenario::isRefused;

namespace {

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

/// Returns the version that it was.
int setSchemaVersion(const QString &path, int version)
{
    int before = 0;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"badinput"_s);
        database.setDatabaseName(path);
        database.open();
        QSqlQuery query(u"PRAGMA user_version"_s, database);
        before = query.next() ? query.value(0).toInt() : 0;
        query.exec(u"PRAGMA user_version = %1"_s.arg(version));
    }
    QSqlDatabase::removeDatabase(u"badinput"_s);
    return before;
}

QStringList contentOf(const QString &directory)
{
    return QDir(directory).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
}

} // namespace

/// A directory, a store or a port that the daemon cannot have: one clear line, and nothing changed.
class BadPlacesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dataDirectoryThatCannotBe();
    void dataDirectoryThatIsReadOnly();
    void storeThatIsNone();
    void portInUse();
    void directoryInUse();
    void newerStore();
    void startsAfterKill();
};

// Root may write everywhere, but nobody makes a directory beneath a file.
void BadPlacesTest::dataDirectoryThatCannotBe()
{
    QTemporaryDir directory;
    const QString file = directory.filePath(u"file"_s);
    write(file, "content");
    for (const QString &path : {QString(file + u"/data"_s), file}) {
        Daemon daemon({.dataDirectory = path});
        isRefused(daemon, {u"the data directory "_s + path + u" cannot be written"_s});
    }
    QCOMPARE(QFile(file).size(), 7);
}

void BadPlacesTest::dataDirectoryThatIsReadOnly()
{
    QTemporaryDir directory;
    QVERIFY(QFile::setPermissions(directory.path(), QFile::ReadOwner | QFile::ExeOwner));
    for (const QString &path : {directory.path(), directory.filePath(u"data"_s)}) {
        Daemon daemon({.dataDirectory = path});
        isRefused(daemon, {u"the data directory "_s + path + u" cannot be written"_s});
    }
    QVERIFY(QFile::setPermissions(directory.path(),
                                  QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QCOMPARE(contentOf(directory.path()), QStringList());
}

void BadPlacesTest::storeThatIsNone()
{
    QTemporaryDir directory;
    const QString path = directory.filePath(u"signalbox.db"_s);
    write(path, QByteArray(5000, 'x'));
    Daemon daemon({.dataDirectory = directory.path()});
    isRefused(daemon, {path});
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray(5000, 'x'));
}

void BadPlacesTest::portInUse()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    Daemon daemon({.port = other.serverPort()});
    isRefused(daemon,
              {u"cannot listen on 127.0.0.1:%1: The bound address is already in use"_s.arg(
                  other.serverPort())});
    QVERIFY(!QFile::exists(daemon.dataDirectory()));
    QTemporaryDir given;
    const auto open = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner
        | QFileDevice::ReadOther | QFileDevice::ExeOther;
    QVERIFY(QFile::setPermissions(given.path(), open));
    Daemon second({.dataDirectory = given.path(), .port = other.serverPort()});
    isRefused(second, {u"cannot listen on 127.0.0.1"_s});
    QCOMPARE(contentOf(given.path()), QStringList());
    QVERIFY(!QFile::permissions(given.path()).testFlag(QFileDevice::ReadGroup));
    QVERIFY(QFile::permissions(given.path()).testFlag(QFileDevice::ReadOther));
}

void BadPlacesTest::directoryInUse()
{
    Daemon first({.toml = u"[ai]\nembedded = \"false\"\n"_s});
    QVERIFY2(first.start(), first.errorText().constData());
    Daemon second({.dataDirectory = first.dataDirectory()});
    isRefused(second, {u"is in use by signalboxd (process %1)"_s.arg(first.pid())});
    QCOMPARE(first.get("/api/system/supervisor").status, 200);
    QCOMPARE(first.terminate(), std::optional(0));
    QVERIFY2(second.start(), second.errorText().constData());
}

void BadPlacesTest::newerStore()
{
    Daemon daemon({.toml = u"[ai]\nembedded = \"false\"\n"_s});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    QCOMPARE(daemon.terminate(), std::optional(0));
    const QString path = daemon.dataDirectory() + u"/signalbox.db"_s;
    const int version = setSchemaVersion(path, 999);
    QVERIFY(version > 0);
    Daemon again({.dataDirectory = daemon.dataDirectory()});
    isRefused(again, {u"was written by a newer version of Signalbox"_s});
    setSchemaVersion(path, version);
    QVERIFY2(again.start(), again.errorText().constData());
}

void BadPlacesTest::startsAfterKill()
{
    Daemon daemon({.toml = u"[ai]\nembedded = \"false\"\n"_s});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    QVERIFY(daemon.waitForWorker(u"file_watcher"_s, u"running"_s));
    daemon.kill9();
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    QVERIFY(daemon.waitForWorker(u"file_watcher"_s, u"running"_s));
    QCOMPARE(daemon.terminate(), std::optional(0));
}

QTEST_GUILESS_MAIN(BadPlacesTest)
#include "tst_badplaces.moc"
