// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/parentnames.h"
#include "backend/protocol/eventregistry.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace journal;

class ParentNamesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void words();
    void everyType_data();
    void everyType();
    void noTypeIsForgotten();
};

void ParentNamesTest::words()
{
    QCOMPARE(wordsOfNames(), (QStringList{u"registry"_s, u"parent"_s}));
    QCOMPARE(namesOf({}), Names::Registry);
    QCOMPARE(namesOf(u"registry"_s), Names::Registry);
    QCOMPARE(namesOf(u"parent"_s), Names::Parent);
}

void ParentNamesTest::everyType_data()
{
    QTest::addColumn<QString>("parent"); // empty: not sent under the original's names
    QTest::addColumn<QStringList>("askedBy");
    const auto row = [](const char *type, const QString &parent, const QStringList &others = {}) {
        QTest::newRow(type) << parent << QStringList(QString::fromLatin1(type)) + others;
    };
    row("detection.new", u"detection.new"_s);
    row("detection.batch", u"detection.batch"_s);
    row("event.created", {});
    row("event.updated", u"event.updated"_s);
    row("event.deleted", u"event.deleted"_s);
    row("scene_change.detected", u"scene_change"_s, {u"scene_change"_s});
    row("event", u"event"_s, {u"event.created"_s});
    row("alert.created", u"alert_created"_s, {u"alert_created"_s});
    row("alert.updated", u"alert_updated"_s, {u"alert_updated"_s});
    row("alert.acknowledged", u"alert_acknowledged"_s, {u"alert_acknowledged"_s});
    row("alert.resolved", u"alert_resolved"_s, {u"alert_resolved"_s});
    row("alert.dismissed", u"alert_dismissed"_s, {u"alert_dismissed"_s});
    row("camera.status_changed", u"camera_status"_s, {u"camera_status"_s});
    row("camera.enabled", u"camera.enabled"_s);
    row("camera.disabled", u"camera.disabled"_s);
    row("job.started", u"job.started"_s);
    row("job.progress", u"job_progress"_s, {u"job_progress"_s});
    row("job.completed", u"job_completed"_s, {u"job_completed"_s});
    row("job.failed", u"job_failed"_s, {u"job_failed"_s});
    row("system.health_changed", u"system.health_changed"_s);
    row("system.status", u"system_status"_s, {u"system_status"_s});
    row("gpu.stats_updated", u"gpu.stats_updated"_s);
    row("service.status_changed", {});
    row("service_status", u"service_status"_s, {u"service.status_changed"_s});
    row("of a newer peer", u"of a newer peer"_s);
}

void ParentNamesTest::everyType()
{
    QFETCH(QString, parent);
    QFETCH(QStringList, askedBy);
    const QString type = QString::fromLatin1(QTest::currentDataTag());
    QCOMPARE(parentName(type).value_or(QString()), parent);
    if (!parent.isEmpty()) {
        QCOMPARE(askedByParent(type), askedBy);
    }
}

// What is left out is told by another type of the registry.
void ParentNamesTest::noTypeIsForgotten()
{
    const protocol::EventRegistry registry;
    QStringList asked;
    int leftOut = 0;
    for (const QString &type : registry.types()) {
        asked += parentName(type) ? askedByParent(type) : QStringList();
        leftOut += parentName(type) ? 0 : 1;
    }
    QCOMPARE(leftOut, 2);
    for (const QString &type : registry.types()) {
        QVERIFY2(asked.contains(type), qPrintable(type));
    }
}

QTEST_GUILESS_MAIN(ParentNamesTest)
#include "tst_parentnames.moc"
