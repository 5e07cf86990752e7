// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/shooter.h"

#include "ui/client/session.h"
#include "ui/frame/connectionpill.h"
#include "ui/frame/panel.h"
#include "ui/mainwindow.h"
#include "ui/overview/overviewpage.h"

#include <QListWidget>
#include <QTest>

#include <algorithm>

namespace tests {

using namespace Qt::StringLiterals;

ui::Timings hasty()
{
    using std::chrono::milliseconds;
    return {.staleAfter = milliseconds(900),
            .disconnectedAfter = milliseconds(2500),
            .ping = milliseconds(150),
            .reread = milliseconds(10),
            .backoffFirst = milliseconds(300),
            .backoffCap = milliseconds(9000),
            .pulse = milliseconds(50),
            .sample = milliseconds(59000)};
}

void await(const char *what, const std::function<bool()> &isSo)
{
    if (!QTest::qWaitFor(isSo, 15000)) {
        qFatal("waited in vain until %s", what);
    }
}

void awaitPill(const ui::MainWindow &window, QStringView word)
{
    const auto *pill = window.findChild<ui::ConnectionPill *>();
    await("the connection is as it should be", [&] { return pill->text().startsWith(word); });
}

void awaitLevel(const ui::MainWindow &window)
{
    awaitPill(window, u"Live");
    await("all is read", [&] {
        const auto panels = window.findChild<ui::OverviewPage *>()->findChildren<ui::Panel *>();
        return std::all_of(panels.begin(), panels.end(),
                           [](const ui::Panel *panel) { return panel->freshness().vouched; });
    });
}

void awaitWanted(const ui::MainWindow &window)
{
    const auto *session = window.findChild<ui::Session *>();
    await("the page is read", [&] {
        const auto resources = session->findChildren<ui::Resource *>();
        return session->status().state != ui::ConnectionState::Live
            || std::all_of(resources.begin(), resources.end(), [](const ui::Resource *one) {
                   return !one->isWanted() || one->isSettled();
               });
    });
}

Shooter::Shooter(const QString &directory)
    : m_directory(directory)
{
    m_directory.mkpath(u"."_s);
}

void Shooter::shoot(QWidget &widget, const QString &name) const
{
    QCoreApplication::processEvents();
    widget.grab().save(m_directory.filePath(name + u".png"_s));
}

void Shooter::pages(ui::MainWindow &window, const QString &name) const
{
    const auto *list = window.findChild<QListWidget *>();
    for (int row = 0; row < list->count(); ++row) {
        page(window, list->item(row)->text(), name);
    }
}

void Shooter::page(ui::MainWindow &window, const QString &page, const QString &name) const
{
    auto *list = window.findChild<QListWidget *>();
    const QList<QListWidgetItem *> found = list->findItems(page, Qt::MatchExactly);
    if (found.isEmpty()) {
        qFatal("there is no such page");
    }
    list->setCurrentItem(found.first());
    awaitWanted(window);
    QTest::qWait(150); // pictures in it
    shoot(window, name + u'-' + page.toLower());
}

} // namespace tests
