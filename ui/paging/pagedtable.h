// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paging/pagedmodelbase.h"

#include <QTableView>

#include <optional>

namespace ui {

struct Freshness;

/// A list that is read by pages. What comes in above never moves what is in view while somebody
/// uses it. Hatched while nobody vouches for its rows.
class PagedTable final : public QTableView
{
    Q_OBJECT

public:
    PagedTable(PagedModelBase &model, const QString &name, QWidget *parent);

    void setFreshness(const Freshness &freshness, const QString &emptyText);

    /// Instead of rows; empty while there are rows.
    QString sentence() const { return m_sentence; }

    /// How many rows have come in above the view.
    int newAbove() const { return m_newAbove; }

    void goToTop();

Q_SIGNALS:
    void looked(int first, int last); ///< these rows are in view
    void newAboveChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    bool isHeld() const;
    void onAboutToInsert(int first);
    void onInserted(int first, int last);
    void onScrolled();
    void tellLook();

    PagedModelBase &m_model;
    QString m_sentence;
    QString m_note; ///< how old the rows are
    bool m_hatched = false;
    int m_newAbove = 0;
    bool m_isAbove = false; ///< the rows that are coming in stand above the view
};

} // namespace ui
