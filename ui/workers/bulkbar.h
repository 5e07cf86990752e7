// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace ui {

class WorkerActions;

/// What can be done to several workers at once. Hidden while no more than one is selected.
class BulkBar final : public QWidget
{
    Q_OBJECT

public:
    BulkBar(WorkerActions &actions, QWidget *parent);

    void setSelected(int workers);

    QString text() const;

private:
    QLabel *m_text;
};

} // namespace ui
