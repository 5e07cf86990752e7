// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/securedaemon.h"
#include "tests/support/postgrescluster.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using scenario::Daemon;
using scenario::Ended;
using support::PostgresCluster;

namespace {

const QString Quiet = u"[ai]\nembedded = \"false\"\n"_s;

/// `signalboxd store WORDS…`, as a user would type it.
Ended runStore(const QStringList &words)
{
    return scenario::runProgram(u"signalboxd"_s, QStringList{u"store"_s} + words);
}

void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
}

} // namespace

/// The command that migrates, checks and copies stores; the server lets an ordinary user in, with a
/// password.
class StoreCommandTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void wrongUsage_data();
    void wrongUsage();
    void thereAndBack();
    void whatIsInUseIsRefused();
    void storeElsewhereIsInUseToo();
    void folderThatCannotBeWritten();
    void passwords();
    void runsOnTheCopy();

private:
    QString data(const QString &name = {}) const { return m_folder->path() + u"/data" + name; }

    QString url(const QString &database) const
    {
        return storage::toText(m_cluster.server(database, u"signalbox"_s));
    }

    /// A database of its own for each test function.
    QString newDatabase();

    /// With the data directory of the test.
    Ended store(const QStringList &words) const
    {
        return runStore(words + QStringList{u"--data-dir"_s, data()});
    }

    PostgresCluster m_cluster;
    int m_databases = 0;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_password; ///< the file
};

void StoreCommandTest::initTestCase()
{
    const QString fault = m_cluster.start();
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
    QCOMPARE(m_cluster.run(u"CREATE ROLE signalbox LOGIN PASSWORD 'three words'"_s), QString());
    m_cluster.askForPasswords();
}

void StoreCommandTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir().mkpath(data()));
    m_password = m_folder->filePath(u"password"_s);
    write(m_password, "three words\n");
}

QString StoreCommandTest::newDatabase()
{
    const QString name = u"c%1"_s.arg(++m_databases);
    const QString fault = m_cluster.run(u"CREATE DATABASE %1 OWNER signalbox"_s.arg(name));
    return fault.isEmpty() ? url(name) : fault;
}

void StoreCommandTest::wrongUsage_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("sentence");
    const auto row = [](const char *name, const QString &words, const QByteArray &sentence) {
        QTest::newRow(name) << words.split(u' ') << sentence;
    };
    row("no verb", u"--data-dir /x"_s, "migrate, check or copy is missing; see --help");
    row("another verb", u"mend"_s, "unknown verb: mend; see --help");
    row("a word too many", u"check now"_s, "unexpected argument: now");
    row("nothing to copy to", u"copy --from sqlite:a.db"_s, "copy needs --from and --to");
    row("from what", u"check --from sqlite:a.db"_s, "--from has no meaning for check");
    row("twice", u"copy --from sqlite:a.db --from sqlite:b.db --to sqlite:c.db"_s,
        "--from is given twice");
    row("another database", u"copy --from mysql://a/b --to sqlite:c.db"_s,
        "--from mysql://a/b: must be sqlite:FILE or postgresql://USER@HOST:PORT/DATABASE");
}

void StoreCommandTest::wrongUsage()
{
    QFETCH(QStringList, words);
    QFETCH(QByteArray, sentence);
    const Ended ran = runStore(words);
    QCOMPARE(ran.errors, "signalboxd store: " + sentence + "\n");
    QCOMPARE(ran.exitCode, 2);
    QVERIFY(ran.output.isEmpty());
}

void StoreCommandTest::thereAndBack()
{
    const QString server = newDatabase();
    QCOMPARE(store({u"migrate"_s}).exitCode, 0);
    const Ended there = store({u"copy"_s, u"--from"_s, u"sqlite:signalbox.db"_s, u"--to"_s, server,
                               u"--password-file"_s, m_password});
    QVERIFY2(there.exitCode == 0, there.errors.constData());
    QVERIFY(there.output.endsWith("and was compared\n"));
    const QStringList back{u"copy"_s,           u"--from"_s,          server,    u"--to"_s,
                           u"sqlite:back.db"_s, u"--password-file"_s, m_password};
    QCOMPARE(store(back).exitCode, 0);
    QVERIFY(QFile::exists(data(u"/back.db"_s)));
    const Ended again = store(back);
    QCOMPARE(again.exitCode, 0); // nothing is in it: an empty store into an empty one
    QVERIFY(again.errors.isEmpty());
}

