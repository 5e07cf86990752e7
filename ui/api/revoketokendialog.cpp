// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/api/revoketokendialog.h"

#include "ui/instances/instancemark.h"

#include <QDialogButtonBox>
#include <QFont>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QString sentence(const RevokeFact &fact)
{
    switch (fact.kind) {
    case RevokeConsequence::RequestsRefused:
        return RevokeTokenDialog::tr("Whoever uses it is refused from now on. That cannot be taken "
                                     "back.");
    case RevokeConsequence::ClientsEnd:
        return RevokeTokenDialog::tr("Connections that end: %1.").arg(fact.number);
    case RevokeConsequence::ClientsUnknown:
        return RevokeTokenDialog::tr("How many connections end is not known now.");
    case RevokeConsequence::ConsoleEnds:
        return RevokeTokenDialog::tr("This console speaks with it: it will see nothing any more "
                                     "until it is given another token.");
    }
    return {};
}

} // namespace

RevokeTokenDialog::RevokeTokenDialog(const TokenRow &token, const Connection &connection,
                                     QWidget *parent)
    : QDialog(parent)
    , m_token(token)
    , m_instance(connection.name)
    , m_facts(new QLabel(this))
    , m_reason(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    const QString name = token.name.isEmpty() ? token.id : token.name;
    setWindowTitle(tr("Revoke %1 on %2").arg(name, taggedName(connection)));
    auto *question = new QLabel(tr("Revoke the token %1?").arg(name), this);
    QFont large = font();
    large.setBold(true);
    large.setPointSizeF(font().pointSizeF() * 1.25);
    question->setFont(large);
    for (QLabel *label : {question, m_facts, m_reason}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setMinimumWidth(440);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 14);
    layout->setSpacing(10);
    layout->addWidget(question);
    layout->addWidget(m_facts);
    layout->addWidget(m_reason);
    if (connection.guard == Guard::Guarded) {
        addName(*layout);
    }
    addButtons(*layout);
    decide();
}

void RevokeTokenDialog::addName(QBoxLayout &layout)
{
    m_typed = new QLineEdit(this);
    auto *prompt = new QLabel(
        tr("This instance is guarded. Type its name, %1, to go on:").arg(m_instance), this);
    prompt->setBuddy(m_typed);
    m_typed->setAccessibleName(prompt->text());
    layout.addWidget(prompt);
    layout.addWidget(m_typed);
    connect(m_typed, &QLineEdit::textChanged, this, &RevokeTokenDialog::decide);
}

void RevokeTokenDialog::addButtons(QBoxLayout &layout)
{
    auto *buttons = new QDialogButtonBox(this);
    m_revoke = buttons->addButton(tr("Revoke the token"), QDialogButtonBox::DestructiveRole);
    m_revoke->setObjectName(u"revoke"_s);
    m_revoke->setAutoDefault(false);
    QPushButton *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setDefault(true);
    cancel->setFocus();
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_revoke, &QPushButton::clicked, this, &QDialog::accept);
    layout.addWidget(buttons);
}

void RevokeTokenDialog::refresh(const QList<RevokeFact> &facts, const QString &refusal)
{
    QStringList sentences;
    for (const RevokeFact &fact : facts) {
        sentences << sentence(fact);
    }
    m_facts->setText(sentences.join(u'\n'));
    m_refusal = refusal;
    decide();
}

void RevokeTokenDialog::decide()
{
    const bool isNamed = m_typed == nullptr || m_typed->text().trimmed() == m_instance;
    m_revoke->setEnabled(m_refusal.isEmpty() && isNamed);
    m_revoke->setToolTip(isNamed ? m_refusal : tr("The name of the instance is not typed yet"));
    m_reason->setText(m_refusal);
    m_reason->setVisible(!m_refusal.isEmpty());
}

} // namespace ui
