// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/troublebar.h"

#include "ui/frame/noticebar.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace ui {

TroubleBar::TroubleBar(QWidget *parent)
    : QWidget(parent)
    , m_notice(new NoticeBar(this))
    , m_button(new QPushButton(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 8, 10, 0);
    layout->addWidget(m_notice, 1);
    layout->addWidget(m_button);
    connect(m_button, &QPushButton::clicked, this, &TroubleBar::mendWanted);
    hide();
}

void TroubleBar::setTrouble(const Trouble &trouble)
{
    if (trouble == m_trouble) {
        return;
    }
    m_trouble = trouble;
    m_notice->setText(trouble.text);
    m_button->setText(trouble.mend);
    m_button->setVisible(!trouble.mend.isEmpty());
    setVisible(!trouble.text.isEmpty());
}

} // namespace ui
