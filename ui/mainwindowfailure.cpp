// SPDX-License-Identifier: GPL-3.0-or-later
// The backend inside this program that is silent, or gone.
#include "ui/frame/failureframe.h"
#include "ui/look/format.h"
#include "ui/mainwindow.h"
#include "ui/models/mirror.h"

#include <QMessageBox>
#include <QPushButton>

#include <algorithm>
#include <chrono>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds Silence{5000}; ///< of a backend that answers every two seconds
const QString RestartQuestion = u"restartQuestion"_s;

} // namespace

void MainWindow::refreshFailure()
{
    const Session &session = m_mirror->session();
    const std::chrono::milliseconds silence = session.status().silence;
    const bool isSilent =
        session.connection().embedded && silence >= std::min(Silence, session.timings().staleAfter);
    if (!m_failure.isEmpty()) {
        m_frame->setFailure(m_failure,
                            m_isStopHanging
                                ? Remedy{tr("Restart &Signalbox"), tr("The backend does not react")}
                                : Remedy());
    } else if (isSilent) {
        m_frame->setFailure(
            tr("The backend in this window has not answered for %1. Workers may no "
               "longer be watched.")
                .arg(shortDuration(silence)),
            {tr("&Restart the backend"), tr("Its workers are stopped in order and started again")});
    } else {
        m_frame->setFailure({});
        if (auto *question =
                findChild<QMessageBox *>(RestartQuestion, Qt::FindDirectChildrenOnly)) {
            question->close(); // it has answered meanwhile: nothing is to be killed
        }
    }
}

void MainWindow::backendStopping()
{
    m_failure =
        tr("The backend in this window is being restarted. Workers are not watched until it "
           "runs again.");
    m_mirror->session().abandon();
    refresh();
}

void MainWindow::offerProgramRestart()
{
    if (m_frame->failure().isEmpty()
        || findChild<QMessageBox *>(RestartQuestion, Qt::FindDirectChildrenOnly) != nullptr) {
        return; // it has answered meanwhile, or is being asked about
    }
    m_isStopHanging = !m_failure.isEmpty();
    refreshFailure(); // who says no can think again
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("Restart Signalbox"),
                                tr("The backend does not react, so it cannot be stopped alone."),
                                QMessageBox::Cancel, this);
    box->setObjectName(RestartQuestion);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("The whole program can be restarted, with the same options. All "
                               "workers are killed at once, without a chance to finish, and are "
                               "started again with the backend."));
    QPushButton *restart = box->addButton(tr("Restart Signalbox"), QMessageBox::DestructiveRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(restart, &QPushButton::clicked, this, &MainWindow::programRestartWanted);
    box->open();
}

} // namespace ui
