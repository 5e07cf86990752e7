// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/alarms/alarmrules.h"

#include <QAbstractButton>

namespace ui {

class AlarmsFeed;

/// How many alarms there are of each priority; those that nobody has seen outlined and bold. A
/// click leads to them.
class AlarmCounters final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit AlarmCounters(QWidget *parent);

    void setAlarms(const AlarmsFeed &alarms);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    qreal chipRoom() const;
    void paintChip(QPainter &painter, const QRectF &box, int priority) const;
    QString words(const AlarmsFeed &alarms) const;

    AlarmCounts m_counts;
    std::array<QString, 3> m_numbers; ///< as they are written
    bool m_isKnown = false;
};

} // namespace ui
