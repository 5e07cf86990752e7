// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/console.h"

#include "ui/act/commander.h"
#include "ui/act/messagebar.h"
#include "ui/act/workeractions.h"
#include "ui/alarms/alarmcounters.h"
#include "ui/frame/connectionpill.h"
#include "ui/frame/failureframe.h"
#include "ui/overview/mimic.h"
#include "ui/overview/overviewpage.h"
#include "ui/overview/verdictband.h"
#include "ui/overview/workerspanel.h"
#include "ui/pipeline/pipelinepage.h"
#include "ui/workers/nowview.h"
#include "ui/workers/workerspage.h"

#include <QLabel>
#include <QListWidget>
#include <QStackedWidget>

#include <array>

using namespace Qt::StringLiterals;

namespace scenario {

namespace {

template<typename Part>
Part &partOf(const QWidget &window)
{
    auto *part = window.findChild<Part *>();
    Q_ASSERT_X(part != nullptr, "Console", "the window has no such part");
    return *part;
}

/// Whether the widget is a part of a `Part`.
template<typename Part>
bool isWithin(const QWidget &widget)
{
    for (const QWidget *at = &widget; at != nullptr; at = at->parentWidget()) {
        if (qobject_cast<const Part *>(at) != nullptr) {
            return true;
        }
    }
    return false;
}

} // namespace

Console::Console(const QUrl &url, bool embedded, const ui::Timings &timings)
    : Console(ui::Connection{.url = url, .name = u"scenario"_s, .embedded = embedded}, timings)
{ }

Console::Console(const ui::Connection &connection, const ui::Timings &timings)
    : m_window(std::make_unique<ui::MainWindow>(connection, nullptr, timings))
    , m_mirror(&partOf<ui::Mirror>(*m_window))
{
    m_window->show();
}

QString Console::pill() const
{
    return partOf<ui::ConnectionPill>(*m_window).text();
}

QString Console::cell(const QString &worker, int column) const
{
    const ui::WorkersModel &model = m_mirror->workers();
    return model.index(model.rowOf(worker), column).data().toString();
}

QString Console::overview() const
{
    return partOf<ui::WorkersPanel>(*m_window).accessibleDescription();
}

QString Console::verdict() const
{
    return partOf<ui::VerdictBand>(partOf<ui::OverviewPage>(*m_window)).accessibleDescription();
}

QString Console::trust() const
{
    QStringList texts;
    for (const QLabel *label : partOf<ui::WorkersPage>(*m_window).findChildren<QLabel *>(
             QString(), Qt::FindChildrenRecursively)) {
        // What the tab Now has read is of a resource of its own, read only while it is seen.
        if (label->text().startsWith(u"Out of date") && !isWithin<ui::NowView>(*label)) {
            texts << label->text();
        }
    }
    return texts.join(u"; "_s);
}

ui::Switch Console::breaker(const QString &name) const
{
    const ui::MimicState &flow = partOf<ui::Mimic>(*m_window).state();
    for (const auto &one : flow.detection + flow.analysis) {
        if (one.name == name) {
            return one;
        }
    }
    return {};
}

QString Console::failure() const
{
    return partOf<ui::FailureFrame>(*m_window).failure();
}

QString Console::message() const
{
    return partOf<ui::MessageBar>(*m_window).text();
}

ui::Commander &Console::commander() const
{
    return partOf<ui::Commander>(*m_window);
}

QAction *Console::action(ui::Verb verb) const
{
    return partOf<ui::WorkerActions>(*m_window).action(verb);
}

void Console::select(const QString &worker)
{
    show(partOf<ui::WorkersPage>(*m_window));
    partOf<ui::WorkersPage>(*m_window).select(worker);
}

void Console::showOverview()
{
    show(partOf<ui::OverviewPage>(*m_window));
}

void Console::show(QWidget &page)
{
    const auto *pages = m_window->findChild<QStackedWidget *>(u"pages"_s);
    m_window->findChild<QListWidget *>()->setCurrentRow(pages->indexOf(&page));
}

QList<ui::Panel *> Console::panels() const
{
    return partOf<ui::OverviewPage>(*m_window).findChildren<ui::Panel *>()
        + partOf<ui::PipelinePage>(*m_window).findChildren<ui::Panel *>();
}

bool Console::areAlarmsKnown() const
{
    return !partOf<ui::AlarmCounters>(*m_window).accessibleDescription().contains(u"not known");
}

int Console::vouchedPanels() const
{
    int vouched = 0;
    for (const ui::Panel *panel : panels()) {
        vouched += panel->freshness().vouched ? 1 : 0;
    }
    return vouched;
}

int Console::vouchedParts() const
{
    int parts = vouchedPanels() + (areAlarmsKnown() ? 1 : 0);
    parts += trust().isEmpty() ? 1 : 0;
    parts += verdict().startsWith(u"Not known now") ? 0 : 1;
    return parts;
}

bool Console::isAllVouched() const
{
    return isLive() && vouchedParts() == panels().size() + 3;
}

bool Console::isNothingVouched() const
{
    return !isLive() && vouchedParts() == 0;
}

QList<qint64> sequencesOf(const QList<protocol::Event> &events)
{
    QList<qint64> sequences;
    for (const protocol::Event &event : events) {
        sequences.append(event.sequence);
    }
    return sequences;
}

QList<qint64> journalOf(const Daemon &daemon)
{
    QList<qint64> all;
    QByteArray cursor;
    do {
        const QByteArray more = cursor.isEmpty() ? QByteArray() : QByteArray("&cursor=" + cursor);
        const QJsonObject page = daemon.get("/api/journal?limit=100" + more).json();
        all += sequencesOf(ui::changesOf(page));
        cursor = page[u"next_cursor"].toString().toLatin1();
    } while (!cursor.isEmpty());
    return all;
}

} // namespace scenario
