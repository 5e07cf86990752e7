// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>

class QWidget;

namespace ui {

/// Tells those who cannot see the window when a state of it has become another one, through the
/// desktop's accessibility. Not more often than they can listen: of several changes in a short time
/// the first is told at once and the last one at its end.
class Announcer final : public QObject
{
    Q_OBJECT

public:
    explicit Announcer(QWidget &told, std::chrono::milliseconds pause = std::chrono::seconds(10));

    /// What holds now. The first state is no change.
    void setState(const QString &words);

Q_SIGNALS:
    void told(const QString &words);

private:
    void tell();

    QWidget &m_widget;
    QString m_state;
    QString m_told;
    QTimer m_pause{this};
};

} // namespace ui
