// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/scenario/support/mutatingproxy.h"

/// What an answer of the API never is, and may be one day: another program's, a newer version's, a
/// broken one's.
namespace scenario::mutations {

enum class Key
{
    First,
    Middle,
    Last,
};

/// One key is missing in every object.
Mutation keyMissing(Key which);
Mutation numbersAsTexts(); ///< 5 becomes "5"
Mutation nulls(); ///< every value that is no object and no list
Mutation unknownWords(); ///< states, modes, types: a word that nobody has heard of
Mutation otherKinds(); ///< objects become lists, lists become objects
Mutation extremeNumbers(); ///< huge, negative, fractions
Mutation longTexts(); ///< of all that is no time: 5,000 characters, with markup in them
Mutation newerKeys(); ///< keys that nobody knows, in the document and in the objects of its lists

Mutation html(int status); ///< a page of HTML, as of a proxy
Mutation body(int status, const QByteArray &json);

} // namespace scenario::mutations
