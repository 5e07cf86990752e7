// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/securedaemon.h"
#include "tests/scenario/support/socketclient.h"
#include "tests/support/certificatefiles.h"

#include <QSslCertificate>
#include <QSslSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using scenario::Daemon;
using scenario::SocketClient;
using support::CertificateFolder;
using support::makePair;

namespace {

QString tomlOf(const CertificateFolder &folder)
{
    return u"[server]\n"_s + folder.toml() + u"[ai]\nembedded = \"false\"\n"_s;
}

scenario::Way wayTo(const Daemon &daemon)
{
    return {.port = daemon.port(), .isEncrypted = true};
}

/// The certificate that a new connection is met with.
QSslCertificate shownBy(const Daemon &daemon)
{
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.connectToHostEncrypted(u"127.0.0.1"_s, daemon.port());
    (void)scenario::waitUntil([&] { return socket.isEncrypted(); });
    return socket.peerCertificate();
}

QSslCertificate certificateIn(const support::Pair &pair)
{
    return QSslCertificate::fromData(pair.certificate).value(0);
}

/// The last line about the certificate in the journal.
QJsonObject lastLine(const Daemon &daemon)
{
    const QJsonArray items = scenario::request(wayTo(daemon), "GET",
                                               "/api/journal?type=service.status_changed&limit=100")
                                 .json()
                                 .value(u"items")
                                 .toArray();
    for (const auto &item : items) {
        if (item[u"data"][u"service"] == u"tls_certificate"_s) {
            return item[u"data"].toObject();
        }
    }
    return {};
}

} // namespace

/// The daemon behind TLS.
class TlsDaemonTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void speaksTlsOnly();
    void wrongFilesAreTold_data();
    void wrongFilesAreTold();
    void newPairIsTakenWithoutARestart();
};

void TlsDaemonTest::speaksTlsOnly()
{
    const CertificateFolder folder;
    Daemon daemon({.toml = tomlOf(folder)});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    QCOMPARE(daemon.output(),
             "signalbox listening on https://127.0.0.1:" + QByteArray::number(daemon.port())
                 + "\n");
    QCOMPARE(scenario::request(wayTo(daemon), "GET", "/api/clients").status, 200);
    QCOMPARE(scenario::request(daemon.port(), "GET", "/api/clients").status, 0);
    for (const QString &path : {u"/ws/events"_s, u"/ws/system"_s}) {
        SocketClient client(daemon.socketUrl(path));
        QVERIFY2(!client.greeting().isEmpty(), qPrintable(path));
        QVERIFY(!client.next(u"system.status"_s).isEmpty());
    }
    QCOMPARE(daemon.terminate(), std::optional(0));
}

void TlsDaemonTest::wrongFilesAreTold_data()
{
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("end"); // of the only line
    const auto pair = makePair();
    const auto old = makePair({.fromSeconds = -7200, .toSeconds = -3600});
    QTest::newRow("no certificate")
        << "x"_ba << pair.key << u"cert.pem: holds no PEM certificate"_s;
    QTest::newRow("no key") << pair.certificate << "x"_ba
                            << u"key.pem: holds no PEM private key that opens without a "
                               "passphrase"_s;
    QTest::newRow("another's key") << pair.certificate << makePair().key << u"cert.pem"_s;
    QTest::newRow("expired") << old.certificate << old.key
                             << u"cert.pem: expired on %1"_s.arg(
                                    certificateIn(old).expiryDate().toUTC().toString(Qt::ISODate));
}

void TlsDaemonTest::wrongFilesAreTold()
{
    QFETCH(const QByteArray, certificate);
    QFETCH(const QByteArray, key);
    QFETCH(const QString, end);
    const CertificateFolder folder({.certificate = certificate, .key = key});
    Daemon daemon({.toml = tomlOf(folder)});
    daemon.launch();
    QCOMPARE(daemon.waitForEnd(), std::optional(2));
    const QByteArray line = daemon.errorText();
    QVERIFY2(line.endsWith(QByteArray(end.toUtf8() + '\n')) && line.count('\n') == 1,
             line.constData());
    QVERIFY(daemon.output().isEmpty());
    QVERIFY(!QFile::exists(daemon.dataDirectory()));
    const auto checked = scenario::runProgram(
        u"signalboxd"_s, {u"--check-config"_s, u"--config"_s, daemon.configFile()});
    QCOMPARE(checked.exitCode, 2);
    QCOMPARE(checked.errors, line);
}

void TlsDaemonTest::newPairIsTakenWithoutARestart()
{
    const auto first = makePair();
    const CertificateFolder folder(first);
    Daemon daemon({.toml = tomlOf(folder)});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    SocketClient open(daemon.socketUrl(u"/ws/events"_s));
    QVERIFY(!open.greeting().isEmpty());
    QCOMPARE(shownBy(daemon), certificateIn(first));
    const auto second = makePair();
    folder.put(second);
    QTRY_COMPARE(shownBy(daemon), certificateIn(second));
    // A broken pair changes nothing but is told: once in the log, and in the journal.
    CertificateFolder::replace(folder.certificateFile(), "noise");
    QTRY_COMPARE(lastLine(daemon).value(u"status").toString(), u"degraded"_s);
    QCOMPARE(lastLine(daemon).value(u"message").toString(),
             folder.certificateFile() + u": holds no PEM certificate"_s);
    QCOMPARE(shownBy(daemon), certificateIn(second));
    const auto third = makePair();
    folder.put(third);
    QTRY_COMPARE(lastLine(daemon).value(u"status").toString(), u"healthy"_s);
    QCOMPARE(shownBy(daemon), certificateIn(third));
    QCOMPARE(daemon.errorText().count("the certificate from before stays"), 1);
    // Who was there before is still there.
    open.send({{u"type"_s, u"ping"_s}});
    QVERIFY(!open.next(u"pong"_s).isEmpty());
}

QTEST_GUILESS_MAIN(TlsDaemonTest)
#include "tst_tlsdaemon.moc"
