// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QByteArray>

namespace protocol {

/// A JSON document whose `timestamp` is set anew each time that it is told: the rest of it may be
/// kept for as long as it is true.
class StampedText final
{
public:
    StampedText() = default;

    /// `document` has a `timestamp`; of several the last one is meant. Without one it stays as it
    /// is.
    explicit StampedText(const QByteArray &document);

    bool isEmpty() const { return m_before.isEmpty() && m_behind.isEmpty(); }

    /// The document as told at that moment. Whoever asks in the same millisecond shares the bytes.
    QByteArray at(WallTime now);

private:
    QByteArray m_before = {}; ///< up to the time itself
    QByteArray m_behind = {};
    QByteArray m_told = {}; ///< as last told
    WallTime m_toldAt = {};
    bool m_isStamped = false;
};

} // namespace protocol
