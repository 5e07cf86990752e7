// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/act/question.h"

#include <QDialog>

class QBoxLayout;
class QDialogButtonBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

struct Connection;

/// Asks before a wish of the third tier: says from facts what will follow; Cancel is the default.
/// Of a guarded instance, and for what stops all, its name is to be typed.
class ConsequenceDialog final : public QDialog
{
    Q_OBJECT

public:
    ConsequenceDialog(Question question, const Connection &connection, QWidget *parent);

    /// Disables the verb when it may no longer be sent, and says why.
    void refresh();

private:
    void addName(QBoxLayout &layout, const QString &sentence);
    void showAction(const QString &action);
    void showConsequences(const QStringList &lines);
    QDialogButtonBox *makeButtons();

    Question m_question;
    QString m_instance;
    QString m_tagged;
    Asked m_shown;
    QLabel *m_title;
    QGridLayout *m_list;
    QPushButton *m_act = nullptr;
    QLineEdit *m_typed = nullptr; ///< where the name is to be typed
    QLabel *m_reason;
};

} // namespace ui
