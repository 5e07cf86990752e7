// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/api/requeststab.h"

#include "ui/api/apiparts.h"
#include "ui/api/curlrules.h"
#include "ui/frame/columns.h"
#include "ui/frame/factsdelegate.h"
#include "ui/frame/factstable.h"
#include "ui/frame/wanted.h"
#include "ui/models/mirror.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

RequestsTab::RequestsTab(Mirror &mirror, QWidget *parent)
    : QWidget(parent)
    , m_mirror(mirror)
    , m_description(mirror.session().watchFixed(u"/openapi.json"_s))
    , m_heading(makeHeading(tr("Requests"), this))
    , m_filter(new QLineEdit(this))
    , m_withToken(new QCheckBox(tr("With a to&ken"), this))
    , m_table(new FactsTable(tr("Requests"), this))
    , m_command(makeReader(tr("The command"), this))
    , m_hint(makeHint({}, this))
    , m_copy(new QAction(tr("Copy as c&url"), this))
{
    const Connection &connection = mirror.session().connection();
    m_withToken->setChecked(!connection.token.isEmpty() && !connection.embedded);
    m_copy->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    connect(m_copy, &QAction::triggered, this, [this] { copyText(command()); });
    layOut();
    wantWhileShown(*this, {&m_description});
    connect(&m_description, &Resource::updated, this,
            [this] { m_routes = routesOf(m_description.body()); });
    connect(m_filter, &QLineEdit::textChanged, this, &RequestsTab::refresh);
    connect(m_withToken, &QCheckBox::toggled, this, &RequestsTab::refreshCommand);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RequestsTab::refreshCommand);
    connect(&mirror, &Mirror::refreshed, this, [this] {
        if (isVisible()) {
            refresh();
        }
    });
    refresh();
}

void RequestsTab::layOut()
{
    m_filter->setObjectName(u"filter"_s);
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setPlaceholderText(tr("Filter: words of the method, the path or what it does"));
    m_filter->setClearButtonEnabled(true);
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new FactsDelegate(m_table));
    const int unit = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(RoutesModel::Method, unit * 10);
    m_table->setColumnWidth(RoutesModel::Path, unit * 54);
    m_table->setColumnWidth(RoutesModel::Scope, unit * 13);
    m_table->horizontalHeader()->setStretchLastSection(true);
    keepColumns(*m_table, u"api/requests");
    m_table->addAction(m_copy);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_command->setMaximumHeight(fontMetrics().height() * 4);
    auto *head = new QHBoxLayout;
    head->addWidget(m_heading);
    head->addWidget(m_filter, 1);
    head->addWidget(m_withToken);
    head->addWidget(makeButton(m_copy, this));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_command);
    layout->addWidget(m_hint);
    setFocusProxy(m_filter);
}

QString RequestsTab::command() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty()) {
        return {};
    }
    const ApiRoute &route = m_model.row(rows.first().row());
    const Connection &connection = m_mirror.session().connection();
    return curlText({.base = connection.url,
                     .method = route.method,
                     .path = pathToFill(route),
                     .hasBody = route.hasBody,
                     .body = route.body,
                     .withToken = m_withToken->isChecked(),
                     .certificateFile = connection.certificateFile});
}

void RequestsTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

QString RequestsTab::hint() const
{
    QStringList hints{tr("Words in capitals are to be replaced.")};
    if (m_withToken->isChecked()) {
        hints << tr("The shell takes the token from its variable SIGNALBOX_TOKEN; the command "
                    "never holds it.");
    }
    const Connection &connection = m_mirror.session().connection();
    if (!connection.fingerprint.isEmpty() && connection.certificateFile.isEmpty()) {
        hints << tr("This console accepted the certificate by its fingerprint; curl needs it as a "
                    "file, with --cacert.");
    }
    return hints.join(u' ');
}

void RequestsTab::refresh()
{
    QList<ApiRoute> shown;
    std::copy_if(m_routes.begin(), m_routes.end(), std::back_inserter(shown),
                 [this](const ApiRoute &route) { return passes(route, m_filter->text()); });
    m_model.merge(shown);
    m_table->setFreshness(m_mirror.session().freshness(m_description),
                          m_routes.isEmpty()
                              ? tr("This backend describes no requests")
                              : tr("None of %1 requests passes the filter").arg(m_routes.size()));
    m_heading->setText(m_routes.isEmpty() ? tr("Requests")
                                          : tr("Requests: %1").arg(m_routes.size()));
    refreshCommand();
}

void RequestsTab::refreshCommand()
{
    const QString told = command();
    showText(*m_command, told);
    m_hint->setText(hint());
    allow(*m_copy, tr("Copy the command"),
          told.isEmpty() ? tr("Cannot copy: no request is selected") : QString());
}

} // namespace ui
