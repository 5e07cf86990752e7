// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes: one look at the whole and a look after each byte agree, and what passes keeps the
// limits and has exactly one end. Run: fuzz_head tests/fuzz/corpus/fuzz_head -max_total_time=600
#include "backend/http/head.h"

#include <cstdlib>

namespace {

constexpr http::HeadLimits Small{
    .requestLineBytes = 200, .headBytes = 400, .fieldBytes = 150, .fields = 8, .bodyBytes = 1000};

void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

void checkPassed(const http::Head &head, std::string_view all)
{
    require(head.bytes <= Small.headBytes && head.bytes >= 4);
    require(head.fields <= Small.fields && head.contentLength <= Small.bodyBytes);
    require(all.substr(head.bytes - 4, 4) == "\r\n\r\n");
    require(all.substr(0, head.bytes - 1).find("\r\n\r\n") == std::string_view::npos);
    require(head.path.substr(0, 1) == "/" && head.path.substr(0, 2) != "//");
    require(head.host && !head.host->empty());
    require(!head.upgradeWebSocket || (head.method == "GET" && head.contentLength == 0));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view all(reinterpret_cast<const char *>(data), size);
    http::Head head;
    std::size_t from = 0;
    const auto whole = http::scanHead(all, from, Small, head);

    http::Head slowHead;
    http::Verdict stepwise;
    std::size_t slowFrom = 0;
    std::size_t seen = 0;
    while (seen < size && stepwise.scan == http::Scan::More) {
        stepwise = http::scanHead(all.substr(0, ++seen), slowFrom, Small, slowHead);
    }
    require(whole.scan == stepwise.scan);
    if (whole.scan == http::Scan::Done) {
        require(seen == head.bytes && slowHead.bytes == head.bytes);
        require(slowHead.path == head.path && slowHead.contentLength == head.contentLength);
        checkPassed(head, all);
    }
    require(whole.scan != http::Scan::Reject || (whole.status >= 400 && whole.status <= 505));
    return 0;
}
