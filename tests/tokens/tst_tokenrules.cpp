// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/tokens/tokenrules.h"

#include <QCryptographicHash>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace tokens;
using http::Scope;
using protocol::WallTime;

namespace {

const WallTime Start{1000000h};

QByteArray randomBytes(char first)
{
    QByteArray bytes(RandomBytes, '\0');
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        bytes[i] = static_cast<char>(first + i);
    }
    return bytes;
}

Fresh fresh(const QString &name, Scope scope = Scope::Read, std::optional<WallTime> expires = {})
{
    static char first = 0;
    return make(randomBytes(first++), {.name = name, .scope = scope, .expiresAt = expires}, Start);
}

} // namespace

class TokenRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneIsMadeOfTheRandomBytes();
    void judges_data();
    void judges();
    void isPresented_data();
    void isPresented();
    void ends_data();
    void ends();
    void names_data();
    void names();
    void expiries_data();
    void expiries();
    void survivesTheFile();
    void brokenFileIsRefused_data();
    void brokenFileIsRefused();
};

void TokenRulesTest::oneIsMadeOfTheRandomBytes()
{
    const Fresh made =
        make(randomBytes(0), {.name = u"prometheus"_s, .scope = Scope::Operate}, Start);
    QCOMPARE(made.secret,
             "sbx_000102030405_060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425");
    QCOMPARE(made.token.id, u"000102030405"_s);
    QCOMPARE(made.token.name, u"prometheus"_s);
    QCOMPARE(made.token.createdAt, Start);
    QVERIFY(!made.token.expiresAt);
    // Only the hash is kept.
    QCOMPARE(made.token.sha256,
             QCryptographicHash::hash(made.secret, QCryptographicHash::Sha256).toHex());
    QVERIFY(!toJson({made.token}).contains(made.secret.last(64)));
}

void TokenRulesTest::judges_data()
{
    QTest::addColumn<QByteArray>("changed"); // what is done to the right token
    QTest::addColumn<qint64>("afterSeconds");
    QTest::addColumn<QString>("detail"); // empty: it is good
    const QString wrong = u"The token is not valid"_s;
    QTest::newRow("right") << "same"_ba << qint64(0) << QString();
    QTest::newRow("just before its end") << "same"_ba << qint64(59) << QString();
    QTest::newRow("at its end") << "same"_ba << qint64(60) << u"The token has expired"_s;
    QTest::newRow("wrong and past its end") << "last"_ba << qint64(60) << wrong;
    QTest::newRow("first digit of the secret wrong") << "first"_ba << qint64(0) << wrong;
    QTest::newRow("last digit of the secret wrong") << "last"_ba << qint64(0) << wrong;
    QTest::newRow("another's id before it") << "id"_ba << qint64(0) << wrong;
    QTest::newRow("an id that nobody has") << "nobody"_ba << qint64(0) << wrong;
    QTest::newRow("truncated") << "short"_ba << qint64(0) << wrong;
    QTest::newRow("longer") << "long"_ba << qint64(0) << wrong;
    QTest::newRow("upper case") << "upper"_ba << qint64(0) << wrong;
    QTest::newRow("the hash instead of it") << "hash"_ba << qint64(0) << wrong;
    QTest::newRow("nothing") << "nothing"_ba << qint64(0) << wrong;
    QTest::newRow("a NUL behind it") << "nul"_ba << qint64(0) << wrong;
}

