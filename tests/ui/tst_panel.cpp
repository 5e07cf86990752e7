// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/panel.h"
#include "ui/frame/rowspanel.h"
#include "ui/overview/eventspanel.h"
#include "ui/overview/workerspanel.h"
#include "ui/pipeline/batchboard.h"
#include "ui/pipeline/degradationcard.h"

#include <QSignalSpy>
#include <QTest>

#include <functional>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::WallTime;
using protocol::Worker;
using protocol::WorkerStatus;

namespace {

const Freshness Vouched{.vouched = true, .asOf = WallTime(10s)};

class PaintCounter final : public QObject
{
public:
    explicit PaintCounter(QWidget &widget)
        : m_widget(widget)
    {
        widget.installEventFilter(this);
    }

    /// How often the widget paints because of what is done to it.
    int during(const std::function<void()> &change)
    {
        QCoreApplication::processEvents();
        m_paints = 0;
        change();
        QCoreApplication::processEvents();
        return m_paints;
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        m_paints += watched == &m_widget && event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }

private:
    QWidget &m_widget;
    int m_paints = 0;
};

Worker worker(WorkerStatus status)
{
    return {.name = u"detection_worker"_s,
            .status = status,
            .maxRestarts = 5,
            .lastStartedAt = WallTime(1s),
            .statusSince = WallTime(1s)};
}

} // namespace

class PanelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void paintsWhenTrustDiffers_data();
    void paintsWhenTrustDiffers();
    void paintsWhenARowDiffers();
    void paintsAgesOnceASecond();
    void nothingMovesUnderThePointer();
    void tooltipIsOfWhatIsShown();
    void tooltipsNeedAnAnswer();
};

void PanelTest::paintsWhenTrustDiffers_data()
{
    QTest::addColumn<bool>("vouched");
    QTest::addColumn<int>("asOf");
    QTest::addColumn<QString>("error");
    QTest::addColumn<bool>("paints");
    QTest::newRow("the same") << true << 10 << QString() << false;
    QTest::newRow("vouched for anew") << true << 12 << QString() << false;
    QTest::newRow("nobody vouches") << false << 10 << QString() << true;
    QTest::newRow("an error") << true << 10 << u"HTTP 500"_s << true;
    QTest::newRow("never read") << false << 0 << QString() << true;
}

void PanelTest::paintsWhenTrustDiffers()
{
    QFETCH(bool, vouched);
    QFETCH(int, asOf);
    QFETCH(QString, error);
    EventsModel model;
    EventsPanel panel(model, nullptr);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    panel.refresh(Vouched);
    Freshness next{.vouched = vouched, .asOf = {}, .error = error};
    if (asOf > 0) {
        next.asOf = WallTime(std::chrono::seconds(asOf));
    }
    PaintCounter counter(panel);
    QTEST(counter.during([&] { panel.refresh(next); }) > 0, "paints");
    QCOMPARE(panel.freshness().asOf, next.asOf);
}

void PanelTest::paintsWhenARowDiffers()
{
    EventsModel model;
    EventsPanel panel(model, nullptr);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    panel.refresh(Vouched);
    PaintCounter counter(panel);
    EventRow row{.cameraId = u"door"_s, .riskLevel = u"low"_s, .summary = u"A person"_s};
    QVERIFY(counter.during([&] { model.merge({row}); }) > 0);
    QCOMPARE(counter.during([&] { model.merge({row}); }), 0);
    row.summary = u"Two people"_s;
    QVERIFY(counter.during([&] { model.merge({row}); }) > 0);
    QVERIFY(panel.accessibleDescription().contains(u"Two people"));
    QVERIFY(counter.during([&] { model.merge({}); }) > 0);
}

void PanelTest::paintsAgesOnceASecond()
{
    WallTime now(60s);
    WorkersModel model([&] { return now; }, nullptr);
    WorkersPanel panel(model, nullptr);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    model.merge({worker(WorkerStatus::Running)});
    panel.refresh(Vouched, now);
    PaintCounter counter(panel);
    QCOMPARE(counter.during([&] { panel.refresh(Vouched, now + 250ms); }), 0);
    QVERIFY(counter.during([&] { panel.refresh(Vouched, now + 1s); }) > 0);
    QVERIFY(counter.during([&] { model.merge({worker(WorkerStatus::Crashed)}); }) > 0);
}

void PanelTest::nothingMovesUnderThePointer()
{
    WorkersModel model([] { return WallTime(60s); }, nullptr);
    WorkersPanel panel(model, nullptr);
    panel.resize(300, 200);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    Worker second = worker(WorkerStatus::Running);
    second.name = u"vision"_s;
    model.merge({worker(WorkerStatus::Running), second});
    panel.refresh(Vouched, WallTime(60s));
    QSignalSpy chosen(&panel, &WorkersPanel::workerChosen);
    PaintCounter counter(panel);
    const QPoint firstRow(40, panel.fontMetrics().height() + 25);
    counter.during([&] { QTest::mouseMove(&panel, firstRow); });
    QTRY_VERIFY(panel.underMouse());
    second.status = WorkerStatus::Failed; // would go to the top
    QVERIFY(counter.during([&] { model.merge({worker(WorkerStatus::Running), second}); }) > 0);
    QTest::mouseClick(&panel, Qt::LeftButton, {}, firstRow);
    QCOMPARE(chosen.takeLast().first().toString(), u"detection_worker"_s);
    QEvent leave(QEvent::Leave);
    QVERIFY(counter.during([&] {
        panel.setAttribute(Qt::WA_UnderMouse, false);
        QCoreApplication::sendEvent(&panel, &leave);
    }) > 0);
    QTest::mouseClick(&panel, Qt::LeftButton, {}, firstRow);
    QCOMPARE(chosen.takeLast().first().toString(), u"vision"_s);
}

void PanelTest::tooltipIsOfWhatIsShown()
{
    const QList<PanelRow> rows{{.name = u"vision"_s, .note = u"is down"_s}};
    RowsPanel panel(u"ISSUES"_s, nullptr);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    panel.setRows(rows, Vouched, u"None"_s);
    QCOMPARE(panel.toolTip(), u"vision is down"_s);
    panel.setRows(rows, {.vouched = false, .asOf = WallTime(10s), .error = u"HTTP 500"_s},
                  u"None"_s);
    QCOMPARE(panel.toolTip(),
             u"Out of date, as of 00:00:10. Cannot be read: HTTP 500\nvision is down"_s);
    QCOMPARE(panel.accessibleDescription(), panel.toolTip().replace(u'\n', u' '));
    panel.setRows({}, Vouched, u"None"_s);
    QCOMPARE(panel.toolTip(), QString());
}

void PanelTest::tooltipsNeedAnAnswer()
{
    RowsPanel rows(u"GPU"_s, nullptr);
    DegradationCard card(nullptr);
    BatchBoard board(nullptr);
    const auto show = [&](const Freshness &freshness) {
        rows.setRows({{.name = u"memory"_s}}, freshness, {});
        card.setLines({{.label = u"queue"_s}}, freshness);
        board.setRows({{.id = u"b1"_s, .camera = u"door"_s}}, freshness);
    };
    for (Panel *panel : std::initializer_list<Panel *>{&rows, &card, &board}) {
        panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(panel));
        show({});
        QCOMPARE(panel->toolTip(), QString());
        show(Vouched);
        QVERIFY(!panel->toolTip().isEmpty());
    }
    board.setRows({}, Vouched);
    QCOMPARE(board.toolTip(), QString());
}

QTEST_MAIN(PanelTest)
#include "tst_panel.moc"
