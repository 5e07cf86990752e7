// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/eventfilter.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace ui {

class TimeChoice;

/// What the list of events is narrowed to.
class EventFilterBar final : public QWidget
{
    Q_OBJECT

public:
    EventFilterBar(const std::function<protocol::WallTime()> &now, QWidget *parent);

    EventFilter filter() const;

    void clear();

    /// The cameras that can be chosen.
    void setCameras(const QStringList &cameras);

    QComboBox *camera() const { return m_camera; }

    QComboBox *level() const { return m_level; }

    QComboBox *reviewed() const { return m_reviewed; }

    QLineEdit *text() const { return m_text; }

    QLineEdit *object() const { return m_object; }

Q_SIGNALS:
    void changed();

private:
    void fillChoices();
    void nameFields();
    void listen();

    QComboBox *m_camera;
    QComboBox *m_level;
    QComboBox *m_reviewed;
    TimeChoice *m_time;
    QLineEdit *m_object;
    QLineEdit *m_text;
    QPushButton *m_clear;
    QTimer m_typing; ///< so that not each letter is asked for
};

} // namespace ui
