// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace protocol {
class EventRegistry;
}

namespace contract {

/// The WebSocket paths as an AsyncAPI 3.0 document: the events of the registry in their envelope,
/// and the messages beside them. Source: asyncapi.com/docs/reference/specification/v3.0.0.
QByteArray asyncApi(const protocol::EventRegistry &registry);

} // namespace contract
