// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/troubletext.h"

#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

class TroubleTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data();
    void says();
};

void TroubleTextTest::says_data()
{
    QTest::addColumn<TroubleFacts>("facts");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("mend");
    const Connection plain{.name = u"barn"_s};
    const Connection bearing{.token = u"t"_s, .name = u"barn"_s};
    const Connection pinned{.name = u"barn"_s, .fingerprint = u"ab"_s};
    const QString replace = u"&Replace token…"_s;
    const QString give = u"&Give a token…"_s;
    QTest::newRow("nothing") << TroubleFacts{.connection = plain} << QString() << QString();
    QTest::newRow("no token, not on the list")
        << TroubleFacts{.rejection = Rejection::Token, .connection = plain}
        << u"barn wants a token, and SIGNALBOX_TOKEN is not set."_s << give;
    QTest::newRow("no token in the keychain")
        << TroubleFacts{.rejection = Rejection::Token, .connection = plain, .isListed = true}
        << u"barn wants a token, and none is kept for it in the keychain."_s << replace;
    QTest::newRow("expired, of the environment")
        << TroubleFacts{.rejection = Rejection::Token, .connection = bearing}
        << u"barn does not accept the token in SIGNALBOX_TOKEN: it has expired, was revoked, or is "
           "of another backend."_s
        << give;
    QTest::newRow("expired, of the keychain")
        << TroubleFacts{.rejection = Rejection::Token, .connection = bearing, .isListed = true}
        << u"barn does not accept the token that the keychain keeps for it: it has expired, was "
           "revoked, or is of another backend."_s
        << replace;
    QTest::newRow("a token without the scope")
        << TroubleFacts{.rejection = Rejection::Scope, .connection = bearing}
        << u"The token for barn may not look at it: it needs the scope read."_s << give;
    QTest::newRow("an unknown certificate")
        << TroubleFacts{.rejection = Rejection::Certificate, .connection = plain}
        << u"This computer does not trust the certificate that barn shows. Nothing was sent to it."_s
        << u"&Look at the certificate…"_s;
    QTest::newRow("a certificate that changed")
        << TroubleFacts{.rejection = Rejection::Certificate, .connection = pinned}
        << u"The certificate that barn shows is not the one that was accepted for it. It was "
           "renewed, or somebody else answers in its place. Nothing was sent to it."_s
        << u"&Look at the certificate…"_s;
    QTest::newRow("another API")
        << TroubleFacts{.connection = plain,
                        .version = u"9.1"_s,
                        .foreign = {u"/a: x is missing"_s}}
        << u"The backend is version 9.1, this console %1. Not shown, because it is not as the API "
           "has it: /a: x is missing"_s.arg(QStringLiteral(SIGNALBOX_VERSION))
        << QString();
    QTest::newRow("the same version")
        << TroubleFacts{.connection = plain,
                        .version = QStringLiteral(SIGNALBOX_VERSION),
                        .foreign = {u"/a: x"_s, u"/b: y"_s, u"/c: z"_s, u"/d: z"_s}}
        << u"Not shown, because it is not as the API has it: /a: x; /b: y; /c: z; and 1 more"_s
        << QString();
}

void TroubleTextTest::says()
{
    QFETCH(TroubleFacts, facts);
    QFETCH(QString, text);
    QFETCH(QString, mend);
    QCOMPARE(troubleOf(facts).text, text);
    QCOMPARE(troubleOf(facts).mend, mend);
}

QTEST_APPLESS_MAIN(TroubleTextTest)
#include "tst_troubletext.moc"
