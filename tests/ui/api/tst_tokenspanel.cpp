// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/api/tokensconsole.h"

#include <QPushButton>

using namespace ui;
using namespace Qt::StringLiterals;

class TokensPanelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void cleanup() { m_tokens.reset(); }

    void listsThem();
    void watchedOnesAreLeftAlone();
    void notForThisToken_data();
    void notForThisToken();
    void strangeAnswers_data();
    void strangeAnswers();
    void staleIsDisabled();

private:
    void begin(Guard guard = Guard::Free, tests::Silence silence = tests::Silence::Patient);
    void beginWith(const QByteArray &body, int status);

    tests::FakeBackend &backend() const { return m_tokens->console.backend; }

    TokensPanel &panel() const { return m_tokens->panel(); }

    FactsTable &table() const { return m_tokens->table(); }

    QString cell(int row, int column) const
    {
        return table().model()->index(row, column).data().toString();
    }

    std::unique_ptr<tests::TokensConsole> m_tokens;
};

void TokensPanelTest::begin(Guard guard, tests::Silence silence)
{
    m_tokens = std::make_unique<tests::TokensConsole>(guard, silence);
    if (guard != Guard::Watch) {
        QVERIFY(m_tokens->show());
    }
}

void TokensPanelTest::beginWith(const QByteArray &body, int status)
{
    m_tokens = std::make_unique<tests::TokensConsole>();
    backend().set(u"/api/tokens"_s, body, status);
    QTRY_VERIFY(m_tokens->console.isLive());
    tests::showPage<ApiPage>(m_tokens->console);
}

void TokensPanelTest::listsThem()
{
    begin();
    QCOMPARE(cell(0, TokensModel::Name), u"grafana"_s);
    QCOMPARE(cell(0, TokensModel::State), u"Valid"_s);
    QCOMPARE(cell(0, TokensModel::Expires), u"never"_s);
    QCOMPARE(cell(1, TokensModel::State), u"Expired"_s);
    QCOMPARE(panel().hint(), QString());
    QVERIFY(panel().createAction()->isEnabled());
    QVERIFY(!panel().revokeAction()->isEnabled());
    QCOMPARE(panel().revokeAction()->toolTip(), u"Cannot revoke: nothing is selected"_s);
    table().selectRow(0);
    QVERIFY(panel().revokeAction()->isEnabled());
}

void TokensPanelTest::watchedOnesAreLeftAlone()
{
    begin(Guard::Watch);
    tests::showPage<ApiPage>(m_tokens->console);
    QTRY_COMPARE(table().model()->rowCount(), 2);
    table().selectRow(0);
    QVERIFY(!panel().createAction()->isEnabled());
    QVERIFY(!panel().revokeAction()->isEnabled());
    QVERIFY(panel().createAction()->toolTip().contains(u"only watched"));
}

void TokensPanelTest::notForThisToken_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("401") << 401 << QByteArray(R"({"detail":"The token is not valid"})")
                         << u"The token is not valid"_s;
    QTest::newRow("403") << 403 << QByteArray(R"({"detail":"This needs the scope admin"})")
                         << u"This needs the scope admin"_s;
    QTest::newRow("403 without a word")
        << 403 << QByteArray("<html>") << u"This token may not do that"_s;
}

void TokensPanelTest::notForThisToken()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, sentence);
    beginWith(body, status);
    QTRY_COMPARE(table().sentence(), sentence);
    QVERIFY(!panel().createAction()->isEnabled());
    QCOMPARE(panel().createAction()->toolTip(), u"Cannot create a token: "_s + sentence);
    QVERIFY(panel().hint().contains(u"signalboxd token create"));
}

void TokensPanelTest::strangeAnswers_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("empty") << QByteArray("{}") << 200;
    QTest::newRow("not a list") << QByteArray(R"({"tokens":"none"})") << 200;
    QTest::newRow("without keys") << QByteArray(R"({"tokens":[{},{}]})") << 200;
    QTest::newRow("other types") << QByteArray(
        R"({"tokens":[{"id":1,"name":[],"scope":"root","expired":"x"}]})")
                                 << 200;
    QTest::newRow("HTML") << QByteArray("<html>") << 200;
    QTest::newRow("500") << QByteArray(R"({"detail":"Broken"})") << 500;
    QTest::newRow("older") << QByteArray(R"({"detail":"Not found"})") << 404;
}

void TokensPanelTest::strangeAnswers()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    beginWith(body, status);
    QTRY_VERIFY(table().sentence() != u"Loading…");
    // Never an empty table without a word, and nothing to revoke that has no id.
    QVERIFY(table().model()->rowCount() > 0 || !table().sentence().isEmpty());
    table().selectRow(0);
    QVERIFY(!panel().revokeAction()->isEnabled());
    QVERIFY(!panel().grab().isNull());
}

void TokensPanelTest::staleIsDisabled()
{
    begin(Guard::Free, tests::Silence::Short);
    CreateTokenDialog &create = m_tokens->askNew(u"cron"_s);
    auto *button = create.findChild<QPushButton *>(u"create"_s);
    QVERIFY(button->isEnabled());
    backend().freeze(true);
    QTRY_VERIFY(!button->isEnabled());
    QVERIFY(create.message().contains(u"out of date"));
    QVERIFY(table().accessibleDescription().startsWith(u"Out of date, as of"));
    QVERIFY(!panel().createAction()->isEnabled());
    backend().freeze(false);
    QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), 10000);
    QCOMPARE(backend().posts(), QStringList());
}

QTEST_MAIN(TokensPanelTest)
#include "tst_tokenspanel.moc"
