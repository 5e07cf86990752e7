// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/event.h"

#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <optional>

namespace ui {

struct Answer;
class ChangesModel;
class Session;

/// One page of GET /api/journal as far as it matters here.
struct JournalPage
{
    QList<protocol::Event> changes = {}; ///< worth a line, newest first
    std::optional<qint64> reachesTo = {}; ///< its oldest sequence; nothing: back to the beginning

    bool operator==(const JournalPage &) const = default;
};

JournalPage journalPageOf(const QJsonObject &body);

/// The newest page put over what was known: it decides for the stretch that it covers, what is
/// newer came by the stream meanwhile, what is older does not change any more.
QList<protocol::Event> withNewestPage(const QList<protocol::Event> &known, const JournalPage &page);

/// Fills the list of changes. The noise of a busy day pushes them out of the newest page of the
/// journal within seconds, so what was seen is kept, and a few more pages are read at the start.
class ChangesFeed final : public QObject
{
    Q_OBJECT

public:
    ChangesFeed(Session &session, ChangesModel &model, QObject *parent);

private:
    void takePage();
    void takeEvent(const protocol::Event &event);
    void takeOlder(const Answer &answer);
    void readOlder();
    void forget();
    void show();

    Session &m_session;
    ChangesModel &m_model;
    QList<protocol::Event> m_known; ///< newest first, without holes
    std::optional<qint64> m_reachesTo; ///< as far back as was read; nothing: to the beginning
    bool m_begun = false; ///< a page was read
    QTimer m_soon; ///< shows what has come meanwhile
    int m_olderPages = 0;
    int m_age = 0; ///< tells answers to questions from before a gap
    bool m_reading = false;
};

} // namespace ui
