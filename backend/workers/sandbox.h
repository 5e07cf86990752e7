// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace workers {

/// Gives up what decoding does not need: memory beyond 1 GiB, writing files, new processes,
/// programs and threads, sockets, tracing. Empty, or what could not be given up.
///
/// Also dies with the thread that started it (PR_SET_PDEATHSIG).
QString shutIn();

/// The CPU time that the next file may take; beyond it the kernel ends the process with SIGPROF.
void limitCpuSeconds(int seconds);

} // namespace workers
