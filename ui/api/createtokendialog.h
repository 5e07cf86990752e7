// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/api/tokenrules.h"
#include "ui/client/apiclient.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace ui {

class Session;

/// Asks for a new token and shows its secret, which is kept nowhere: with the dialog it is gone.
class CreateTokenDialog final : public QDialog
{
    Q_OBJECT

public:
    CreateTokenDialog(Session &session, QWidget *parent);
    ~CreateTokenDialog() override;

    /// Why it cannot be asked for now; empty: it can.
    void setRefusal(const QString &refusal);

    /// What is wrong, or is being waited for; empty: nothing.
    QString message() const;

    /// Empty until the token is there.
    QString secret() const;

    void reject() override;

Q_SIGNALS:
    void answered(); ///< the list of tokens may be another now
    void leftAlone(const QString &name); ///< closed before the answer to its request has come

private:
    QWidget *makeForm();
    QWidget *makeSecret();
    TokenWish typed() const;
    void create();
    void take(const Answer &answer);
    void refresh();

    Session &m_session;
    QStackedWidget *m_pages;
    QLineEdit *m_name;
    QComboBox *m_scope;
    QComboBox *m_days;
    QLabel *m_message;
    QPushButton *m_create = nullptr;
    QLineEdit *m_secret;
    QLabel *m_told;
    QString m_refusal;
    QString m_error;
    bool m_isWaiting = false;
};

} // namespace ui
