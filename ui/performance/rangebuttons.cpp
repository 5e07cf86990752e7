// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/performance/rangebuttons.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

namespace ui {

RangeButtons::RangeButtons(QWidget *parent)
    : QWidget(parent)
    , m_buttons(new QButtonGroup(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    addButton(TimeRange::FiveMinutes, tr("&5 min"));
    addButton(TimeRange::QuarterHour, tr("&15 min"));
    addButton(TimeRange::Hour, tr("&60 min"));
    connect(m_buttons, &QButtonGroup::idClicked, this, [this](int id) {
        m_range = static_cast<TimeRange>(id);
        Q_EMIT chosen(m_range);
    });
}

void RangeButtons::addButton(TimeRange range, const QString &name)
{
    auto *button = new QToolButton(this);
    button->setText(name);
    button->setCheckable(true);
    button->setChecked(range == m_range);
    // In the dark theme a pressed button hardly differs.
    const auto mark = [button](bool isOn) {
        QFont marked = button->font();
        marked.setBold(isOn);
        marked.setUnderline(isOn);
        button->setFont(marked);
    };
    mark(button->isChecked());
    connect(button, &QToolButton::toggled, button, mark);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setMinimumHeight(fontMetrics().height() + 12);
    button->setToolTip(
        tr("Charts over the last %n minutes", nullptr, static_cast<int>(spanOf(range).count())));
    button->setAccessibleName(button->toolTip());
    m_buttons->addButton(button, static_cast<int>(range));
    layout()->addWidget(button);
}

void RangeButtons::setRange(TimeRange range)
{
    m_range = range;
    m_buttons->button(static_cast<int>(range))->setChecked(true);
}

} // namespace ui
