// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/eventregistry.h"
#include "backend/protocol/jsonwriter.h"
#include "backend/protocol/names.h"
#include "backend/protocol/worker.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace protocol;

class WorkerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nameRule_data();
    void nameRule();
    void keysInTheSpecificationsOrder();
    void survivesTheWire();
    void unknownStatusIsKept();
};

void WorkerTest::nameRule_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("valid");
    QTest::newRow("letters and underscore") << u"file_watcher"_s << true;
    QTest::newRow("one letter") << u"a"_s << true;
    QTest::newRow("digits inside") << u"cam2"_s << true;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("digit first") << u"2cam"_s << false;
    QTest::newRow("underscore first") << u"_cam"_s << false;
    QTest::newRow("hyphen") << u"file-watcher"_s << false;
    QTest::newRow("newline at the end") << u"cam\n"_s << false;
    QTest::newRow("dots") << u".."_s << false;
    QTest::newRow("umlaut") << u"tür"_s << false;
    QTest::newRow("64 characters") << QString(64, u'a') << true;
    QTest::newRow("65 characters") << QString(65, u'a') << false;
}

void WorkerTest::nameRule()
{
    QFETCH(QString, name);
    QTEST(isWorkerName(name), "valid");
}

void WorkerTest::keysInTheSpecificationsOrder()
{
    JsonWriter json;
    write(json,
          Worker{.name = u"file_watcher"_s, .status = WorkerStatus::Running, .maxRestarts = 5});
    QVERIFY2(json.bytes().startsWith(
                 R"({"name":"file_watcher","status":"running","restart_count":0,"max_restarts":5,)"
                 R"("last_started_at":null,"last_crashed_at":null,"error":null)"),
             json.bytes().constData());
}

void WorkerTest::survivesTheWire()
{
    const WallTime time{std::chrono::milliseconds(1766831400123)};
    const SupervisorStatus sent{.running = true,
                                .workers = {{.name = u"detection_worker"_s,
                                             .status = WorkerStatus::Crashed,
                                             .restartCount = 1,
                                             .maxRestarts = 5,
                                             .lastStartedAt = time,
                                             .lastCrashedAt = time,
                                             .error = u"exited with code 3"_s,
                                             .critical = true,
                                             .builtin = true,
                                             .pid = 42,
                                             .nextAttemptAt = time,
                                             .statusSince = time,
                                             .statusText = u"busy"_s,
                                             .statusWord = u"crashed"_s}},
                                .timestamp = time};
    JsonWriter json;
    write(json, sent, time);
    QCOMPARE(supervisorStatusFromJson(QJsonDocument::fromJson(json.bytes()).object()), sent);
    QVERIFY(json.bytes().contains("2025-12-27T10:30:00.123Z"));
}

void WorkerTest::unknownStatusIsKept()
{
    const Worker worker = workerFromJson({{u"name"_s, u"w"_s}, {u"status"_s, u"hibernating"_s}});
    QCOMPARE(worker.status, WorkerStatus::Unknown);
    QCOMPARE(worker.statusWord, u"hibernating"_s);
}

QTEST_GUILESS_MAIN(WorkerTest)
#include "tst_worker.moc"
