// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/batchesmodel.h"
#include "ui/models/changesmodel.h"
#include "ui/models/eventsmodel.h"
#include "ui/models/workersmodel.h"
#include "ui/workers/loglines.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class ModelsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void merges_data();
    void merges();
    void onlyChangedRowsSignal();
    void batchBar_data();
    void batchBar();
    void rereadOfAnUnchangedBatchIsSilent();
    void eventsAreRead();
    void changesSkipTheNoise();
    void changeSentence();
    void auditSentence();
    void plainSentences_data();
    void plainSentences();
    void healthSentence_data();
    void healthSentence();
    void logTail_data();
    void logTail();
};

namespace {

protocol::WallTime now()
{
    return protocol::WallTime(1000s);
}

QList<protocol::Worker> workers(const QString &letters)
{
    QList<protocol::Worker> list;
    for (const QChar letter : letters) {
        list.append({.name = QString(letter.toLower()),
                     .status = letter.isUpper() ? protocol::WorkerStatus::Failed
                                                : protocol::WorkerStatus::Running});
    }
    return list;
}

QList<LogLine> lines(const QString &letters)
{
    QList<LogLine> list;
    for (const QChar letter : letters) {
        list.append({.timestamp = std::nullopt, .isError = false, .text = QString(letter)});
    }
    return list;
}

} // namespace

void ModelsTest::merges_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("fill") << u""_s << u"abcd"_s;
    QTest::newRow("same") << u"abcd"_s << u"abcd"_s;
    QTest::newRow("clear") << u"abcd"_s << u""_s;
    QTest::newRow("insert in the middle") << u"ad"_s << u"abcd"_s;
    QTest::newRow("remove in the middle") << u"abcd"_s << u"ad"_s;
    QTest::newRow("reverse") << u"abcd"_s << u"dcba"_s;
    QTest::newRow("rotate and change") << u"abcd"_s << u"Dabc"_s;
    QTest::newRow("all others") << u"abcd"_s << u"wxyz"_s;
    QTest::newRow("one of two with a key goes") << u"abA"_s << u"bA"_s;
    QTest::newRow("two with a key come") << u"ab"_s << u"abA"_s;
    QTest::newRow("mixed") << u"abcdef"_s << u"fxBa"_s;
}

void ModelsTest::merges()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    WorkersModel model(now, this);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.merge(workers(before));
    model.merge(workers(after));
    QCOMPARE(model.rows(), workers(after));
}

void ModelsTest::onlyChangedRowsSignal()
{
    WorkersModel model(now, this);
    model.merge(workers(u"abc"_s));
    QSignalSpy spy(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.merge(workers(u"abc"_s));
    QCOMPARE(spy.size(), 0);
    model.merge(workers(u"aBc"_s));
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.first().at(0).toModelIndex().row(), 1);
    QCOMPARE(spy.first().at(1).toModelIndex().row(), 1);
    QCOMPARE(inserted.size() + removed.size() + reset.size(), 0);
}

void ModelsTest::batchBar_data()
{
    QTest::addColumn<double>("age"); // at the answer
    QTest::addColumn<double>("quiet");
    QTest::addColumn<int>("laterMs"); // drawn so long after it
    QTest::addColumn<double>("filled");
    QTest::addColumn<double>("mark");
    QTest::newRow("fresh") << 0.0 << 0.0 << 0 << 0.0 << 1.0 / 3;
    QTest::newRow("half way") << 45.0 << 12.0 << 0 << 0.5 << 0.7;
    QTest::newRow("runs on between reads") << 45.0 << 12.0 << 9000 << 0.6 << 0.7;
    QTest::newRow("never beyond the window") << 89.0 << 1.0 << 60000 << 1.0 << 1.0;
}

void ModelsTest::batchBar()
{
    QFETCH(double, age);
    QFETCH(double, quiet);
    QFETCH(int, laterMs);
    QFETCH(double, filled);
    QFETCH(double, mark);
    protocol::PipelineStatus status{.batchWindowSeconds = 90, .idleTimeoutSeconds = 30};
    const auto started = now() - std::chrono::milliseconds(static_cast<int>(age * 1000));
    status.batches = {
        {.batchId = u"b"_s, .startedAt = started, .ageSeconds = age, .lastActivitySeconds = quiet}};
    const BatchProgress progress =
        progressOf(batchRows(status).first(), now() + std::chrono::milliseconds(laterMs));
    QVERIFY2(qAbs(progress.filled - filled) < 0.001, qPrintable(QString::number(progress.filled)));
    QVERIFY2(qAbs(progress.idleMark - mark) < 0.001,
             qPrintable(QString::number(progress.idleMark)));
}

