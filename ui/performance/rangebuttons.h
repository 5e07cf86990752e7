// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/performance/performancestate.h"

#include <QWidget>

class QButtonGroup;

namespace ui {

/// How far back the charts beside it look: one of three.
class RangeButtons final : public QWidget
{
    Q_OBJECT

public:
    explicit RangeButtons(QWidget *parent);

    TimeRange range() const { return m_range; }

    /// Marks it; nothing is told.
    void setRange(TimeRange range);

Q_SIGNALS:
    void chosen(ui::TimeRange range); ///< by hand

private:
    void addButton(TimeRange range, const QString &name);

    TimeRange m_range = TimeRange::FiveMinutes;
    QButtonGroup *m_buttons;
};

} // namespace ui
