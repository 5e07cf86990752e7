// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/columns.h"

#include "ui/frame/headerroom.h"
#include "ui/remembered.h"

#include <QHeaderView>
#include <QMenu>
#include <QTableView>

#include <chrono>

namespace ui {

using namespace Qt::StringLiterals;

Columns::Columns(QTableView &table, QStringView key)
    : QObject(&table)
    , m_table(table)
    , m_header(*table.horizontalHeader())
    , m_key(key.toString())
{
    m_header.setSectionsMovable(true);
    makeRoomForWords(m_header);
    m_usual = m_header.saveState();
    restore(remembered(m_key).toByteArray());
    m_header.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&m_header, &QWidget::customContextMenuRequested, this, [this](const QPoint &place) {
        makeMenu()->popup(m_header.viewport()->mapToGlobal(place));
    });
    m_write.setSingleShot(true);
    m_write.setInterval(std::chrono::milliseconds(300));
    connect(&m_write, &QTimer::timeout, this, [this] { remember(m_key, m_state); });
    connect(&m_header, &QHeaderView::sectionMoved, this, &Columns::keep);
    connect(&m_header, &QHeaderView::sectionResized, this, &Columns::keep);
    connect(&m_header, &QHeaderView::sortIndicatorChanged, this, &Columns::keep);
}

Columns::~Columns()
{
    if (m_write.isActive()) {
        remember(m_key, m_state);
    }
}

void Columns::restore(const QByteArray &state)
{
    const int columns = m_header.count();
    // What a version with other columns has left does not fit.
    if (state.isEmpty() || !m_header.restoreState(state) || m_header.count() != columns
        || m_header.hiddenSectionCount() >= columns) {
        m_header.restoreState(m_usual);
    }
    makeRoomForWords(m_header); // they may be longer in the language of now
}

void Columns::keep()
{
    m_state = m_header.saveState(); // the header may die before this
    m_write.start();
}

void Columns::show(int column, bool isWanted)
{
    m_header.setSectionHidden(column, !isWanted);
    makeRoomForWords(m_header);
    keep();
}

QMenu *Columns::makeMenu()
{
    auto *menu = new QMenu(&m_table);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    const int shown = m_header.count() - m_header.hiddenSectionCount();
    for (int place = 0; place < m_header.count(); ++place) {
        const int column = m_header.logicalIndex(place);
        const bool isShown = !m_header.isSectionHidden(column);
        const QString word =
            m_table.model()->headerData(column, Qt::Horizontal).toString().replace(u"&"_s, u"&&"_s);
        QAction *action = menu->addAction(word.isEmpty() ? tr("Column %1").arg(column + 1) : word);
        action->setCheckable(true);
        action->setChecked(isShown);
        action->setEnabled(!isShown || shown > 1);
        action->setToolTip(action->isEnabled() ? QString() : tr("One column has to stay"));
        connect(action, &QAction::triggered, this,
                [this, column](bool isWanted) { show(column, isWanted); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("&Usual columns")), &QAction::triggered, this, [this] {
        restore(m_usual);
        keep();
    });
    return menu;
}

Columns *columnsOf(const QWidget &page)
{
    Columns *first = nullptr;
    for (auto *columns : page.findChildren<Columns *>()) {
        if (columns->table().hasFocus()) {
            return columns;
        }
        if (first == nullptr && columns->table().isVisible()) {
            first = columns;
        }
    }
    return first;
}

void keepColumns(QTableView &table, QStringView key)
{
    new Columns(table, key);
}

} // namespace ui
