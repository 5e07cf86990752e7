// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/backend.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

namespace app {

/// The other Signalbox that is in the way of a start.
class Neighbour final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Where it must be if it is what caused the trouble: at the address in the data directory, or
    /// at the port that we wanted. Empty when the trouble is another one, or the address unknown.
    static QUrl addressOf(Backend::Trouble trouble, const Backend::Settings &settings);

    /// Asks whether a Signalbox answers there; known() follows, in two seconds at most.
    void ask(const QUrl &address);

Q_SIGNALS:
    /// The address that was asked, or an empty one when no Signalbox answers there.
    void known(const QUrl &address);

private:
    QNetworkAccessManager m_network;
};

} // namespace app
