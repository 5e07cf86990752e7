// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/api/tokensconsole.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QSettings>

#include <algorithm>

using namespace ui;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Created = R"({"id":"cc","name":"cron","scope":"read","token":"sbx_cc_5ec7e7"})";

} // namespace

/// What one is asked before a token is made or revoked, and what comes of it.
class TokenDialogsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void cleanup() { m_tokens.reset(); }

    void createsOne();
    void secretIsKeptNowhere();
    void refusedCreation_data();
    void refusedCreation();
    void closedBeforeTheAnswer();
    void revokesOne();
    void revokingFails();
    void onlyTheNameRevokesOnAGuardedOne();

private:
    void begin(Guard guard = Guard::Free);

    tests::FakeBackend &backend() const { return m_tokens->console.backend; }

    TokensPanel &panel() const { return m_tokens->panel(); }

    std::unique_ptr<tests::TokensConsole> m_tokens;
};

void TokenDialogsTest::begin(Guard guard)
{
    m_tokens = std::make_unique<tests::TokensConsole>(guard);
    QVERIFY(m_tokens->show());
}

void TokenDialogsTest::createsOne()
{
    begin();
    backend().setPostAnswer(201, Created);
    CreateTokenDialog &dialog = m_tokens->askNew({});
    auto *create = dialog.findChild<QPushButton *>(u"create"_s);
    QVERIFY(!create->isEnabled());
    QCOMPARE(create->toolTip(), u"Cannot create a token: it has no name yet"_s);
    dialog.findChild<QLineEdit *>(u"name"_s)->setText(u" cron "_s);
    create->click();
    QTRY_COMPARE(dialog.secret(), u"sbx_cc_5ec7e7"_s);
    QCOMPARE(backend().posts(), QStringList(u"/api/tokens"_s));
    QCOMPARE(
        QJsonDocument::fromJson(backend().lastBody()).object(),
        (QJsonObject{{u"name"_s, u"cron"_s}, {u"scope"_s, u"read"_s}, {u"expires"_s, u"90d"_s}}));
    dialog.findChild<QPushButton *>(u"copySecret"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"sbx_cc_5ec7e7"_s);
    const int reads = backend().reads(u"/api/tokens"_s);
    QTRY_VERIFY(backend().reads(u"/api/tokens"_s) > reads); // with the new one in it
}

void TokenDialogsTest::secretIsKeptNowhere()
{
    begin();
    backend().setPostAnswer(201, Created);
    CreateTokenDialog &dialog = m_tokens->askNew(u"cron"_s);
    dialog.findChild<QPushButton *>(u"create"_s)->click();
    QTRY_VERIFY(!dialog.secret().isEmpty());
    dialog.reject();
    QTRY_COMPARE(panel().findChild<CreateTokenDialog *>(), nullptr);
    for (const QWidget *widget : m_tokens->console.window->findChildren<QWidget *>()) {
        QVERIFY(!widget->toolTip().contains(u"5ec7e7"));
        QVERIFY(!widget->accessibleDescription().contains(u"5ec7e7"));
    }
    QSettings settings;
    for (const QString &key : settings.allKeys()) {
        QVERIFY(!settings.value(key).toString().contains(u"5ec7e7"));
    }
}

void TokenDialogsTest::refusedCreation_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("message");
    QTest::newRow("taken") << 409 << QByteArray(R"({"detail":"There is one of that name"})")
                           << u"There is one of that name"_s;
    QTest::newRow("not allowed") << 403 << QByteArray("{}") << u"This token may not do that"_s;
    QTest::newRow("HTML") << 500 << QByteArray("<html>") << u"The backend answered 500"_s;
    QTest::newRow("no secret") << 201 << QByteArray("{}")
                               << u"The backend answered without a secret. Look at the list of "
                                  "tokens."_s;
    QTest::newRow("a number for a secret")
        << 201 << QByteArray(R"({"token":5})")
        << u"The backend answered without a secret. Look at the list of tokens."_s;
}

void TokenDialogsTest::refusedCreation()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, message);
    begin();
    backend().setPostAnswer(status, body);
    CreateTokenDialog &dialog = m_tokens->askNew(u"cron"_s);
    auto *create = dialog.findChild<QPushButton *>(u"create"_s);
    create->click();
    QTRY_COMPARE(dialog.message(), message);
    QCOMPARE(dialog.secret(), QString());
    QVERIFY(create->isEnabled()); // to try again
}

void TokenDialogsTest::closedBeforeTheAnswer()
{
    begin();
    backend().holdPosts(true);
    CreateTokenDialog &dialog = m_tokens->askNew(u"cron"_s);
    dialog.findChild<QPushButton *>(u"create"_s)->click();
    QCOMPARE(dialog.message(), u"Waiting for the answer…"_s);
    dialog.reject();
    QVERIFY2(panel().notice().startsWith(u"The answer about the token cron was not waited for."),
             qPrintable(panel().notice()));
    backend().holdPosts(false);
}

void TokenDialogsTest::revokesOne()
{
    begin();
    RevokeTokenDialog &dialog = m_tokens->askRevoke(0);
    const auto says = [&dialog](QStringView words) {
        const auto labels = dialog.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *label) { return label->text().contains(words); });
    };
    QTRY_VERIFY(says(u"Connections that end: 1."));
    auto *revoke = dialog.findChild<QPushButton *>(u"revoke"_s);
    QVERIFY(revoke->isEnabled());
    QVERIFY(!revoke->isDefault());
    backend().setPostAnswer(200, R"({"success":true})");
    revoke->click();
    QTRY_COMPARE(backend().posts(), QStringList(u"DELETE /api/tokens/aa"_s));
    backend().set(u"/api/tokens"_s, R"({"tokens":[],"total":0})");
    backend().sendChanged(u"/api/tokens"_s);
    QTRY_COMPARE(m_tokens->table().sentence(), u"There are no tokens"_s);
    QCOMPARE(panel().notice(), QString());
}

void TokenDialogsTest::revokingFails()
{
    begin();
    backend().setPostAnswer(503, R"({"detail":"The file cannot be written"})");
    m_tokens->askRevoke(1).findChild<QPushButton *>(u"revoke"_s)->click();
    QTRY_COMPARE(panel().notice(), u"old one was not revoked: The file cannot be written"_s);
    // An id is a name, whatever is in it.
    QCOMPARE(backend().posts(), QStringList(u"DELETE /api/tokens/bb%2F..%2Fc"_s));
    QCOMPARE(m_tokens->table().model()->rowCount(), 2);
}

void TokenDialogsTest::onlyTheNameRevokesOnAGuardedOne()
{
    begin(Guard::Guarded);
    RevokeTokenDialog &dialog = m_tokens->askRevoke(0);
    auto *revoke = dialog.findChild<QPushButton *>(u"revoke"_s);
    QVERIFY(!revoke->isEnabled());
    dialog.findChild<QLineEdit *>()->setText(u"home-nvr"_s);
    QVERIFY(revoke->isEnabled());
}

QTEST_MAIN(TokenDialogsTest)
#include "tst_tokendialogs.moc"
