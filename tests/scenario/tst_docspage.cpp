// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/browser.h"
#include "tests/scenario/support/daemon.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using scenario::Browser;
using scenario::Daemon;
using scenario::waitUntil;

/// The page about the API in a real browser, which ./check unpacks under build/servers.
class DocsPageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void listsEveryRoute();
    void listsEveryEvent();
    void everyPartOpens();
    void examplesAreWhole();
    void linksLeadToSchemas();
    void findsByWord();
    void triesARoute_data();
    void triesARoute();
    void saysWhatWasRefused();
    void loadsNothingFromElsewhere();

private:
    QString text(const QString &selector)
    {
        return m_browser
            .evaluate(u"document.querySelector('%1')?.textContent ?? ''"_s.arg(selector))
            .toString();
    }

    Daemon m_daemon{{.toml = u"[ai]\nembedded = \"false\"\n"_s}};
    Browser m_browser;
};

void DocsPageTest::initTestCase()
{
    QVERIFY2(
        !Browser::program().isEmpty(),
        "chromium-headless-shell is not in PATH: ./check unpacks it under build/servers, where "
        "ctest looks first");
    QVERIFY2(m_daemon.start(), m_daemon.errorText().constData());
    QVERIFY2(m_daemon.waitForWorker(u"file_watcher"_s, u"running"_s),
             m_daemon.errorText().constData());
    QVERIFY2(m_browser.start(), m_browser.errorText().constData());
    QVERIFY(m_browser.open(m_daemon.url().resolved(QUrl(u"/docs"_s))));
    QVERIFY2(waitUntil([this] { return text(u"#loaded"_s).endsWith(u"routes"_s); }),
             qPrintable(text(u"#loaded"_s)));
}

void DocsPageTest::listsEveryRoute()
{
    const QJsonObject paths = m_daemon.get("/openapi.json").json().value(u"paths").toObject();
    int count = 0;
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QJsonObject operations = path.value().toObject();
        for (auto it = operations.begin(); it != operations.end(); ++it) {
            const QString id = it.value()[u"operationId"].toString();
            const QString shown = text(u"#%1 summary"_s.arg(id));
            QVERIFY2(shown.startsWith(it.key().toUpper() % path.key()), qPrintable(id % shown));
            ++count;
        }
    }
    QVERIFY(count >= 27);
    QCOMPARE(text(u"#loaded"_s), u"%1 routes"_s.arg(count));
    QCOMPARE(m_browser.evaluate(u"document.querySelectorAll('nav a').length"_s).toInt(), count);
}

void DocsPageTest::listsEveryEvent()
{
    const QString shown = text(u"#events"_s);
    const QJsonArray types =
        m_daemon.get("/api/system/websocket/events").json().value(u"event_types").toArray();
    QCOMPARE(types.size(), 24);
    for (const auto &type : types) {
        QVERIFY2(shown.contains(type[u"type"].toString()), qPrintable(type[u"type"].toString()));
    }
}

void DocsPageTest::everyPartOpens()
{
    m_browser.evaluate(
        u"document.querySelectorAll('details').forEach((each) => { each.open = true; })"_s);
    const QString filled = u"[...document.querySelectorAll('details')]"
                           ".filter((each) => each.children.length < 2).length"_s;
    QVERIFY(waitUntil([&] { return m_browser.evaluate(filled).toInt(-1) == 0; }));
    QCOMPARE(m_browser.evaluate(u"document.querySelectorAll('#routes form').length"_s),
             m_browser.evaluate(u"document.querySelectorAll('#routes details').length"_s));
    QCOMPARE(m_browser.complaints(), QStringList());
    QVERIFY(!text(u"main"_s).contains(u"undefined"_s));
    QVERIFY(!text(u"main"_s).contains(u"[object"_s));
}

// What the page shows as an example is made of the schema: names of others are followed.
void DocsPageTest::examplesAreWhole()
{
    m_browser.evaluate(u"document.querySelector('#getSystemSupervisor').open = true"_s);
    const QString example = u"#getSystemSupervisor .example"_s;
    QVERIFY(waitUntil([&] { return !text(example).isEmpty(); }));
    const QJsonObject document = QJsonDocument::fromJson(text(example).toUtf8()).object();
    QCOMPARE(document.value(u"workers")[0][u"status"].toString(), u"running"_s);
    QCOMPARE(document.value(u"workers")[0][u"restart_count"].toInt(-1), 0);
}

void DocsPageTest::linksLeadToSchemas()
{
    const QString dangling = u"[...document.querySelectorAll('a[href^=\"#\"]')]"
                             ".map((each) => each.getAttribute('href').slice(1))"
                             ".filter((id) => !document.getElementById(id)).join()"_s;
    QCOMPARE(m_browser.evaluate(dangling).toString(), QString());
    m_browser.evaluate(u"location.hash = '#schema-Worker'"_s);
    QVERIFY(waitUntil([this] { return text(u"#schema-Worker"_s).contains(u"restart_count"_s); }));
}