void ModelsTest::rereadOfAnUnchangedBatchIsSilent()
{
    BatchesModel model(now, this);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    protocol::PipelineStatus status;
    status.batches = {
        {.batchId = u"b"_s, .startedAt = now(), .ageSeconds = 10, .lastActivitySeconds = 4}};
    model.merge(batchRows(status));
    QSignalSpy spy(&model, &QAbstractItemModel::dataChanged);
    status.batches[0].ageSeconds = 15.02;
    status.batches[0].lastActivitySeconds = 9.01;
    model.merge(batchRows(status));
    QCOMPARE(spy.size(), 0);
    status.batches[0].lastActivitySeconds = 0;
    model.merge(batchRows(status));
    QCOMPARE(spy.size(), 1);
}

void ModelsTest::eventsAreRead()
{
    const QJsonObject full{{u"id"_s, 7},
                           {u"camera_id"_s, u"garage"_s},
                           {u"started_at"_s, u"2025-12-27T10:30:00.000Z"_s},
                           {u"risk_score"_s, 88},
                           {u"risk_level"_s, u"critical"_s},
                           {u"summary"_s, u"two\nlines"_s}};
    const QJsonObject bare{{u"id"_s, 6}, {u"risk_score"_s, QJsonValue::Null}};
    EventsModel model(this);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.merge(eventRows({{u"items"_s, QJsonArray{full, bare}}}));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, EventsModel::Risk).data().toString(), u"Critical 88"_s);
    QCOMPARE(model.index(0, EventsModel::Summary).data().toString(), u"two lines"_s);
    QCOMPARE(model.index(1, EventsModel::Risk).data().toString(), u"Unknown —"_s);
}

void ModelsTest::changesSkipTheNoise()
{
    QJsonArray items;
    int sequence = 9;
    for (const auto &type : {u"service.status_changed"_s, u"system.status"_s, u"detection.new"_s,
                             u"event.created"_s, u"job.progress"_s, u"brand.new"_s}) {
        items.append(QJsonObject{{u"sequence"_s, sequence--}, {u"type"_s, type}});
    }
    ChangesModel model(this);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.merge(changesOf({{u"items"_s, items}}));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(2, ChangesModel::Subject).data().toString(), u"brand.new"_s);
}

void ModelsTest::changeSentence()
{
    const protocol::Event event{.type = u"service.status_changed"_s,
                                .channel = u"system"_s,
                                .data = {{u"service"_s, u"worker:vision"_s},
                                         {u"status"_s, u"crashed"_s},
                                         {u"previous_status"_s, u"running"_s},
                                         {u"message"_s, u"exited with code 3"_s}}};
    const ChangeText text = changeText(event);
    QCOMPARE(text.subject, u"vision"_s);
    QCOMPARE(text.sentence, u"Crashed (was running): exited with code 3"_s);
    QCOMPARE(text.look.glyph, Glyph::Triangle);
}

void ModelsTest::auditSentence()
{
    QJsonObject data{{u"action"_s, u"POST /api/x"_s},
                     {u"by"_s, QJsonObject{{u"name"_s, u"night shift"_s}}},
                     {u"peer"_s, u"127.0.0.1"_s},
                     {u"outcome"_s, u"done"_s},
                     {u"detail"_s, QJsonValue::Null}};
    ChangeText text = changeText({.type = u"audit.action"_s, .data = data});
    QCOMPARE(text.subject, u"night shift"_s);
    QCOMPARE(text.sentence, u"POST /api/x: done"_s);
    data[u"by"_s] = QJsonValue::Null;
    data[u"outcome"_s] = u"refused"_s;
    data[u"detail"_s] = u"A token is needed"_s;
    text = changeText({.type = u"audit.action"_s, .data = data});
    QCOMPARE(text.subject, u"127.0.0.1"_s);
    QCOMPARE(text.sentence, u"POST /api/x: refused, A token is needed"_s);
}

