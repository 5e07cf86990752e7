// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/exporttext.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace ui {

class TimeChoice;

/// What the lists of the past are narrowed to.
class HistoryFilterBar final : public QWidget
{
    Q_OBJECT

public:
    HistoryFilterBar(const std::function<protocol::WallTime()> &now, QWidget *parent);

    HistoryFilter filter() const;

    /// Which list it is for: their lines are of different types.
    void setKind(ExportKind kind);

    void setWorkers(const QStringList &workers);

    QComboBox *worker() const { return m_worker; }

    QComboBox *type() const { return m_type; }

    QLineEdit *text() const { return m_text; }

    QCheckBox *figures() const { return m_figures; }

    TimeChoice *time() const { return m_time; }

Q_SIGNALS:
    void changed();

private:
    QComboBox *m_worker;
    QComboBox *m_type;
    TimeChoice *m_time;
    QLineEdit *m_text;
    QCheckBox *m_figures;
    QTimer m_typing; ///< so that not each letter is asked for
};

} // namespace ui
