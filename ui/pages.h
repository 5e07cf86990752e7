// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QWidget;

namespace ui {

class Commander;
class Instances;
class Mirror;
class WorkerActions;

/// What the pages of a window share.
struct PageParts
{
    Mirror &mirror;
    Commander &commander;
    WorkerActions &actions;
    Instances &instances;
};

/// One page of the window. A page hears from showEvent() and hideEvent() whether it is looked at;
/// what it wants only then it takes from Session::watch() with wantWhileShown().
struct PageKind
{
    const char *name; ///< in the list; context "Pages"
    const char *menu; ///< in the menu, with its mnemonic
    QWidget *(*make)(const PageParts &parts, QWidget *parent);
};

/// All pages, in the order of the list and of Ctrl+1 to Ctrl+9 and Ctrl+0.
const QList<PageKind> &pageKinds();

} // namespace ui
