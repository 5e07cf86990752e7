// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/troublebar.h"
#include "ui/instances/instancedialog.h"
#include "ui/instances/instances.h"
#include "ui/mainwindow.h"
#include "ui/models/mirror.h"

namespace ui {

void MainWindow::refreshTrouble()
{
    const Session &session = m_mirror->session();
    const Connection &connection = session.connection();
    m_trouble->setTrouble(troubleOf({.rejection = session.rejection(),
                                     .connection = connection,
                                     .isListed = m_instances->list().at(connection.url).has_value(),
                                     .version = m_mirror->health().version,
                                     .foreign = session.foreignAnswers()}));
}

/// A token or a certificate belongs to an instance: one that is not on the list yet is put there.
void MainWindow::mendTrouble()
{
    const Connection &connection = m_mirror->session().connection();
    const auto listed = m_instances->list().at(connection.url);
    auto *dialog = new InstanceDialog(
        *m_instances, listed.value_or(Instance{.name = connection.name, .url = connection.url}),
        this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &InstanceDialog::saved, this, &MainWindow::instanceChosen);
    dialog->open();
}

} // namespace ui
