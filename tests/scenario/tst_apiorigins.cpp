// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/backendparts.h"
#include "tests/scenario/support/iserror.h"

using namespace Qt::StringLiterals;
using scenario::Answer;
using scenario::Base;
using scenario::Daemon;
using scenario::Headers;

namespace {

struct Line
{
    QByteArray method = {};
    QByteArray target = {};
};

/// The router's own table, with names that exist: each of these requests would do something.
QList<Line> allRoutes()
{
    const QTemporaryDir directory;
    auto store = storage::Storage::open(directory.filePath(u"store"_s));
    if (!store) {
        return {};
    }
    const Backend::Settings settings{.surroundings = {.dataDirectory = directory.path()}};
    BackendParts parts(settings, nullptr, std::move(store.value()));
    QList<Line> all;
    for (const http::Route &route : parts.http().router().routes()) {
        const bool isBreaker = route.path.contains(u"circuit-breakers");
        QByteArray target = route.path.toUtf8();
        target.replace("{name}", isBreaker ? "yolo26" : "file_watcher");
        target.replace("{queue}", "detection");
        target.replace("{id}", route.path.startsWith(u"/api/cameras") ? "gate" : "1");
        all.append({.method = route.method, .target = target});
    }
    return all;
}

bool namesCors(const Answer &answer)
{
    return std::any_of(answer.headers.begin(), answer.headers.end(), [](const auto &header) {
        return header.first.startsWith("access-control-");
    });
}

} // namespace

/// Pages of other origins, at every route that there is: a browser must neither send anything for
/// them nor show them anything.
class ApiOriginsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyRouteIsListed();
    void foreignPages_data();
    void foreignPages();
    void ourPages_data();
    void ourPages();
    void nothingWasTouched();

private:
    QList<Headers> foreign() const;

    Daemon m_daemon{{.toml = u"[ai]\nembedded = \"false\"\n"_s}};
};

void ApiOriginsTest::initTestCase()
{
    QVERIFY2(m_daemon.start(), m_daemon.errorText().constData());
    QVERIFY(m_daemon.waitForWorker(u"file_watcher"_s, u"running"_s));
}

void ApiOriginsTest::everyRouteIsListed()
{
    const QList<Line> routes = allRoutes();
    QVERIFY(routes.size() >= 16);
    for (const Line &route : routes) {
        QVERIFY2(!route.target.contains('{'), route.target.constData());
    }
}

QList<Headers> ApiOriginsTest::foreign() const
{
    const QByteArray port = QByteArray::number(m_daemon.port());
    const QByteArray otherPort = QByteArray::number(m_daemon.port() ^ 1);
    QList<Headers> all{
        {{"Origin", "http://127.0.0.1:" + port}, {"Sec-Fetch-Site", "cross-site"}},
        Headers{{"Sec-Fetch-Site", "cross-site"}},
        Headers{{"Sec-Fetch-Site", "same-site"}},
        {{"Access-Control-Request-Method", "POST"},
         {"Access-Control-Request-Headers", "authorization, content-type"},
         {"Origin", "https://evil.example"}},
    };
    const QByteArrayList origins{
        "https://evil.example",
        "null",
        "",
        "file://",
        "http://127.0.0.1",
        "http://127.0.0.1:" + otherPort,
        "https://127.0.0.1:" + port,
        "http://127.0.0.1.evil.example:" + port,
        "http://evil@127.0.0.1:" + port,
    };
    for (const QByteArray &origin : origins) {
        all.append(Headers{{"Origin", origin}});
    }
    return all;
}

void ApiOriginsTest::foreignPages_data()
{
    QTest::addColumn<QByteArray>("target");

    QSet<QByteArray> known;
    for (const Line &route : allRoutes()) {
        if (!known.contains(route.target)) {
            known.insert(route.target);
            QTest::newRow(route.target.constData()) << route.target;
        }
    }
}

void ApiOriginsTest::foreignPages()
{
    QFETCH(QByteArray, target);

    const QByteArray detail = R"({"detail":"Requests of other web pages are refused"})";
    for (const Headers &headers : foreign()) {
        for (const QByteArray &method :
             {"GET"_ba, "HEAD"_ba, "POST"_ba, "PUT"_ba, "DELETE"_ba, "OPTIONS"_ba}) {
            const Answer answer = m_daemon.request(method, target, headers);
            const QByteArray what = method + ' ' + headers.last().first + ": "
                + headers.last().second + " -> " + QByteArray::number(answer.status);
            QVERIFY2(answer.status == 403, what.constData());
            QVERIFY2(answer.body == (method == "HEAD" ? QByteArray() : detail), what.constData());
            QVERIFY2(answer.header("content-type") == "application/json", what.constData());
            QVERIFY2(answer.header("allow").isEmpty(), what.constData());
            QVERIFY2(!namesCors(answer), what.constData());
        }
    }
}

void ApiOriginsTest::ourPages_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");

    for (const Line &route : allRoutes()) {
        const QByteArray name = route.method + ' ' + route.target;
        QTest::newRow(name.constData()) << route.method << route.target;
    }
}

// Served like anybody, but even for them there is no word of CORS.
void ApiOriginsTest::ourPages()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);

    const QByteArray origin = "http://127.0.0.1:" + QByteArray::number(m_daemon.port());
    const Headers ours{{"Origin", origin},
                       {"Sec-Fetch-Site", "same-origin"},
                       {"Access-Control-Request-Method", method}};
    const Answer options = m_daemon.request("OPTIONS", target, ours);
    QCOMPARE(options.status, 204);
    QVERIFY(options.header("allow").contains(method));
    QVERIFY(!namesCors(options));
    if (!options.header("allow").contains("GET")) {
        const Answer wrong = m_daemon.request("GET", target, ours);
        scenario::isError(wrong, 405, u"Method Not Allowed"_s);
        QVERIFY(!namesCors(wrong));
        return;
    }
    if (method != "GET") {
        return; // the row of GET asks the rest
    }
    const Answer answer = m_daemon.request("GET", target, ours);
    QCOMPARE(answer.status, m_daemon.get(target).status);
    // Some have nothing to show here (404), or tell that something is not well (503).
    QVERIFY2(QList<int>({200, 404, 503}).contains(answer.status), answer.body.constData());
    QVERIFY(!namesCors(answer));
}

void ApiOriginsTest::nothingWasTouched()
{
    const QJsonObject worker = m_daemon.worker(u"file_watcher"_s);
    QCOMPARE(worker.value(u"status").toString(), u"running"_s);
    QCOMPARE(m_daemon.get(Base + "supervisor/restart-history")
                 .json()
                 .value(u"pagination")[u"total"]
                 .toInt(),
             0);
}

QTEST_GUILESS_MAIN(ApiOriginsTest)
#include "tst_apiorigins.moc"
