// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/memory.h"
#include "tests/support/jobs.h"
#include "tests/support/nastyserver.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using support::Child;
using support::GoodDetection;
using support::NastyServer;
using support::resultOf;

namespace {

constexpr qsizetype MaxAnswer = qsizetype{16} * 1024 * 1024;
constexpr qint64 MaxWorkerKilobytes = qint64{160} * 1024 * scenario::MemorySlack;

/// A good answer of the detector with something more in it.
QByteArray detectionWith(const QByteArray &more)
{
    return QByteArray(GoodDetection).chopped(1) + R"(,"more":)" + more + '}';
}

/// Lists in lists: `depth` with the object around them.
QByteArray nested(int depth)
{
    return QByteArray(depth - 1, '[') + QByteArray(depth - 1, ']');
}

/// Filled up to that size with spaces.
QByteArray padded(const QByteArray &json, qsizetype size)
{
    return json + QByteArray(size - json.size(), ' ');
}

QByteArray assessment(const QByteArray &more = "1")
{
    const QJsonObject answer{{u"content"_s, uR"({"risk_score":40,"summary":"A person"})"_s}};
    return QJsonDocument(answer).toJson(QJsonDocument::Compact).chopped(1) + R"(,"more":)" + more
        + '}';
}

qint64 mostKilobytes(qint64 pid)
{
    QFile file(u"/proc/%1/status"_s.arg(pid));
    const QByteArray words = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    const qsizetype at = words.indexOf("VmHWM:");
    return at < 0 ? -1 : words.mid(at + 6, words.indexOf("kB", at) - at - 6).trimmed().toLongLong();
}

} // namespace

/// Answers of AI services that are too much, too deep, too slow or of another shape, told to the
/// real workers: each is a failure of a known kind, in time, and the worker goes on as if nothing
/// had been.
class NastyAnswersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void analyses_data();
    void analyses();
    void withoutEnd_data();
    void withoutEnd();
    void deadlineHolds_data();
    void deadlineHolds();
    void redirectsAreNotFollowed_data();
    void redirectsAreNotFollowed();

private:
    const support::JobFolder m_folder;
};

void NastyAnswersTest::answers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("kind");
    const auto row = [](const char *label, const QByteArray &body, const QString &kind,
                        const QByteArray &fields = {}) {
        QTest::newRow(label) << NastyServer::http(200, body, fields) << kind;
    };
    const QString garbage = u"garbage"_s;
    row("as large as may be", padded(GoodDetection, MaxAnswer), {});
    row("one byte more", padded(GoodDetection, MaxAnswer + 1), u"too_large"_s);
    row("64 deep", detectionWith(nested(64)), {});
    row("65 deep", detectionWith(nested(65)), garbage);
    row("brackets in a text are no depth", detectionWith('\"' + QByteArray(200, '[') + R"(\"[")"),
        {});
    row("100,000 deep", QByteArray(100000, '['), garbage);
    row("objects 100,000 deep", QByteArray(R"({"a":)").repeated(100000), garbage);
    row("a list", "[1,2]", garbage);
    row("a text", R"("well")", garbage);
    row("null", "null", garbage);
    row("nothing", "", garbage);
    row("an object for a list", R"({"image_width":64,"image_height":64,"detections":{}})", garbage);
    row("a box of texts",
        R"({"image_width":64,"image_height":64,"detections":[{"class":"person","confidence":0.9,)"
        R"("bbox":{"x":"1","y":"2","width":"3","height":"4"}}]})",
        garbage);
    row("a number beyond all", R"({"image_width":1e400,"image_height":64,"detections":[]})",
        garbage);
    row("a million detections",
        R"({"image_width":64,"image_height":64,"detections":[{})"
            + QByteArray(",{}").repeated(1000000) + "]}",
        garbage);
    row("not UTF-8", detectionWith("\"\xff\xfe\""), garbage);
    row("packed", "\x1f\x8b\x08 and so on", garbage, "Content-Encoding: gzip\r\n");
}

void NastyAnswersTest::answers()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, kind);
    const NastyServer service(answer);
    Child child({u"detection_worker"_s});
    QJsonObject job = m_folder.detectionJob(service.url());
    job.insert(u"timeout_ms"_s, support::Patience);
    const QJsonObject result = resultOf(child, job);
    QCOMPARE(result.value(u"ok"_s), QJsonValue(kind.isEmpty()));
    QCOMPARE(result.value(u"kind"_s).toString(), kind);
    QVERIFY(kind.isEmpty() || !result.value(u"error"_s).toString().isEmpty());
    const qint64 most = mostKilobytes(child.process().processId());
    QVERIFY2(most > 0 && most < MaxWorkerKilobytes, QByteArray::number(most).constData());
}

void NastyAnswersTest::analyses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("kind");
    QTest::newRow("as large as may be") << padded(assessment(), MaxAnswer) << QString();
    QTest::newRow("one byte more") << padded(assessment(), MaxAnswer + 1) << u"too_large"_s;
    QTest::newRow("64 deep") << assessment(nested(64)) << QString();
    QTest::newRow("65 deep") << assessment(nested(65)) << u"garbage"_s;
    QTest::newRow("a list") << QByteArray("[1]") << u"garbage"_s;
    QTest::newRow("content is a number") << QByteArray(R"({"content":7})") << u"garbage"_s;
}

