// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/resource.h"
#include "ui/frame/facts.h"
#include "ui/frame/factsmodel.h"
#include "ui/look/tokens.h"

#include <QStringList>
#include <QWidget>

class QAbstractItemModel;

namespace ui {

class FactsTable;
class TableToggle;

/// A titled box that shows one resource, and shows how far it can be trusted: hatched with "as of"
/// when nobody vouches for it, a sentence while there is nothing to show. What it draws it also
/// shows as a table.
class Panel : public QWidget
{
    Q_OBJECT

public:
    Panel(const QString &title, QWidget *parent);

    void setFreshness(const Freshness &freshness);
    void setSummary(const QString &summary);

    const Freshness &freshness() const { return m_freshness; }

    /// Drawing or table.
    void setTable(bool isTable);

    /// Null until it was wanted once.
    FactsTable *table() const { return m_table; }

    QSize sizeHint() const override;

Q_SIGNALS:
    void factChosen(const QString &key); ///< a row of the table

protected:
    /// Draws what is in the box; called only when there is something.
    virtual void paintContent(QPainter &painter, const QRectF &box) = 0;

    /// The sentence to show instead of the content; empty when there is content.
    virtual QString emptyText() const = 0;

    /// The content in words, for assistive tools.
    virtual QString spoken() const = 0;

    /// The content for the table; asked for only while that is shown.
    virtual Facts facts() const = 0;

    /// Other content is to be drawn: the next paint shows it.
    void contentChanged();
    /// Every change of the model is other content.
    void follow(const QAbstractItemModel &model) const;

    /// The lines as a pointer that rests on them is told: whole, also where they are drawn
    /// shortened.
    virtual QStringList hints() const { return {}; }

    /// Lines of text that the content wants.
    virtual int wantedLines() const { return 5; }

    void paintEvent(QPaintEvent *event) final;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) final;
    void changeEvent(QEvent *event) final;
    Tokens look() const;
    qreal lineHeight() const;
    QRectF contentBox() const;

private:
    void describe();
    void rowChanged();
    void paintTitle(QPainter &painter, const Tokens &tokens) const;
    QString sentence() const;
    void makeTable();
    void fillTable();
    bool isTable() const;
    qreal titleHeight() const;
    void place();

    QString m_title;
    QString m_summary;
    Freshness m_freshness;
    bool m_isUntold = true; ///< its description is not that of its content
    FactsModel m_facts;
    TableToggle *m_toggle;
    FactsTable *m_table = nullptr;
};

} // namespace ui
