// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace ui {

/// A text to read and to copy, such as a command or an error, broken wherever the room ends and as
/// high as it needs, within bounds.
class WrappedText final : public QPlainTextEdit
{
    Q_OBJECT

public:
    /// Between so many lines high; what is longer is scrolled.
    WrappedText(const QString &name, int leastLines, int mostLines, QWidget *parent);

    void setText(const QString &text);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fit();

    int m_least;
    int m_most;
};

} // namespace ui
