// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/intake.h"
#include "tests/storage/storagesupport.h"
#include "tests/support/anystore.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

/// What the intake says of the watcher; what becomes of files is shown where a real watcher runs.
class IntakeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void watcherThatIsGone();
    void overflowsAddUp();
    void whatTheDecoderSays_data();
    void whatTheDecoderSays();
    void creditCountsWhatIsInHand();
    void noRoomForMore();
    void neverMoreThanThereIsRoomFor();
    void tellsHowFastItIs();
    void waitsUntilItIsKnownWhoIsSwitchedOff();

private:
    qint64 rows() const { return numberIn(*m_store, u"SELECT count(*) FROM images"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<storage::Storage> m_store;
};

namespace {

QJsonObject fileLine(int inode)
{
    return {{u"type"_s, u"file"_s},
            {u"camera_folder"_s, u"gate"_s},
            {u"path"_s, u"/cameras/gate/1.jpg"_s},
            {u"inode"_s, inode},
            {u"size"_s, 2000},
            {u"mtime_ns"_s, u"7"_s}};
}

/// A decoder that answers everything alike.
QStringList answering(const QString &answer)
{
    return {u"/bin/sh"_s, u"-c"_s, u"while read line; do echo '%1'; done"_s.arg(answer)};
}

/// The types of what goes to the watcher.
QStringList typesOf(const QSignalSpy &sent)
{
    QStringList types;
    for (const QVariantList &call : sent) {
        types.append(
            QJsonDocument::fromJson(call.first().toByteArray()).object().value(u"type").toString());
    }
    return types;
}

} // namespace

void IntakeTest::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = support::openStore(m_folder->filePath(u"signalbox.db"_s));
    QVERIFY(opened);
    m_store = std::move(opened.value());
}

// What it complained of was its own view of things: with it goes the knowledge.
void IntakeTest::watcherThatIsGone()
{
    pipeline::Decoders decoders({u"/bin/false"_s}, 1);
    pipeline::Intake intake(*m_store, decoders, u"/cameras"_s, {});
    intake.watcherReady();
    intake.take({{u"type"_s, u"status"_s},
                 {u"observer"_s, u"inotify"_s},
                 {u"pending"_s, 1},
                 {u"waiting"_s, 2},
                 {u"error"_s, u"/cameras does not exist"_s}});
    QVERIFY(intake.status().running);
    QCOMPARE(intake.status().pendingTasks, 3);
    QCOMPARE(intake.status().error.value_or(QString()), u"/cameras does not exist"_s);
    intake.watcherGone();
    QVERIFY(!intake.status().running);
    QCOMPARE(intake.status().pendingTasks, 0);
    QCOMPARE(intake.status().error, std::nullopt);
}

// Each watcher counts from 0 on.
void IntakeTest::overflowsAddUp()
{
    pipeline::Decoders decoders({u"/bin/false"_s}, 1);
    pipeline::Intake intake(*m_store, decoders, u"/cameras"_s, {});
    const auto afterStatus = [&intake](int overflows) {
        intake.take({{u"type"_s, u"status"_s}, {u"overflows"_s, overflows}});
        return intake.status().overflows;
    };
    intake.watcherReady();
    QCOMPARE(afterStatus(0), 0);
    QCOMPARE(afterStatus(2), 2);
    QCOMPARE(afterStatus(2), 2);
    intake.watcherGone();
    QCOMPARE(intake.status().overflows, 2);
    intake.watcherReady();
    QCOMPARE(afterStatus(1), 3);
}

void IntakeTest::whatTheDecoderSays_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<qint64>("rows"); ///< what is written down about the file
    QTest::addColumn<bool>("forgotten"); ///< the watcher is to tell of it again
    QTest::newRow("damaged") << u"{\"ok\":false,\"reason\":\"damaged\",\"inode\":1,\"size\":2000,"
                                "\"mtime_ns\":\"7\"}"_s
                             << qint64{1} << false;
    QTest::newRow("refused before it was opened")
        << u"{\"ok\":false,\"reason\":\"symbolic link\"}"_s << qint64{1} << false;
    QTest::newRow("damaged, but written to meanwhile")
        << u"{\"ok\":false,\"reason\":\"damaged\",\"inode\":1,\"size\":2000,\"mtime_ns\":\"8\"}"_s
        << qint64{0} << false;
    QTest::newRow("the root is away")
        << u"{\"ok\":false,\"unread\":true,\"reason\":\"camera root: the file is gone\"}"_s
        << qint64{0} << true;
}

void IntakeTest::whatTheDecoderSays()
{
    QFETCH(QString, answer);
    pipeline::Decoders decoders(answering(answer), 1);
    pipeline::Intake intake(*m_store, decoders, u"/cameras"_s, {});
    QSignalSpy sent(&intake, &pipeline::Intake::toWatcher);
    intake.watcherReady();
    intake.take(fileLine(1));
    QCOMPARE(intake.status().pendingTasks, 1);
    QTRY_COMPARE(intake.status().pendingTasks, 0);
    QTEST(rows(), "rows");
    QTEST(typesOf(sent).contains(u"forget"_s), "forgotten");
    QCOMPARE(typesOf(sent).last(), u"credit"_s);
}

