// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/proberules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using protocol::Health;
using services::ProbeEnd;

class ProbeRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void responseTimeHasTwoDecimals();
    void describes_data();
    void describes();
};

void ProbeRulesTest::judges_data()
{
    QTest::addColumn<int>("end");
    QTest::addColumn<int>("httpStatus");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("error");
    QTest::addColumn<bool>("success");
    const auto row = [](const char *name, ProbeEnd end, int http, const QByteArray &body,
                        Health status, const QString &error, bool success) {
        QTest::newRow(name) << static_cast<int>(end) << http << body << static_cast<int>(status)
                            << error << success;
    };
    row("200", ProbeEnd::Answered, 200, R"({"status":"healthy"})", Health::Healthy, {}, true);
    row("llama.cpp says ok", ProbeEnd::Answered, 200, R"({"status":"ok"})", Health::Healthy, {},
        true);
    row("200 but degraded", ProbeEnd::Answered, 200, R"({"status":"degraded"})", Health::Degraded,
        u"Service says it is degraded"_s, true);
    row("200 without its model", ProbeEnd::Answered, 200,
        R"({"status":"healthy","model_loaded":false})", Health::Degraded, u"Model not loaded"_s,
        true);
    row("200 and garbage", ProbeEnd::Answered, 200, "<html>", Health::Degraded,
        u"Health answer was not understood"_s, true);
    row("503", ProbeEnd::Answered, 503, "{}", Health::Unhealthy, u"HTTP 503"_s, false);
    row("404", ProbeEnd::Answered, 404, "", Health::Unhealthy, u"HTTP 404"_s, false);
    row("a redirect is not followed", ProbeEnd::Answered, 302, "", Health::Unhealthy, u"HTTP 302"_s,
        false);
    row("refused", ProbeEnd::Refused, 0, "", Health::Unhealthy, u"Connection refused"_s, false);
    row("timeout", ProbeEnd::TimedOut, 0, "", Health::Unhealthy, u"Timeout after 5.0s"_s, false);
    row("without end", ProbeEnd::TooLarge, 200, "", Health::Unhealthy,
        u"Health answer is larger than 1 MiB"_s, false);
    row("other", ProbeEnd::Failed, 0, "", Health::Unhealthy, u"host not found"_s, false);
}

void ProbeRulesTest::judges()
{
    QFETCH(int, end);
    QFETCH(int, httpStatus);
    QFETCH(QByteArray, body);
    const auto verdict = services::judge({.end = static_cast<ProbeEnd>(end),
                                          .httpStatus = httpStatus,
                                          .body = body,
                                          .errorText = u"host not found"_s,
                                          .elapsedMs = 12.0});
    QTEST(static_cast<int>(verdict.status), "status");
    QTEST(verdict.error.value_or(QString()), "error");
    QTEST(verdict.success, "success");
    QCOMPARE(verdict.responseTimeMs.has_value(), end == static_cast<int>(ProbeEnd::Answered));
}

void ProbeRulesTest::responseTimeHasTwoDecimals()
{
    const auto verdict = services::judge(
        {.end = ProbeEnd::Answered, .httpStatus = 200, .body = "{}", .elapsedMs = 15.23789});
    QCOMPARE(verdict.responseTimeMs.value(), 15.24);
}

void ProbeRulesTest::describes_data()
{
    QTest::addColumn<int>("end");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("answered");
    QTest::addColumn<double>("vram"); ///< -1: not said
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("device");
    const auto row = [](const char *name, ProbeEnd end, const QByteArray &body, bool answered,
                        double vram, const QString &model, const QString &device) {
        QTest::newRow(name) << static_cast<int>(end) << body << answered << vram << model << device;
    };
    row("yolo26", ProbeEnd::Answered,
        R"({"status":"healthy","device":"cuda:0","model_name":"yolo26m","vram_used_gb":1.5})", true,
        1.5, u"yolo26m"_s, u"cuda:0"_s);
    row("florence", ProbeEnd::Answered,
        R"({"status":"healthy","model":"florence-2","device":"cuda","vram_used_gb":0})", true, 0.0,
        u"florence-2"_s, u"cuda"_s);
    row("enrichment", ProbeEnd::Answered,
        R"({"status":"healthy","models":[],"total_vram_used_gb":2.25,"device":"cpu"})", true, 2.25,
        {}, u"cpu"_s);
    row("embedded", ProbeEnd::Answered, R"({"vram_used_gb":null,"model":"m"})", true, -1.0, u"m"_s,
        {});
    row("no texts", ProbeEnd::Answered, R"({"model":7,"device":[],"vram_used_gb":"1"})", true, -1.0,
        {}, {});
    row("a name without end", ProbeEnd::Answered, R"({"model":")" + QByteArray(1000, 'm') + "\"}",
        true, -1.0, QString(200, u'm'), {});
    row("garbage", ProbeEnd::Answered, "<html>", true, -1.0, {}, {});
    row("nobody", ProbeEnd::Refused, "", false, -1.0, {}, {});
    row("too late", ProbeEnd::TimedOut, R"({"model":"m"})", false, -1.0, {}, {});
}

void ProbeRulesTest::describes()
{
    QFETCH(int, end);
    QFETCH(QByteArray, body);
    const auto self = services::describe(
        {.end = static_cast<ProbeEnd>(end), .httpStatus = 200, .body = body, .elapsedMs = 1});
    QTEST(self.answered, "answered");
    QTEST(self.vramGb.value_or(-1.0), "vram");
    QTEST(self.model.value_or(QString()), "model");
    QTEST(self.device.value_or(QString()), "device");
}

QTEST_GUILESS_MAIN(ProbeRulesTest)
#include "tst_proberules.moc"
