// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/freshness.h"

#include <QTableView>

namespace ui {

/// A table that is hatched while nobody vouches for its rows, and says why it is empty.
class FactsTable final : public QTableView
{
    Q_OBJECT

public:
    FactsTable(const QString &name, QWidget *parent);

    void setFreshness(const Freshness &freshness, const QString &emptyText);

    /// The sentence instead of rows; empty while there are rows.
    QString sentence() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    QString trust() const;

    Freshness m_freshness;
    QString m_emptyText;
};

} // namespace ui
