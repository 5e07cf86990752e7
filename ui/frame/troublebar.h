// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/troubletext.h"

#include <QWidget>

class QPushButton;

namespace ui {

class NoticeBar;

/// Above every page: why the backend lets nobody in, and the way to mend it. Hidden while all is
/// well.
class TroubleBar final : public QWidget
{
    Q_OBJECT

public:
    explicit TroubleBar(QWidget *parent);

    void setTrouble(const Trouble &trouble);

    QString text() const { return m_trouble.text; }

    QPushButton *button() const { return m_button; }

Q_SIGNALS:
    void mendWanted();

private:
    Trouble m_trouble;
    NoticeBar *m_notice;
    QPushButton *m_button;
};

} // namespace ui