void DocsPageTest::findsByWord()
{
    const auto shown = [this] {
        return m_browser
            .evaluate(u"[...document.querySelectorAll('#routes details')]"
                      ".filter((each) => !each.hidden).map((each) => each.id).sort().join()"_s)
            .toString();
    };
    const auto find = [this](const QString &word) {
        m_browser.evaluate(u"{ const box = document.getElementById('find'); box.value = '%1'; "
                           "box.dispatchEvent(new Event('input')); }"_s.arg(word));
    };
    find(u"RESTART-history"_s);
    QCOMPARE(shown(), u"getSystemSupervisorRestartHistory"_s);
    find(u"no such word"_s);
    QCOMPARE(shown(), QString());
    find(QString());
    QVERIFY(shown().contains(u"getMetrics"_s));
}

void DocsPageTest::triesARoute_data()
{
    QTest::addColumn<QString>("operation");
    QTest::addColumn<QString>("fields"); // of JavaScript: name to value
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("shown");

    QTest::newRow("a GET") << u"getSystemSupervisor"_s << u"{}"_s << QString() << u"200"_s
                           << u"worker_count"_s;
    QTest::newRow("a text that is no JSON")
        << u"getMetrics"_s << u"{}"_s << QString() << u"200"_s << u"# HELP"_s;
    QTest::newRow("query parameters")
        << u"getSystemSupervisorRestartHistory"_s << u"{ limit: '7', worker_name: 'a b&c' }"_s
        << QString() << u"200"_s << u"\"limit\": 7"_s;
    QTest::newRow("a wrong parameter")
        << u"getSystemSupervisorRestartHistory"_s << u"{ limit: '0' }"_s << QString() << u"400"_s
        << u"Invalid limit '0': must be an integer from 1 to 100"_s;
    QTest::newRow("a part of the path")
        << u"postSystemCircuitBreakersByNameReset"_s << u"{ name: 'yolo26' }"_s << QString()
        << u"200"_s << u"\"new_state\": \"closed\""_s;
    QTest::newRow("a part of the path that needs escapes")
        << u"postSystemSupervisorWorkersByNameStart"_s << u"{ name: 'a?b' }"_s << QString()
        << u"400"_s << u"Invalid worker name"_s;
    QTest::newRow("a body") << u"patchCamerasById"_s << u"{ id: 'nobody' }"_s
                            << uR"({\"enabled\": true})"_s << u"404"_s << u"detail"_s;
}

void DocsPageTest::triesARoute()
{
    QFETCH(const QString, operation);
    QFETCH(const QString, fields);
    QFETCH(const QString, body);
    QFETCH(const QString, status);
    QFETCH(const QString, shown);

    m_browser.evaluate(
        u"(() => { const form = document.querySelector('#%1 form');"
        "  for (const input of form.querySelectorAll('[data-place]')) { input.value = ''; }"
        "  for (const [name, value] of Object.entries(%2)) {"
        "    form.querySelector(`[name=\"${name}\"]`).value = value; }"
        "  if ('%3') { form.querySelector('textarea').value = '%3'; }"
        "  form.querySelector('button').click(); })()"_s.arg(operation, fields, body));
    const QString answer = u"#%1 .answer"_s.arg(operation);
    QVERIFY2(waitUntil([&] { return text(answer % u" strong"_s).startsWith(status); }),
             qPrintable(text(answer)));
    QVERIFY2(text(answer).contains(shown), qPrintable(text(answer)));
    QVERIFY2(text(answer % u" .curl"_s).startsWith(u"curl -s"_s), qPrintable(text(answer)));
}

// The last test that talks to the backend: afterwards it is gone.
void DocsPageTest::saysWhatWasRefused()
{
    // What the wrong parameters above were answered with is in the browser's own log.
    for (const QString &complaint : m_browser.complaints()) {
        QVERIFY2(complaint.startsWith(u"Failed to load resource: the server responded with"_s),
                 qPrintable(complaint));
    }
    QCOMPARE(m_daemon.terminate(), std::optional(0));
    m_browser.evaluate(u"document.querySelector('#getSystemSupervisor button').click()"_s);
    const QString answer = u"#getSystemSupervisor .answer"_s;
    QVERIFY2(waitUntil([&] { return text(answer).startsWith(u"No answer"_s); }),
             qPrintable(text(answer)));
}

void DocsPageTest::loadsNothingFromElsewhere()
{
    const QString elsewhere = u"performance.getEntriesByType('resource').map((each) => each.name)"
                              ".filter((name) => !name.startsWith(location.origin)).join()"_s;
    QCOMPARE(m_browser.evaluate(elsewhere).toString(), QString());
    QVERIFY(m_browser.evaluate(u"performance.getEntriesByType('resource').length"_s).toInt() >= 5);
}

QTEST_GUILESS_MAIN(DocsPageTest)
#include "tst_docspage.moc"
