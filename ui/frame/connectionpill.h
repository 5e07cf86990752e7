// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/session.h"
#include "ui/look/states.h"

#include <QWidget>

namespace ui {

/// What the pill says for a connection; never empty.
struct PillText
{
    Look look = {};
    QString detail = {};

    bool operator==(const PillText &) const = default;
};

PillText pillText(const ConnectionStatus &status);

/// The honesty element of the top bar: whether what is on the screen is the present.
class ConnectionPill final : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionPill(QWidget *parent);

    void setStatus(const ConnectionStatus &status);

    /// The word and the detail as shown.
    QString text() const;

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    PillText m_text;
    bool m_isLive = false;
    bool m_wasLive = false; ///< and it was on the screen
};

} // namespace ui
