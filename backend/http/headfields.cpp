// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/headfields.h"

#include <array>

namespace http {

namespace {

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    return first == Nowhere ? std::string_view()
                            : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool listHas(std::string_view list, std::string_view token)
{
    for (;;) {
        const auto comma = list.find(',');
        if (equalsIgnoringCase(trimmed(list.substr(0, comma)), token)) {
            return true;
        }
        if (comma == Nowhere) {
            return false;
        }
        list.remove_prefix(comma + 1);
    }
}

struct Connection
{
    bool close = false;
    bool keepAlive = false;
    bool upgrade = false;
    bool webSocket = false;
};

/// Fields of which a second one would let two readers disagree.
struct Single
{
    std::string_view name;
    std::optional<std::string_view> Head::*slot;
    const char *twice;
};

constexpr std::array Singles{
    Single{"host", &Head::host, "more than one Host"},
    Single{"content-length", &Head::contentLengthText, "more than one Content-Length"},
    Single{"content-type", &Head::contentType, "more than one Content-Type"},
    Single{"expect", &Head::expect, "more than one Expect"},
    Single{"origin", &Head::origin, "more than one Origin"},
    Single{"sec-fetch-site", &Head::fetchSite, "more than one Sec-Fetch-Site"},
    Single{"authorization", &Head::authorization, "more than one Authorization"},
    Single{"x-api-key", &Head::apiKey, "more than one X-API-Key"},
    Single{"sec-websocket-key", &Head::webSocketKey, "more than one Sec-WebSocket-Key"},
    Single{"sec-websocket-version", &Head::webSocketVersion, "more than one Sec-WebSocket-Version"},
};

/// What proxies add, whatever they set it to.
bool isOfProxies(std::string_view name)
{
    constexpr std::array<std::string_view, 6> names{"forwarded",        "x-forwarded-for",
                                                    "x-forwarded-host", "x-forwarded-proto",
                                                    "x-real-ip",        "via"};
    return std::any_of(names.begin(), names.end(),
                       [name](auto each) { return equalsIgnoringCase(name, each); });
}

Verdict takeField(std::string_view name, std::string_view value, Head &head, Connection &connection)
{
    if (equalsIgnoringCase(name, "transfer-encoding")) {
        return refused(411, "Transfer-Encoding is not accepted, send Content-Length");
    }
    if (equalsIgnoringCase(name, "connection")) {
        connection.close |= listHas(value, "close");
        connection.keepAlive |= listHas(value, "keep-alive");
        connection.upgrade |= listHas(value, "upgrade");
        return Fine;
    }
    if (equalsIgnoringCase(name, "upgrade")) {
        connection.webSocket |= listHas(value, "websocket");
        return Fine;
    }
    if (equalsIgnoringCase(name, "if-none-match")) {
        head.ifNoneMatch = value; // only ever spares an answer's body
        return Fine;
    }
    const auto single = std::find_if(Singles.begin(), Singles.end(), [name](const Single &each) {
        return equalsIgnoringCase(name, each.name);
    });
    if (single == Singles.end()) {
        head.isForwarded |= isOfProxies(name);
        return Fine;
    }
    if ((head.*single->slot).has_value()) {
        return refused(400, single->twice);
    }
    head.*single->slot = value;
    return Fine;
}

Verdict readField(std::string_view line, const HeadLimits &limits, Head &head,
                  Connection &connection)
{
    if (line.size() > limits.fieldBytes) {
        return refused(431, "a header field is too large");
    }
    if (++head.fields > limits.fields) {
        return refused(431, "too many header fields");
    }
    const auto colon = line.find(':');
    // A name that is no token is also a folded line or a space before the colon.
    if (colon == Nowhere || !isToken(line.substr(0, colon))) {
        return refused(400, "a malformed header field");
    }
    return takeField(line.substr(0, colon), trimmed(line.substr(colon + 1)), head, connection);
}

Verdict readLength(const HeadLimits &limits, Head &head)
{
    constexpr std::size_t mostDigits = 15;
    if (!head.contentLengthText) {
        return Fine;
    }
    const auto text = *head.contentLengthText;
    if (text.empty() || !std::all_of(text.begin(), text.end(), isDigit)) {
        return refused(400, "a malformed Content-Length");
    }
    if (text.size() > mostDigits) {
        return refused(413, "the body is too large");
    }
    for (const char digit : text) {
        head.contentLength = head.contentLength * 10 + static_cast<unsigned>(digit - '0');
    }
    return head.contentLength > limits.bodyBytes ? refused(413, "the body is too large") : Fine;
}

Verdict conclude(const Connection &connection, Head &head)
{
    constexpr std::size_t keyLength = 24; // 16 bytes in base64, RFC 6455, 4.1
    if (!head.host || head.host->empty()) {
        return refused(400, "the Host field is missing");
    }
    if (head.expect && !equalsIgnoringCase(*head.expect, "100-continue")) {
        return refused(417, "an unknown expectation");
    }
    head.expectContinue = head.expect.has_value() && head.minor == 1;
    head.keepAlive = !connection.close && (head.minor == 1 || connection.keepAlive);
    head.upgradeWebSocket = connection.upgrade && connection.webSocket;
    const bool isGoodHandshake = head.method == "GET" && head.minor == 1 && head.contentLength == 0
        && head.webSocketVersion == "13" && head.webSocketKey.value_or("").size() == keyLength;
    if (head.upgradeWebSocket && !isGoodHandshake) {
        return refused(400, "a malformed WebSocket handshake");
    }
    return Fine;
}

} // namespace

bool equalsIgnoringCase(std::string_view a, std::string_view b) noexcept
{
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
               return lower(x) == lower(y);
           });
}

Verdict readFields(std::string_view lines, const HeadLimits &limits, Head &head)
{
    Verdict verdict = Fine;
    Connection connection;
    while (verdict.scan == Scan::Done && !lines.empty()) {
        const auto end = lines.find("\r\n");
        verdict = readField(lines.substr(0, end), limits, head, connection);
        lines.remove_prefix(end + 2);
    }
    if (verdict.scan == Scan::Done) {
        verdict = readLength(limits, head);
    }
    return verdict.scan == Scan::Done ? conclude(connection, head) : verdict;
}

} // namespace http
