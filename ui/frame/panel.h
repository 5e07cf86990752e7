// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/resource.h"
#include "ui/look/tokens.h"

#include <QWidget>

class QAbstractItemModel;

namespace ui {

/// A titled box that shows one resource, and shows how far it can be trusted: hatched with "as of"
/// when nobody vouches for it, a sentence while there is nothing to show.
class Panel : public QWidget
{
    Q_OBJECT

public:
    Panel(const QString &title, QWidget *parent);

    void setFreshness(const Freshness &freshness);
    void setSummary(const QString &summary);

    const Freshness &freshness() const { return m_freshness; }

    QSize sizeHint() const override;

protected:
    /// Draws what is in the box; called only when there is something.
    virtual void paintContent(QPainter &painter, const QRectF &box) = 0;

    /// The sentence to show instead of the content; empty when there is content.
    virtual QString emptyText() const = 0;

    /// The content in words, for assistive tools.
    virtual QString spoken() const = 0;

    /// Other content is to be drawn: the next paint shows it.
    void contentChanged();
    /// Every change of the model is other content.
    void follow(const QAbstractItemModel &model) const;

    /// Lines of text that the content wants.
    virtual int wantedLines() const { return 5; }

    void paintEvent(QPaintEvent *event) final;
    void showEvent(QShowEvent *event) override;
    Tokens look() const;
    qreal lineHeight() const;
    QRectF contentBox() const;

private:
    void describe();
    void paintTitle(QPainter &painter, const Tokens &tokens) const;
    QString sentence() const;

    QString m_title;
    QString m_summary;
    Freshness m_freshness;
    bool m_isUntold = true; ///< its description is not that of its content
};

} // namespace ui
