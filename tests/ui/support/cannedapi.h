// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tests {

class FakeBackend;

/// Tokens in each state, clients of each kind, the registry as it is, a few requests. Tell an event
/// to see it in the tap.
void fillApi(FakeBackend &backend);

} // namespace tests
