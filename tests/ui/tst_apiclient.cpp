// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/fakebackend.h"
#include "ui/client/apiclient.h"

#include <QJsonDocument>
#include <QSemaphore>
#include <QTest>
#include <QThread>
#include <QThreadPool>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class ApiClientTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void bytesComeAsTheyAre();
    void bytesThatDoNotCome_data();
    void bytesThatDoNotCome();
    void bytesInTime();
    void wishesWithABody_data();
    void wishesWithABody();
    void nothingToSayIsGoodToo();
    void aDeadContextIsNotCalled();
    void longAnswers_data();
    void longAnswers();
    void longAnswersToTheDead();
    void longAnswersOfTheDead();
    void longAnswersWhileThePoolIsBusy();

private:
    Bytes bytes(const QString &path);
    Answer sent(const QByteArray &method, const QJsonObject &body);

    std::unique_ptr<tests::FakeBackend> m_backend;
    std::unique_ptr<ApiClient> m_api;
};

void ApiClientTest::init()
{
    m_backend = std::make_unique<tests::FakeBackend>();
    m_api = std::make_unique<ApiClient>(
        Connection{.url = m_backend->url(), .token = u"secret"_s, .name = u"test"_s},
        Timings{.request = 300ms}, nullptr);
}

Bytes ApiClientTest::bytes(const QString &path)
{
    std::optional<Bytes> got;
    m_api->getBytes(path, this, [&](const Bytes &answer) { got = answer; });
    return QTest::qWaitFor([&] { return got.has_value(); }) ? *got : Bytes{.error = u"never"_s};
}

Answer ApiClientTest::sent(const QByteArray &method, const QJsonObject &body)
{
    std::optional<Answer> got;
    m_api->send(method, u"/api/events/12"_s, body, this,
                [&](const Answer &answer) { got = answer; });
    return QTest::qWaitFor([&] { return got.has_value(); }) ? *got : Answer{.error = u"never"_s};
}

void ApiClientTest::bytesComeAsTheyAre()
{
    const QByteArray picture("\xff\xd8\0\xff\xd9", 5);
    m_backend->setFile(u"/api/detections/3/image"_s, picture, "image/jpeg; charset=binary");
    const Bytes answer = bytes(u"/api/detections/3/image?size=thumb"_s);
    QVERIFY(answer.ok());
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.data, picture);
    QCOMPARE(answer.type, u"image/jpeg"_s);
    QVERIFY(m_backend->lastHead().contains("Authorization: Bearer secret"));
    QVERIFY(m_backend->lastHead().contains("Accept: */*"));
}

void ApiClientTest::bytesThatDoNotCome_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("error");
    QTest::newRow("its own words")
        << 404 << QByteArray(R"({"detail":"The picture is gone"})") << u"The picture is gone"_s;
    QTest::newRow("HTML") << 500 << QByteArray("<html>") << u"The backend answered 500"_s;
    QTest::newRow("no token") << 401 << QByteArray() << u"The token was refused"_s;
}

void ApiClientTest::bytesThatDoNotCome()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, error);
    m_backend->set(u"/picture"_s, body, status);
    const Bytes answer = bytes(u"/picture"_s);
    QVERIFY(!answer.ok());
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.error, error);
    QVERIFY(answer.data.isEmpty());
}

void ApiClientTest::bytesInTime()
{
    m_backend->freeze(true);
    const Bytes answer = bytes(u"/picture"_s);
    QCOMPARE(answer.status, 0);
    QCOMPARE(answer.error, u"No answer in time"_s);
}

void ApiClientTest::wishesWithABody_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("told");
    QTest::newRow("POST") << QByteArray("POST") << u"/api/events/12"_s;
    QTest::newRow("PUT") << QByteArray("PUT") << u"PUT /api/events/12"_s;
    QTest::newRow("PATCH") << QByteArray("PATCH") << u"PATCH /api/events/12"_s;
    QTest::newRow("DELETE") << QByteArray("DELETE") << u"DELETE /api/events/12"_s;
}

void ApiClientTest::wishesWithABody()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, told);
    // More than one piece of a socket.
    const QJsonObject body{{u"reviewed"_s, true}, {u"notes"_s, QString(300000, u'n')}};
    m_backend->setPostAnswer(200, R"({"id":12})");
    const Answer answer = sent(method, body);
    QVERIFY2(answer.ok(), qPrintable(answer.error));
    QCOMPARE(answer.body.value(u"id").toInt(), 12);
    QCOMPARE(m_backend->posts(), QStringList(told));
    QCOMPARE(QJsonDocument::fromJson(m_backend->lastBody()).object(), body);
    QVERIFY(m_backend->lastHead().contains("Content-Type: application/json"));
    m_backend->setPostAnswer(400, R"({"detail":"notes: too long"})");
    QCOMPARE(sent(method, body).error, u"notes: too long"_s);
}

