// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/resource.h"
#include "ui/frame/verdict.h"

#include <QWidget>

namespace ui {

/// One plain sentence about the whole, and why.
class VerdictBand final : public QWidget
{
    Q_OBJECT

public:
    explicit VerdictBand(QWidget *parent);

    void setVerdict(const Verdict &verdict, const Freshness &freshness, protocol::WallTime now);

    /// The first line as shown.
    QString sentence() const;

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString headline() const;
    QString detail() const;
    bool needsSomebody() const;
    Look detailMark() const;

    Verdict m_verdict;
    Freshness m_freshness;
    protocol::WallTime m_now{};
    Look m_shown;
};

} // namespace ui
