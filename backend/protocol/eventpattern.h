// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace protocol {

/// Whether the name of an event is one that a subscription's pattern names. Shell-style: `*` any
/// text, `?` one character, `[abc]`, `[a-z]`, `[!abc]`. Case is ignored.
bool matches(QStringView pattern, QStringView text);

} // namespace protocol
