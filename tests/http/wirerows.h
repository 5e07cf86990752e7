// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The table of raw requests: the bytes (@ stands for our address and port), the status, and
/// whether the connection is closed behind it.
void wireRows();
