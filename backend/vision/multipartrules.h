// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"

#include <QByteArray>
#include <QList>

namespace vision {

/// One part of a form.
struct FormPart
{
    QByteArray name = {};
    QByteArray content = {};

    bool operator==(const FormPart &) const = default;
};

bool isMultipart(const QByteArray &contentType);

/// The parts of a multipart/form-data body (RFC 7578); an error when it is cut off, holds more than
/// 16 parts, one without a name or two of the same name.
protocol::Result<QList<FormPart>> multipartParts(const QByteArray &contentType,
                                                 const QByteArray &body);

} // namespace vision