void TokenRulesTest::judges()
{
    QFETCH(const QByteArray, changed);
    QFETCH(const qint64, afterSeconds);
    const Fresh one = fresh(u"one"_s, Scope::Operate, Start + 60s);
    const Fresh two = fresh(u"two"_s);
    QByteArray shown = one.secret;
    const auto flip = [&shown](qsizetype at) { shown[at] = shown.at(at) == '0' ? '1' : '0'; };
    if (changed == "first") {
        flip(17);
    } else if (changed == "last") {
        flip(shown.size() - 1);
    } else if (changed == "id") {
        shown.replace(4, 12, two.token.id.toLatin1());
    } else if (changed == "nobody") {
        shown.replace(4, 12, "ffffffffffff");
    } else if (changed == "short") {
        shown.chop(1);
    } else if (changed == "long") {
        shown.append('0');
    } else if (changed == "upper") {
        shown = shown.toUpper();
    } else if (changed == "hash") {
        shown = one.token.sha256;
    } else if (changed == "nothing") {
        shown.clear();
    } else if (changed == "nul") {
        shown.append('\0');
    }
    const auto judged =
        judge({two.token, one.token}, shown, Start + std::chrono::seconds(afterSeconds));
    QTEST(judged ? QString() : judged.error().detail, "detail");
    if (judged) {
        const http::Principal expected{
            .id = one.token.id, .name = u"one"_s, .scope = Scope::Operate};
        QCOMPARE(judged.value(), expected);
    }
}

void TokenRulesTest::isPresented_data()
{
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<QByteArray>("apiKey");
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("Bearer") << "Bearer abc"_ba
                            << ""_ba
                            << "abc"_ba;
    QTest::newRow("schemes have no case") << "bEARER abc"_ba
                                          << ""_ba
                                          << "abc"_ba;
    QTest::newRow("blanks between") << "Bearer   abc"_ba
                                    << ""_ba
                                    << "abc"_ba;
    QTest::newRow("X-API-Key") << ""_ba
                               << "abc"_ba
                               << "abc"_ba;
    QTest::newRow("both, the same") << "Bearer abc"_ba
                                    << "abc"_ba
                                    << "abc"_ba;
    QTest::newRow("both, two") << "Bearer abc"_ba
                               << "abd"_ba
                               << ""_ba;
    QTest::newRow("another scheme") << "Basic abc"_ba
                                    << ""_ba
                                    << ""_ba;
    QTest::newRow("another scheme beside a key") << "Basic abc"_ba
                                                 << "abc"_ba
                                                 << ""_ba;
    QTest::newRow("no scheme") << "abc"_ba
                               << ""_ba
                               << ""_ba;
    QTest::newRow("the scheme alone") << "Bearer"_ba
                                      << ""_ba
                                      << ""_ba;
    QTest::newRow("none") << ""_ba
                          << ""_ba
                          << ""_ba;
}

void TokenRulesTest::isPresented()
{
    QFETCH(const QByteArray, authorization);
    QFETCH(const QByteArray, apiKey);
    QTEST(presented(authorization, apiKey), "token");
}

void TokenRulesTest::ends_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<bool>("isOver");
    QTest::newRow("still there") << u"same"_s << false;
    QTest::newRow("revoked") << u"gone"_s << true;
    QTest::newRow("another scope") << u"scope"_s << true;
    QTest::newRow("another secret") << u"hash"_s << true;
    QTest::newRow("another name") << u"name"_s << false;
    QTest::newRow("its end was brought forward") << u"expired"_s << true;
}

void TokenRulesTest::ends()
{
    QFETCH(const QString, what);
    QFETCH(const bool, isOver);
    const Token token = fresh(u"one"_s).token;
    const Token other = fresh(u"two"_s).token;
    Token after = token;
    if (what == u"scope") {
        after.scope = Scope::Admin;
    } else if (what == u"hash") {
        after.sha256 = other.sha256;
    } else if (what == u"name") {
        after.name = u"three"_s;
    } else if (what == u"expired") {
        after.expiresAt = Start;
    }
    const QList<Token> now = what == u"gone" ? QList<Token>{other} : QList<Token>{after, other};
    QCOMPARE(ended({token, other}, now, Start), isOver ? QStringList{token.id} : QStringList());
}

void TokenRulesTest::names_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isRight");
    QTest::newRow("a word") << u"prometheus"_s << true;
    QTest::newRow("words") << u"Anna's laptop (blue)"_s << true;
    QTest::newRow("not only ASCII") << u"Küche 😀"_s.left(5) << true;
    QTest::newRow("64") << QString(64, u'x') << true;
    QTest::newRow("65") << QString(65, u'x') << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("blank") << u"  "_s << false;
    QTest::newRow("blanks around it") << u" a"_s << false;
    QTest::newRow("two lines") << u"a\nb"_s << false;
    QTest::newRow("an escape") << u"a\x1b[31m"_s << false;
    QTest::newRow("a NUL") << QString(u"a"_s + QChar(0)) << false;
    QTest::newRow("right to left") << QString(u"a"_s + QChar(0x202e)) << false;
}

