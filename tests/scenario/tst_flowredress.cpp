// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/iserror.h"
#include "tests/scenario/support/serviceflow.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace scenario;

namespace {

const QByteArray Dlq = "/api/dlq";

/// Which stages do not add up; empty when all do.
QString faultIn(const QJsonArray &accounts)
{
    for (const auto &one : accounts) {
        qint64 sum = one[u"out"].toInteger() + one[u"waiting"].toInteger();
        const QJsonObject lost = one[u"lost"].toObject();
        for (const auto &count : lost) {
            sum += count.toInteger();
        }
        if (sum != one[u"in"].toInteger()) {
            return QString::fromUtf8(QJsonDocument(accounts).toJson());
        }
    }
    return {};
}

} // namespace

/// Dead letters over the API, and the accounts of the stages while images come, fail, die, are
/// replayed, discarded and live through a kill of the backend.
class FlowRedressTest final : public ServiceFlow
{
    Q_OBJECT

private Q_SLOTS:
    void replayed();
    void replayedBatch();
    void allReplayed();
    void discarded();
    void badRequests_data();
    void badRequests();
    void accountsAddUpAtAnyMoment();

private:
    void makeDeadLetters(int count);
    /// Waits, and looks at the accounts all the time.
    bool waitAndSample(const std::function<bool()> &isTrue);

    QJsonArray letters(const QByteArray &queue) const
    {
        return m_daemon->get(Dlq + '/' + queue).json()[u"items"_s].toArray();
    }

    qint64 dead(const QString &queue) const
    {
        return m_daemon->get(Dlq).json()[u"queues"_s][queue].toInteger(-1);
    }

    int m_samples = 0;
};

void FlowRedressTest::makeDeadLetters(int count)
{
    m_stub->setWork(Yolo, Behaviour::Refuses);
    for (int i = 1; i <= count; ++i) {
        QVERIFY(uploadOne(static_cast<quint32>(i)));
    }
    QVERIFY(waitUntil([&] { return dead(u"detection"_s) == count; }));
}

void FlowRedressTest::replayed()
{
    begin(u"failure_threshold = 50\n"_s);
    m_stub->setWork(Yolo, Behaviour::Fails);
    QVERIFY(uploadOne(1));
    QVERIFY(waitUntil([this] { return dead(u"detection"_s) == 1; }));
    const QJsonObject letter = letters("detection").first().toObject();
    QCOMPARE(letter[u"queue_name"].toString(), u"detection"_s);
    QVERIFY(letter[u"original_job"][u"file_path"].toString().endsWith(u"/gate/1.jpg"));
    QCOMPARE(letter[u"attempt_count"].toInt(), 3);
    QCOMPARE(letter[u"error_type"].toString(), u"http"_s);
    QCOMPARE(letter[u"http_status"].toInt(), 500);
    QCOMPARE(letter[u"history"].toArray().size(), 3);
    QVERIFY(letter[u"first_failed_at"].toString() < letter[u"last_failed_at"].toString());
    m_stub->setWork(Yolo, Behaviour::Works);
    const QByteArray one = Dlq + "/detection/" + QByteArray::number(letter[u"id"].toInteger());
    const Answer answer = m_daemon->post(one + "/replay");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json()[u"id"_s].toInteger(), letter[u"id"].toInteger());
    QVERIFY(waitUntil([this] { return images(u"done"_s) == 1; }));
    QCOMPARE(dead(u"detection"_s), 0);
    QVERIFY(waitUntil([this] { return count(u"events"_s) == 1; }));
    isError(m_daemon->post(one + "/replay"), 409, u"is no dead letter: it is done"_s);
    isError(m_daemon->request("DELETE", one), 409, u"is no dead letter"_s);
}

// An event of the batch, once, and none before.
void FlowRedressTest::replayedBatch()
{
    begin(u"failure_threshold = 50\n"_s);
    m_stub->setWork(Nemotron, Behaviour::Refuses);
    QVERIFY(uploadOne(1));
    QVERIFY(waitUntil([this] { return dead(u"analysis"_s) == 1; }));
    QCOMPARE(count(u"events"_s), 0);
    m_stub->setWork(Nemotron, Behaviour::Works);
    const Answer all = m_daemon->post(Dlq + "/analysis/replay");
    QCOMPARE(all.json()[u"replayed"_s].toInt(), 1);
    QVERIFY(waitUntil([this] { return count(u"events"_s) == 1; }));
    QCOMPARE(count(u"batches WHERE state = 'analysed'"_s), 1);
}

void FlowRedressTest::allReplayed()
{
    constexpr int uploads = 5;
    begin(u"failure_threshold = 50\n"_s);
    makeDeadLetters(uploads);
    const QJsonObject page = m_daemon->get(Dlq + "/detection?limit=2").json();
    QCOMPARE(page[u"items"_s].toArray().size(), 2);
    const QByteArray cursor = page[u"next_cursor"_s].toString().toLatin1();
    const QJsonObject next = m_daemon->get(Dlq + "/detection?limit=100&cursor=" + cursor).json();
    QCOMPARE(next[u"items"_s].toArray().size(), uploads - 2);
    QVERIFY(next[u"next_cursor"_s].isNull());
    m_stub->setWork(Yolo, Behaviour::Works);
    const Answer answer = m_daemon->post(Dlq + "/detection/replay");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json()[u"replayed"_s].toInt(), uploads);
    QVERIFY(waitUntil([this] { return images(u"done"_s) == uploads; }));
    QCOMPARE(dead(u"detection"_s), 0);
}

