// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/iserror.h"
#include "tests/scenario/support/serviceflow.h"

using namespace Qt::StringLiterals;
using namespace scenario;

namespace {

const QByteArray Gate = "/api/cameras/gate";

} // namespace

/// Cameras that are switched off and on over the API.
class FlowCamerasTest final : public ServiceFlow
{
    Q_OBJECT

private Q_SLOTS:
    void waitsUntilItIsEnabled();
    void badBodies_data();
    void badBodies();

private:
    Answer patch(const QByteArray &target, const QByteArray &body) const
    {
        return m_daemon->request("PATCH", target, {{"Content-Type", "application/json"}}, body);
    }

    qint64 pending() const { return pipeline()[u"file_watcher"_s][u"pending_tasks"].toInteger(); }

    int waitingFiles() const
    {
        return m_daemon->get("/api/cameras").json()[u"items"_s][0][u"waiting_files"].toInt();
    }

    bool isEnabled() const
    {
        return m_daemon->get("/api/cameras").json()[u"items"_s][0][u"enabled"].toBool();
    }
};

void FlowCamerasTest::waitsUntilItIsEnabled()
{
    begin({});
    QVERIFY(uploadOne(1));
    QVERIFY(waitUntil([this] { return images(u"done"_s) == 1; }));
    QVERIFY(isEnabled());
    const Answer off = patch(Gate, R"({"enabled": false, "reason": "repair"})");
    QCOMPARE(off.status, 200);
    QCOMPARE(off.json()[u"enabled"_s], QJsonValue(false));
    QVERIFY(!isEnabled());
    const QJsonObject camera = m_daemon->get(Gate).json();
    QCOMPARE(camera[u"status"_s].toString(), u"unknown"_s);
    QCOMPARE(camera[u"disabled_reason"_s].toString(), u"repair"_s);
    QCOMPARE(camera[u"image_count"_s].toInt(), 1);
    QVERIFY(uploadOne(2));
    QVERIFY(uploadOne(3));
    QVERIFY(waitUntil([this] { return pending() == 2; }));
    // They are pending from the first look on, and wait for the camera once the store has said that
    // it is off.
    QVERIFY(waitUntil([this] { return waitingFiles() == 2; }));
    QCOMPARE(count(u"images"_s), 1);
    // It stays off through a restart.
    QCOMPARE(m_daemon->terminate(), 0);
    awaitRunning();
    QVERIFY(waitUntil([this] { return pending() == 2; }));
    QCOMPARE(count(u"images"_s), 1);
    QCOMPARE(patch(Gate, R"({"enabled": true})").status, 200);
    QCOMPARE(patch(Gate, R"({"enabled": true})").status, 200);
    QVERIFY(waitUntil([this] { return images(u"done"_s) == 3; }));
    QVERIFY(waitUntil([this] { return pending() == 0; }));
    QCOMPARE(m_daemon->get(Gate).json()[u"status"_s].toString(), u"online"_s);
    isError(m_daemon->get("/api/cameras/attic"), 404, u"Camera 'attic' not found"_s);
    QCOMPARE(count(u"journal WHERE type = 'camera.disabled'"_s), 1);
    QCOMPARE(count(u"journal WHERE type = 'camera.enabled'"_s), 1);
}

void FlowCamerasTest::badBodies_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const QByteArray &body, const QString &words) {
        QTest::newRow(name) << Gate << body << 400 << words;
    };
    row("no body", "", u"Invalid body"_s);
    row("no JSON", "{enabled}", u"Invalid body"_s);
    row("an array", "[true]", u"must be a JSON object"_s);
    row("nothing in it", "{}", u"'enabled' is missing"_s);
    row("a number", R"({"enabled":1})", u"Invalid enabled '1': must be true or false"_s);
    row("a text", R"({"enabled":"true"})", u"Invalid enabled 'true': must be true or false"_s);
    row("null", R"({"enabled":null})", u"Invalid enabled 'null': must be true or false"_s);
    row("more than that", R"({"enabled":true,"name":"x"})", u"unknown key 'name'"_s);
    row("two documents", R"({"enabled":true}{})", u"Invalid body"_s);
    QTest::newRow("an unknown camera")
        << QByteArray("/api/cameras/attic") << QByteArray(R"({"enabled":true})") << 404
        << u"Camera 'attic' not found"_s;
}

void FlowCamerasTest::badBodies()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, words);
    begin({});
    isError(patch(target, body), status, words);
}

QTEST_GUILESS_MAIN(FlowCamerasTest)
#include "tst_flowcameras.moc"
