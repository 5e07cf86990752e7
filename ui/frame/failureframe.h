// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace ui {

/// The whole content of the window; framed in red with a sentence when the backend is gone.
class FailureFrame final : public QWidget
{
    Q_OBJECT

public:
    explicit FailureFrame(QWidget *parent);

    /// Empty: no failure.
    void setFailure(const QString &sentence);

    QString failure() const { return m_sentence; }

    void setContent(QWidget *content);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_sentence;
};

} // namespace ui