// A watcher that was restarted gets no credit for what the one before it has told of.
void IntakeTest::creditCountsWhatIsInHand()
{
    pipeline::Decoders decoders({u"/bin/cat"_s, u"-"_s}, 1); // answers nothing that counts
    pipeline::Intake intake(*m_store, decoders, u"/cameras"_s, {});
    QSignalSpy sent(&intake, &pipeline::Intake::toWatcher);
    const auto granted = [&sent] {
        return QJsonDocument::fromJson(sent.last().first().toByteArray()).object()[u"n"_s].toInt();
    };
    intake.watcherReady();
    QCOMPARE(granted(), 256);
    for (int i = 1; i <= 10; ++i) {
        intake.take(fileLine(i));
    }
    intake.watcherGone();
    intake.watcherReady();
    QCOMPARE(granted(), 246);
}

// What was told of waits here, what was not waits in its folder, and nothing is lost.
void IntakeTest::noRoomForMore()
{
    pipeline::Decoders decoders(answering(u"{\"ok\":false,\"reason\":\"damaged\"}"_s), 1);
    pipeline::Intake intake(*m_store, decoders, u"/cameras"_s, {.queueCapacity = 10});
    QSignalSpy sent(&intake, &pipeline::Intake::toWatcher);
    intake.setQueued(10);
    intake.watcherReady();
    QCOMPARE(typesOf(sent), QStringList());
    intake.take(fileLine(1));
    QCOMPARE(intake.status().pendingTasks, 1);
    intake.setQueued(8);
    QCOMPARE(typesOf(sent), QStringList());
    QCOMPARE(intake.status().pendingTasks, 1);
    intake.setQueued(7);
    QTRY_COMPARE(intake.status().pendingTasks, 0);
    QCOMPARE(rows(), 1);
    int granted = 0;
    for (const QVariantList &call : sent) {
        granted += QJsonDocument::fromJson(call.first().toByteArray()).object()[u"n"_s].toInt();
    }
    QCOMPARE(granted, 257); // its own, and that of the file which was told of without
}

// What is underway may all become jobs.
void IntakeTest::neverMoreThanThereIsRoomFor()
{
    const auto now = protocol::Now::read().wall.time_since_epoch().count();
    pipeline::Decoders decoders(
        {u"/bin/sh"_s, u"-c"_s,
         uR"(n=0; while read line; do n=$((n+1)); echo "{\"ok\":true,\"sha256\":\"$$-$n\"}"; done)"_s},
        1);
    pipeline::Intake intake(*m_store, decoders, u"/cameras"_s, {.queueCapacity = 10});
    const QSignalSpy accepted(&intake, &pipeline::Intake::accepted);
    intake.watcherReady();
    for (int i = 1; i <= 30; ++i) {
        QJsonObject line = fileLine(i);
        line.insert(u"mtime_ns"_s, QString::number(now * 1'000'000 + i));
        intake.take(line);
    }
    QTRY_COMPARE(accepted.size(), 10);
    QCOMPARE(intake.status().pendingTasks, 20);
    QCOMPARE(rows(), 10);
    intake.setQueued(3);
    QTRY_COMPARE(accepted.size(), 17);
    QCOMPARE(intake.status().pendingTasks, 13);
    intake.setQueued(0);
    QTRY_COMPARE(accepted.size(), 27);
    intake.setQueued(0);
    QTRY_COMPARE(intake.status().pendingTasks, 0);
    QCOMPARE(rows(), 30);
}

void IntakeTest::tellsHowFastItIs()
{
    pipeline::Decoders decoders(answering(u"{\"ok\":false,\"reason\":\"damaged\"}"_s), 1);
    pipeline::Intake intake(*m_store, decoders, u"/cameras"_s, {});
    intake.watcherReady();
    QCOMPARE(intake.flow(protocol::Now::read().steady).samples, 0);
    intake.take(fileLine(1));
    QTRY_COMPARE(intake.status().pendingTasks, 0);
    const auto flow = intake.flow(protocol::Now::read().steady + std::chrono::minutes(1));
    QCOMPARE(flow.stage, u"intake"_s);
    QCOMPARE(flow.samples, 1);
    QVERIFY(flow.p50Ms.has_value() && *flow.p50Ms >= 0);
    QVERIFY(flow.inPerMinute > 0.0 && flow.inPerMinute <= 1.0);
    QCOMPARE(flow.outPerMinute, flow.inPerMinute);
}

void IntakeTest::waitsUntilItIsKnownWhoIsSwitchedOff()
{
    pipeline::Decoders decoders(answering(uR"({"ok":true,"sha256":"a"})"_s), 1);
    const auto begun = [&] {
        auto intake = std::make_unique<pipeline::Intake>(
            *m_store, decoders, u"/cameras"_s, pipeline::IntakeLimits{},
            pipeline::Fallback::Settings{.folder = m_folder->filePath(u"spill"_s),
                                         .limits = {.inMemory = 0}});
        intake->setShut(true);
        intake->start();
        intake->watcherReady();
        return intake;
    };
    {
        const auto before = begun();
        before->take(fileLine(1));
        QTRY_COMPARE(before->fallback().onDisk(), (QMap<QString, qint64>{{u"detection"_s, 1}}));
    }
    const auto intake = begun();
    intake->take(fileLine(2));
    QTRY_COMPARE(intake->fallback().onDisk(), (QMap<QString, qint64>{{u"detection"_s, 2}}));
    QCOMPARE(rows(), 0);
    QVERIFY(!intake->isWatching());
    intake->setDisabled({u"gate"_s});
    intake->setShut(false);
    intake->setQueued(0);
    QTRY_COMPARE(intake->waitingOfDisabled(), (QMap<QString, qint64>{{u"gate"_s, 2}}));
    QVERIFY(intake->fallback().isEmpty());
    QCOMPARE(rows(), 0);
}

QTEST_GUILESS_MAIN(IntakeTest)
#include "tst_intake.moc"