void TokenRulesTest::names()
{
    QFETCH(const QString, name);
    QFETCH(const bool, isRight);
    QCOMPARE(checkName(name).isEmpty(), isRight);
}

void TokenRulesTest::expiries_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("seconds"); // from now on; 0: refused
    QTest::newRow("days") << u"90d"_s << qint64(90 * 86400);
    QTest::newRow("hours") << u"12h"_s << qint64(43200);
    QTest::newRow("minutes") << u"45m"_s << qint64(2700);
    QTest::newRow("a time") << protocol::toIso(Start + 5s) << qint64(5);
    QTest::newRow("this moment") << protocol::toIso(Start) << qint64(0);
    QTest::newRow("a time that was") << u"2001-01-01T00:00:00Z"_s << qint64(0);
    for (const auto *wrong : {"", "0d", "-1d", "1", "d", "1w", "1.5h", "1 d", "1d ", "01d",
                              "1000000d", "tomorrow", "2030-13-01T00:00:00Z"}) {
        QTest::newRow(wrong) << QString::fromLatin1(wrong) << qint64(0);
    }
}

void TokenRulesTest::expiries()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, seconds);
    const auto time = expiryFrom(text, Start);
    QCOMPARE(time.ok(), seconds != 0);
    if (time) {
        QVERIFY(time.value() == Start + std::chrono::seconds(seconds));
    }
}

void TokenRulesTest::survivesTheFile()
{
    const QList<Token> list{fresh(u"one"_s, Scope::Read).token,
                            fresh(u"a \"quoted\" one"_s, Scope::Operate, Start + 1h).token,
                            fresh(u"three"_s, Scope::Admin).token};
    const auto read = fromJson(toJson(list));
    QVERIFY(read);
    QCOMPARE(read.value(), list);
}

void TokenRulesTest::brokenFileIsRefused_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("detail");
    const QString none = u"is not a list of tokens of this version"_s;
    QTest::newRow("not JSON") << "{\"version\""_ba
                              << "version"_ba << none;
    QTest::newRow("another version") << "\"version\":1"_ba
                                     << "\"version\":2"_ba << none;
    QTest::newRow("no list") << "\"tokens\""_ba
                             << "\"token\""_ba << none;
    QTest::newRow("no scope") << "\"read\""_ba
                              << "\"root\""_ba
                              << u"token 1: scope must be read, operate or admin"_s;
    QTest::newRow("a short id") << "\"id\":\"0"_ba
                                << "\"id\":\""_ba << u"token 1: id must be 12 hexadecimal digits"_s;
    QTest::newRow("no hash") << "\"sha256\":\""_ba
                             << "\"sha256\":\"x"_ba
                             << u"token 1: sha256 must be 64 hexadecimal digits"_s;
    QTest::newRow("no name") << "\"one\""_ba
                             << "\"\""_ba
                             << u"token 1: name must be 1 to 64 printable characters without "
                                "blanks around them"_s;
    QTest::newRow("an end that is no time")
        << "\"expires_at\":null"_ba
        << "\"expires_at\":7"_ba
        << u"token 1: created_at and expires_at must be times, the latter or null"_s;
    QTest::newRow("two of one id")
        << "202122232425"_ba
        << "000102030405"_ba << u"token 2: its id is that of another one"_s;
}

void TokenRulesTest::brokenFileIsRefused()
{
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    const Wish wish{.name = u"one"_s, .scope = Scope::Read};
    QByteArray text =
        toJson({make(randomBytes(0), wish, Start).token, make(randomBytes(32), wish, Start).token});
    QVERIFY(text.contains(from));
    text.replace(from, to);
    const auto read = fromJson(text);
    QVERIFY(!read);
    QTEST(read.error().detail, "detail");
}

QTEST_GUILESS_MAIN(TokenRulesTest)
#include "tst_tokenrules.moc"
