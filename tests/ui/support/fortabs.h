// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabWidget>
#include <QTest>

namespace tests {

/// Calls `look` for what `page` shows: once, or for each of its tabs with the tab's name.
template<typename Look>
void forTabs(const QWidget &page, Look look)
{
    for (auto *tabs : page.findChildren<QTabWidget *>()) {
        if (!tabs->isVisible()) {
            continue;
        }
        for (int tab = 0; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            QTest::qWait(100); // its answers
            look(tabs->tabText(tab));
        }
        tabs->setCurrentIndex(0);
        return;
    }
    look(QString());
}

} // namespace tests
