// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/commands.h"

#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Commands)
};

/// Without the mark of its mnemonic.
QString plain(QString text)
{
    static const QRegularExpression mark(u"&(.)"_s);
    return text.replace(mark, u"\\1"_s);
}

QString keysOf(const QAction &action)
{
    QStringList keys;
    const QList<QKeySequence> shortcuts = action.shortcuts();
    for (const QKeySequence &shortcut : shortcuts) {
        keys << shortcut.toString(QKeySequence::NativeText);
    }
    return keys.join(Text::tr(" or "));
}

QString reasonOf(const QAction &action)
{
    if (action.isEnabled()) {
        return {};
    }
    return action.statusTip().isEmpty() ? Text::tr("Not possible now") : action.statusTip();
}

void list(QList<ListedAction> &listed, const QList<QAction *> &actions, const QString &path)
{
    for (QAction *action : actions) {
        if (action->isSeparator() || !action->isVisible()) {
            continue;
        }
        const QString text = plain(action->text());
        const QString whole = path.isEmpty() ? text : Text::tr("%1 › %2").arg(path, text);
        if (action->menu() != nullptr) {
            list(listed, action->menu()->actions(), whole);
        } else {
            listed.append(
                {action, {.path = whole, .keys = keysOf(*action), .reason = reasonOf(*action)}});
        }
    }
}

} // namespace

QList<ListedAction> listedActions(const QMenuBar &menus)
{
    QList<ListedAction> listed;
    list(listed, menus.actions(), {});
    return listed;
}

} // namespace ui
