// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/schema.h"

#include <QList>
#include <QString>

namespace journal {

/// A message of the event sockets that is no event.
struct MessageSchema
{
    QString type = {};
    QString description = {};
    protocol::Schema schema = {}; ///< of the whole message
    bool isOnSystemOnly = false; ///< it comes on /ws/system alone
};

/// What the backend says beside the events.
QList<MessageSchema> serverMessages();

/// What a client may say.
QList<MessageSchema> clientMessages();

} // namespace journal
