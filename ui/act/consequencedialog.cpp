// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/act/consequencedialog.h"

#include "ui/connection.h"
#include "ui/instances/instancemark.h"

#include <QDialogButtonBox>
#include <QFont>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <memory>
#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int LeastWidth = 420; ///< of the sentences

} // namespace

ConsequenceDialog::ConsequenceDialog(Question question, const Connection &connection,
                                     QWidget *parent)
    : QDialog(parent)
    , m_question(std::move(question))
    , m_instance(connection.name)
    , m_tagged(taggedName(connection))
    , m_title(new QLabel(this))
    , m_list(new QGridLayout)
    , m_reason(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    QFont large = font();
    large.setBold(true);
    large.setPointSizeF(font().pointSizeF() * 1.25);
    m_title->setFont(large);
    m_reason->setWordWrap(true);
    m_list->setColumnStretch(1, 1);
    m_list->setHorizontalSpacing(8);
    m_list->setVerticalSpacing(6);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 14);
    layout->setSpacing(10);
    layout->addWidget(m_title);
    layout->addLayout(m_list);
    layout->addWidget(m_reason);
    if (connection.guard == Guard::Guarded) {
        addName(*layout, tr("This instance is guarded. Type its name, %1, to go on:"));
    } else if (m_question.isOfAll) {
        addName(*layout,
                tr("Everything will stand still. Type the name of the instance, %1, to "
                   "go on:"));
    }
    layout->addWidget(makeButtons());
    refresh();
}

void ConsequenceDialog::addName(QBoxLayout &layout, const QString &sentence)
{
    m_typed = new QLineEdit(this);
    auto *prompt = new QLabel(sentence.arg(m_instance), this);
    prompt->setBuddy(m_typed);
    m_typed->setAccessibleName(prompt->text());
    layout.addWidget(prompt);
    layout.addWidget(m_typed);
    connect(m_typed, &QLineEdit::textChanged, this, &ConsequenceDialog::refresh);
}

void ConsequenceDialog::showAction(const QString &action)
{
    setWindowTitle(tr("%1 on %2").arg(action, m_tagged));
    m_title->setText(tr("%1?").arg(action));
    m_act->setText(action);
    m_act->setMinimumWidth(m_act->sizeHint().width() + 2 * fontMetrics().averageCharWidth());
}

void ConsequenceDialog::showConsequences(const QStringList &lines)
{
    while (const std::unique_ptr<QLayoutItem> item{m_list->takeAt(0)}) {
        delete item->widget();
    }
    for (int row = 0; row < lines.size(); ++row) {
        auto *text = new QLabel(lines.at(row), this);
        text->setTextFormat(Qt::PlainText);
        text->setWordWrap(true);
        // On a small screen a dialog gets two thirds of the height, but never less than its least.
        text->setMinimumSize(LeastWidth, text->heightForWidth(LeastWidth));
        m_list->addWidget(new QLabel(u"•"_s, this), row, 0, Qt::AlignTop);
        m_list->addWidget(text, row, 1);
    }
}

QDialogButtonBox *ConsequenceDialog::makeButtons()
{
    auto *buttons = new QDialogButtonBox(this);
    m_act = buttons->addButton(QString(), QDialogButtonBox::DestructiveRole);
    m_act->setObjectName(u"act"_s);
    m_act->setAutoDefault(false);
    QPushButton *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setDefault(true);
    cancel->setFocus();
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_act, &QPushButton::clicked, this, [this] {
        m_question.act(m_shown.targets); // to those who were shown, whatever is the case by now
        accept();
    });
    return buttons;
}

void ConsequenceDialog::refresh()
{
    // The facts may become others while it is open.
    Asked now = m_question.now();
    if (now.action != m_shown.action) {
        showAction(now.action);
    }
    if (now.lines.isEmpty()) {
        now.lines = m_shown.lines;
    } else if (now.lines != m_shown.lines) {
        showConsequences(now.lines);
    }
    const bool isNamed = m_typed == nullptr || m_typed->text().trimmed() == m_instance;
    m_act->setEnabled(now.refusal.isEmpty() && isNamed);
    m_act->setToolTip(isNamed ? now.refusal : tr("The name of the instance is not typed yet"));
    m_reason->setText(now.refusal);
    m_reason->setVisible(!now.refusal.isEmpty());
    m_shown = now;
}

} // namespace ui
