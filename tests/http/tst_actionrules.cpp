// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/actionrules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace http;

class ActionRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changes_data();
    void changes();
    void outcomes_data();
    void outcomes();
    void sentenceIsHarmless_data();
    void sentenceIsHarmless();
    void refusalsAreBounded();
};

void ActionRulesTest::changes_data()
{
    QTest::addColumn<bool>("isChange");
    for (const char *method : {"POST", "PUT", "PATCH", "DELETE"}) {
        QTest::newRow(method) << true;
    }
    for (const char *method : {"GET", "HEAD", "OPTIONS", "TRACE", "post", ""}) {
        QTest::newRow(method) << false;
    }
}

void ActionRulesTest::changes()
{
    QTEST(isChange(QTest::currentDataTag()), "isChange");
}

void ActionRulesTest::outcomes_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("outcome");
    const auto row = [](const char *name, int status, Outcome outcome) {
        QTest::newRow(name) << status << static_cast<int>(outcome);
    };
    row("done", 200, Outcome::Done);
    row("created", 201, Outcome::Done);
    row("begun", 202, Outcome::Done);
    row("a mistake", 400, Outcome::None);
    row("who is it", 401, Outcome::Refused);
    row("not allowed", 403, Outcome::Refused);
    row("there is none", 404, Outcome::None);
    row("wrong method", 405, Outcome::None);
    row("not now", 409, Outcome::Failed);
    row("not our name", 421, Outcome::None);
    row("too often", 429, Outcome::None);
    row("a defect", 500, Outcome::Failed);
    row("away", 503, Outcome::Failed);
}

void ActionRulesTest::outcomes()
{
    QFETCH(const int, status);
    QFETCH(const int, outcome);
    QCOMPARE(static_cast<int>(outcomeOf(status)), outcome);
}

void ActionRulesTest::sentenceIsHarmless_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("as it is") << "/api/x"_ba << u"POST /api/x"_s;
    QTest::newRow("controls") << "/a\x1b[31m\n"_ba << u"POST /a?[31m?"_s;
    QTest::newRow("a token where none belongs")
        << QByteArray("/api/sbx_0123456789ab_" + QByteArray(64, 'c') + "/x")
        << u"POST /api/sbx_0123456789ab_.../x"_s;
    QTest::newRow("long") << QByteArray("/" + QByteArray(5000, 'x'))
                          << QString(u"POST /"_s + QString(199, u'x'));
}

void ActionRulesTest::sentenceIsHarmless()
{
    QFETCH(const QByteArray, path);
    QTEST(sentenceOf({.method = "POST", .path = path}), "sentence");
}

void ActionRulesTest::refusalsAreBounded()
{
    RefusalBudget budget;
    const protocol::SteadyTime start{};
    for (int i = 0; i < 30; ++i) {
        QVERIFY(budget.take(start + i * 1s));
        QCOMPARE(budget.takeUncounted(), 0);
    }
    for (int i = 0; i < 7; ++i) {
        QVERIFY(!budget.take(start + 59s));
    }
    QVERIFY(budget.take(start + 60s));
    QCOMPARE(budget.takeUncounted(), 7);
    QVERIFY(!budget.take(start + 60s));
    QVERIFY(budget.take(start + 61s));
    QCOMPARE(budget.takeUncounted(), 1);
}

QTEST_GUILESS_MAIN(ActionRulesTest)
#include "tst_actionrules.moc"
