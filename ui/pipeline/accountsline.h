// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/pipelineflow.h"
#include "ui/client/freshness.h"
#include "ui/look/states.h"

#include <QWidget>

namespace ui {

/// True when what went in is what came out, waits, or was accounted for.
bool isBalanced(const protocol::StageAccount &account);

/// "images: 40 in = 31 out + 1 waiting + 8 accounted for"; with "≠" where that is not so.
QString accountText(const protocol::StageAccount &account);

/// The books of the stages in one line.
class AccountsLine final : public QWidget
{
    Q_OBJECT

public:
    explicit AccountsLine(QWidget *parent);

    void setAccounts(const QList<protocol::StageAccount> &accounts, const Freshness &freshness);

    /// The line as shown.
    QString text() const;

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Look mark() const;

    QList<protocol::StageAccount> m_accounts;
    Freshness m_freshness;
};

} // namespace ui
