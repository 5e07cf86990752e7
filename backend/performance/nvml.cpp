// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/performance/nvml.h"

#include <array>

#include <dlfcn.h>

namespace performance {

namespace {

// The few of nvml.h that are used here.
using Device = struct DeviceHandle *;

struct Utilization
{
    unsigned gpu = 0;
    unsigned memory = 0;
};

struct Memory
{
    unsigned long long total = 0;
    unsigned long long free = 0;
    unsigned long long used = 0;
};

constexpr int Success = 0;
constexpr int TemperatureOfGpu = 0;
constexpr unsigned NameBytes = 96;
constexpr int AttemptEvery = 12;

template<typename Function>
bool find(void *library, const char *name, Function *&function)
{
    function = reinterpret_cast<Function *>(dlsym(library, name));
    return function != nullptr;
}

} // namespace

struct Nvml::Library
{
    void *handle = nullptr;
    bool isInitialized = false;
    int (*init)() = nullptr;
    int (*shutdown)() = nullptr;
    int (*handleByIndex)(unsigned, Device *) = nullptr;
    int (*name)(Device, char *, unsigned) = nullptr;
    int (*utilization)(Device, Utilization *) = nullptr;
    int (*memory)(Device, Memory *) = nullptr;
    int (*temperature)(Device, int, unsigned *) = nullptr;
    int (*power)(Device, unsigned *) = nullptr;

    explicit Library(const char *path)
        : handle(dlopen(path, RTLD_NOW | RTLD_LOCAL))
    {
        isInitialized = handle != nullptr && findAll() && init() == Success;
    }

    ~Library()
    {
        if (isInitialized) {
            shutdown();
        }
        if (handle != nullptr) {
            dlclose(handle);
        }
    }

    Library(const Library &) = delete;
    Library &operator=(const Library &) = delete;

    bool findAll()
    {
        return find(handle, "nvmlInit_v2", init) && find(handle, "nvmlShutdown", shutdown)
            && find(handle, "nvmlDeviceGetHandleByIndex_v2", handleByIndex)
            && find(handle, "nvmlDeviceGetName", name)
            && find(handle, "nvmlDeviceGetUtilizationRates", utilization)
            && find(handle, "nvmlDeviceGetMemoryInfo", memory)
            && find(handle, "nvmlDeviceGetTemperature", temperature)
            && find(handle, "nvmlDeviceGetPowerUsage", power);
    }

    std::optional<GpuReading> read() const
    {
        Device device = nullptr;
        if (handleByIndex(0, &device) != Success) {
            return std::nullopt;
        }
        GpuReading reading;
        std::array<char, NameBytes> text{};
        if (name(device, text.data(), NameBytes - 1) == Success) {
            reading.name = text.data();
        }
        if (Utilization rates; utilization(device, &rates) == Success) {
            reading.utilizationPercent = rates.gpu;
        }
        if (Memory bytes; memory(device, &bytes) == Success) {
            reading.memoryUsedBytes = bytes.used;
            reading.memoryTotalBytes = bytes.total;
        }
        unsigned number = 0;
        if (temperature(device, TemperatureOfGpu, &number) == Success) {
            reading.temperatureCelsius = number;
        }
        if (power(device, &number) == Success) {
            reading.powerMilliwatts = number;
        }
        return reading;
    }
};

Nvml::Nvml(const char *library)
    : m_name(library)
{ }

Nvml::~Nvml() = default;

std::optional<GpuReading> Nvml::read()
{
    if (!m_library && m_skipped > 0) {
        --m_skipped;
        return std::nullopt;
    }
    if (!m_library) {
        m_library = std::make_unique<Library>(m_name.c_str());
    }
    std::optional<GpuReading> reading = m_library->isInitialized ? m_library->read() : std::nullopt;
    // A GPU that has fallen off the bus, or a driver that was replaced: begin anew.
    if (!reading) {
        m_library.reset();
        m_skipped = AttemptEvery;
    }
    return reading;
}

} // namespace performance
