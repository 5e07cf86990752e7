// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "ui/models/changesfeed.h"
#include "ui/models/mirror.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

namespace {

QList<protocol::Event> events(const QList<int> &sequences)
{
    QList<protocol::Event> list;
    for (const int sequence : sequences) {
        list.append({.sequence = sequence, .type = u"camera.online"_s});
    }
    return list;
}

QList<int> sequencesOf(const QList<protocol::Event> &list)
{
    QList<int> sequences;
    for (const protocol::Event &event : list) {
        sequences.append(static_cast<int>(event.sequence));
    }
    return sequences;
}

/// A page of the journal; negative sequences are noise.
QJsonObject body(const QList<int> &sequences, bool hasMore)
{
    QJsonArray items;
    for (const int sequence : sequences) {
        items.append(
            QJsonObject{{u"sequence"_s, qAbs(sequence)},
                        {u"type"_s, sequence < 0 ? u"detection.new"_s : u"camera.online"_s},
                        {u"channel"_s, u"cameras"_s}});
    }
    const QJsonValue cursor =
        hasMore ? QJsonValue(QString::number(qAbs(sequences.last()))) : QJsonValue();
    return {{u"items"_s, items}, {u"next_cursor"_s, cursor}};
}

} // namespace

class ChangesFeedTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newestPage_data();
    void newestPage();
    void noiseDoesNotPushChangesOut();
    void gapForgetsWhatWasBefore();
    void gapLeavesNoEmptyList();
};

void ChangesFeedTest::newestPage_data()
{
    QTest::addColumn<QList<int>>("known");
    QTest::addColumn<QList<int>>("page"); // negative: noise
    QTest::addColumn<bool>("hasMore");
    QTest::addColumn<QList<int>>("shown");
    using L = QList<int>;
    QTest::newRow("first") << L{} << L{9, -8, 7} << true << L{9, 7};
    QTest::newRow("nothing at all") << L{} << L{} << false << L{};
    QTest::newRow("moved on") << L{9, 7} << L{11, -10, 9, -8} << true << L{11, 9, 7};
    QTest::newRow("noise only") << L{9, 7} << L{-12, -11, -10} << true << L{9, 7};
    QTest::newRow("the stream was faster") << L{12, 9} << L{-11, -10, 9} << true << L{12, 9};
    QTest::newRow("the page decides where it reaches") << L{9, 8, 7} << L{9, -7} << true << L{9};
    QTest::newRow("back to the beginning") << L{3, 2, 1} << L{3} << false << L{3};
}

void ChangesFeedTest::newestPage()
{
    QFETCH(QList<int>, known);
    QFETCH(QList<int>, page);
    QFETCH(bool, hasMore);
    QTEST(sequencesOf(withNewestPage(events(known), journalPageOf(body(page, hasMore)))), "shown");
}

void ChangesFeedTest::noiseDoesNotPushChangesOut()
{
    tests::ConsoleFixture console;
    const auto tell = [&console](const QJsonObject &page) {
        console.backend.set(u"/api/journal"_s, QJsonDocument(page).toJson());
        console.backend.sendChanged(u"/api/journal"_s);
    };
    const auto shown = [&console] {
        return sequencesOf(console.window->findChild<Mirror *>()->changes().rows());
    };
    tell(body({48210, 48205}, false));
    QTRY_VERIFY(console.isLive());
    QTRY_COMPARE(shown(), (QList<int>{48210, 48205}));
    tell(body({-48300, -48290, -48280}, true));
    QTRY_VERIFY(console.backend.reads(u"/api/journal"_s) > 1);
    tell(body({48310, -48290}, true));
    QTRY_COMPARE(shown(), (QList<int>{48310, 48210, 48205}));
}

void ChangesFeedTest::gapForgetsWhatWasBefore()
{
    tests::ConsoleFixture console;
    console.backend.set(u"/api/journal"_s, QJsonDocument(body({48210, 48205}, false)).toJson());
    QTRY_VERIFY(console.isLive());
    const auto shown = [&console] {
        return sequencesOf(console.window->findChild<Mirror *>()->changes().rows());
    };
    QTRY_COMPARE(shown(), (QList<int>{48210, 48205}));
    console.backend.drop();
    QTRY_VERIFY(!console.isLive());
    QCOMPARE(shown(), (QList<int>{48210, 48205}));
    // Another journal, much younger.
    console.backend.setSequence(7);
    console.backend.set(u"/api/journal"_s, QJsonDocument(body({6}, false)).toJson());
    console.backend.comeBack();
    QTRY_VERIFY_WITH_TIMEOUT(console.isLive(), 10000);
    QTRY_COMPARE(shown(), QList<int>{6});
}

/// A replay that is not complete: what is shown stands until the next page is there.
void ChangesFeedTest::gapLeavesNoEmptyList()
{
    tests::ConsoleFixture console;
    console.backend.setSequence(3);
    console.backend.set(u"/api/journal"_s, QJsonDocument(body({3, 2}, false)).toJson());
    QTRY_VERIFY(console.isLive());
    const ChangesModel &model = console.window->findChild<Mirror *>()->changes();
    QTRY_COMPARE(model.rowCount(), 2);
    console.backend.drop();
    QTRY_VERIFY(!console.isLive());
    int fewest = model.rowCount();
    connect(&model, &QAbstractItemModel::rowsRemoved, &model,
            [&] { fewest = std::min(fewest, model.rowCount()); });
    console.backend.setSequence(9);
    console.backend.set(u"/api/journal"_s, QJsonDocument(body({9, 8, 3, 2}, false)).toJson());
    console.backend.holdReplay(true);
    const auto asked = console.backend.received().size();
    console.backend.comeBack();
    const auto isAsked = [&] {
        const auto all = console.backend.received().sliced(asked);
        return std::any_of(all.begin(), all.end(), [](const QJsonObject &message) {
            return message.value(u"type").toString() == u"resync";
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isAsked(), 10000);
    console.backend.replay({8, 9}, false);
    QTRY_COMPARE(model.rowCount(), 4);
    QCOMPARE(fewest, 2);
}

QTEST_MAIN(ChangesFeedTest)
#include "tst_changesfeed.moc"
