// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace ui {

/// What can be done about a failure; without a verb nothing can.
struct Remedy
{
    QString verb = {};
    QString hint = {}; ///< what follows from it
};

/// The whole content of the window; framed in red with a sentence when the backend is gone, and a
/// button where something can be done about it.
class FailureFrame final : public QWidget
{
    Q_OBJECT

public:
    explicit FailureFrame(QWidget *parent);

    /// Empty: no failure.
    void setFailure(const QString &sentence, const Remedy &remedy = {});

    QString failure() const;

    void setContent(QWidget *content);

Q_SIGNALS:
    void remedyWanted();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void tellIt() const;

    QWidget *m_head;
    QLabel *m_sentence;
    QPushButton *m_remedy;
};

} // namespace ui
