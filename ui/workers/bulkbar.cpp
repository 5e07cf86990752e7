// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workers/bulkbar.h"

#include "ui/act/workeractions.h"

#include <QAction>
#include <QFont>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace ui {

BulkBar::BulkBar(WorkerActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
{
    setAccessibleName(tr("Several workers at once"));
    QFont bold = font();
    bold.setBold(true);
    m_text->setFont(bold);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_text);
    for (QAction *action : actions.all()) {
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setMinimumHeight(std::max(24, fontMetrics().height() + 8));
        layout->addWidget(button);
    }
    layout->addStretch(1);
    hide();
}

void BulkBar::setSelected(int workers)
{
    m_text->setText(tr("%n selected:", nullptr, workers));
    setVisible(workers > 1);
}

QString BulkBar::text() const
{
    return m_text->text();
}

} // namespace ui
