// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace protocol {

/// The first key that an object of the text has more than once; which of the two counts is read
/// differently by different parsers. Nothing: none has, or the text is no JSON.
std::optional<QByteArray> keyTwice(const QByteArray &json);

} // namespace protocol
