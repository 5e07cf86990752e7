// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/storedanswers.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using http::ExchangePtr;
using http::StoredAnswers;

class StoredAnswersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void withoutAVersionNothingIsKept();
    void keptUntilACommit();
    void whoAsksMeanwhileGetsTheSame();
    void whoWaitsOutlivesACommit();
    void onlyGoodAnswersAreKept_data();
    void onlyGoodAnswersAreKept();
    void aDroppedQuestionIsAnsweredForAll();
    void numberIsBounded();
    void refusalsTakeNoPlace();
    void nothingIsKeptWhileThereIsAFault();
    void keptForAsLongAsWhatIsBesideStays();
    void whatChangesBesideTakesNoPlace();
    void whoAsksMeanwhileWithOtherThingsBesideAsksAnew();
    void eachAnswerHasItsTime();

private:
    /// Asks; the bodies that have come are in m_got.
    void ask(const QByteArray &target, const QByteArray &beside = {}, bool hasTime = false)
    {
        m_answers.answer({.target = target, .beside = beside, .hasTime = hasTime},
                         std::make_shared<http::Exchange>([this](const http::Response &response) {
                             m_got.append(response.body);
                         }),
                         [this](const ExchangePtr &exchange) { m_asked.append(exchange); });
    }

    StoredAnswers m_answers;
    std::optional<qint64> m_version = 1;
    QList<ExchangePtr> m_asked;
    QByteArrayList m_got;
};

void StoredAnswersTest::init()
{
    m_asked.clear();
    m_got.clear();
    m_version = 1;
    m_answers = {};
    m_answers.setVersion([this] { return m_version; });
}

void StoredAnswersTest::withoutAVersionNothingIsKept()
{
    m_answers = {};
    for (const char *body : {"1", "2"}) {
        ask("/a");
        m_asked.takeLast()->reply({.body = body});
    }
    QCOMPARE(m_got, (QByteArrayList{"1", "2"}));
}

void StoredAnswersTest::keptUntilACommit()
{
    ask("/a");
    m_asked.first()->reply({.body = "1"});
    ask("/a");
    ask("/a?limit=1");
    QCOMPARE(m_asked.size(), 2);
    QCOMPARE(m_got, (QByteArrayList{"1", "1"}));
    ++*m_version;
    ask("/a");
    QCOMPARE(m_asked.size(), 3);
    m_asked.last()->reply({.body = "2"});
    QCOMPARE(m_got.last(), "2");
}

void StoredAnswersTest::whoAsksMeanwhileGetsTheSame()
{
    ask("/a");
    ask("/a");
    ask("/a");
    QCOMPARE(m_asked.size(), 1);
    m_asked.first()->reply({.body = "1"});
    QCOMPARE(m_got, (QByteArrayList{"1", "1", "1"}));
}

// What was read before the commit is no answer to who asks after it.
void StoredAnswersTest::whoWaitsOutlivesACommit()
{
    ask("/a");
    ++*m_version;
    ask("/a");
    QCOMPARE(m_asked.size(), 2);
    m_asked.at(0)->reply({.body = "old"});
    QCOMPARE(m_got, QByteArrayList{"old"});
    ask("/a");
    QCOMPARE(m_asked.size(), 2);
    m_asked.at(1)->reply({.body = "new"});
    ask("/a");
    QCOMPARE(m_got, (QByteArrayList{"old", "new", "new", "new"}));
}

void StoredAnswersTest::onlyGoodAnswersAreKept_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("bytes");
    QTest::addColumn<bool>("kept");
    const int most = StoredAnswers::MostBytes;
    QTest::newRow("good") << 200 << most << true;
    QTest::newRow("too large") << 200 << most + 1 << false;
    QTest::newRow("not there") << 404 << 1 << false;
    QTest::newRow("away") << 503 << 1 << false;
}

void StoredAnswersTest::onlyGoodAnswersAreKept()
{
    QFETCH(int, status);
    QFETCH(int, bytes);
    QFETCH(bool, kept);
    ask("/a");
    m_asked.first()->reply({.status = status, .body = QByteArray(bytes, 'x')});
    ask("/a");
    QCOMPARE(m_asked.size(), kept ? 1 : 2);
}

