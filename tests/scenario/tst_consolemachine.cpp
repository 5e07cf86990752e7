// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/jsonexporter.h"
#include "tests/scenario/support/prometheusserver.h"
#include "ui/charts/chart.h"
#include "ui/frame/connectionpill.h"
#include "ui/frame/factstable.h"
#include "ui/frame/rowspanel.h"
#include "ui/mainwindow.h"
#include "ui/monitoring/monitoringpage.h"
#include "ui/overview/ribbonspanel.h"
#include "ui/overview/verdictband.h"
#include "ui/performance/performancepage.h"

#include <QFileInfo>
#include <QListWidget>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using scenario::Daemon;

namespace {

constexpr int Patience = 60000;
const QString NoAi = u"[ai]\nembedded = \"false\"\n"_s;

} // namespace

/// The pages of the machine in the real window: a real daemon, which asks a real Prometheus and
/// measures this machine.
class ConsoleMachineTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void cleanup() { m_window.reset(); }

    void prometheusComesAndGoes();
    void figuresOfThisMachine();
    void ribbonsBeginWithTheDaemon();

private:
    void open(const Daemon &daemon);

    template<typename Page>
    Page &show() const
    {
        auto *page = m_window->findChild<Page *>();
        auto *pages = m_window->findChild<QStackedWidget *>(u"pages"_s);
        m_window->findChild<QListWidget *>()->setCurrentRow(pages->indexOf(page));
        return *page;
    }

    QString pill() const { return m_window->findChild<ui::ConnectionPill *>()->text(); }

    std::unique_ptr<ui::MainWindow> m_window;
};

void ConsoleMachineTest::open(const Daemon &daemon)
{
    m_window = std::make_unique<ui::MainWindow>(
        ui::Connection{.url = daemon.url(), .name = u"scenario"_s});
    m_window->show();
}

void ConsoleMachineTest::prometheusComesAndGoes()
{
    QVERIFY2(!QStandardPaths::findExecutable(u"prometheus"_s).isEmpty(),
             "prometheus is not in PATH: ./check unpacks it under build/servers");
    scenario::PrometheusServer prometheus;
    scenario::JsonExporter json;
    Daemon daemon({.toml = NoAi + prometheus.toml()});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    open(daemon);
    const auto &page = show<ui::MonitoringPage>();
    const auto verdict = [&] { return page.findChild<ui::VerdictBand *>()->sentence(); };
    QTRY_VERIFY_WITH_TIMEOUT(page.sentence().contains(u"has not answered yet"), Patience);
    QVERIFY(verdict().endsWith(u"Prometheus is not reachable → unhealthy"));

    QVERIFY2(prometheus.start({{.name = u"backend"_s, .ports = {daemon.port()}},
                               {.name = u"json-exporter"_s, .ports = {json.port()}}}),
             prometheus.output().constData());
    QTRY_VERIFY_WITH_TIMEOUT(verdict().startsWith(u"down 0, up 2 → healthy"), Patience);
    QTRY_COMPARE_WITH_TIMEOUT(page.targets()->model()->rowCount(), 2, Patience);
    const auto cell = [&](int row, int column) {
        return page.targets()->model()->index(row, column).data().toString();
    };
    QVERIFY2(cell(0, ui::TargetsModel::Duration).endsWith(u" of 1 s"),
             qPrintable(cell(0, ui::TargetsModel::Duration)));
    QVERIFY(cell(0, ui::TargetsModel::LastScrape).endsWith(u" ago"));

    json.close();
    QTRY_VERIFY_WITH_TIMEOUT(verdict().contains(u"up 1 ≤ down 1 → unhealthy"), Patience);
    QTRY_COMPARE_WITH_TIMEOUT(cell(0, ui::TargetsModel::State), u"Down"_s, Patience);
    QVERIFY(cell(0, ui::TargetsModel::LastError).contains(u"connection refused"));

    prometheus.kill9();
    QTRY_VERIFY_WITH_TIMEOUT(page.banner().startsWith(u"What is below is what Prometheus at"),
                             Patience);
    QCOMPARE(page.targets()->model()->rowCount(), 2);
    QCOMPARE(page.jobs()->model()->rowCount(), 2);
    QVERIFY(!page.collection()->freshness().vouched);
    QTRY_VERIFY_WITH_TIMEOUT(
        page.targets()->accessibleDescription().startsWith(u"Out of date, as of"), Patience);
    QVERIFY(pill().startsWith(u"Live"));

    QVERIFY(json.comeBack());
    QVERIFY2(prometheus.startAgain(), prometheus.output().constData());
    QTRY_VERIFY_WITH_TIMEOUT(verdict().startsWith(u"down 0, up 2 → healthy"), Patience);
    QCOMPARE(page.banner(), QString());
}

