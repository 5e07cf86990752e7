// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workers/workerfilter.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

/// Which of the workers are shown.
class WorkerFilterBar final : public QWidget
{
    Q_OBJECT

public:
    explicit WorkerFilterBar(QWidget *parent);

    /// The last one that could be understood.
    const WorkerFilter &filter() const { return m_filter; }

    void clear();
    void setAbnormalOnly(bool isOn);

    /// How many there are, and how many of them are shown.
    void setCounts(int shown, int all);

    QLineEdit *field() const { return m_text; }

    QString words() const;

Q_SIGNALS:
    void changed();

private:
    void read();

    QLineEdit *m_text;
    QCheckBox *m_abnormal;
    QLabel *m_words;
    QPushButton *m_clear;
    WorkerFilter m_filter;
    QString m_fault;
};

} // namespace ui
