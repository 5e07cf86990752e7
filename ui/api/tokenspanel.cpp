// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/api/tokenspanel.h"

#include "ui/act/acttext.h"
#include "ui/api/apiparts.h"
#include "ui/api/createtokendialog.h"
#include "ui/api/revoketokendialog.h"
#include "ui/frame/columns.h"
#include "ui/frame/factsdelegate.h"
#include "ui/frame/factstable.h"
#include "ui/frame/noticebar.h"
#include "ui/frame/wanted.h"
#include "ui/models/mirror.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

TokensPanel::TokensPanel(Mirror &mirror, ConnectedBy connectedBy, QWidget *parent)
    : QWidget(parent)
    , m_mirror(mirror)
    , m_connectedBy(std::move(connectedBy))
    , m_tokens(mirror.session().watch(u"/api/tokens"_s))
    , m_model([this] { return m_mirror.session().serverNow(m_tokens); }, this)
    , m_heading(makeHeading(tr("Tokens"), this))
    , m_notice(new NoticeBar(this))
    , m_table(new FactsTable(tr("Tokens"), this))
    , m_hint(makeHint(tr("Tokens are for admins. On the machine of the backend its owner makes "
                         "them with: signalboxd token create --name NAME --scope SCOPE"),
                      this))
    , m_create(new QAction(tr("Create a &token…"), this))
    , m_revoke(new QAction(tr("&Revoke the token…"), this))
{
    makeActions();
    layOut();
    wantWhileShown(*this, {&m_tokens});
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &TokensPanel::refreshActions);
    connect(&mirror, &Mirror::refreshed, this, &TokensPanel::refresh);
    refresh();
}

void TokensPanel::makeActions()
{
    connect(m_create, &QAction::triggered, this, &TokensPanel::askNew);
    connect(m_revoke, &QAction::triggered, this, &TokensPanel::askRevoke);
    m_table->addAction(m_revoke);
}

void TokensPanel::layOut()
{
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new FactsDelegate(m_table));
    const int unit = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(TokensModel::State, unit * 16);
    m_table->setColumnWidth(TokensModel::Scope, unit * 14);
    m_table->setColumnWidth(TokensModel::Created, unit * 18);
    m_table->setColumnWidth(TokensModel::Expires, unit * 26);
    m_table->setColumnWidth(TokensModel::Id, unit * 16);
    m_table->horizontalHeader()->setSectionResizeMode(TokensModel::Name, QHeaderView::Stretch);
    keepColumns(*m_table, u"api/tokens");
    addCurl(*m_table, m_mirror.session(), m_tokens.path());
    auto *head = new QHBoxLayout;
    head->addWidget(m_heading, 1);
    head->addWidget(makeButton(m_create, this));
    head->addWidget(makeButton(m_revoke, this));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(m_notice);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_hint);
}

QString TokensPanel::notice() const
{
    return m_notice->text();
}

QString TokensPanel::hint() const
{
    return m_hint->isHidden() ? QString() : m_hint->text();
}

void TokensPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

std::optional<TokenRow> TokensPanel::chosen() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? std::nullopt : std::optional(m_model.row(rows.first().row()));
}

void TokensPanel::refresh()
{
    if (isVisible()) {
        const Freshness freshness = m_mirror.session().freshness(m_tokens);
        m_model.merge(tokenRows(m_tokens.body(), m_mirror.session().connection().token));
        m_table->setFreshness(freshness, tr("There are no tokens"));
        m_table->viewport()->update(); // ages
        m_hint->setVisible(!m_tokens.error().isEmpty());
    }
    refreshActions();
    refreshDialogs();
}

/// Empty: nothing is in the way.
QString TokensPanel::reasonOf(const std::optional<TokenRow> &token, bool needsOne) const
{
    Session &session = m_mirror.session();
    const int status = m_tokens.lastStatus();
    if (isVisible() && !m_tokens.error().isEmpty() && (status == 401 || status == 403)) {
        return m_tokens.error();
    }
    if (!isVisible()) {
        return tr("only on the page API & events");
    }
    return reasonText(
        refusalOfTokens(!needsOne || (token && !token->id.isEmpty()),
                        {.guard = session.connection().guard,
                         .vouched = session.freshness(m_tokens).vouched,
                         .level = session.status().state != ConnectionState::CatchingUp,
                         .waiting = token && m_waiting.contains(token->id)}));
}

void TokensPanel::refreshActions()
{
    const QString notNew = reasonOf({}, false);
    allow(*m_create, tr("Create a token for another program or person"),
          notNew.isEmpty() ? QString() : tr("Cannot create a token: %1").arg(notNew));
    const auto token = chosen();
    const QString notOld = reasonOf(token, true);
    allow(*m_revoke, token ? tr("Revoke %1").arg(token->name) : QString(),
          notOld.isEmpty() ? QString() : tr("Cannot revoke: %1").arg(notOld));
}

// The facts may become others while one is open.
void TokensPanel::refreshDialogs()
{
    for (auto *dialog : findChildren<CreateTokenDialog *>()) {
        dialog->setRefusal(m_create->isEnabled() ? QString() : m_create->toolTip());
    }
    for (auto *dialog : findChildren<RevokeTokenDialog *>()) {
        const TokenRow &token = dialog->token();
        const QString reason = reasonOf(token, true);
        dialog->refresh(consequencesOfRevoking(token, m_connectedBy(token.id)),
                        reason.isEmpty() ? QString() : tr("Cannot revoke: %1").arg(reason));
    }
}

void TokensPanel::askNew()
{
    say({});
    auto *dialog = new CreateTokenDialog(m_mirror.session(), this);
    connect(dialog, &CreateTokenDialog::answered, this, [this] { m_tokens.markDirty(); });
    connect(dialog, &CreateTokenDialog::leftAlone, this, [this](const QString &name) {
        m_tokens.markDirty();
        say(tr("The answer about the token %1 was not waited for. If it is in the list, nobody "
               "has its secret: revoke it.")
                .arg(name));
    });
    refreshDialogs();
    dialog->open();
}

void TokensPanel::askRevoke()
{
    if (const auto token = chosen()) {
        say({});
        auto *dialog = new RevokeTokenDialog(*token, m_mirror.session().connection(), this);
        connect(dialog, &QDialog::accepted, this, [this, token] { revoke(*token); });
        refreshDialogs();
        dialog->open();
    }
}

void TokensPanel::revoke(const TokenRow &token)
{
    Session &session = m_mirror.session();
    m_waiting.insert(token.id);
    const QString path = u"/api/tokens/"_s + QString::fromLatin1(QUrl::toPercentEncoding(token.id));
    session.api().remove(path, this,
                         [this, token](const Answer &answer) { onRevoked(token, answer); });
    // One that never answers keeps nobody from trying again.
    QTimer::singleShot(session.timings().patience, this, [this, id = token.id] {
        m_waiting.remove(id);
        refreshActions();
    });
    refreshActions();
}

void TokensPanel::onRevoked(const TokenRow &token, const Answer &answer)
{
    m_waiting.remove(token.id);
    m_tokens.markDirty();
    if (answer.isUnsure) {
        say(tr("Whether %1 was revoked is not known: %2").arg(token.name, answer.error));
    } else if (!answer.ok()) {
        say(tr("%1 was not revoked: %2").arg(token.name, answer.error));
    }
    refreshActions();
}

void TokensPanel::say(const QString &text)
{
    m_notice->setText(text);
}

} // namespace ui