void ApiClientTest::nothingToSayIsGoodToo()
{
    m_backend->setPostAnswer(204, {});
    const Answer answer = sent("DELETE", {});
    QVERIFY2(answer.ok(), qPrintable(answer.error));
    QCOMPARE(answer.status, 204);
    m_backend->setPostAnswer(200, "<html>");
    QVERIFY(!sent("DELETE", {}).ok());
}

void ApiClientTest::aDeadContextIsNotCalled()
{
    m_backend->set(u"/picture"_s, "x");
    bool isCalled = false;
    auto context = std::make_unique<QObject>();
    m_api->getBytes(u"/picture"_s, context.get(), [&](const Bytes &) { isCalled = true; });
    context.reset();
    QVERIFY(bytes(u"/picture"_s).ok()); // asked later, answered later
    QVERIFY(!isCalled);
}

/// Beyond 64 KiB the body is read on another thread: what comes of it is the same.
void ApiClientTest::longAnswers_data()
{
    const QByteArray filler(100'000, ' ');
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("error");
    QTest::newRow("good") << QByteArray(R"({"items":[],)" + filler + R"("total":0})") << 200
                          << QString();
    QTest::newRow("not JSON") << QByteArray("<html>" + filler) << 200
                              << u"The answer is not the JSON that was expected"_s;
    QTest::newRow("not as documented")
        << QByteArray(R"({"items":[],)" + filler + R"("total":"0"})") << 200
        << u"The answer is not as documented: total is \"0\". The backend may be of another version."_s;
    QTest::newRow("refused") << QByteArray(R"({"detail":"No cameras today")" + filler + "}") << 503
                             << u"No cameras today"_s;
}

void ApiClientTest::longAnswers()
{
    QFETCH(const QByteArray, body);
    QFETCH(const int, status);
    m_backend->setAsItIs(u"/api/cameras"_s, body, status);
    std::optional<Answer> got;
    m_api->get(u"/api/cameras"_s, this, [&](const Answer &answer) {
        QCOMPARE(QThread::currentThread(), thread());
        got = answer;
    });
    QTRY_VERIFY(got);
    QCOMPARE(got->status, status);
    QTEST(got->error, "error");
}

void ApiClientTest::longAnswersToTheDead()
{
    m_backend->setAsItIs(u"/api/cameras"_s,
                         R"({"items":[],)" + QByteArray(100'000, ' ') + R"("total":0})");
    bool isCalled = false;
    auto context = std::make_unique<QObject>();
    m_api->get(u"/api/cameras"_s, context.get(), [&](const Answer &) { isCalled = true; });
    connect(
        m_api.get(), &ApiClient::heard, context.get(), [&context] { context.reset(); },
        Qt::QueuedConnection);
    QTRY_VERIFY(!context);
    bool isNextRead = false; // behind the first one
    m_api->get(u"/api/cameras"_s, this, [&](const Answer &) { isNextRead = true; });
    QTRY_VERIFY(isNextRead);
    QVERIFY(!isCalled);
}

void ApiClientTest::longAnswersOfTheDead()
{
    m_backend->setAsItIs(u"/api/cameras"_s,
                         R"({"items":[],)" + QByteArray(100'000, ' ') + R"("total":0})");
    bool isCalled = false;
    m_api->get(u"/api/cameras"_s, this, [&](const Answer &) { isCalled = true; });
    connect(
        m_api.get(), &ApiClient::heard, this, [this] { m_api.reset(); }, Qt::QueuedConnection);
    QTRY_VERIFY(!m_api);
    QCoreApplication::sendPostedEvents();
    QVERIFY(!isCalled);
}

/// Somebody may wait there for a bus that does not answer.
void ApiClientTest::longAnswersWhileThePoolIsBusy()
{
    m_backend->setAsItIs(u"/api/cameras"_s,
                         R"({"items":[],)" + QByteArray(100'000, ' ') + R"("total":0})");
    QThreadPool &pool = *QThreadPool::globalInstance();
    QSemaphore end;
    for (int i = 0; i < pool.maxThreadCount(); ++i) {
        pool.start([&end] { end.acquire(); });
    }
    bool isCalled = false;
    m_api->get(u"/api/cameras"_s, this, [&](const Answer &answer) { isCalled = answer.ok(); });
    const bool isRead = QTest::qWaitFor([&isCalled] { return isCalled; });
    end.release(pool.maxThreadCount());
    QVERIFY(pool.waitForDone());
    QVERIFY(isRead);
}

QTEST_GUILESS_MAIN(ApiClientTest)
#include "tst_apiclient.moc"
