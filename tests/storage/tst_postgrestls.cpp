// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/database.h"
#include "backend/storage/storage.h"
#include "tests/storage/storagesupport.h"
#include "tests/support/certificates.h"
#include "tests/support/postgrescluster.h"

#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace storage;
using support::PostgresCluster;

/// A store that is reached over TCP and TLS, with what its URL says of certificates.
class PostgresTlsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void connects_data();
    void connects();
    void refuses_data();
    void refuses();
    void aClientShowsItsCertificate();
    void writesAndReads();

private:
    QString url(const QString &options, const QString &user = u"postgres"_s,
                const QString &host = u"127.0.0.1"_s) const;
    bool keep(const QString &name, const QByteArray &bytes, bool isServers);

    PostgresCluster m_cluster;
    QTemporaryDir m_own; ///< what the client has
    int m_port = 0;
};

namespace {

/// Nobody has it now; somebody may have it before the server does.
int unusedPort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

QString detailOf(const Server &server)
{
    const auto opened = Database::open(server);
    return opened ? QString() : opened.error().detail;
}

QString valueIn(Database &database, const QString &sql)
{
    QSqlQuery &query = database.run(sql);
    QString value = query.next() ? query.value(0).toString() : QString();
    database.finishQueries();
    return value;
}

} // namespace

/// Keys are nobody's but their owner's: the server and libpq look.
bool PostgresTlsTest::keep(const QString &name, const QByteArray &bytes, bool isServers)
{
    const QString path = (isServers ? m_cluster.folder() : m_own.path()) + u'/' + name;
    QFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size()
        && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return isWritten
        && (!isServers || ::geteuid() != 0
            || QProcess::execute(u"chown"_s, {u"nobody:nogroup"_s, path}) == 0);
}

QString PostgresTlsTest::url(const QString &options, const QString &user, const QString &host) const
{
    return u"postgresql://%1@%2:%3/postgres%4"_s.arg(user, host)
        .arg(m_port)
        .arg(QString(options).replace(u'@', m_own.path()));
}

void PostgresTlsTest::initTestCase()
{
    QString fault = m_cluster.start();
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
    QCOMPARE(m_cluster.run(u"CREATE ROLE localhost SUPERUSER LOGIN"_s), QString());
    m_cluster.stop();
    const support::Pair server = support::makePair();
    const support::Pair client = support::makePair();
    QVERIFY(keep(u"server.crt"_s, server.certificate, true));
    QVERIFY(keep(u"server.key"_s, server.key, true));
    QVERIFY(keep(u"clients.crt"_s, client.certificate, true));
    QVERIFY(keep(u"data/pg_hba.conf"_s,
                 "local all all trust\n"
                 "hostssl all localhost 127.0.0.1/32 cert\n"
                 "hostssl all postgres 127.0.0.1/32 trust\n",
                 true));
    QVERIFY(keep(u"root.crt"_s, server.certificate, false));
    QVERIFY(keep(u"other.crt"_s, support::makePair().certificate, false));
    QVERIFY(keep(u"client.crt"_s, client.certificate, false));
    QVERIFY(keep(u"client.key"_s, client.key, false));
    QVERIFY(keep(u"open.key"_s, client.key, false));
    QVERIFY(QFile::setPermissions(m_own.filePath(u"open.key"_s),
                                  QFileDevice::ReadOwner | QFileDevice::ReadOther));
    constexpr int tries = 3;
    fault = u"not tried"_s;
    for (int i = 0; i < tries && !fault.isEmpty(); ++i) {
        m_port = unusedPort();
        m_cluster.listenAt(m_port);
        fault =
            m_cluster.start({u"ssl=on"_s, u"ssl_cert_file=%1/server.crt"_s.arg(m_cluster.folder()),
                             u"ssl_key_file=%1/server.key"_s.arg(m_cluster.folder()),
                             u"ssl_ca_file=%1/clients.crt"_s.arg(m_cluster.folder())});
    }
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
}

