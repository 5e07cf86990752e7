// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/api/registrytab.h"

#include "ui/api/apiparts.h"
#include "ui/frame/columns.h"
#include "ui/frame/factsdelegate.h"
#include "ui/frame/factstable.h"
#include "ui/frame/hatchoverlay.h"
#include "ui/frame/wanted.h"
#include "ui/models/mirror.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

RegistryTab::RegistryTab(Mirror &mirror, QWidget *parent)
    : QWidget(parent)
    , m_mirror(mirror)
    , m_registry(mirror.session().watchFixed(u"/api/system/websocket/events"_s))
    , m_heading(makeHeading(tr("Types of events"), this))
    , m_table(new FactsTable(tr("Types of events"), this))
    , m_words(makeHint({}, this))
    , m_example(makeReader(tr("Example of its data"), this))
    , m_schema(makeReader(tr("Schema of its data"), this))
    , m_copy(new QAction(tr("Copy the e&xample"), this))
{
    connect(m_copy, &QAction::triggered, this, [this] {
        if (const auto kind = chosen()) {
            copyText(exampleText(*kind));
        }
    });
    layOut();
    wantWhileShown(*this, {&m_registry});
    connect(&m_registry, &Resource::updated, this,
            [this] { m_model.merge(eventKinds(m_registry.body())); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RegistryTab::refreshDetail);
    connect(&mirror, &Mirror::refreshed, this, [this] {
        if (isVisible()) {
            refresh();
        }
    });
    refresh();
}

void RegistryTab::layOut()
{
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new FactsDelegate(m_table));
    const int unit = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(KindsModel::Type, unit * 30);
    m_table->setColumnWidth(KindsModel::Channel, unit * 13);
    m_table->horizontalHeader()->setStretchLastSection(true);
    keepColumns(*m_table, u"api/types");
    m_table->addAction(m_copy);
    addCurl(*m_table, m_mirror.session(), m_registry.path());
    auto *head = new QHBoxLayout;
    head->addWidget(m_heading, 1);
    head->addWidget(makeButton(m_copy, this));
    auto *detail = new QWidget(this);
    auto *texts = new QVBoxLayout(detail);
    texts->setContentsMargins(0, 0, 0, 0);
    texts->setSpacing(4);
    texts->addWidget(m_words);
    texts->addWidget(makeHeading(tr("Example of its data"), detail));
    texts->addWidget(m_example, 3);
    texts->addWidget(makeHeading(tr("Schema of its data"), detail));
    texts->addWidget(m_schema, 2);
    m_hatch = new HatchOverlay(detail, 0);
    auto *body = new QHBoxLayout;
    body->setSpacing(8);
    body->addWidget(m_table, 3);
    body->addWidget(detail, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addLayout(body, 1);
    setFocusProxy(m_table);
}

QString RegistryTab::heading() const
{
    return m_heading->text();
}

QString RegistryTab::detail() const
{
    return m_words->text() + u'\n' + m_example->toPlainText();
}

void RegistryTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

std::optional<EventKind> RegistryTab::chosen() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? std::nullopt : std::optional(m_model.row(rows.first().row()));
}

void RegistryTab::refresh()
{
    const Freshness freshness = m_mirror.session().freshness(m_registry);
    m_table->setFreshness(freshness, tr("This backend names no types of events"));
    m_hatch->setVisible(!freshness.vouched && chosen());
    m_heading->setText(m_model.rowCount() > 0 ? tr("Types of events: %1").arg(m_model.rowCount())
                                              : tr("Types of events"));
    refreshDetail();
}

void RegistryTab::refreshDetail()
{
    const auto kind = chosen();
    QString words = kind ? kind->description : tr("No type is selected");
    if (kind && kind->isDeprecated) {
        words = kind->replacement.isEmpty()
            ? tr("Deprecated; it comes only to who asks for it by its name.")
            : tr("Deprecated; it comes only to who asks for it by its name. Use %1.")
                  .arg(kind->replacement);
    }
    m_words->setText(words);
    showText(*m_example, kind ? exampleText(*kind) : QString());
    showText(*m_schema, kind ? schemaText(*kind) : QString());
    const QString why = !kind          ? tr("Cannot copy: no type is selected")
        : exampleText(*kind).isEmpty() ? tr("Cannot copy: the backend gives no example")
                                       : QString();
    allow(*m_copy, tr("Copy the example of its data"), why);
}

} // namespace ui
