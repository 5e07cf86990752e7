// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/event.h"
#include "ui/client/freshness.h"
#include "ui/models/keyedmodel.h"

#include <QJsonObject>

#include <optional>

namespace ui {

struct Answer;
class Session;

/// The changes of one breaker in a page of the journal, newest first.
QList<protocol::Event> transitionsOf(const QJsonObject &body, const QString &breaker);

/// True for the changes of that breaker.
bool isTransitionOf(const protocol::Event &event, const QString &breaker);

/// The changes of one breaker.
class TransitionsModel final : public KeyedModel<protocol::Event>
{
    Q_OBJECT

public:
    enum Column
    {
        Time,
        State,
        Before,
        Cause,
        ColumnCount
    };

    using KeyedModel::KeyedModel;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString keyOf(const protocol::Event &row) const override
    {
        return QString::number(row.sequence);
    }
};

/// Reads the changes of one breaker from the journal, and takes new ones as they happen.
class TransitionFeed final : public QObject
{
    Q_OBJECT

public:
    TransitionFeed(Session &session, QObject *parent);

    TransitionsModel &model() { return m_model; }

    void setBreaker(const QString &name);

    /// Begins to read anew.
    void read();

    Freshness freshness() const;

    /// The whole journal was looked through.
    bool isComplete() const { return m_complete; }

Q_SIGNALS:
    void changed();

private:
    void ask(const QString &cursor);
    void take(const Answer &answer);
    void takeEvent(const protocol::Event &event);

    Session &m_session;
    TransitionsModel m_model;
    QString m_breaker;
    QString m_error;
    QList<protocol::Event> m_found; ///< by the read that is under way
    std::optional<protocol::WallTime> m_readAt; ///< by the server's clock
    int m_question = 0; ///< the latest one: an answer to an earlier one comes too late
    int m_pages = 0;
    bool m_complete = false;
};

} // namespace ui