void StoredAnswersTest::aDroppedQuestionIsAnsweredForAll()
{
    ask("/a");
    ask("/a");
    m_asked.clear();
    QCOMPARE(m_got.size(), 2);
    QVERIFY(m_got.first().contains("dropped"));
}

void StoredAnswersTest::numberIsBounded()
{
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < StoredAnswers::MostKept + 3; ++i) {
            ask("/" + QByteArray::number(i));
            if (!m_asked.isEmpty()) {
                m_asked.takeLast()->reply({.body = QByteArray::number(round)});
            }
        }
    }
    QCOMPARE(m_got.last(), "1");
    QCOMPARE(m_got.count("0"), 2 * StoredAnswers::MostKept + 3);
}

void StoredAnswersTest::refusalsTakeNoPlace()
{
    for (int i = 0; i < StoredAnswers::MostKept; ++i) {
        ask("/" + QByteArray::number(i));
        m_asked.takeLast()->reply({.status = 404, .body = "no"});
    }
    ask("/a");
    m_asked.takeLast()->reply({.body = "1"});
    ask("/a");
    QVERIFY(m_asked.isEmpty());
    QCOMPARE(m_got.last(), "1");
}

void StoredAnswersTest::nothingIsKeptWhileThereIsAFault()
{
    ask("/a");
    m_asked.takeLast()->reply({.body = "before"});
    m_version.reset();
    for (const char *body : {"1", "2"}) {
        ask("/a");
        QCOMPARE(m_asked.size(), 1);
        m_asked.takeLast()->reply({.body = body});
    }
    m_version = 1;
    ask("/a");
    QCOMPARE(m_asked.size(), 1);
    m_asked.takeLast()->reply({.body = "after"});
    QCOMPARE(m_got, (QByteArrayList{"before", "1", "2", "after"}));
}

void StoredAnswersTest::keptForAsLongAsWhatIsBesideStays()
{
    ask("/a", "x");
    m_asked.takeLast()->reply({.body = "1"});
    ask("/a", "x");
    QVERIFY(m_asked.isEmpty());
    ask("/a", "y");
    QCOMPARE(m_asked.size(), 1);
    m_asked.takeLast()->reply({.body = "2"});
    ask("/a", "y");
    QVERIFY(m_asked.isEmpty());
    ask("/a", "x");
    QCOMPARE(m_asked.size(), 1);
    QCOMPARE(m_got, (QByteArrayList{"1", "1", "2", "2"}));
}

void StoredAnswersTest::whatChangesBesideTakesNoPlace()
{
    for (int i = 0; i <= StoredAnswers::MostKept; ++i) {
        ask("/a", QByteArray::number(i));
        m_asked.takeLast()->reply({.body = "old"});
    }
    ask("/b");
    m_asked.takeLast()->reply({.body = "1"});
    ask("/b");
    QVERIFY(m_asked.isEmpty());
    QCOMPARE(m_got.last(), "1");
}

void StoredAnswersTest::whoAsksMeanwhileWithOtherThingsBesideAsksAnew()
{
    ask("/a", "x");
    ask("/a", "y");
    QCOMPARE(m_asked.size(), 2);
    m_asked.at(0)->reply({.body = "old"});
    m_asked.at(1)->reply({.body = "new"});
    ask("/a", "y");
    QCOMPARE(m_asked.size(), 2);
    QCOMPARE(m_got, (QByteArrayList{"old", "new", "new"}));
}

void StoredAnswersTest::eachAnswerHasItsTime()
{
    const QByteArray old = R"({"total":3,"timestamp":"2001-01-01T00:00:00.000Z"})";
    ask("/a", {}, true);
    m_asked.takeLast()->reply({.body = old});
    const auto before = protocol::Now::read().wall;
    ask("/a", {}, true);
    QVERIFY(m_asked.isEmpty());
    const QJsonObject told = QJsonDocument::fromJson(m_got.last()).object();
    QCOMPARE(told[u"total"_s].toInt(), 3);
    const auto time = protocol::fromIso(told[u"timestamp"_s].toString());
    QVERIFY(time && *time >= before && *time <= protocol::Now::read().wall);
    ask("/b");
    m_asked.takeLast()->reply({.body = old});
    ask("/b");
    QCOMPARE(m_got.last(), old);
}

QTEST_GUILESS_MAIN(StoredAnswersTest)
#include "tst_storedanswers.moc"
