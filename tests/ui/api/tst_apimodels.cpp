// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/api/accessmodels.h"
#include "ui/api/referencemodels.h"
#include "ui/api/tapmodel.h"
#include "ui/frame/factsdelegate.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

namespace {

const protocol::WallTime Now{std::chrono::seconds(1'700'000'000)};

QString cell(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

QString typesIn(const TapModel &model)
{
    QStringList types;
    for (int row = 0; row < model.rowCount(); ++row) {
        types << model.line(row).event.type;
    }
    return types.join(u' ');
}

} // namespace

class ApiModelsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tokens();
    void clients();
    void kindsAndRoutes();
    void tapFollowsTheRing();
    void tapTakesAnotherFilter();
    void tapTellsGapsAndFaults();
};

void ApiModelsTest::tokens()
{
    TokensModel model([] { return Now; }, nullptr);
    const QAbstractItemModelTester tester(&model);
    model.merge({{.id = u"aa"_s,
                  .name = u"grafana"_s,
                  .scope = u"read"_s,
                  .createdAt = Now - std::chrono::minutes(2),
                  .isEndless = true,
                  .expired = false,
                  .isOurs = true},
                 {.id = u"bb"_s, .scope = u"root"_s, .expiresAt = Now, .expired = true},
                 {}});
    QCOMPARE(cell(model, 0, TokensModel::Name), u"grafana (this console)"_s);
    QCOMPARE(cell(model, 0, TokensModel::Scope), u"Read"_s);
    QCOMPARE(cell(model, 0, TokensModel::Created), u"2m00s ago"_s);
    QCOMPARE(cell(model, 0, TokensModel::Expires), u"never"_s);
    QCOMPARE(cell(model, 1, TokensModel::State), u"Expired"_s);
    QCOMPARE(cell(model, 1, TokensModel::Scope), u"root ?"_s);
    QCOMPARE(cell(model, 1, TokensModel::Expires), u"2023-11-14 22:13:20 UTC"_s);
    for (const int column : {TokensModel::Name, TokensModel::Scope, TokensModel::Created,
                             TokensModel::Expires, TokensModel::Id}) {
        QCOMPARE(cell(model, 2, column), u"—"_s);
    }
    QCOMPARE(cell(model, 2, TokensModel::State), u"Not known"_s);
}

void ApiModelsTest::clients()
{
    ClientsModel model([] { return Now; }, nullptr);
    const QAbstractItemModelTester tester(&model);
    model.merge({{.id = u"c1"_s,
                  .path = u"/ws/events"_s,
                  .peer = u"::1"_s,
                  .scope = u"admin"_s,
                  .since = Now - std::chrono::seconds(8),
                  .getsEverything = true,
                  .backlogBytes = 0,
                  .acknowledged = 7},
                 {.id = u"c2"_s, .patterns = {u"alert.*"_s, u"worker.*"_s}}});
    QCOMPARE(cell(model, 0, ClientsModel::Patterns), u"everything"_s);
    QCOMPARE(cell(model, 0, ClientsModel::Since), u"8 s"_s);
    QCOMPARE(cell(model, 0, ClientsModel::Backlog), u"0 bytes"_s);
    QCOMPARE(cell(model, 0, ClientsModel::Acknowledged), u"#7"_s);
    QCOMPARE(cell(model, 0, ClientsModel::Token), u"—"_s);
    QCOMPARE(cell(model, 1, ClientsModel::Patterns), u"alert.*, worker.*"_s);
    for (const int column :
         {ClientsModel::Path, ClientsModel::Peer, ClientsModel::Scope, ClientsModel::Since,
          ClientsModel::Backlog, ClientsModel::Acknowledged}) {
        QCOMPARE(cell(model, 1, column), u"—"_s);
    }
}

void ApiModelsTest::kindsAndRoutes()
{
    KindsModel kinds;
    const QAbstractItemModelTester tester(&kinds);
    kinds.merge({{.type = u"a"_s, .channel = u"alerts"_s, .description = u"One"_s},
                 {.type = u"b"_s, .isDeprecated = true}});
    QCOMPARE(cell(kinds, 0, KindsModel::Description), u"One"_s);
    QCOMPARE(cell(kinds, 1, KindsModel::Channel), u"—"_s);
    QCOMPARE(cell(kinds, 1, KindsModel::Description), u"Deprecated: —"_s);
    RoutesModel routes;
    const QAbstractItemModelTester other(&routes);
    routes.merge({{.method = u"GET"_s, .path = u"/a"_s},
                  {.method = u"POST"_s, .path = u"/a"_s, .summary = u"Do"_s, .scope = u"read"_s}});
    QCOMPARE(cell(routes, 0, RoutesModel::Summary), u"—"_s);
    QCOMPARE(cell(routes, 1, RoutesModel::Scope), u"Read"_s);
    QCOMPARE(cell(routes, 1, RoutesModel::Path), u"/a"_s);
}

void ApiModelsTest::tapFollowsTheRing()
{
    TapModel model;
    const QAbstractItemModelTester tester(&model);
    TapRing ring(3);
    ring.add({.event = {.type = u"a"_s}});
    ring.add({.event = {.type = u"b"_s}});
    model.show(ring, {});
    QCOMPARE(typesIn(model), u"a b"_s);
    const QPersistentModelIndex second = model.index(1, 0);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    ring.add({.event = {.type = u"c"_s}});
    ring.add({.event = {.type = u"d"_s}});
    model.show(ring, {});
    QCOMPARE(typesIn(model), u"b c d"_s);
    QCOMPARE(second.row(), 0); // a choice stays with its event
    QCOMPARE(resets.size(), 0);
    model.show(ring, {});
    QCOMPARE(model.rowCount(), 3);
    for (int i = 0; i < 10; ++i) {
        ring.add({.event = {.type = u"e"_s}});
    }
    model.show(ring, {});
    QCOMPARE(typesIn(model), u"e e e"_s);
    QVERIFY(!second.isValid());
    ring.clear();
    model.show(ring, {});
    QCOMPARE(model.rowCount(), 0);
    ring.add({.event = {.type = u"f"_s}});
    model.show(ring, {});
    QCOMPARE(typesIn(model), u"f"_s);
}

void ApiModelsTest::tapTakesAnotherFilter()
{
    TapModel model;
    const QAbstractItemModelTester tester(&model);
    TapRing ring(10);
    for (const QString &type : {u"a.x"_s, u"b.x"_s, u"a.y"_s}) {
        ring.add({.event = {.type = type}});
    }
    model.show(ring, {.patterns = {u"a.*"_s}});
    QCOMPARE(typesIn(model), u"a.x a.y"_s);
    model.show(ring, {.patterns = {u"*.x"_s}});
    QCOMPARE(typesIn(model), u"a.x b.x"_s);
    model.show(ring, {});
    QCOMPARE(typesIn(model), u"a.x b.x a.y"_s);
}

void ApiModelsTest::tapTellsGapsAndFaults()
{
    TapModel model;
    TapRing ring(10);
    ring.add({.isGap = true, .after = 4, .before = 9});
    ring.add({.event = {.sequence = 9, .type = u"a"_s},
              .verdict = TapVerdict::Faulty,
              .fault = u"b is missing"_s});
    ring.add({.event = {.type = u"new"_s}, .verdict = TapVerdict::Unlisted});
    model.show(ring, {});
    QCOMPARE(cell(model, 0, TapModel::Check), u"Gap"_s);
    QVERIFY(cell(model, 0, TapModel::Data).contains(u"#4 and #9"));
    QCOMPARE(cell(model, 1, TapModel::Check), u"Faulty"_s);
    QCOMPARE(model.index(1, TapModel::Check).data(Qt::ToolTipRole).toString(),
             u"Faulty: b is missing"_s);
    QCOMPARE(cell(model, 1, TapModel::Time), u"—"_s); // it came without a time
    QCOMPARE(cell(model, 1, TapModel::Sequence), u"#9"_s);
    QCOMPARE(cell(model, 2, TapModel::Check), u"Not listed"_s);
    QCOMPARE(model.index(2, TapModel::Check).data(LookRole).value<Look>().glyph, Glyph::Question);
}

QTEST_APPLESS_MAIN(ApiModelsTest)
#include "tst_apimodels.moc"
