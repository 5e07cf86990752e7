// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/program.h"
#include "tests/scenario/support/securedaemon.h"
#include "tests/support/certificatefiles.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using scenario::Answer;
using scenario::Daemon;
using scenario::Program;
using support::CertificateFolder;

namespace {

const QString NoAi = u"[ai]\nembedded = \"false\"\n"_s;

QByteArray adminFor(const QString &dataDirectory)
{
    return scenario::runProgram(u"signalboxd"_s,
                                {u"token"_s, u"create"_s, u"--name"_s, u"test"_s, u"--scope"_s,
                                 u"admin"_s, u"--data-dir"_s, dataDirectory})
        .output.trimmed();
}

/// The names under which clients listen, "" for none; without a duplicate.
QStringList listeners(const QUrl &url, const QByteArray &admin)
{
    const scenario::Way way{.port = static_cast<quint16>(url.port()),
                            .isEncrypted = url.scheme() == u"https"};
    const Answer answer =
        scenario::request(way, "GET", "/api/clients", scenario::bearing(admin), {}, 5000);
    QStringList names;
    const QJsonArray clients = answer.json().value(u"clients").toArray();
    for (const auto &client : clients) {
        names.append(client[u"path"].toString() + u' '
                     + client[u"token"][u"name"].toString(u"-"_s));
    }
    names.sort();
    return names;
}

} // namespace

/// The window shows its token, and knows its own certificate.
class ConsoleTokenTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void insideItListens_data();
    void insideItListens();
    void elsewhereItListens();
    void withoutATokenItDoesNot();
};

void ConsoleTokenTest::insideItListens_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isEncrypted");
    QTest::addColumn<bool>("isRequired");
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << u"127.0.0.1"_s << false << false << u"-"_s;
    QTest::newRow("plain, a token required") << u"127.0.0.1"_s << false << true << u"console"_s;
    QTest::newRow("TLS") << u"127.0.0.1"_s << true << false << u"-"_s;
    QTest::newRow("TLS, a token required") << u"127.0.0.1"_s << true << true << u"console"_s;
    QTest::newRow("everywhere over TLS") << u"0.0.0.0"_s << true << false << u"console"_s;
}

void ConsoleTokenTest::insideItListens()
{
    QFETCH(const QString, host);
    QFETCH(const bool, isEncrypted);
    QFETCH(const bool, isRequired);
    QFETCH(const QString, name);
    const CertificateFolder folder;
    const QString toml =
        u"[server]\nport = 0\nhost = \"%1\"\n%2[security]\nrequire_token = %3\n"_s.arg(
            host, isEncrypted ? folder.toml() : QString(), isRequired ? u"true"_s : u"false"_s)
        + NoAi;
    Program console({.name = u"signalbox"_s, .toml = toml});
    console.launch();
    QVERIFY2(console.waitForAddress(console.dataDirectory()), console.errorText().constData());
    QCOMPARE(console.url().scheme(), isEncrypted ? u"https"_s : u"http"_s);
    QCOMPARE(console.url().host(), u"127.0.0.1"_s);
    const QByteArray admin = adminFor(console.dataDirectory());
    const QStringList both{u"/ws/events "_s + name, u"/ws/system "_s + name};
    QTRY_COMPARE_WITH_TIMEOUT(listeners(console.url(), admin), both, 20000);
    QFile file(console.dataDirectory() + u"/tokens.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("console"));
    const std::optional<int> code = console.terminate();
    const QByteArray told = QByteArray::number(code.value_or(-1)) % ' ' % console.errorText();
    QVERIFY2(code == 0, told.constData());
}

void ConsoleTokenTest::elsewhereItListens()
{
    const CertificateFolder folder;
    Daemon daemon(
        {.toml = u"[server]\n"_s + folder.toml() + u"[security]\nrequire_token = true\n"_s + NoAi});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    const QByteArray admin = adminFor(daemon.dataDirectory());
    const QByteArray screen = scenario::newToken(daemon, u"read"_s, u"wall screen"_s);
    Program console({.name = u"signalbox"_s,
                     .arguments = {u"--connect"_s, daemon.url().toString()},
                     .environment = {{u"SIGNALBOX_TOKEN"_s, QString::fromLatin1(screen)},
                                     {u"SIGNALBOX_CA_FILE"_s, folder.certificateFile()}}});
    console.launch();
    const QStringList both{u"/ws/events wall screen"_s, u"/ws/system wall screen"_s};
    QTRY_COMPARE_WITH_TIMEOUT(listeners(daemon.url(), admin), both, 20000);
}

void ConsoleTokenTest::withoutATokenItDoesNot()
{
    const CertificateFolder folder;
    Daemon daemon({.toml = u"[server]\n"_s + folder.toml() + NoAi});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    // Its certificate is signed by nobody whom this console was told to believe.
    Program console(
        {.name = u"signalbox"_s, .arguments = {u"--connect"_s, daemon.url().toString()}});
    console.launch();
    QTRY_VERIFY(console.isRunning());
    QVERIFY(!scenario::waitUntil([&] { return !listeners(daemon.url(), {}).isEmpty(); }, 4000));
}

QTEST_GUILESS_MAIN(ConsoleTokenTest)
#include "tst_consoletoken.moc"
