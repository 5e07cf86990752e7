// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>
#include <utility>

namespace http {

using Headers = QList<std::pair<QByteArray, QByteArray>>;

/// One answer, before it is put on the wire.
struct Response
{
    int status = 200;
    QByteArray type = QByteArrayLiteral("application/json");
    QByteArray body = {};
    Headers headers = {}; ///< beside Content-Type, Content-Length and those of every answer
    std::shared_ptr<void> share = {}; ///< held until the last byte is with the kernel, or in vain

    bool operator==(const Response &) const = default;
};

/// {"detail": detail}
Response errorResponse(int status, const QString &detail);

/// Why not, from the body of an error; empty for anything else.
QString detailOf(const Response &response);

enum class AfterAnswer
{
    KeepAlive,
    Close
};

/// Head: the length is that of the body, but the body stays away (RFC 9110, 9.3.2).
enum class BodyPart
{
    Whole,
    Head
};

/// The bytes of an answer. CR and LF in header values become spaces.
QByteArray toWire(const Response &response, AfterAnswer after, BodyPart part);

} // namespace http