void NastyAnswersTest::analyses()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, kind);
    const NastyServer service(NastyServer::http(200, body));
    Child child({u"analysis_worker"_s});
    QJsonObject job = support::analysisJob(service.url());
    job.insert(u"timeout_ms"_s, support::Patience);
    const QJsonObject result = resultOf(child, job);
    QCOMPARE(result.value(u"ok"_s), QJsonValue(kind.isEmpty()));
    QCOMPARE(result.value(u"kind"_s).toString(), kind);
}

void NastyAnswersTest::withoutEnd_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("again");
    QTest::addColumn<QString>("kind");
    const QByteArray head("HTTP/1.1 200 OK\r\n");
    const QByteArray block(65536, 'x');
    QTest::newRow("a body without a length") << head + "\r\n" << block << u"too_large"_s;
    QTest::newRow("a body in pieces") << head + "Transfer-Encoding: chunked\r\n\r\n"
                                      << "10000\r\n" + block + "\r\n"
                                      << u"too_large"_s;
    QTest::newRow("a length of 5 GB") << head + "Content-Length: 5000000000\r\n\r\n"
                                      << block << u"too_large"_s;
    QTest::newRow("a head") << head << "X-Field: " + QByteArray(1000, 'x') + "\r\n" << u"closed"_s;
    QTest::newRow("a line of a head") << head + "X-Field: " << block << u"closed"_s;
}

void NastyAnswersTest::withoutEnd()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, again);
    QFETCH(QString, kind);
    NastyServer service(head);
    service.again = again;
    Child child({u"detection_worker"_s});
    QJsonObject job = m_folder.detectionJob(service.url());
    job.insert(u"timeout_ms"_s, support::Patience);
    const QJsonObject result = resultOf(child, job);
    QCOMPARE(result.value(u"ok"_s), QJsonValue(false));
    QTEST(result.value(u"kind"_s).toString(), "kind");
    const qint64 most = mostKilobytes(child.process().processId());
    QVERIFY2(most > 0 && most < MaxWorkerKilobytes, QByteArray::number(most).constData());
    const NastyServer good(NastyServer::http(200, GoodDetection));
    child.send(m_folder.detectionJob(good.url()));
    QTRY_COMPARE_WITH_TIMEOUT(child.last(u"result"_s).value(u"ok"_s), QJsonValue(true),
                              support::Patience);
}

void NastyAnswersTest::deadlineHolds_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("dribbles");
    const QByteArray good = NastyServer::http(200, GoodDetection);
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("a byte a second") << good << true;
    QTest::newRow("the head, a byte a second of the body")
        << good.sliced(good.indexOf("\r\n\r\n") + 4) << true;
    QTest::newRow("half, and then nothing") << good.chopped(20) << false;
    QTest::newRow("to be continued, for ever")
        << QByteArray("HTTP/1.1 100 Continue\r\n\r\n") << true;
}

// The whole call, ±10 %.
void NastyAnswersTest::deadlineHolds()
{
    constexpr qint64 deadline = 5000;
    QFETCH(QByteArray, answer);
    QFETCH(bool, dribbles);
    NastyServer service(answer);
    service.dribbles = dribbles;
    service.pace = 1s;
    if (!answer.isEmpty() && !answer.startsWith("HTTP")) {
        service.head = NastyServer::http(200, answer).chopped(answer.size());
    }
    Child child({u"detection_worker"_s});
    QTRY_VERIFY(child.process().state() == QProcess::Running);
    QJsonObject job = m_folder.detectionJob(service.url());
    job.insert(u"timeout_ms"_s, deadline);
    child.send(job);
    QTRY_COMPARE_WITH_TIMEOUT(service.requests(), 1, support::Patience);
    QElapsedTimer since;
    since.start();
    QTRY_COMPARE_WITH_TIMEOUT(child.lines(u"result"_s).size(), 1, support::Patience);
    const qint64 took = since.elapsed();
    QCOMPARE(child.last(u"result"_s).value(u"kind"_s).toString(), u"timeout"_s);
    QVERIFY2(took > deadline * 9 / 10 && took < deadline * 11 / 10,
             QByteArray::number(took).constData());
}

void NastyAnswersTest::redirectsAreNotFollowed_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {300, 301, 302, 303, 307, 308}) {
        QTest::addRow("%d", status) << status;
    }
}

void NastyAnswersTest::redirectsAreNotFollowed()
{
    QFETCH(int, status);
    const NastyServer elsewhere(NastyServer::http(200, GoodDetection));
    const NastyServer service(
        NastyServer::http(status, GoodDetection, "Location: " + elsewhere.url().toUtf8() + "\r\n"));
    Child child({u"detection_worker"_s});
    const QJsonObject result = resultOf(child, m_folder.detectionJob(service.url()));
    QCOMPARE(result.value(u"kind"_s).toString(), u"http"_s);
    QCOMPARE(result.value(u"http_status"_s).toInt(), status);
    QCOMPARE(elsewhere.requests(), 0);
}

QTEST_GUILESS_MAIN(NastyAnswersTest)
#include "tst_nastyanswers.moc"
