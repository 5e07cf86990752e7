// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"
#include "backend/services/slotrules.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

#include <functional>
#include <optional>

class QNetworkReply;

namespace services {

/// Asks a llama.cpp server for its slots, one question at a time, within two seconds. A server that
/// says that it has none (4xx, 501) is left alone for a minute. Lives on the backend thread.
class SlotReader final : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(std::optional<SlotFigures>)>;

    explicit SlotReader(QObject *parent = nullptr);

    /// `base` is the service's address. `done` comes from the event loop, once; false when nothing
    /// is asked and nobody will be called.
    bool ask(const QUrl &base, const Done &done);

private:
    void finish(QNetworkReply *reply, const Done &done);

    QNetworkAccessManager m_network;
    QUrl m_refuser; ///< the address that has no slots
    protocol::SteadyTime m_refusedAt = {};
    bool m_isAsking = false;
};

} // namespace services
