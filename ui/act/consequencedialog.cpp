// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/act/consequencedialog.h"

#include "ui/act/acttext.h"
#include "ui/act/commander.h"

#include <QDialogButtonBox>
#include <QFont>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <memory>

namespace ui {

using namespace Qt::StringLiterals;

ConsequenceDialog::ConsequenceDialog(Commander &commander, Verb verb, const QString &target,
                                     const QString &instance, QWidget *parent)
    : QDialog(parent)
    , m_commander(commander)
    , m_verb(verb)
    , m_target(target)
    , m_list(new QGridLayout)
    , m_reason(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("%1 on %2").arg(verbObject(verb, target), instance));
    auto *question = new QLabel(tr("%1?").arg(verbObject(verb, target)), this);
    QFont large = font();
    large.setBold(true);
    large.setPointSizeF(font().pointSizeF() * 1.25);
    question->setFont(large);
    m_reason->setWordWrap(true);
    m_list->setColumnStretch(1, 1);
    m_list->setHorizontalSpacing(8);
    m_list->setVerticalSpacing(6);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 14);
    layout->setSpacing(10);
    layout->addWidget(question);
    layout->addLayout(m_list);
    layout->addWidget(m_reason);
    if (commander.connection().guard == Guard::Guarded) {
        addName(*layout);
    }
    layout->addWidget(makeButtons());
    refresh();
}

void ConsequenceDialog::addName(QBoxLayout &layout)
{
    m_typed = new QLineEdit(this);
    auto *prompt = new QLabel(tr("This instance is guarded. Type its name, %1, to go on:")
                                  .arg(m_commander.connection().name),
                              this);
    prompt->setBuddy(m_typed);
    m_typed->setAccessibleName(prompt->text());
    layout.addWidget(prompt);
    layout.addWidget(m_typed);
    connect(m_typed, &QLineEdit::textChanged, this, &ConsequenceDialog::refresh);
}

/// The facts may become others while it is open.
void ConsequenceDialog::showConsequences()
{
    const auto now = m_commander.consequences(m_verb, m_target);
    if (!now || *now == m_shown) {
        return;
    }
    const QList<Consequence> &told = *now;
    m_shown = told;
    while (const std::unique_ptr<QLayoutItem> item{m_list->takeAt(0)}) {
        delete item->widget();
    }
    for (int row = 0; row < told.size(); ++row) {
        auto *text = new QLabel(consequenceText(told.at(row)), this);
        text->setWordWrap(true);
        text->setMinimumWidth(420);
        m_list->addWidget(new QLabel(u"•"_s, this), row, 0, Qt::AlignTop);
        m_list->addWidget(text, row, 1);
    }
}

QDialogButtonBox *ConsequenceDialog::makeButtons()
{
    auto *buttons = new QDialogButtonBox(this);
    m_act = buttons->addButton(verbObject(m_verb, m_target), QDialogButtonBox::DestructiveRole);
    m_act->setObjectName(u"act"_s);
    m_act->setAutoDefault(false);
    m_act->setMinimumWidth(m_act->sizeHint().width() + 2 * fontMetrics().averageCharWidth());
    QPushButton *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setDefault(true);
    cancel->setFocus();
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_act, &QPushButton::clicked, this, [this] {
        m_commander.confirm(m_verb, m_target);
        accept();
    });
    return buttons;
}

void ConsequenceDialog::refresh()
{
    showConsequences();
    const Refusal refusal = m_commander.refusal(m_verb, m_target);
    const bool isNamed =
        m_typed == nullptr || m_typed->text().trimmed() == m_commander.connection().name;
    m_act->setEnabled(refusal == Refusal::None && isNamed);
    m_act->setToolTip(isNamed ? refusalText(m_verb, refusal)
                              : tr("The name of the instance is not typed yet"));
    m_reason->setText(refusalText(m_verb, refusal));
    m_reason->setVisible(refusal != Refusal::None);
}

} // namespace ui