// No line that is known shows what it looks like on the wire.
void ModelsTest::plainSentences_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QJsonObject>("data");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const QString &type, const QJsonObject &data, const QString &subject,
                        const QString &sentence) {
        QTest::newRow(qPrintable(type)) << type << data << subject << sentence;
    };
    row(u"alert.created"_s,
        {{u"severity"_s, u"high"_s},
         {u"message"_s, u"The disk is full"_s},
         {u"subject"_s, u"disk"_s}},
        u"disk"_s, u"alert created, high: The disk is full"_s);
    row(u"alert.updated"_s, {{u"severity"_s, u"critical"_s}}, u"alert"_s,
        u"alert updated, critical"_s);
    row(u"alert.acknowledged"_s, {{u"alert_id"_s, u"x"_s}}, u"alert"_s, u"alert acknowledged"_s);
    row(u"alert.resolved"_s, {{u"reason"_s, u"condition cleared"_s}}, u"alert"_s,
        u"alert resolved: condition cleared"_s);
    row(u"alert.dismissed"_s, {{u"reason"_s, u"false alarm"_s}}, u"alert"_s,
        u"alert dismissed: false alarm"_s);
    row(u"event.updated"_s,
        {{u"event_id"_s, 7}, {u"updated_fields"_s, QJsonArray{u"reviewed"_s, u"notes"_s}}},
        u"event 7"_s, u"changed: reviewed, notes"_s);
    row(u"event.deleted"_s, {{u"event_id"_s, 7}, {u"reason"_s, u"retention"_s}}, u"event 7"_s,
        u"deleted: retention"_s);
    row(u"scene_change.detected"_s,
        {{u"camera_id"_s, u"gate"_s}, {u"change_type"_s, u"view_blocked"_s}}, u"gate"_s,
        u"the view is blocked"_s);
    row(u"job.failed"_s, {{u"error"_s, u"the store went away"_s}}, u"job"_s,
        u"failed: the store went away"_s);
}

void ModelsTest::plainSentences()
{
    QFETCH(const QString, type);
    QFETCH(const QJsonObject, data);
    QFETCH(const QString, subject);
    QFETCH(const QString, sentence);
    const ChangeText text = changeText({.type = type, .data = data});
    QCOMPARE(text.subject, subject);
    QCOMPARE(text.sentence, sentence);
}

void ModelsTest::healthSentence_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("health");
    QTest::addColumn<QJsonObject>("components");
    QTest::addColumn<QString>("sentence");
    const QJsonObject two{{u"postgres"_s, u"healthy"_s},
                          {u"clip"_s, u"unknown"_s},
                          {u"worker:vision"_s, u"unhealthy"_s}};
    QTest::newRow("good again") << u"degraded"_s << u"healthy"_s
                                << QJsonObject{{u"postgres"_s, u"healthy"_s}}
                                << u"Healthy (was degraded)"_s;
    QTest::newRow("names what is not well")
        << u"healthy"_s << u"degraded"_s << two << u"Degraded (was healthy): clip, vision"_s;
    QTest::newRow("for other reasons")
        << u"unhealthy"_s << u"unhealthy"_s << two << u"Still unhealthy: clip, vision"_s;
    QTest::newRow("says no reasons")
        << u"unhealthy"_s << u"unhealthy"_s << QJsonObject() << u"Still unhealthy"_s;
}

void ModelsTest::healthSentence()
{
    QFETCH(QString, before);
    QFETCH(QString, health);
    QFETCH(QJsonObject, components);
    const ChangeText text = changeText({.type = u"system.health_changed"_s,
                                        .data = {{u"health"_s, health},
                                                 {u"previous_health"_s, before},
                                                 {u"components"_s, components}}});
    QTEST(text.sentence, "sentence");
}

void ModelsTest::logTail_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("now");
    QTest::addColumn<QString>("added");
    QTest::addColumn<bool>("startsOver");
    QTest::newRow("first") << u""_s << u"abc"_s << u"abc"_s << false;
    QTest::newRow("nothing new") << u"abc"_s << u"abc"_s << u""_s << false;
    QTest::newRow("appended") << u"abc"_s << u"abcde"_s << u"de"_s << false;
    QTest::newRow("window moved on") << u"abc"_s << u"bcd"_s << u"d"_s << false;
    QTest::newRow("all new") << u"abc"_s << u"xyz"_s << u"xyz"_s << true;
    QTest::newRow("repeated lines") << u"aaa"_s << u"aaaa"_s << u"a"_s << false;
}

void ModelsTest::logTail()
{
    QFETCH(QString, before);
    QFETCH(QString, now);
    QFETCH(QString, added);
    QFETCH(bool, startsOver);
    const LogStep step = newLines(lines(before), lines(now));
    QCOMPARE(step.added, lines(added));
    QCOMPARE(step.startsOver, startsOver);
}

QTEST_GUILESS_MAIN(ModelsTest)
#include "tst_models.moc"
