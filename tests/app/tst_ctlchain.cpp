// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlchain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using app::ChainStep;
using app::EventChain;

/// Which messages of /ws/events are told, and what is answered.
class CtlChainTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsNow();
    void beginsBehind();
    void goesOnAfterALoss();
    void asksAgainWhenOneIsMissing();
    void whatIsGoneIsSaid();
    void anotherJournal();
    void aJournalThatLostItsEnd();
    void patterns();
    void otherMessages();
};

namespace {

QJsonObject json(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

QJsonObject greeting(qint64 sequence, const QString &journal = u"j"_s)
{
    return {{u"type"_s, u"connected"_s}, {u"sequence"_s, sequence}, {u"journal"_s, journal}};
}

QJsonObject happening(qint64 sequence, qint64 previous, bool replay = false)
{
    return {{u"type"_s, u"a.b"_s},
            {u"channel"_s, u"system"_s},
            {u"sequence"_s, sequence},
            {u"previous"_s, previous},
            {u"replay"_s, replay}};
}

QJsonObject ack(qint64 sequence, bool complete = true)
{
    return {
        {u"type"_s, u"resync_ack"_s}, {u"last_sequence"_s, sequence}, {u"complete"_s, complete}};
}

QList<QJsonObject> resync(qint64 sequence)
{
    return {json("{\"type\":\"resync\",\"data\":{\"last_sequence\":" + QByteArray::number(sequence)
                 + "}}")};
}

} // namespace

void CtlChainTest::beginsNow()
{
    EventChain chain({}, -1);
    QCOMPARE(chain.take(greeting(7)).send, resync(7));
    QVERIFY(!chain.take(happening(8, 7)).isNews); // in the replay, too
    QVERIFY(chain.take(happening(8, 7, true)).isNews);
    QVERIFY(chain.take(ack(8)).send.isEmpty());
    QVERIFY(chain.take(happening(11, 8)).isNews);
    QVERIFY(chain.take(happening(12, 11)).isNews);
}

void CtlChainTest::beginsBehind()
{
    EventChain chain({}, 3);
    QCOMPARE(chain.take(greeting(7)).send, resync(3));
    QVERIFY(chain.take(happening(4, 3, true)).isNews);
}

void CtlChainTest::goesOnAfterALoss()
{
    EventChain chain({}, -1);
    chain.take(greeting(7));
    chain.take(ack(7));
    QVERIFY(chain.take(happening(8, 7)).isNews);
    chain.disconnected();
    QCOMPARE(chain.take(greeting(20)).send, resync(8));
    QVERIFY(!chain.take(happening(21, 20)).isNews);
    QVERIFY(chain.take(happening(10, 8, true)).isNews);
    QVERIFY(!chain.take(happening(10, 8, true)).isNews); // once
    QVERIFY(chain.take(happening(21, 10, true)).isNews);
    QCOMPARE(chain.take(ack(21)).note, QString());
    QVERIFY(chain.take(happening(22, 21)).isNews);
}

void CtlChainTest::asksAgainWhenOneIsMissing()
{
    EventChain chain({}, -1);
    chain.take(greeting(7));
    chain.take(ack(7));
    const ChainStep torn = chain.take(happening(10, 9));
    QVERIFY(!torn.isNews);
    QCOMPARE(torn.send, resync(7));
    QVERIFY(chain.take(happening(9, 7, true)).isNews);
    QVERIFY(chain.take(happening(10, 9, true)).isNews);
    chain.take(ack(10));
    QVERIFY(chain.take(happening(11, 10)).isNews);
}

void CtlChainTest::whatIsGoneIsSaid()
{
    EventChain chain({}, 3);
    chain.take(greeting(90));
    QCOMPARE(chain.take(ack(90, false)).note,
             u"events between 3 and 90 are missing: the journal does not go back so far"_s);
    QVERIFY(chain.take(happening(91, 90)).isNews);
}

void CtlChainTest::anotherJournal()
{
    EventChain chain({}, -1);
    chain.take(greeting(50));
    chain.take(ack(50));
    chain.disconnected();
    const ChainStep step = chain.take(greeting(4, u"k"_s));
    QCOMPARE(step.send, resync(0));
    QVERIFY(step.note.contains(u"another journal"));
    QVERIFY(chain.take(happening(1, 0, true)).isNews);
}

void CtlChainTest::aJournalThatLostItsEnd()
{
    EventChain chain({}, 60);
    const ChainStep step = chain.take(greeting(50));
    QCOMPARE(step.send, resync(50));
    QCOMPARE(step.note, u"the newest event is 50; going on behind it, not behind 60"_s);
}

void CtlChainTest::patterns()
{
    EventChain chain({u"worker.*"_s}, -1);
    const auto send = chain.take(greeting(7)).send;
    QCOMPARE(send.size(), 2);
    QCOMPARE(send.first(), json(R"({"type":"subscribe","data":{"events":["worker.*"]}})"));
}

void CtlChainTest::otherMessages()
{
    EventChain chain({}, -1);
    chain.take(greeting(7));
    QCOMPARE(chain.take(json(R"({"type":"ping","sequence":7})")).send,
             QList<QJsonObject>{json(R"({"type":"pong","sequence":7})")});
    QCOMPARE(chain.take(json(R"({"type":"error","message":"no"})")).note, u"no"_s);
    for (const char *text :
         {R"({"type":"changed","sequence":9})", R"({"type":"later"})", "{}", ""}) {
        const ChainStep step = chain.take(json(text));
        QVERIFY(!step.isNews && step.send.isEmpty() && step.note.isEmpty());
    }
}

QTEST_GUILESS_MAIN(CtlChainTest)
#include "tst_ctlchain.moc"
