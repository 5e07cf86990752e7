// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace http {

/// What a request head may cost before it is refused.
struct HeadLimits
{
    std::size_t requestLineBytes = 8192; ///< above: 414
    std::size_t headBytes = 16384; ///< with its final empty line; above: 431
    std::size_t fieldBytes = 8192; ///< one header line; above: 431
    unsigned fields = 64; ///< above: 431
    std::uint64_t bodyBytes = 1048576; ///< Content-Length; above: 413
};

/// Done: the head is whole and good. Reject: answer `status` and close.
enum class Scan : std::uint8_t
{
    More,
    Done,
    Reject
};

struct Verdict
{
    Scan scan = Scan::More;
    int status = 0;
    const char *why = "";
};

/// A checked request head. The views point into the buffer that was scanned.
struct Head
{
    std::string_view method = {};
    std::string_view path = {}; ///< still percent-encoded
    std::string_view query = {}; ///< without the question mark, still percent-encoded
    std::optional<std::string_view> host = {};
    std::optional<std::string_view> origin = {};
    std::optional<std::string_view> fetchSite = {};
    std::optional<std::string_view> authorization = {};
    std::optional<std::string_view> apiKey = {};
    std::optional<std::string_view> contentType = {};
    std::optional<std::string_view> contentLengthText = {};
    std::optional<std::string_view> expect = {};
    std::optional<std::string_view> ifNoneMatch = {}; ///< the last one
    std::optional<std::string_view> webSocketKey = {};
    std::optional<std::string_view> webSocketVersion = {};
    std::uint64_t contentLength = 0;
    std::size_t bytes = 0; ///< length of the head with its final empty line
    unsigned fields = 0;
    unsigned minor = 1; ///< HTTP/1.x
    bool keepAlive = true;
    bool expectContinue = false;
    bool upgradeWebSocket = false;
    bool isForwarded = false; ///< a proxy says that it passes it on
};

/// Scans a growing buffer that begins at the first byte of a request line; `from` is where the
/// last call stopped looking for the end (0 at first), so that every byte is looked at once.
///
/// Far stricter than RFC 9112 demands: CR LF only, no control bytes, no folding, origin-form
/// targets only, at most one of every field that decides something, no Transfer-Encoding. What
/// passes is framed alike by every HTTP parser, Qt's lax one behind it included.
Verdict scanHead(std::string_view buffer, std::size_t &from, const HeadLimits &limits,
                 Head &head) noexcept;

/// ASCII case-insensitive.
bool equalsIgnoringCase(std::string_view a, std::string_view b) noexcept;

} // namespace http
