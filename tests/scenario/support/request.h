// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace scenario {

/// One answer as it came over the wire.
struct Answer
{
    int status = 0; ///< 0: no answer came
    QList<std::pair<QByteArray, QByteArray>> headers = {}; ///< names in lower case
    QByteArray body = {};

    /// The first field of this name; empty when there is none.
    QByteArray header(const QByteArray &name) const;

    /// The body as a JSON object, empty when it is none.
    QJsonObject json() const;

    /// The `detail` of an error.
    QString detail() const;
};

/// Where a daemon listens, and from where it is asked.
struct Way
{
    quint16 port = 0;
    QHostAddress host = QHostAddress(QHostAddress::LocalHost);
    QHostAddress source = {}; ///< null: whichever
    bool isEncrypted = false; ///< every certificate is believed
};

using Headers = QList<std::pair<QByteArray, QByteArray>>;

/// The answer that the bytes begin with, when it is complete.
std::optional<Answer> completeAnswer(const QByteArray &bytes, bool isToHead);

/// Sends one request over a connection of its own and waits for the whole answer. A `Host` in
/// `headers` replaces the right one, a `Transfer-Encoding` leaves out the Content-Length.
Answer request(quint16 port, const QByteArray &method, const QByteArray &target,
               const Headers &headers = {}, const QByteArray &body = {}, int ms = 30000);
Answer request(const Way &way, const QByteArray &method, const QByteArray &target,
               const Headers &headers = {}, const QByteArray &body = {}, int ms = 30000);

} // namespace scenario
