// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/alarms/alarmrules.h"

#include <QAbstractButton>

namespace ui {

struct Freshness;

/// How many alarms there are of each priority; those that nobody has seen outlined and bold. A
/// click leads to them.
class AlarmCounters final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit AlarmCounters(QWidget *parent);

    void setCounts(const AlarmCounts &counts, const Freshness &freshness);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    qreal chipRoom() const;
    void paintChip(QPainter &painter, const QRectF &box, int priority) const;
    QString words() const;

    AlarmCounts m_counts;
    bool m_isKnown = false;
};

} // namespace ui
