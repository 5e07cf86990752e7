// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>

namespace performance {

/// What NVIDIA's management library says of a GPU; nothing for what it does not know.
struct GpuReading
{
    std::string name = {};
    std::optional<unsigned> utilizationPercent = {};
    std::optional<unsigned long long> memoryUsedBytes = {};
    std::optional<unsigned long long> memoryTotalBytes = {};
    std::optional<unsigned> temperatureCelsius = {};
    std::optional<unsigned> powerMilliwatts = {};

    bool operator==(const GpuReading &) const = default;
};

/// The first GPU of this machine through NVML, which comes with NVIDIA's driver and is looked for
/// when it is needed: neither building nor running needs it. Blocks as long as the driver does, so
/// it belongs to a thread of its own. Source of the names: docs.nvidia.com, "NVML API Reference
/// Guide".
class Nvml final
{
public:
    /// `library` as dlopen(3) wants it.
    explicit Nvml(const char *library = "libnvidia-ml.so.1");
    ~Nvml();
    Nvml(const Nvml &) = delete;
    Nvml &operator=(const Nvml &) = delete;

    /// Nothing without the library, a driver or a GPU. A library that is not there now may come
    /// later, with a driver: it is looked for again, once in a while.
    std::optional<GpuReading> read();

private:
    struct Library;
    std::string m_name;
    std::unique_ptr<Library> m_library;
    int m_skipped = 0; ///< reads since the last attempt to load it
};

} // namespace performance
