// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/jobs.h"
#include "tests/support/nastyserver.h"
#include "tests/support/testimages.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using support::Child;
using support::NastyServer;
using support::resultOf;

constexpr int CallTime = 1500;

/// The real analysis worker with services that help, good and bad: the assessment comes.
class HelperCallsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void allHelp();
    void pngAndWebp_data();
    void pngAndWebp();
    void badHelper_data();
    void badHelper();
    void allOfThemBad();
    void noneAfterTheFirstFailure();
    void badFiles_data();
    void badFiles();
    void nobodyIsNamed();
    void toldAlsoWhenTheModelFails();

private:
    QJsonObject job(const QStringList &named = {u"florence"_s, u"clip"_s, u"enrichment"_s}) const;

    const support::JobFolder m_folder;
    std::unique_ptr<NastyServer> m_model;
    std::unique_ptr<NastyServer> m_florence;
    std::unique_ptr<NastyServer> m_clip;
    std::unique_ptr<NastyServer> m_enrichment;
};

namespace {

QByteArray goodEmbedding()
{
    return "{\"embedding\":[" + QByteArrayList(768, "0.5").join(',') + "]}";
}

/// For whatever the enrichment service is asked about a person.
constexpr auto GoodEnrichment =
    R"({"clothing_type":"coat","color":"dark red","estimated_distance_m":4.5})";

constexpr auto GoodVerdict = R"({"content":"{\"risk_score\":40,\"summary\":\"A person\"}"})";

} // namespace

void HelperCallsTest::init()
{
    const auto good = [](const QByteArray &body) {
        return std::make_unique<NastyServer>(NastyServer::http(200, body));
    };
    m_model = good(GoodVerdict);
    m_florence = good(R"({"result":"A man at a door"})");
    m_clip = good(goodEmbedding());
    m_enrichment = good(GoodEnrichment);
}

QJsonObject HelperCallsTest::job(const QStringList &named) const
{
    const QMap<QString, QString> urls{{u"florence"_s, m_florence->url()},
                                      {u"clip"_s, m_clip->url()},
                                      {u"enrichment"_s, m_enrichment->url()}};
    QJsonObject services;
    for (const QString &name : named) {
        services.insert(name,
                        QJsonObject{{u"url"_s, urls.value(name)}, {u"timeout_ms"_s, CallTime}});
    }
    QJsonObject job = m_folder.batchJob(m_model->url());
    job.insert(u"services"_s, services);
    return job;
}

namespace {

QJsonObject bodyOf(const NastyServer &service)
{
    const QByteArray &request = service.request();
    return QJsonDocument::fromJson(request.mid(request.indexOf("\r\n\r\n") + 4)).object();
}

QByteArray imageIn(const NastyServer &service)
{
    return QByteArray::fromBase64(bodyOf(service).value(u"image").toString().toLatin1());
}

} // namespace

void HelperCallsTest::allHelp()
{
    Child child({u"analysis_worker"_s});
    const QJsonObject result = resultOf(child, job());
    QVERIFY(result.value(u"ok"_s).toBool());
    const QJsonObject services = result.value(u"services").toObject();
    QCOMPARE(services.keys(), QStringList({u"clip"_s, u"enrichment"_s, u"florence"_s}));
    for (const auto &service : services) {
        QCOMPARE(service[u"called"], QJsonValue(true));
        QCOMPARE(service[u"ok"], QJsonValue(true));
        QVERIFY(service[u"kind"].isNull() && service[u"error"].isNull());
        QVERIFY(service[u"elapsed_ms"].isDouble());
    }
    const QJsonArray findings = result.value(u"findings").toArray();
    QCOMPARE(findings.size(), 1);
    QCOMPARE(findings.first()[u"detection_id"].toInt(), 5);
    QCOMPARE(findings.first()[u"embedding"].toString().size(), 4096);
    const QJsonObject data{{u"caption"_s, u"A man at a door"_s},
                           {u"clothing"_s, u"coat"_s},
                           {u"colors"_s, QJsonArray{u"dark red"_s}},
                           {u"distance_m"_s, 4.5}};
    QCOMPARE(findings.first()[u"data"].toObject(), data);
    // What is asked: the image as it is, the person alone, the box.
    const QByteArray image = support::jpegImage(64, 64);
    QVERIFY(m_florence->request().startsWith("POST /service/extract HTTP/1.1\r\n"));
    QCOMPARE(bodyOf(*m_florence).value(u"prompt").toString(), u"<CAPTION>"_s);
    QCOMPARE(imageIn(*m_florence), image);
    QVERIFY(m_clip->request().startsWith("POST /service/embed HTTP/1.1\r\n"));
    QVERIFY(imageIn(*m_clip).startsWith("\xff\xd8\xff"));
    QVERIFY(imageIn(*m_clip).size() < image.size());
    QVERIFY(m_enrichment->request().startsWith("POST /service/object-distance HTTP/1.1\r\n"));
    QCOMPARE(bodyOf(*m_enrichment).value(u"bbox").toObject().value(u"height").toInt(), 40);
    QCOMPARE(m_enrichment->requests(), 2);
    const QString prompt = result.value(u"prompt").toString();
    QVERIFY(prompt.contains(u"\nCaption: A man at a door\n"_s));
    QVERIFY(prompt.contains(u"\nClothing colors: dark red\n"_s));
    QVERIFY(prompt.contains(u"\nNearest person in metres: 4.5\n"_s));
    QCOMPARE(bodyOf(*m_model).value(u"prompt").toString(), prompt);
}

