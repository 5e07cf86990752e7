// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace ui {

/// Hatches ordinary widgets while what they show is out of date; lets the mouse through.
class HatchOverlay final : public QWidget
{
    Q_OBJECT

public:
    /// Covers `target` below its first `skippedTop` pixels.
    HatchOverlay(QWidget *target, int skippedTop);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void cover();

    int m_skippedTop;
};

} // namespace ui
