// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workers/workerfilterbar.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace ui {

using namespace Qt::StringLiterals;

WorkerFilterBar::WorkerFilterBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLineEdit(this))
    , m_abnormal(new QCheckBox(tr("A&bnormal only"), this))
    , m_words(new QLabel(this))
    , m_clear(new QPushButton(tr("&Clear"), this))
{
    m_text->setObjectName(u"filter"_s);
    m_text->setAccessibleName(tr("Filter"));
    m_text->setPlaceholderText(tr("Filter: words, state:crashed, critical:yes, restarts>2"));
    m_text->setClearButtonEnabled(true);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setForegroundRole(QPalette::PlaceholderText);
    m_clear->setAutoDefault(false);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_abnormal);
    layout->addWidget(m_words);
    layout->addWidget(m_clear);
    connect(m_text, &QLineEdit::textChanged, this, &WorkerFilterBar::read);
    connect(m_abnormal, &QCheckBox::toggled, this, &WorkerFilterBar::read);
    connect(m_clear, &QPushButton::clicked, this, &WorkerFilterBar::clear);
    read();
}

// What cannot be understood hides nothing and shows nothing: the one before holds.
void WorkerFilterBar::read()
{
    WorkerFilter filter = parseWorkerFilter(m_text->text());
    m_fault = filter.fault;
    if (!m_fault.isEmpty()) {
        filter.terms = m_filter.terms;
    }
    filter.fault.clear();
    filter.abnormalOnly = m_abnormal->isChecked();
    m_filter = filter;
    m_clear->setVisible(!m_text->text().isEmpty() || m_abnormal->isChecked());
    Q_EMIT changed();
}

void WorkerFilterBar::clear()
{
    m_text->clear();
    m_abnormal->setChecked(false);
}

void WorkerFilterBar::setAbnormalOnly(bool isOn)
{
    m_abnormal->setChecked(isOn);
}

void WorkerFilterBar::setCounts(int shown, int all)
{
    if (!m_fault.isEmpty()) {
        m_words->setText(m_fault);
    } else {
        m_words->setText(m_filter.isEmpty() ? QString() : tr("%1 of %2 match").arg(shown).arg(all));
    }
}

QString WorkerFilterBar::words() const
{
    return m_words->text();
}

} // namespace ui
