// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace storage {

/// What keeps the tables.
enum class Engine
{
    Sqlite,
    Postgres
};

} // namespace storage