void FlowRedressTest::discarded()
{
    begin(u"failure_threshold = 50\n"_s);
    makeDeadLetters(3);
    const QByteArray id = QByteArray::number(letters("detection").first()[u"id"].toInteger());
    QCOMPARE(m_daemon->request("DELETE", Dlq + "/detection/" + id).status, 200);
    isError(m_daemon->request("DELETE", Dlq + "/detection/" + id), 404, u"not found"_s);
    QCOMPARE(letters("detection").size(), 2);
    const Answer all = m_daemon->request("DELETE", Dlq + "/detection");
    QCOMPARE(all.json()[u"discarded"_s].toInt(), 2);
    QCOMPARE(dead(u"detection"_s), 0);
    QVERIFY(waitUntil(
        [this] { return pipeline()[u"accounts"_s][1][u"lost"][u"discarded"].toInt() == 3; }));
    QCOMPARE(images(u"dead"_s), 3);
    QCOMPARE(faultIn(pipeline()[u"accounts"_s].toArray()), QString());
}

void FlowRedressTest::badRequests_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("words");
    const auto row = [](const QByteArray &method, const QByteArray &target, int status,
                        const QString &words) {
        QTest::addRow("%s %s", method.constData(), target.constData())
            << method << target << status << words;
    };
    const QString queues = u"must be one of detection, analysis"_s;
    row("GET", "/attic", 400, queues);
    row("POST", "/attic/replay", 400, queues);
    row("POST", "/attic/1/replay", 400, queues);
    row("DELETE", "/attic", 400, queues);
    row("DELETE", "/attic/1", 400, queues);
    row("GET", "/detection?limit=0", 400, u"limit"_s);
    row("GET", "/detection?limit=101", 400, u"limit"_s);
    row("GET", "/detection?cursor=x", 400, u"cursor"_s);
    row("POST", "/detection/77/replay", 404, u"Job 77"_s);
    row("DELETE", "/detection/77", 404, u"Job 77"_s);
    row("DELETE", "/detection/x", 400, u"Invalid id 'x'"_s);
    row("DELETE", "/detection/-1", 400, u"Invalid id"_s);
    row("DELETE", "/detection/+1", 400, u"Invalid id"_s);
    row("DELETE", "/detection/99999999999999999999", 400, u"Invalid id"_s);
    row("POST", "/detection", 405, {});
    row("DELETE", "", 405, {});
    row("PUT", "/detection/1", 405, {});
}

void FlowRedressTest::badRequests()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    QFETCH(QString, words);
    begin({});
    isError(m_daemon->request(method, Dlq + target), status, words);
}

bool FlowRedressTest::waitAndSample(const std::function<bool()> &isTrue)
{
    QString fault;
    const bool isDone = waitUntil([&] {
        ++m_samples;
        fault = faultIn(pipeline()[u"accounts"_s].toArray());
        return !fault.isEmpty() || isTrue();
    });
    if (!fault.isEmpty()) {
        qWarning().noquote() << fault;
    }
    return isDone && fault.isEmpty();
}

void FlowRedressTest::accountsAddUpAtAnyMoment()
{
    constexpr int uploads = 60;
    begin(u"failure_threshold = 500\n"_s);
    for (quint32 i = 1; i <= uploads; ++i) {
        QVERIFY(uploadOne(i));
        if (i % 20 == 0) {
            m_stub->setWork(Yolo, i == 40 ? Behaviour::Works : Behaviour::Refuses);
        }
        QVERIFY(waitAndSample([] { return true; }));
    }
    const auto rest = [this] { return images(u"accepted"_s); };
    const auto all = [this] { return count(u"images"_s); };
    QVERIFY(waitAndSample([&] { return all() == uploads && rest() == 0; }));
    QVERIFY(dead(u"detection"_s) > 0);
    QVERIFY(waitAndSample([this] {
        const QJsonValue images = pipeline()[u"accounts"_s][0];
        return images[u"in"].toInt() == uploads && images[u"waiting"].toInt() == 0;
    }));
    const auto before = pipeline()[u"accounts"_s].toArray();
    m_daemon->kill9();
    m_stub->setWork(Yolo, Behaviour::Works);
    awaitRunning();
    QVERIFY(waitAndSample([&] { return pipeline()[u"accounts"_s][0] == before[0]; }));
    QVERIFY(m_daemon->post(Dlq + "/detection/replay").json()[u"replayed"_s].toInt() > 0);
    QVERIFY(waitAndSample([this] { return images(u"done"_s) == uploads; }));
    QVERIFY(waitAndSample([this] {
        const QJsonArray now = pipeline()[u"accounts"_s].toArray();
        return now[0][u"out"].toInt() == uploads && now[3][u"out"].toInteger() > 0
            && now[3][u"out"] == now[3][u"in"];
    }));
    QVERIFY(m_samples > uploads);
}

QTEST_GUILESS_MAIN(FlowRedressTest)
#include "tst_flowredress.moc"
