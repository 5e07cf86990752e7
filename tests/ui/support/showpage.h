// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/support/consolefixture.h"

#include <QListWidget>
#include <QStackedWidget>

namespace tests {

/// Brings a page to the front, as a click on its name does.
template<typename Page>
Page &showPage(const ConsoleFixture &console)
{
    auto *page = console.window->findChild<Page *>();
    auto *pages = console.window->findChild<QStackedWidget *>(QStringLiteral("pages"));
    console.window->findChild<QListWidget *>()->setCurrentRow(pages->indexOf(page));
    return *page;
}

} // namespace tests
