// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/session.h"

namespace ui {

/// What keeps a window from showing its backend although that one answers.
struct TroubleFacts
{
    Rejection rejection = Rejection::None;
    Connection connection = {};
    bool isListed = false; ///< the instance is on the operator's list
    QString version = {}; ///< of the backend, as it was last told; empty: not known
    QStringList foreign = {}; ///< answers that are not as documented: "PATH: what is wrong"
};

/// A sentence for the whole window, and what can be done.
struct Trouble
{
    QString text = {}; ///< empty: there is none
    QString mend = {}; ///< the words of the button; empty: nothing can be done here

    bool operator==(const Trouble &) const = default;
};

Trouble troubleOf(const TroubleFacts &facts);

} // namespace ui
