// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/scenario/support/orderedjson.h"

#include <QMap>
#include <QStringList>

namespace scenario {

/// What a documented example leaves open; paths look like `workers[].error`.
struct Freedom
{
    QStringList nullable = {}; ///< may be null although the example is not
    QStringList open = {}; ///< not compared any deeper
    QStringList maybeEmpty = {}; ///< lists that may be empty
    QMap<QString, QStringList> words = {}; ///< the documented values of a text
};

/// Every difference between an answer and the documented example, one line each: keys that are
/// missing, doubled or in another order, values of another type, times that are no times, lists
/// without elements, words that are not documented. Further keys are allowed. In lists, every
/// element of the answer has the shape of the example's elements taken together.
QStringList differences(const OrderedJson &example, const OrderedJson &answer,
                        const Freedom &freedom = {});

} // namespace scenario
