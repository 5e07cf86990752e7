// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/api/accessmodels.h"
#include "ui/client/apiclient.h"

#include <QSet>
#include <QWidget>

#include <functional>

class QAction;
class QLabel;

namespace ui {

class FactsTable;
class Mirror;
class NoticeBar;
class Resource;

/// The tokens of a backend: list, create, revoke, all through its API.
class TokensPanel final : public QWidget
{
    Q_OBJECT

public:
    /// How many clients are connected by the token of this id; nothing: not known.
    using ConnectedBy = std::function<std::optional<int>(const QString &tokenId)>;

    TokensPanel(Mirror &mirror, ConnectedBy connectedBy, QWidget *parent);

    FactsTable *table() const { return m_table; }

    QAction *createAction() const { return m_create; }

    QAction *revokeAction() const { return m_revoke; }

    /// What went wrong last; empty: nothing.
    QString notice() const;

    /// What else there is where the API does not serve; empty where it does.
    QString hint() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void makeActions();
    void layOut();
    void refresh();
    void refreshActions();
    void refreshDialogs();
    std::optional<TokenRow> chosen() const;
    QString reasonOf(const std::optional<TokenRow> &token, bool needsOne) const;
    void askNew();
    void askRevoke();
    void revoke(const TokenRow &token);
    void onRevoked(const TokenRow &token, const Answer &answer);
    void say(const QString &text);

    Mirror &m_mirror;
    ConnectedBy m_connectedBy;
    Resource &m_tokens;
    TokensModel m_model;
    QLabel *m_heading;
    NoticeBar *m_notice;
    FactsTable *m_table;
    QLabel *m_hint;
    QAction *m_create;
    QAction *m_revoke;
    QSet<QString> m_waiting; ///< ids whose revocation has not been answered
};

} // namespace ui