void PostgresTlsTest::connects_data()
{
    QTest::addColumn<QString>("options");
    QTest::newRow("as libpq does") << QString();
    QTest::newRow("encrypted") << u"?sslmode=require"_s;
    QTest::newRow("by who signed it") << u"?sslmode=verify-ca&sslrootcert=@/root.crt"_s;
    QTest::newRow("with the address") << u"?sslmode=verify-full&sslrootcert=@/root.crt"_s;
}

void PostgresTlsTest::connects()
{
    QFETCH(const QString, options);
    const auto server = serverFrom(url(options));
    QVERIFY2(server.ok(), server ? "" : qPrintable(server.error().detail));
    const auto opened = Database::open(server.value());
    QVERIFY2(opened.ok(), opened ? "" : qPrintable(opened.error().detail));
    QCOMPARE(
        valueIn(*opened.value(), u"SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"_s),
        u"true"_s);
}

void PostgresTlsTest::refuses_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<QString>("reason");
    QTest::newRow("in the clear") << u"?sslmode=disable"_s << u"no encryption"_s;
    QTest::newRow("somebody else's")
        << u"?sslmode=verify-ca&sslrootcert=@/other.crt"_s << u"certificate verify failed"_s;
    QTest::newRow("no file") << u"?sslmode=verify-full&sslrootcert=@/none.crt"_s
                             << u"none.crt\" does not exist"_s;
    QTest::newRow("a key that others can read")
        << u"?sslmode=require&sslcert=@/client.crt&sslkey=@/open.key"_s
        << u"has group or world access"_s;
}

void PostgresTlsTest::refuses()
{
    QFETCH(const QString, options);
    QFETCH(const QString, reason);
    const auto server = serverFrom(url(options));
    QVERIFY2(server.ok(), server ? "" : qPrintable(server.error().detail));
    const QString detail = detailOf(server.value());
    QVERIFY2(detail.contains(reason), qPrintable(detail));
    QVERIFY2(!detail.contains(u'\n'), qPrintable(detail));
}

void PostgresTlsTest::aClientShowsItsCertificate()
{
    const auto with = serverFrom(url(
        u"?sslmode=verify-full&sslrootcert=@/root.crt&sslcert=@/client.crt&sslkey=@/client.key"_s,
        u"localhost"_s));
    QVERIFY2(with.ok(), with ? "" : qPrintable(with.error().detail));
    QCOMPARE(detailOf(with.value()), QString());
    const auto without = serverFrom(url(u"?sslmode=require"_s, u"localhost"_s));
    QVERIFY2(without.ok(), without ? "" : qPrintable(without.error().detail));
    QVERIFY2(detailOf(without.value()).contains(u"valid client certificate"),
             qPrintable(detailOf(without.value())));
}

void PostgresTlsTest::writesAndReads()
{
    const auto server = serverFrom(url(u"?sslmode=verify-full&sslrootcert=@/root.crt"_s));
    auto store = Storage::open({.server = server.value()});
    QVERIFY2(store.ok(), store ? "" : qPrintable(store.error().detail));
    const QString large(qsizetype{1} << 20, u'x');
    const auto put = written<protocol::Done>(*store.value(), [&large](Transaction &tx) {
        tx.change(u"INSERT INTO settings VALUES ('large', ?, 't')"_s, {large});
        return protocol::Done{};
    });
    QVERIFY2(put.ok(), put ? "" : qPrintable(put.error().detail));
    const auto got = written<QString>(*store.value(), [](Transaction &tx) {
        QSqlQuery &found = tx.exec(u"SELECT value FROM settings WHERE key = 'large'"_s);
        return found.next() ? found.value(0).toString() : QString();
    });
    QVERIFY(got.ok());
    QCOMPARE(got.value().size(), large.size());
}

QTEST_GUILESS_MAIN(PostgresTlsTest)
#include "tst_postgrestls.moc"
