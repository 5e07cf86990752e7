// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/scenario/support/request.h"

#include <QTcpSocket>

namespace scenario {

/// A client that keeps its connection for as long as the server lets it.
class KeptClient final
{
public:
    explicit KeptClient(quint16 port)
        : m_port(port)
    { }

    /// Waits for the whole answer; status 0 when none came.
    Answer ask(const QByteArray &method, const QByteArray &target, const Headers &headers = {},
               const QByteArray &body = {});

private:
    bool connectAgain();
    Answer read(bool isToHead);

    quint16 m_port;
    QTcpSocket m_socket;
};

} // namespace scenario
