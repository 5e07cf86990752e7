// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/metrics/metricstext.h"

#include "backend/metrics/families.h"
#include "backend/metrics/textform.h"

namespace metrics {

// A route that is asked for the first time moves those behind it by one: then they are written
// anew, once.
void MetricsText::update(const QList<http::RequestLine> &lines)
{
    m_kept.resize(static_cast<std::size_t>(lines.size()));
    std::size_t i = 0;
    for (const http::RequestLine &line : lines) {
        Kept &kept = m_kept[i++];
        if (!kept.series.back().empty() && kept.line == line) {
            continue;
        }
        kept.line = line;
        const auto families = requestFamilies({line});
        for (std::size_t number = 0; number < Families; ++number) {
            kept.series[number].clear();
            appendSeries(kept.series[number], families[number]);
        }
    }
}

QByteArray MetricsText::bytes(const Snapshot &snapshot)
{
    constexpr std::size_t more = 4096;
    std::string text;
    text.reserve(more);
    for (const auto &family : otherFamilies(snapshot)) {
        appendFamilyHead(text, family);
        appendSeries(text, family);
    }
    update(snapshot.requests);
    QByteArray whole;
    const std::size_t size = m_size + more;
    whole.reserve(static_cast<qsizetype>(size));
    whole.append(text.data(), static_cast<qsizetype>(text.size()));
    if (!m_kept.empty()) {
        const auto families = requestFamilies({});
        for (std::size_t number = 0; number < Families; ++number) {
            std::string head;
            appendFamilyHead(head, families[number]);
            whole.append(head.data(), static_cast<qsizetype>(head.size()));
            for (const Kept &kept : m_kept) {
                const std::string &series = kept.series[number];
                whole.append(series.data(), static_cast<qsizetype>(series.size()));
            }
        }
    }
    m_size = static_cast<std::size_t>(whole.size());
    return whole;
}

} // namespace metrics
