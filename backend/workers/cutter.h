// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace workers {

/// Opens one file beneath a root, without following a link, as descriptor 3, then becomes the
/// program: `… --cutter ROOT PATH -- program argument…`. So whatever is put in the file's place
/// meanwhile, the program reads what was opened here. Also limits what it may use.
///
/// `arguments` are those after `--cutter`. Comes back only when it fails: 2 for wrong arguments, 4
/// when the file cannot be opened, 127 when the program cannot be executed; each says why on
/// standard error.
int runCutter(int count, char **arguments);

} // namespace workers
