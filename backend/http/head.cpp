// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/head.h"

#include "backend/http/headfields.h"

namespace http {

namespace {

const char *badByte(std::string_view buffer, std::size_t at)
{
    const auto c = static_cast<unsigned char>(buffer[at]);
    const bool afterReturn = at > 0 && buffer[at - 1] == '\r';
    if (c == '\n') {
        return afterReturn ? nullptr : "a line feed without a carriage return";
    }
    if (afterReturn) {
        return "a carriage return without a line feed";
    }
    const bool isControl = c == 0x7f || (c < 0x20 && c != '\t' && c != '\r');
    return isControl ? "a control byte in the head" : nullptr;
}

/// Done: `end` is behind the empty line.
Verdict findEnd(std::string_view seen, std::size_t from, std::size_t &end)
{
    for (std::size_t i = from; i < seen.size(); ++i) {
        if (const char *why = badByte(seen, i)) {
            return refused(400, why);
        }
        if (seen[i] == '\n' && i == 1) {
            return refused(400, "an empty request line");
        }
        if (seen[i] == '\n' && i >= 3 && seen[i - 2] == '\n') {
            end = i + 1;
            return Fine;
        }
    }
    return {};
}

/// origin-form only: no scheme, no authority ("//"), no fragment, valid escapes.
bool isTarget(std::string_view target)
{
    constexpr std::string_view forbidden = "#\"<>\\^`{|}";
    if (target.empty() || target[0] != '/' || target.substr(0, 2) == "//") {
        return false;
    }
    for (std::size_t i = 0; i < target.size(); ++i) {
        const char c = target[i];
        if (c <= 0x20 || c >= 0x7f || forbidden.find(c) != Nowhere) {
            return false;
        }
        const bool isBadEscape =
            c == '%' && (i + 2 >= target.size() || !isHex(target[i + 1]) || !isHex(target[i + 2]));
        if (isBadEscape) {
            return false;
        }
    }
    return true;
}

Verdict readVersion(std::string_view version, Head &head)
{
    if (version == "HTTP/1.1" || version == "HTTP/1.0") {
        head.minor = version.back() == '1' ? 1 : 0;
        return Fine;
    }
    const bool isOther = version.size() == 8 && version.substr(0, 5) == "HTTP/"
        && isDigit(version[5]) && version[6] == '.' && isDigit(version[7]);
    return isOther ? refused(505, "only HTTP/1.1 and HTTP/1.0 are spoken here")
                   : refused(400, "a malformed HTTP version");
}

/// Exactly two single spaces.
Verdict readRequestLine(std::string_view line, Head &head)
{
    constexpr std::size_t longestMethod = 16;
    const auto first = line.find(' ');
    const auto second = first == Nowhere ? Nowhere : line.find(' ', first + 1);
    if (second == Nowhere) {
        return refused(400, "a malformed request line");
    }
    head.method = line.substr(0, first);
    if (!isToken(head.method) || head.method.size() > longestMethod) {
        return refused(400, "a malformed method");
    }
    if (const auto version = readVersion(line.substr(second + 1), head);
        version.scan == Scan::Reject) {
        return version;
    }
    const auto target = line.substr(first + 1, second - first - 1);
    if (!isTarget(target)) {
        return refused(400, "a malformed request target");
    }
    const auto mark = target.find('?');
    head.path = target.substr(0, mark);
    head.query = mark == Nowhere ? std::string_view() : target.substr(mark + 1);
    return Fine;
}

} // namespace

Verdict scanHead(std::string_view buffer, std::size_t &from, const HeadLimits &limits,
                 Head &head) noexcept
{
    const std::string_view seen = buffer.substr(0, limits.headBytes + 1);
    std::size_t end = 0;
    const Verdict found = findEnd(seen, from, end);
    if (found.scan == Scan::Reject) {
        return found;
    }
    from = found.scan == Scan::Done ? end : seen.size();
    const auto lineEnd = seen.find("\r\n");
    const std::size_t line = lineEnd == Nowhere ? seen.size() : lineEnd;
    // A carriage return that waits for its line feed does not count.
    const std::size_t spare = lineEnd == Nowhere && !seen.empty() && seen.back() == '\r' ? 1 : 0;
    if (line > limits.requestLineBytes + spare) {
        return refused(414, "the request line is too long");
    }
    if (from > limits.headBytes) {
        return refused(431, "the request head is too large");
    }
    if (found.scan == Scan::More) {
        return {};
    }
    head = Head{};
    head.bytes = end;
    const Verdict verdict = readRequestLine(seen.substr(0, lineEnd), head);
    return verdict.scan == Scan::Done
        ? readFields(seen.substr(lineEnd + 2, end - lineEnd - 4), limits, head)
        : verdict;
}

} // namespace http
