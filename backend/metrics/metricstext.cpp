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
    text.reserve(m_size + more);
    for (const auto &family : otherFamilies(snapshot)) {
        appendFamilyHead(text, family);
        appendSeries(text, family);
    }
    update(snapshot.requests);
    if (!m_kept.empty()) {
        const auto families = requestFamilies({});
        for (std::size_t number = 0; number < Families; ++number) {
            appendFamilyHead(text, families[number]);
            for (const Kept &kept : m_kept) {
                text += kept.series[number];
            }
        }
    }
    m_size = text.size();
    return QByteArray::fromStdString(text);
}

} // namespace metrics
