// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/intakerules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using pipeline::Admission;

class IntakeRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheLine();
    void refusesHalfALine_data();
    void refusesHalfALine();
    void admits_data();
    void admits();
};

namespace {

const QJsonObject WholeLine{{u"type"_s, u"file"_s},
                            {u"camera_folder"_s, u"Front Door"_s},
                            {u"path"_s, u"/cameras/Front Door/1.jpg"_s},
                            {u"inode"_s, 77},
                            {u"size"_s, 60'000},
                            {u"mtime_ns"_s, u"1766831400123456789"_s}};

} // namespace

void IntakeRulesTest::readsTheLine()
{
    const auto identity = pipeline::identityFromLine(WholeLine);
    QVERIFY(identity);
    QCOMPARE(identity->cameraId, u"front_door"_s);
    QCOMPARE(identity->cameraFolder, u"Front Door"_s);
    QCOMPARE(identity->inode, 77);
    QCOMPARE(identity->sizeBytes, 60'000);
    QCOMPARE(identity->mtimeNs, 1766831400123456789LL);
}

void IntakeRulesTest::refusesHalfALine_data()
{
    QTest::addColumn<QString>("missing");
    for (const QString &key : {u"camera_folder"_s, u"path"_s, u"inode"_s}) {
        QTest::newRow(qPrintable(key)) << key;
    }
}

void IntakeRulesTest::refusesHalfALine()
{
    QFETCH(QString, missing);
    QJsonObject line = WholeLine;
    line.remove(missing);
    QVERIFY(!pipeline::identityFromLine(line));
}

void IntakeRulesTest::admits_data()
{
    QTest::addColumn<qint64>("ageHours");
    QTest::addColumn<qint64>("equalSecondsAgo"); // -1: never seen
    QTest::addColumn<int>("admission");
    QTest::newRow("new") << qint64(0) << qint64(-1) << static_cast<int>(Admission::Accepted);
    QTest::newRow("equal bytes just now")
        << qint64(0) << qint64(1) << static_cast<int>(Admission::Duplicate);
    QTest::newRow("equal bytes 300 s ago")
        << qint64(0) << qint64(300) << static_cast<int>(Admission::Duplicate);
    QTest::newRow("equal bytes 301 s ago")
        << qint64(0) << qint64(301) << static_cast<int>(Admission::Accepted);
    QTest::newRow("30 days old") << qint64(720) << qint64(-1)
                                 << static_cast<int>(Admission::Accepted);
    QTest::newRow("older than the retention")
        << qint64(721) << qint64(-1) << static_cast<int>(Admission::TooOld);
    QTest::newRow("from the future")
        << qint64(-5) << qint64(-1) << static_cast<int>(Admission::Accepted);
}

void IntakeRulesTest::admits()
{
    QFETCH(qint64, ageHours);
    QFETCH(qint64, equalSecondsAgo);
    const protocol::WallTime now{std::chrono::milliseconds(1766831400000)};
    pipeline::AdmissionFacts facts;
    facts.mtimeNs =
        std::chrono::nanoseconds((now - std::chrono::hours(ageHours)).time_since_epoch()).count();
    if (equalSecondsAgo >= 0) {
        facts.equalSeenAt = now - std::chrono::seconds(equalSecondsAgo);
    }
    QTEST(static_cast<int>(pipeline::admit(facts, now)), "admission");
}

QTEST_GUILESS_MAIN(IntakeRulesTest)
#include "tst_intakerules.moc"