void HelperCallsTest::pngAndWebp_data()
{
    QTest::addColumn<QByteArray>("image");
    QTest::newRow("PNG") << support::pngImage(64, 64);
    QTest::newRow("WebP") << support::webpImage(64, 64);
}

void HelperCallsTest::pngAndWebp()
{
    QFETCH(QByteArray, image);
    const QString path = m_folder.root() + u"/cam/other"_s;
    support::writeFile(path, image);
    QJsonObject wanted = job({u"clip"_s});
    QJsonObject batch = wanted.value(u"batch").toObject();
    QJsonObject detection = batch.value(u"detections").toArray().first().toObject();
    detection.insert(u"file_path"_s, path);
    detection.insert(u"sha256"_s, support::hashOf(image));
    batch.insert(u"detections"_s, QJsonArray{detection});
    wanted.insert(u"batch"_s, batch);
    Child child({u"analysis_worker"_s});
    const QJsonObject result = resultOf(child, wanted);
    QCOMPARE(result.value(u"findings").toArray().size(), 1);
    QVERIFY(imageIn(*m_clip).startsWith("\xff\xd8\xff"));
}

void HelperCallsTest::badHelper_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("closes");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &answer, const QString &kind,
                        int status) { QTest::newRow(name) << answer << false << kind << status; };
    row("hangs", {}, u"timeout"_s, 0);
    row("html", NastyServer::http(200, "<html>"), u"garbage"_s, 200);
    row("half an embedding", NastyServer::http(200, R"({"embedding":[1,2]})"), u"garbage"_s, 200);
    row("500", NastyServer::http(500, R"({"detail":"out of memory"})"), u"http"_s, 500);
    row("503", NastyServer::http(503, ""), u"http"_s, 503);
    row("400", NastyServer::http(400, R"({"detail":"bad image"})"), u"http"_s, 400);
    QTest::newRow("hangs up") << QByteArray() << true << u"closed"_s << 0;
}

void HelperCallsTest::badHelper()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, closes);
    m_clip = std::make_unique<NastyServer>(answer);
    m_clip->closes = closes;
    Child child({u"analysis_worker"_s});
    const QJsonObject result = resultOf(child, job());
    QCOMPARE(result.value(u"risk_score"_s).toInt(), 40);
    const QJsonObject services = result.value(u"services").toObject();
    const QJsonObject clip = services.value(u"clip").toObject();
    QCOMPARE(clip.value(u"called"), QJsonValue(true));
    QCOMPARE(clip.value(u"ok"), QJsonValue(false));
    QTEST(clip.value(u"kind").toString(), "kind");
    QTEST(clip.value(u"http_status").toInt(0), "status");
    QVERIFY(!clip.value(u"error").toString().isEmpty());
    QVERIFY(services[u"florence"][u"ok"].toBool() && services[u"enrichment"][u"ok"].toBool());
    const QJsonValue finding = result.value(u"findings").toArray().first();
    QVERIFY(finding[u"embedding"].isNull());
    QCOMPARE(finding[u"data"][u"caption"].toString(), u"A man at a door"_s);
}

