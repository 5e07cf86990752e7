// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlsheet.h"

#include <QJsonObject>

#include <span>

namespace app {

/// One column of a list.
struct Column
{
    QStringView title = {};
    QStringView key = {}; ///< "a.b" lies in the object "a"; "a|b" is "b" where "a" is not
    bool isFlexible = false; ///< gives way first where the terminal is narrow
};

/// What is listed, and how.
struct Listing
{
    QStringView items = {}; ///< the key of the list in the answer
    std::span<const Column> columns = {};
};

/// The list as a table, and how the next page is had where there is one.
Sheet listSheet(const Listing &listing, const QJsonObject &answer);

/// Any answer: what it says in fields, each list of objects in it as a table.
Sheet detailSheet(const QJsonObject &answer);

} // namespace app
