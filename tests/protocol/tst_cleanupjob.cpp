// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/cleanup.h"
#include "backend/protocol/jsonwriter.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace protocol;

namespace {

const WallTime Start{std::chrono::milliseconds(1766831400000)}; // 2025-12-27T10:30:00Z

CleanupJob wholeJob()
{
    return {
        .id = u"cleanup-7"_s,
        .kind = CleanupKind::Orphans,
        .isDryRun = true,
        .state = CleanupState::Failed,
        .phase = u"images"_s,
        .waitingFor = u"cleanup_service"_s,
        .phases = {{.name = u"jobs"_s, .done = 3, .total = 3}, {.name = u"images"_s, .done = 1}},
        .counts = {.events = 1,
                   .detections = 2,
                   .batches = 3,
                   .imageRows = 4,
                   .entities = 5,
                   .jobs = 6,
                   .setAside = 7,
                   .alerts = 15,
                   .restartHistory = 8,
                   .journalLines = 9,
                   .thumbnails = 10,
                   .images = 11,
                   .orphansFound = 12,
                   .orphansDeleted = 13,
                   .spaceReclaimedBytes = 14},
        .failedFiles = 1,
        .failures = {{.path = u"/c/a.jpg"_s, .reason = u"Permission denied"_s}},
        .orphans =
            {{.kind = u"media"_s, .path = u"/c/b.jpg"_s, .sizeBytes = 1000, .modifiedAt = Start}},
        .startedAt = Start,
        .finishedAt = Start,
        .error = u"the disk is gone"_s};
}

} // namespace

class CleanupJobTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrites();
    void nothingIsNull();
};

void CleanupJobTest::readsWhatItWrites()
{
    const CleanupStatus status{.running = true,
                               .retentionDays = 30,
                               .cleanupTime = u"03:00"_s,
                               .deleteImages = true,
                               .nextCleanup = Start,
                               .lastCleanup = Start,
                               .job = wholeJob()};
    JsonWriter json;
    write(json, status, Start);
    const QJsonObject object = QJsonDocument::fromJson(json.bytes()).object();
    QCOMPARE(cleanupStatusFromJson(object), status);
    QCOMPARE(object.value(u"timestamp"_s).toString(), u"2025-12-27T10:30:00.000Z"_s);
    QCOMPARE(object[u"job"_s][u"result"_s][u"space_reclaimed"_s].toInt(), 14);
    QCOMPARE(object[u"job"_s][u"result"_s].toObject().size(), 15);
}

// A key is there also when there is nothing to say.
void CleanupJobTest::nothingIsNull()
{
    JsonWriter json;
    write(json, CleanupStatus{}, Start);
    const QJsonObject object = QJsonDocument::fromJson(json.bytes()).object();
    for (const QString &key : {u"next_cleanup"_s, u"last_cleanup"_s, u"job"_s}) {
        QVERIFY2(object.contains(key) && object.value(key).isNull(), qPrintable(key));
    }
    QCOMPARE(cleanupJobFromJson({{u"state"_s, u"resting"_s}}).state, CleanupState::Unknown);
}

QTEST_GUILESS_MAIN(CleanupJobTest)
#include "tst_cleanupjob.moc"
