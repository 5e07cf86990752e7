// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/policyrules.h"

#include "backend/http/head.h"

#include <algorithm>
#include <array>
#include <string>

namespace http {

namespace {

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

bool matches(std::string_view host, std::string_view name, const OurNames &ours)
{
    constexpr quint16 plain = 80;
    constexpr quint16 encrypted = 443;
    const bool isUsual = ours.port == (ours.isEncrypted ? encrypted : plain);
    if (isUsual && equalsIgnoringCase(host, name)) {
        return true;
    }
    const std::string whole = std::string(name) + ':' + std::to_string(ours.port);
    return equalsIgnoringCase(host, whole);
}

bool hasPort(std::string_view name)
{
    const auto colon = name.rfind(':');
    return colon != std::string_view::npos && name.find(']', colon) == std::string_view::npos;
}

} // namespace

bool isOurHost(std::string_view host, const OurNames &ours)
{
    constexpr std::array<std::string_view, 3> always{"127.0.0.1", "localhost", "[::1]"};
    const bool isAlways = std::any_of(always.begin(), always.end(), [&](std::string_view name) {
        return matches(host, name, ours);
    });
    return isAlways
        || std::any_of(ours.names.begin(), ours.names.end(), [&](const QByteArray &name) {
               const auto view = viewOf(name);
               const bool standsForItself = hasPort(view) || ours.isProxied;
               return (standsForItself && equalsIgnoringCase(host, view))
                   || (!hasPort(view) && matches(host, view, ours));
           });
}

bool isOurOrigin(std::string_view origin, const OurNames &ours)
{
    const auto isOurs = [&](std::string_view scheme) {
        return equalsIgnoringCase(origin.substr(0, scheme.size()), scheme)
            && isOurHost(origin.substr(scheme.size()), ours);
    };
    return (!ours.isEncrypted && isOurs("http://"))
        || ((ours.isEncrypted || ours.isProxied) && isOurs("https://"));
}

bool isOurFetchSite(std::string_view fetchSite)
{
    return equalsIgnoringCase(fetchSite, "same-origin") || equalsIgnoringCase(fetchSite, "none");
}

bool hasToken(std::string_view query)
{
    constexpr std::array<std::string_view, 5> names{"token", "access_token", "api_key", "apikey",
                                                    "x-api-key"};
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const auto part = query.substr(0, end);
        const auto name = part.substr(0, part.find('='));
        if (std::any_of(names.begin(), names.end(),
                        [name](auto each) { return equalsIgnoringCase(name, each); })) {
            return true;
        }
        query.remove_prefix(std::min(end + 1, query.size()));
    }
    return false;
}

bool isJson(std::string_view contentType)
{
    auto type = contentType.substr(0, contentType.find(';'));
    type = type.substr(0, type.find_last_not_of(" \t") + 1);
    return equalsIgnoringCase(type, "application/json");
}

} // namespace http