void ConsoleMachineTest::figuresOfThisMachine()
{
    Daemon daemon(
        {.toml = NoAi + u"[[worker]]\nname = \"sleeper\"\ncommand = [\"/bin/sleep\", \"1000\"]\n"_s,
         .environment = {{u"LD_LIBRARY_PATH"_s,
                          QFileInfo(QStringLiteral(FAKE_NVML_LIBRARY)).path()}},
         .port = scenario::freePort()});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    open(daemon);
    const auto &page = show<ui::PerformancePage>();
    const auto isMeasured = [&] {
        return page.host()->freshness().vouched && page.host()->rows().at(0).gauge->value
            && !page.gpu()->rows().isEmpty() && page.gpu()->rows().at(0).gauge->value;
    };
    // The load is known from the second collection on.
    QTRY_VERIFY_WITH_TIMEOUT(isMeasured(), Patience);
    QVERIFY(page.host()->rows().at(1).note.contains(u" GB of "));
    QVERIFY(page.stores()->accessibleDescription().startsWith(u"SQLite Healthy 3."));
    const auto memoryOf = [&](const QString &worker) {
        const auto *model = page.workers()->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, ui::LoadModel::Worker).data() == worker) {
                return model->index(row, ui::LoadModel::Memory).data().toString();
            }
        }
        return QString();
    };
    QTRY_VERIFY_WITH_TIMEOUT(memoryOf(u"sleeper"_s).toDouble() > 0, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(page.charts().first()->sentence().isEmpty(), Patience);
    QVERIFY(page.charts().first()->table()->model()->rowCount() >= 1);

    daemon.sendSignal(SIGSTOP);
    QTRY_VERIFY_WITH_TIMEOUT(page.heading().startsWith(u"Performance, as of "), Patience);
    QVERIFY(!page.host()->freshness().vouched);
    QVERIFY(page.charts().first()->accessibleDescription().startsWith(u"Out of date, as of"));
    daemon.sendSignal(SIGCONT);
    QTRY_VERIFY_WITH_TIMEOUT(page.heading().startsWith(u"Performance, measured "), Patience);

    // A daemon that begins anew has another past.
    daemon.kill9();
    QTRY_VERIFY_WITH_TIMEOUT(!page.host()->freshness().vouched, Patience);
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    QTRY_VERIFY_WITH_TIMEOUT(isMeasured(), Patience);
    QVERIFY(page.charts().first()->table()->model()->rowCount() <= 5);
}

// Nobody saw how things were before the daemon began, nor between its end and its next start.
void ConsoleMachineTest::ribbonsBeginWithTheDaemon()
{
    const auto begun = protocol::Now::read().wall;
    Daemon daemon({.toml = NoAi
                       + u"[[worker]]\nname = \"broken\"\ncommand = [\"/nonexistent\"]\n"
                         "max_restarts = 1\nbackoff_base_seconds = 0.1\n"_s,
                   .port = scenario::freePort()});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    open(daemon);
    const auto *panel = m_window->findChild<ui::RibbonsPanel *>();
    const auto isFailed = [&] {
        return panel->ribbons().size() == 2 && panel->ribbons().at(1).name == u"broken"
            && panel->ribbons().at(1).stretches.last().look.word == u"Failed";
    };
    QTRY_VERIFY_WITH_TIMEOUT(isFailed(), Patience);
    const auto first = [&](qsizetype ribbon) {
        return panel->ribbons().at(ribbon).stretches.first().begin;
    };
    QVERIFY(first(0) >= begun && first(1) >= begun);

    QCOMPARE(daemon.terminate(), std::optional(0));
    const auto ended = protocol::Now::read().wall;
    QTRY_VERIFY_WITH_TIMEOUT(!panel->freshness().vouched, Patience);
    const auto again = protocol::Now::read().wall;
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    QTRY_VERIFY_WITH_TIMEOUT(panel->freshness().vouched && isFailed(), Patience);
    const auto isBeyond = [&] { return panel->ribbons().at(0).stretches.last().begin >= again; };
    QTRY_VERIFY_WITH_TIMEOUT(isBeyond(), Patience);
    for (const ui::Ribbon &ribbon : panel->ribbons()) {
        for (const ui::RibbonStretch &stretch : ribbon.stretches) {
            QVERIFY2(stretch.end <= ended || stretch.begin >= again, qPrintable(ribbon.name));
        }
    }
}

QTEST_MAIN(ConsoleMachineTest)
#include "tst_consolemachine.moc"
