// SPDX-License-Identifier: GPL-3.0-or-later
// The end of the window, and of the program.
#include "ui/instances/instancemark.h"
#include "ui/instances/instances.h"
#include "ui/mainwindow.h"
#include "ui/models/mirror.h"

#include <QCloseEvent>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

std::optional<int> MainWindow::runningWorkers() const
{
    Session &session = m_mirror->session();
    if (!session.freshness(session.supervisor()).vouched) {
        return std::nullopt;
    }
    const auto &rows = m_mirror->workers().rows();
    return static_cast<int>(std::count_if(rows.begin(), rows.end(), [](const auto &worker) {
        return worker.status == protocol::WorkerStatus::Running || worker.pid.has_value();
    }));
}

bool MainWindow::stopsWorkers() const
{
    return m_mirror->session().connection().embedded && m_failure.isEmpty()
        && runningWorkers() != 0;
}

/// To close a window that leads home is not to quit.
void MainWindow::quit()
{
    if (leadsHome()) {
        Q_EMIT quitRequested();
    } else {
        close();
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_quitting && stopsWorkers()) {
        event->ignore();
        askToQuit(*this);
        return;
    }
    store();
    event->accept();
    if (leadsHome()) {
        Q_EMIT instanceChosen(Instances::homeId());
    } else {
        Q_EMIT quitRequested();
    }
}

QString MainWindow::stopText() const
{
    const auto running = runningWorkers();
    return running
        ? tr("The backend runs in this window. Workers that will stop: %1.").arg(*running)
        : tr("The backend runs in this window. How many workers will stop is not known now.");
}

/// For who looks at another instance.
QString MainWindow::stopTextElsewhere() const
{
    const QString name = taggedName(m_mirror->session().connection());
    const auto running = runningWorkers();
    return running
        ? tr("The backend inside this program, %1, stops too. Workers that will stop: %2.")
              .arg(name, QString::number(*running))
        : tr("The backend inside this program, %1, stops too. How many workers will stop is not "
             "known now.")
              .arg(name);
}

void MainWindow::askToQuit(QWidget &over)
{
    const auto name = u"quitQuestion"_s;
    if (auto *asking = over.findChild<QMessageBox *>(name)) {
        asking->raise();
        return;
    }
    if (!stopsWorkers()) {
        close();
        return;
    }
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("Quit Signalbox"), tr("Quit Signalbox?"),
                                QMessageBox::Cancel, &over);
    box->setObjectName(name);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(&over == this ? stopText() : stopTextElsewhere());
    QPushButton *quit =
        box->addButton(tr("Quit and stop the workers"), QMessageBox::DestructiveRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(quit, &QPushButton::clicked, this, [this] {
        m_quitting = true;
        close();
    });
    box->open();
}

} // namespace ui