void HelperCallsTest::allOfThemBad()
{
    m_clip = std::make_unique<NastyServer>();
    m_enrichment = std::make_unique<NastyServer>(NastyServer::http(500, "{}"));
    QJsonObject wanted = job();
    m_florence.reset(); // nobody listens there any more
    Child child({u"analysis_worker"_s});
    QElapsedTimer since;
    since.start();
    const QJsonObject result = resultOf(child, wanted);
    QVERIFY2(since.elapsed() < CallTime + 8000, QByteArray::number(since.elapsed()).constData());
    QCOMPARE(result.value(u"risk_score"_s).toInt(), 40);
    QCOMPARE(result.value(u"findings"), QJsonValue(QJsonArray()));
    QVERIFY(!result.value(u"prompt").toString().contains(u"Caption"_s));
    const QJsonObject services = result.value(u"services").toObject();
    QCOMPARE(services[u"clip"][u"kind"].toString(), u"timeout"_s);
    QCOMPARE(services[u"enrichment"][u"kind"].toString(), u"http"_s);
    QCOMPARE(services[u"florence"][u"kind"].toString(), u"refused"_s);
}

// It would have been asked twice.
void HelperCallsTest::noneAfterTheFirstFailure()
{
    m_enrichment = std::make_unique<NastyServer>(NastyServer::http(500, "{}"));
    Child child({u"analysis_worker"_s});
    QVERIFY(resultOf(child, job()).value(u"ok"_s).toBool());
    QCOMPARE(m_enrichment->requests(), 1);
    QCOMPARE(m_clip->requests(), 1);
}

void HelperCallsTest::badFiles_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value"); ///< a path is relative to the folder of the test
    QTest::newRow("gone") << u"file_path"_s << u"root/cam/none.jpg"_s;
    QTest::newRow("link") << u"file_path"_s << u"root/cam/link.jpg"_s;
    QTest::newRow("outside") << u"file_path"_s << u"root/../outside.jpg"_s;
    QTest::newRow("outside by name") << u"file_path"_s << u"outside.jpg"_s;
    QTest::newRow("folder") << u"file_path"_s << u"root/cam"_s;
    QTest::newRow("other bytes than were accepted") << u"sha256"_s << QString(64, u'0');
    QTest::newRow("a frame of a video") << u"media_type"_s << u"video"_s;
}

void HelperCallsTest::badFiles()
{
    QFETCH(QString, key);
    QFETCH(QString, value);
    support::writeFile(m_folder.path(u"outside.jpg"_s), support::jpegImage(64, 64));
    QFile::link(m_folder.path(u"outside.jpg"_s), m_folder.root() + u"/cam/link.jpg"_s);
    QJsonObject wanted = job();
    QJsonObject batch = wanted.value(u"batch").toObject();
    QJsonObject detection = batch.value(u"detections").toArray().first().toObject();
    detection.insert(key, key == u"file_path" ? m_folder.path(value) : value);
    batch.insert(u"detections"_s, QJsonArray{detection});
    wanted.insert(u"batch"_s, batch);
    Child child({u"analysis_worker"_s});
    const QJsonObject result = resultOf(child, wanted);
    QCOMPARE(result.value(u"risk_score"_s).toInt(), 40);
    QCOMPARE(m_florence->requests() + m_clip->requests() + m_enrichment->requests(), 0);
    const QJsonObject services = result.value(u"services").toObject();
    QCOMPARE(services.size(), 3);
    for (const auto &service : services) {
        QCOMPARE(service[u"called"], QJsonValue(false));
    }
}

void HelperCallsTest::nobodyIsNamed()
{
    Child child({u"analysis_worker"_s});
    const QJsonObject result = resultOf(child, job({}));
    QCOMPARE(result.value(u"risk_score"_s).toInt(), 40);
    QCOMPARE(result.value(u"services"), QJsonValue(QJsonObject()));
    QCOMPARE(m_florence->requests() + m_clip->requests() + m_enrichment->requests(), 0);
}

void HelperCallsTest::toldAlsoWhenTheModelFails()
{
    m_model = std::make_unique<NastyServer>(NastyServer::http(503, R"({"error":"loading"})"));
    Child child({u"analysis_worker"_s});
    const QJsonObject result = resultOf(child, job());
    QCOMPARE(result.value(u"ok"_s), QJsonValue(false));
    QVERIFY(!result.contains(u"risk_score"_s));
    QVERIFY(result.value(u"services")[u"clip"][u"ok"].toBool());
}

QTEST_GUILESS_MAIN(HelperCallsTest)
#include "tst_helpercalls.moc"
