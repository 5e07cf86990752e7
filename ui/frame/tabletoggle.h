// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace ui {

/// The button that makes a table of a drawing and a drawing of the table; the context menu of the
/// drawing has the same.
class TableToggle final : public QToolButton
{
    Q_OBJECT

public:
    /// For that drawing, and shown on `parent`.
    TableToggle(QWidget &drawing, QWidget *parent);

    /// What is drawn, for the name of the button.
    void setSubject(const QString &subject);

    bool isTable() const { return isChecked(); }

    QSize sizeHint() const override;

    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void tableWanted(bool isWanted);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QAction *m_action;
};

} // namespace ui