void StoreCommandTest::whatIsInUseIsRefused()
{
    Daemon daemon({.toml = Quiet});
    QVERIFY(daemon.start());
    const QString sentence =
        u"signalboxd store: the data directory %1 is in use by signalboxd (process %2); stop it "
        "first\n"_s.arg(QDir(daemon.dataDirectory()).canonicalPath())
            .arg(daemon.pid());
    const QList<QStringList> all{
        {u"check"_s},
        {u"migrate"_s},
        {u"copy"_s, u"--from"_s, u"sqlite:signalbox.db"_s, u"--to"_s, u"sqlite:/tmp/never.db"_s}};
    for (const QStringList &words : all) {
        const Ended ran = runStore(words + QStringList{u"--data-dir"_s, daemon.dataDirectory()});
        QCOMPARE(QString::fromUtf8(ran.errors), sentence);
        QCOMPARE(ran.exitCode, 1);
    }
    QVERIFY(!QFile::exists(u"/tmp/never.db"_s));
}

// The store of a data directory may lie in another folder.
void StoreCommandTest::storeElsewhereIsInUseToo()
{
    QTemporaryDir elsewhere;
    const QString file = elsewhere.filePath(u"signalbox.db"_s);
    Daemon daemon({.toml = Quiet + u"[storage]\nurl = \"sqlite:%1\"\n"_s.arg(file)});
    QVERIFY(daemon.start());
    QVERIFY(QFile::exists(file));
    const Ended ran = runStore(
        {u"check"_s, u"--config"_s, daemon.configFile(), u"--data-dir"_s, daemon.dataDirectory()});
    QCOMPARE(ran.exitCode, 1);
    QVERIFY2(ran.errors.contains("is in use by signalboxd"), ran.errors.constData());
}

void StoreCommandTest::folderThatCannotBeWritten()
{
    const Ended ran = runStore({u"check"_s, u"--data-dir"_s, u"/proc"_s});
    QCOMPARE(ran.errors, "signalboxd store: /proc cannot be written in: a lock is needed there\n");
    QCOMPARE(ran.exitCode, 1);
}

void StoreCommandTest::passwords()
{
    const QString server = newDatabase();
    QCOMPARE(store({u"migrate"_s}).exitCode, 0);
    const QStringList copy{u"copy"_s, u"--from"_s, u"sqlite:signalbox.db"_s, u"--to"_s, server};
    const auto failed = [&](const QByteArray &text) -> QString {
        write(m_password, text);
        const Ended ran = store(copy + QStringList{u"--password-file"_s, m_password});
        return QString::number(ran.exitCode) + u' ' + QString::fromUtf8(ran.errors);
    };
    QVERIFY(failed("wrong\n").contains(u"password authentication failed"));
    QVERIFY(failed("wrong\n").startsWith(u"1 "));
    const QString empty = failed("\nthree words\n");
    QVERIFY2(empty.contains(u"its first line must be the password"), qPrintable(empty));
    const Ended whose = store(
        {u"copy"_s, u"--from"_s, server, u"--to"_s, server, u"--password-file"_s, m_password});
    QCOMPARE(whose.errors,
             "signalboxd store: --password-file does not say of which server it is: "
             "--from-password-file or --to-password-file does\n");
    QCOMPARE(whose.exitCode, 2);
    // The configured password is for the configured store alone.
    write(m_password, "three words\n");
    const QString config = m_folder->filePath(u"signalbox.toml"_s);
    write(config,
          u"[storage]\nurl = \"postgresql://signalbox@localhost/other\"\npassword_file = \"%1\"\n"_s
              .arg(m_password)
              .toUtf8());
    const Ended other = store(copy + QStringList{u"--config"_s, config});
    QCOMPARE(other.exitCode, 1);
    QVERIFY2(other.errors.contains("no password supplied"), other.errors.constData());
    QVERIFY(!other.errors.contains("three words"));
}

// What came along is there for the program that runs on it.
void StoreCommandTest::runsOnTheCopy()
{
    const QString server = newDatabase();
    Daemon daemon({.toml = Quiet});
    QVERIFY(daemon.start());
    QCOMPARE(daemon.terminate(), 0);
    const Ended moved =
        runStore({u"copy"_s, u"--from"_s, u"sqlite:signalbox.db"_s, u"--to"_s, server,
                  u"--to-password-file"_s, m_password, u"--data-dir"_s, daemon.dataDirectory()});
    QVERIFY2(moved.exitCode == 0, moved.errors.constData());
    daemon.setToml(
        Quiet + u"[storage]\nurl = \"%1\"\npassword_file = \"%2\"\n"_s.arg(server, m_password));
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    const QJsonObject store =
        daemon.get("/api/system/health/full").json().value(u"postgres"_s).toObject();
    QVERIFY2(store.value(u"status"_s).toString() == u"healthy",
             QJsonDocument(store).toJson().constData());
    const auto lines = daemon.get("/api/journal?limit=100").json().value(u"items"_s).toArray();
    QVERIFY(lines.size() > 1);
    QVERIFY(!daemon.errorText().contains("three words"));
}

QTEST_GUILESS_MAIN(StoreCommandTest)
#include "tst_storecommand.moc"
