// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/session.h"
#include "ui/frame/verdict.h"

#include <QWidget>

namespace ui {

class AlarmCounters;
class Announcer;
class ConnectionPill;
class InstanceButton;

/// The bar above every page: which instance, is it the present, what is the verdict, what time.
class TopBar final : public QWidget
{
    Q_OBJECT

public:
    TopBar(Connection connection, QWidget *parent);

    /// Which instance it is; a press of it shows the others.
    InstanceButton *instance() const { return m_instance; }

    void setStatus(const ConnectionStatus &status);

    /// The backend's clock, which is what everything else in the window is told by.
    void setClock(protocol::WallTime now);

    /// How many alarms there are; a click on it leads to them.
    AlarmCounters *alarms() const { return m_alarms; }

    void setVerdict(const Verdict &verdict, const Freshness &freshness, protocol::WallTime now);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void place();
    QRectF clockBox() const;

    InstanceButton *m_instance;
    ConnectionPill *m_pill;
    AlarmCounters *m_alarms;
    Announcer *m_announcer; ///< of the verdict
    Look m_verdict;
    QString m_since;
    QString m_clock;
};

} // namespace ui
