// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QStringList>
#include <QUrl>

class QPlainTextEdit;

namespace ui {

/// Why the backend could not start, and what would help.
struct StartFailure
{
    QString sentence = {}; ///< the line that stands on standard error too
    QStringList faults =
        {}; ///< one line each: all that is wrong, where it is more than the sentence
    QUrl running = {}; ///< where another one runs; empty: not known
    bool portHelps = false;
    bool directoryHelps = false;
};

enum class StartChoice
{
    Quit,
    ConnectToRunning,
    OtherPort,
    OtherDirectory
};

/// The window that is shown instead of the console when the backend could not start.
class StartFailureWindow final : public QDialog
{
    Q_OBJECT

public:
    explicit StartFailureWindow(const StartFailure &failure, QWidget *parent = nullptr);

    /// Closing the window means Quit.
    StartChoice choice() const { return m_choice; }

private:
    QLayout *headOf(const QString &line);
    QPlainTextEdit *listOf(const QStringList &faults);
    void offer(const QString &text, StartChoice choice);

    StartChoice m_choice = StartChoice::Quit;
};

} // namespace ui
