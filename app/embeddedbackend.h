// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/backend.h"

#include <QObject>
#include <QThread>

#include <memory>

namespace app {

/// A backend on a thread of its own, inside a program with a window. The window knows nothing of it
/// but its address.
class EmbeddedBackend final : public QObject
{
    Q_OBJECT

public:
    explicit EmbeddedBackend(QObject *parent = nullptr);
    ~EmbeddedBackend() override;

    /// Starts one; started() or failed() follows. After failed() it may be called again.
    void start(const Backend::Settings &settings);

    /// Stops it in order; stopped() follows, also when none runs.
    void stop();

    /// reacted() follows as soon as its thread does anything at all.
    void knock();

    /// Ends everything at once; nothing follows.
    void abort();

Q_SIGNALS:
    /// `token` is what the window has to show there; empty: none is needed.
    void started(const QUrl &url, const QString &token);
    void failed(const QString &sentence, Backend::Trouble trouble);
    void stopped();
    void reacted();

private:
    QThread m_thread{this}; ///< lasts as long as the workers, since they die with it
    std::unique_ptr<Backend> m_backend; ///< touched only on its thread
};

} // namespace app
