// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workers/loglines.h"

#include <QTimer>
#include <QWidget>

class QCheckBox;
class QLabel;
class QPlainTextEdit;

namespace ui {

class LogSearch;
class Session;

/// The live tail of one worker's output, read once a second while it can be seen.
class LogView final : public QWidget
{
    Q_OBJECT

public:
    LogView(Session &session, QWidget *parent);

    void setWorker(const QString &name);

    QString text() const;

    LogSearch *search() const { return m_search; }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void read();
    void layOut();
    void pace(int status);
    void take(const QList<LogLine> &tail);
    void showHeld();
    void setNote(const QString &note);

    Session &m_session;
    QString m_worker;
    QPlainTextEdit *m_text;
    LogSearch *m_search;
    QCheckBox *m_follow;
    QCheckBox *m_pause;
    QLabel *m_note;
    QTimer m_timer;
    QList<LogLine> m_tail;
    QList<LogLine> m_held; ///< came while paused
    bool m_reading = false;
};

} // namespace ui
