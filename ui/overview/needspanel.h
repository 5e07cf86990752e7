// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/alarms/alarmsmodel.h"

#include <QWidget>

class QAction;
class QLabel;

namespace ui {

class Commander;
class FactsTable;
class Mirror;

/// What needs a person: the alarms that come first, and what can be done about the chosen one.
class NeedsPanel final : public QWidget
{
    Q_OBJECT

public:
    NeedsPanel(Mirror &mirror, Commander &commander, QWidget *parent);

    void refresh();
    void refreshActions();

    FactsTable *table() const { return m_table; }

    QAction *acknowledgeAction() const { return m_acknowledge; }

    QAction *openAction() const { return m_open; }

    QString heading() const;

    QSize minimumSizeHint() const override { return {240, 110}; }

Q_SIGNALS:
    void alarmChosen(const QString &id);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void layOut();
    void dress();
    void arrange();
    std::optional<protocol::Alert> chosen() const;
    bool isReadable(int row) const;

    Mirror &m_mirror;
    Commander &m_commander;
    AlarmsModel m_model; ///< in the order that it is shown in
    QLabel *m_heading;
    FactsTable *m_table;
    QAction *m_acknowledge;
    QAction *m_open;
    bool m_isHeld = false; ///< somebody points at the table
    int m_waiting = 0; ///< rows that move when it is let go
};

} // namespace ui
