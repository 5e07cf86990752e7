// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/scenario/support/daemon.h"
#include "ui/mainwindow.h"
#include "ui/models/mirror.h"
#include "ui/overview/mimicstate.h"

#include <QUrl>

class QAction;

namespace ui {
class Commander;
class Panel;
enum class Verb;
} // namespace ui

namespace scenario {

/// The real window on a real daemon, and what a person reads in it.
class Console final
{
public:
    explicit Console(const QUrl &url, bool embedded = false, const ui::Timings &timings = {});
    Console(const ui::Connection &connection, const ui::Timings &timings);

    ui::MainWindow &window() const { return *m_window; }

    /// The words of the connection pill.
    QString pill() const;

    bool isLive() const { return pill().startsWith(u"Live"); }

    /// The text of one cell of the table of workers; empty when there is no such row.
    QString cell(const QString &worker, int column) const;

    /// What the overview says of the workers to somebody who cannot see it.
    QString overview() const;

    /// The same of the verdict.
    QString verdict() const;

    /// The labels of the page of workers that say how old its rows are.
    QString trust() const;

    /// One AI service in the picture of the flow.
    ui::Switch breaker(const QString &name) const;

    /// The red frame's sentence; empty when there is none.
    QString failure() const;

    /// What the bar says about the last wish.
    QString message() const;

    ui::Commander &commander() const;
    QAction *action(ui::Verb verb) const;

    /// Selects a worker on its page, which is shown then.
    void select(const QString &worker);

    /// What the overview says is read anew only while it is shown.
    void showOverview();

    ui::Mirror &mirror() const { return *m_mirror; }

    /// True when everything on the screen claims to be the present.
    bool isAllVouched() const;

    /// True when nothing on the screen claims to be the present.
    bool isNothingVouched() const;

    /// Parts of the screen that claim to be the present. Nobody has said yet that the verdict and
    /// the workers are not.
    int vouchedParts() const;

    /// The panels among them.
    int vouchedPanels() const;

private:
    void show(QWidget &page);

    /// Those of the pages that are always read.
    QList<ui::Panel *> panels() const;
    bool areAlarmsKnown() const;

    std::unique_ptr<ui::MainWindow> m_window;
    ui::Mirror *m_mirror;
};

QList<qint64> sequencesOf(const QList<protocol::Event> &events);

/// The sequences of all in the daemon's journal that is worth a line, newest first.
QList<qint64> journalOf(const Daemon &daemon);

} // namespace scenario
