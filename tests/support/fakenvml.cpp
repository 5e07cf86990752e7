// SPDX-License-Identifier: GPL-3.0-or-later
// A driver's library with one GPU, as far as we ask it. FAKE_NVML makes it misbehave: "none" has no
// GPU, "little" knows only its name.
#include <cstdlib>
#include <cstring>

namespace {

constexpr int Success = 0;
constexpr int NotSupported = 3;
constexpr int NotFound = 6;

int deviceItself = 0;

bool isCalled(const char *way)
{
    const char *set = std::getenv("FAKE_NVML");
    return set != nullptr && std::strcmp(set, way) == 0;
}

int known()
{
    return isCalled("little") ? NotSupported : Success;
}

} // namespace

extern "C" {

struct FakeRates
{
    unsigned gpu;
    unsigned memory;
};

struct FakeMemory
{
    unsigned long long total;
    unsigned long long free;
    unsigned long long used;
};

int nvmlInit_v2()
{
    return Success;
}

int nvmlShutdown()
{
    return Success;
}

int nvmlDeviceGetHandleByIndex_v2(unsigned index, void **device)
{
    *device = &deviceItself;
    return index > 0 || isCalled("none") ? NotFound : Success;
}

int nvmlDeviceGetName(void *, char *name, unsigned length)
{
    std::strncpy(name, "Fake RTX 4090", length);
    return Success;
}

int nvmlDeviceGetUtilizationRates(void *, FakeRates *rates)
{
    *rates = {.gpu = 45, .memory = 10};
    return known();
}

int nvmlDeviceGetMemoryInfo(void *, FakeMemory *memory)
{
    constexpr unsigned long long gb = 1024ULL * 1024 * 1024;
    *memory = {.total = 24 * gb, .free = 16 * gb, .used = 8 * gb};
    return known();
}

int nvmlDeviceGetTemperature(void *, int sensor, unsigned *celsius)
{
    *celsius = 62;
    return sensor == 0 ? known() : NotSupported;
}

int nvmlDeviceGetPowerUsage(void *, unsigned *milliwatts)
{
    *milliwatts = 120'500;
    return known();
}
}
