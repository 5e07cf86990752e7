// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/metrics/textform.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string_view>

namespace metrics {

namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

constexpr size_t MostDigits = 32;
constexpr double MostExact = 1e15;
constexpr double Infinite = std::numeric_limits<double>::infinity();

void appendWhole(std::string &text, auto number)
{
    std::array<char, MostDigits> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    text.append(digits.data(), end);
}

void appendNumber(std::string &text, double number)
{
    if (std::isnan(number)) {
        text += "Nan";
    } else if (std::isinf(number)) {
        text += number > 0 ? "+Inf" : "-Inf";
    } else if (std::trunc(number) == number && std::abs(number) < MostExact
               && (number != 0 || !std::signbit(number))) {
        appendWhole(text, std::llround(number));
    } else {
        std::array<char, MostDigits> digits{};
        const auto end =
            std::to_chars(digits.data(), digits.data() + digits.size(), number,
                          std::chars_format::general, std::numeric_limits<double>::max_digits10 - 1)
                .ptr;
        text.append(digits.data(), end);
    }
}

void appendEscaped(std::string &text, std::string_view value)
{
    if (value.find_first_of("\n\\\"") == std::string_view::npos) {
        text += value;
        return;
    }
    for (const char c : value) {
        switch (c) {
        case '\n':
            text += "\\n";
            break;
        case '\\':
            text += "\\\\";
            break;
        case '"':
            text += "\\\"";
            break;
        default:
            text += c;
        }
    }
}

/// `{a="1",b="2"}`, with the bound of a bucket behind the others.
void appendLabels(std::string &text, const ClientMetric &metric, const double *bound)
{
    if (metric.label.empty() && bound == nullptr) {
        return;
    }
    char separator = '{';
    for (const ClientMetric::Label &label : metric.label) {
        text += separator;
        text += label.name;
        text += "=\"";
        appendEscaped(text, label.value);
        text += '"';
        separator = ',';
    }
    if (bound != nullptr) {
        text += separator;
        text += "le=\"";
        appendNumber(text, *bound);
        text += '"';
    }
    text += '}';
}

void appendHead(std::string &text, const MetricFamily &family, const ClientMetric &metric,
                std::string_view suffix, const double *bound = nullptr)
{
    text += family.name;
    text += suffix;
    appendLabels(text, metric, bound);
    text += ' ';
}

void appendBucket(std::string &text, const MetricFamily &family, const ClientMetric &metric,
                  double bound, std::uint64_t count)
{
    appendHead(text, family, metric, "_bucket", &bound);
    appendWhole(text, count);
    text += '\n';
}

void appendHistogram(std::string &text, const MetricFamily &family, const ClientMetric &metric)
{
    const ClientMetric::Histogram &histogram = metric.histogram;
    appendHead(text, family, metric, "_count");
    appendWhole(text, histogram.sample_count);
    text += '\n';
    appendHead(text, family, metric, "_sum");
    appendNumber(text, histogram.sample_sum);
    text += '\n';
    double last = -Infinite;
    for (const ClientMetric::Bucket &bucket : histogram.bucket) {
        appendBucket(text, family, metric, bucket.upper_bound, bucket.cumulative_count);
        last = bucket.upper_bound;
    }
    if (last != Infinite) {
        appendBucket(text, family, metric, Infinite, histogram.sample_count);
    }
}

void appendValue(std::string &text, const MetricFamily &family, const ClientMetric &metric)
{
    if (family.type == MetricType::Histogram) {
        appendHistogram(text, family, metric);
        return;
    }
    const bool isCounter = family.type == MetricType::Counter;
    appendHead(text, family, metric, {});
    appendNumber(text, isCounter ? metric.counter.value : metric.gauge.value);
    text += '\n';
}

const char *typeWord(MetricType type)
{
    switch (type) {
    case MetricType::Counter:
        return "counter";
    case MetricType::Histogram:
        return "histogram";
    case MetricType::Gauge:
    case MetricType::Summary:
    case MetricType::Untyped:
        break;
    }
    return "gauge";
}

} // namespace

void appendFamilyHead(std::string &text, const MetricFamily &family)
{
    if (!family.help.empty()) {
        text += "# HELP " + family.name + ' ' + family.help + '\n';
    }
    text += "# TYPE " + family.name + ' ' + typeWord(family.type) + '\n';
}

void appendSeries(std::string &text, const MetricFamily &family)
{
    for (const ClientMetric &metric : family.metric) {
        appendValue(text, family, metric);
    }
}

std::string textForm(const std::vector<MetricFamily> &families)
{
    std::string text;
    for (const MetricFamily &family : families) {
        appendFamilyHead(text, family);
        appendSeries(text, family);
    }
    return text;
}

} // namespace metrics
