// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <linux/capability.h>
#include <sys/prctl.h>

namespace support {

/// For QProcess::setChildProcessModifier: permissions bind the program, also where the tests run as
/// root. Its own files stay its own.
inline void letPermissionsBind()
{
    // Fails for anybody but root, whom they bind anyway.
    ::prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0);
    ::prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH, 0, 0, 0);
}

} // namespace support
