// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <chrono>
#include <optional>

class QAbstractSocket;

namespace http {

/// What stays of a connection when its socket has closed: it says that nothing more comes, and
/// takes what the other end still sends until that one has closed too, or the time is up.
///
/// The kernel resets a connection that is closed while bytes are unread or still come, and the last
/// words, why it was closed, may be lost with it (RFC 9112, 9.6; RFC 6455, 7.1.1 lets the server
/// close first). QWebSocket closes its socket right after its close frame.
class Lingering final : public QObject
{
    Q_OBJECT

public:
    struct Patience
    {
        std::chrono::milliseconds forClose{}; ///< of the socket, which may have bytes to write
        std::chrono::milliseconds afterwards{};
    };

    /// While @p socket is still open. Deletes itself at the end.
    Lingering(const QAbstractSocket &socket, Patience patience, QObject *parent);
    ~Lingering() override;

private:
    void begin();
    void swallow();

    int m_descriptor; ///< of ours, for the same connection
    std::chrono::milliseconds m_afterwards;
    qint64 m_swallowed = 0;
    std::optional<QSocketNotifier> m_notifier;
    QTimer m_timer;
};

} // namespace http
