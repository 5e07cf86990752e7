// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/density.h"

#include "ui/remembered.h"

#include <QApplication>
#include <QEvent>
#include <QHeaderView>
#include <QLayout>
#include <QListWidget>
#include <QTableView>

#include <algorithm>
#include <functional>
#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QStringView DensityKey = u"look/density";
constexpr int LeastTarget = 24; // to be hit by a pointer, WCAG 2.5.8
constexpr auto Property = "signalboxIsCompact"; // of the program, which has one density

bool isCompact()
{
    const QCoreApplication *program = QCoreApplication::instance();
    return program != nullptr && program->property(Property).toBool();
}

/// Does something to a widget now, and whenever its font or style becomes another one.
class Keeper final : public QObject
{
public:
    Keeper(QWidget &widget, std::function<void()> keep)
        : QObject(&widget)
        , m_keep(std::move(keep))
    {
        setObjectName(u"rowHeight"_s);
        widget.installEventFilter(this);
        m_keep();
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange) {
            m_keep();
        }
        return QObject::eventFilter(watched, event);
    }

private:
    std::function<void()> m_keep;
};

} // namespace

Density rememberedDensity()
{
    return remembered(DensityKey).toString() == u"compact" ? Density::Compact
                                                           : Density::Comfortable;
}

void applyDensity(QApplication &application, Density density)
{
    application.setProperty(Property, density == Density::Compact);
    for (QWidget *widget : QApplication::allWidgets()) {
        QEvent change(QEvent::StyleChange); // what the style says of margins is another one now
        QCoreApplication::sendEvent(widget, &change);
    }
}

void chooseDensity(Density density)
{
    remember(DensityKey, density == Density::Compact ? u"compact"_s : u"comfortable"_s);
    if (auto *application = qobject_cast<QApplication *>(QCoreApplication::instance())) {
        applyDensity(*application, density);
    }
}

int roomIn(int comfortable)
{
    return isCompact() ? (comfortable + 2) / 3 : comfortable;
}

void keepRoom(QWidget &owner, QLayout &layout, const QMargins &comfortable, int spacing)
{
    new Keeper(owner, [&layout, comfortable, spacing] {
        layout.setContentsMargins(roomIn(comfortable.left()), roomIn(comfortable.top()),
                                  roomIn(comfortable.right()), roomIn(comfortable.bottom()));
        layout.setSpacing(roomIn(spacing));
    });
}

void keepRowHeight(QTableView &table, int comfortable, int lines, int least)
{
    delete table.findChild<QObject *>(u"rowHeight"_s, Qt::FindDirectChildrenOnly);
    new Keeper(table, [&table, comfortable, lines, least] {
        const int content = std::max(lines * table.fontMetrics().height(), least);
        table.verticalHeader()->setMinimumSectionSize(content);
        table.verticalHeader()->setDefaultSectionSize(content + roomIn(comfortable));
    });
}

void keepItemHeight(QListWidget &list, int comfortable)
{
    delete list.findChild<QObject *>(u"rowHeight"_s, Qt::FindDirectChildrenOnly);
    new Keeper(list, [&list, comfortable] {
        for (int row = 0; row < list.count(); ++row) {
            const int height = list.fontMetrics().height() + roomIn(comfortable);
            list.item(row)->setSizeHint({0, std::max(LeastTarget, height)});
        }
    });
}

} // namespace ui
