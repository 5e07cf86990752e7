// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace supervisor {

/// Runs a program of the user's so that nothing of it outlives the backend, not even by kill -9:
/// `signalbox-leash --status FD --lifeline FD [--memory-mb N] [--grace-ms N] -- program argument…`.
///
/// The leash adopts every orphan below it (subreaper) and kills all of them when the lifeline
/// closes. A byte on the lifeline is the number of a signal for the program's process group; 9 is
/// for everything below. On the status descriptor it writes lines: `pid N`, then `executing` or
/// `failed ERRNO`, at last `exited CODE` or `killed SIGNAL`. What the program leaves behind when it
/// ends by itself gets its stop signal, and KILL after the grace.
///
/// `arguments` are those after the program's name. Needs no QCoreApplication; call it first in
/// main().
int runLeash(int count, char **arguments);

} // namespace supervisor
