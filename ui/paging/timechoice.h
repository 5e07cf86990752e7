// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paging/timespan.h"

#include <QWidget>

#include <functional>

class QComboBox;
class QDateTimeEdit;

namespace ui {

/// The last hour, day or week, or from one moment to another in UTC.
class TimeChoice final : public QWidget
{
    Q_OBJECT

public:
    enum Choice
    {
        Always,
        LastHour,
        LastDay,
        LastWeek,
        FromTo
    };

    /// `now` is the backend's clock.
    TimeChoice(std::function<protocol::WallTime()> now, QWidget *parent);

    /// As it was when it was chosen.
    const TimeSpan &span() const { return m_span; }

    void choose(Choice choice);
    void choose(const TimeSpan &span);

Q_SIGNALS:
    void changed();

private:
    void onChoice();
    void take();

    std::function<protocol::WallTime()> m_now;
    TimeSpan m_span;
    QComboBox *m_choice;
    QDateTimeEdit *m_from;
    QDateTimeEdit *m_to;
};

} // namespace ui
