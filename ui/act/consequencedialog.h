// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/act/actrules.h"

#include <QDialog>

class QBoxLayout;
class QDialogButtonBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

class Commander;

/// Asks before a wish of the third tier: says from facts what will follow; Cancel is the default.
/// Of a guarded instance its name is to be typed.
class ConsequenceDialog final : public QDialog
{
    Q_OBJECT

public:
    ConsequenceDialog(Commander &commander, Verb verb, const QString &target,
                      const QString &instance, QWidget *parent);

    /// Disables the verb when it may no longer be sent, and says why.
    void refresh();

private:
    void addName(QBoxLayout &layout);
    void showConsequences();
    QDialogButtonBox *makeButtons();

    Commander &m_commander;
    Verb m_verb;
    QString m_target;
    QList<Consequence> m_shown;
    QGridLayout *m_list;
    QPushButton *m_act = nullptr;
    QLineEdit *m_typed = nullptr; ///< of a guarded instance
    QLabel *m_reason;
};

} // namespace ui
