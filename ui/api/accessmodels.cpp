// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/api/accessmodels.h"

#include "ui/frame/factsdelegate.h"
#include "ui/look/format.h"

#include <QCoreApplication>
#include <QLocale>

#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Access)
};

QVariant toTheRight()
{
    return QVariant::fromValue(static_cast<int>(Qt::AlignRight | Qt::AlignVCenter));
}

QString orNone(const QString &text)
{
    return text.isEmpty() ? noValue() : text.simplified();
}

} // namespace

QString scopeText(const QString &scope)
{
    if (scope == u"read") {
        return Text::tr("Read");
    }
    if (scope == u"operate") {
        return Text::tr("Operate");
    }
    if (scope == u"admin") {
        return Text::tr("Admin");
    }
    return scope.isEmpty() ? noValue() : Text::tr("%1 ?").arg(scope.simplified());
}

Look lookOf(const TokenRow &token)
{
    if (!token.expired) {
        return {Glyph::Question, Tone::Unknown, Text::tr("Not known")};
    }
    return *token.expired ? Look{Glyph::Square, Tone::Hollow, Text::tr("Expired")}
                          : Look{Glyph::Play, Tone::Quiet, Text::tr("Valid")};
}

TokensModel::TokensModel(std::function<protocol::WallTime()> now, QObject *parent)
    : KeyedModel(parent)
    , m_now(std::move(now))
{ }

int TokensModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TokensModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case State:
        return tr("State");
    case Name:
        return tr("Name");
    case Scope:
        return tr("Scope");
    case Created:
        return tr("Created");
    case Expires:
        return tr("Expires");
    case Id:
        return tr("ID");
    default:
        return {};
    }
}

QString TokensModel::text(const TokenRow &row, int column) const
{
    switch (column) {
    case State:
        return lookOf(row).word;
    case Name:
        return row.isOurs ? tr("%1 (this console)").arg(row.name.simplified()) : orNone(row.name);
    case Scope:
        return scopeText(row.scope);
    case Created:
        return row.createdAt ? tr("%1 ago").arg(age(row.createdAt, m_now())) : noValue();
    case Expires:
        if (row.expiresAt) {
            return fullTime(*row.expiresAt);
        }
        return row.isEndless ? tr("never") : noValue();
    case Id:
        return orNone(row.id);
    default:
        return {};
    }
}

QVariant TokensModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const TokenRow &token = row(index.row());
    if (role == Qt::DisplayRole) {
        return text(token, index.column());
    }
    if (role == Qt::ToolTipRole) {
        return index.column() == Created ? momentAgo(token.createdAt, m_now())
                                         : plainTip(text(token, index.column()));
    }
    if (role == LookRole && index.column() == State) {
        return QVariant::fromValue(lookOf(token));
    }
    return {};
}

ClientsModel::ClientsModel(std::function<protocol::WallTime()> now, QObject *parent)
    : KeyedModel(parent)
    , m_now(std::move(now))
{ }

int ClientsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ClientsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section >= Backlog) {
        return toTheRight();
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Path:
        return tr("Socket");
    case Peer:
        return tr("From");
    case Token:
        return tr("Token");
    case Scope:
        return tr("Scope");
    case Since:
        return tr("Connected for");
    case Patterns:
        return tr("Listens to");
    case Backlog:
        return tr("Waits to be sent");
    case Acknowledged:
        return tr("Acknowledged");
    default:
        return {};
    }
}

QString ClientsModel::text(const ClientRow &row, int column) const
{
    switch (column) {
    case Path:
        return orNone(row.path);
    case Peer:
        return orNone(row.peer);
    case Token:
        return orNone(row.token);
    case Scope:
        return scopeText(row.scope);
    case Since:
        return age(row.since, m_now());
    case Patterns:
        return row.getsEverything ? tr("everything") : orNone(row.patterns.join(u", "_s));
    case Backlog:
        return row.backlogBytes ? QLocale().formattedDataSize(*row.backlogBytes) : noValue();
    case Acknowledged:
        return row.acknowledged ? u"#%1"_s.arg(*row.acknowledged) : noValue();
    default:
        return {};
    }
}

QVariant ClientsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const ClientRow &client = row(index.row());
    if (role == Qt::TextAlignmentRole && index.column() >= Backlog) {
        return toTheRight();
    }
    if (role == Qt::DisplayRole) {
        return text(client, index.column());
    }
    if (role == Qt::ToolTipRole) {
        return index.column() == Since ? momentAgo(client.since, m_now())
                                       : plainTip(text(client, index.column()));
    }
    return {};
}

} // namespace ui
