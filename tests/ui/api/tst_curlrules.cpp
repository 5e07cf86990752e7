// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/api/curlrules.h"

#include <QProcess>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

class CurlRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commands_data();
    void commands();
    void words_data();
    void words();
    void aShellReadsTheSame_data();
    void aShellReadsTheSame();
};

void CurlRulesTest::commands_data()
{
    QTest::addColumn<CurlRequest>("request");
    QTest::addColumn<QString>("text");
    const QUrl local(u"http://127.0.0.1:8000"_s);
    QTest::newRow("GET") << CurlRequest{.base = local, .path = u"/api/clients"_s}
                         << u"curl http://127.0.0.1:8000/api/clients"_s;
    QTest::newRow("with a query") << CurlRequest{.base = local,
                                                 .path = u"/api/events?limit=5&risk=high"_s}
                                  << u"curl 'http://127.0.0.1:8000/api/events?limit=5&risk=high'"_s;
    QTest::newRow("a token stands in it by name only")
        << CurlRequest{.base = local, .path = u"/api/tokens"_s, .withToken = true}
        << u"curl -H \"Authorization: Bearer $SIGNALBOX_TOKEN\" http://127.0.0.1:8000/api/tokens"_s;
    QTest::newRow("POST without a body")
        << CurlRequest{.base = local, .method = u"POST"_s, .path = u"/api/cleanup/run"_s}
        << u"curl -X POST http://127.0.0.1:8000/api/cleanup/run"_s;
    QTest::newRow("POST with a body")
        << CurlRequest{.base = local,
                       .method = u"POST"_s,
                       .path = u"/api/tokens"_s,
                       .hasBody = true,
                       .body = {{u"name"_s, u"it's"_s}}}
        << uR"(curl -X POST -H 'Content-Type: application/json' --data '{"name":"it'\''s"}' http://127.0.0.1:8000/api/tokens)"_s;
    QTest::newRow("a certificate of its own")
        << CurlRequest{.base = QUrl(u"https://nvr.example:8443/"_s),
                       .path = u"/api/system"_s,
                       .certificateFile = u"/home/me/my certs/nvr.pem"_s}
        << u"curl --cacert '/home/me/my certs/nvr.pem' https://nvr.example:8443/api/system"_s;
    QTest::newRow("what names a user stays out of it")
        << CurlRequest{.base = QUrl(u"http://me:secret@nvr:8000"_s), .path = u"/api"_s}
        << u"curl http://nvr:8000/api"_s;
    QTest::newRow("IPv6") << CurlRequest{.base = QUrl(u"http://[::1]:8000"_s), .path = u"/api"_s}
                          << u"curl 'http://[::1]:8000/api'"_s;
}

void CurlRulesTest::commands()
{
    QFETCH(CurlRequest, request);
    QTEST(curlText(request), "text");
}

void CurlRulesTest::words_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("word");
    QTest::newRow("plain") << u"a-b_c/1.2:3@x"_s << u"a-b_c/1.2:3@x"_s;
    QTest::newRow("empty") << u""_s << u"''"_s;
    QTest::newRow("a blank") << u"a b"_s << u"'a b'"_s;
    QTest::newRow("a quote") << u"a'b"_s << u"'a'\\''b'"_s;
    QTest::newRow("a variable") << u"$HOME"_s << u"'$HOME'"_s;
    QTest::newRow("a command") << u"`id`;id"_s << u"'`id`;id'"_s;
    QTest::newRow("a line more") << u"a\n"_s << u"'a\n'"_s;
    QTest::newRow("not of ASCII") << u"Tür"_s << u"'Tür'"_s;
}

void CurlRulesTest::words()
{
    QFETCH(QString, text);
    QTEST(shellWord(text), "word");
}

void CurlRulesTest::aShellReadsTheSame_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("quotes") << u"a'b\"c\\d"_s;
    QTest::newRow("a variable") << u"$HOME `id` $(id)"_s;
    QTest::newRow("lines") << u"a\nb\n"_s;
    QTest::newRow("JSON") << uR"({"a":["b'c",{"d":"!e"}]})"_s;
}

void CurlRulesTest::aShellReadsTheSame()
{
    QFETCH(QString, text);
    QProcess shell;
    shell.start(u"/bin/sh"_s, {u"-c"_s, u"printf %s "_s + shellWord(text)});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), text);
}

QTEST_GUILESS_MAIN(CurlRulesTest)
#include "tst_curlrules.moc"
