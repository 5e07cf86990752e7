// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/api/tokenrules.h"

#include <QDialog>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

/// Asks before a token is revoked: says what will follow; Cancel is the default. Of a guarded
/// instance its name is to be typed.
class RevokeTokenDialog final : public QDialog
{
    Q_OBJECT

public:
    RevokeTokenDialog(const TokenRow &token, const Connection &connection, QWidget *parent);

    const TokenRow &token() const { return m_token; }

    /// What follows as far as it is known now, and why it cannot be done; empty: it can.
    void refresh(const QList<RevokeFact> &facts, const QString &refusal);

private:
    void addName(QBoxLayout &layout);
    void addButtons(QBoxLayout &layout);
    void decide();

    TokenRow m_token;
    QString m_instance;
    QString m_refusal;
    QLabel *m_facts;
    QLabel *m_reason;
    QLineEdit *m_typed = nullptr; ///< of a guarded instance
    QPushButton *m_revoke = nullptr;
};

} // namespace ui
