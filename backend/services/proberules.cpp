// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/proberules.h"

#include "backend/protocol/jsonsize.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

using namespace Qt::StringLiterals;

namespace services {

namespace {

constexpr int HttpOk = 200;

QString timeoutText(std::chrono::milliseconds timeout)
{
    return u"Timeout after "_s
        % QString::number(static_cast<double>(timeout.count()) / 1000.0, 'f', 1) % u's';
}

std::optional<double> twoDecimals(std::optional<double> milliseconds)
{
    if (!milliseconds) {
        return std::nullopt;
    }
    return std::round(*milliseconds * 100.0) / 100.0;
}

std::optional<QString> reservation(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject() || protocol::jsonSize(body).depth > protocol::MaxJsonDepth) {
        return u"Health answer was not understood"_s;
    }
    const QJsonObject answer = document.object();
    if (answer.contains(u"model_loaded") && !answer.value(u"model_loaded").toBool(true)) {
        return u"Model not loaded"_s;
    }
    const QString status = answer.value(u"status").toString();
    if (status == u"degraded" || status == u"unhealthy" || status == u"error") {
        return u"Service says it is "_s % status;
    }
    return std::nullopt;
}

std::optional<QString> shortTextOf(const QJsonObject &answer, QStringView key)
{
    constexpr qsizetype most = 200;
    const QJsonValue text = answer.value(key);
    return text.isString() ? std::optional(text.toString().left(most)) : std::nullopt;
}

std::optional<double> amountOf(const QJsonObject &answer, QStringView key)
{
    const QJsonValue number = answer.value(key);
    return number.isDouble() && number.toDouble() >= 0 ? std::optional(number.toDouble())
                                                       : std::nullopt;
}

} // namespace

ProbeVerdict judge(const ProbeAnswer &answer)
{
    const auto unhealthy = [](const QString &error) {
        return ProbeVerdict{.status = protocol::Health::Unhealthy, .error = error};
    };
    switch (answer.end) {
    case ProbeEnd::Refused:
        return unhealthy(u"Connection refused"_s);
    case ProbeEnd::TimedOut:
        return unhealthy(timeoutText(answer.timeout));
    case ProbeEnd::TooLarge:
        return unhealthy(u"Health answer is larger than 1 MiB"_s);
    case ProbeEnd::Failed:
        return unhealthy(answer.errorText);
    case ProbeEnd::Answered:
        break;
    }
    ProbeVerdict verdict{.status = protocol::Health::Healthy,
                         .responseTimeMs = twoDecimals(answer.elapsedMs),
                         .success = true};
    if (answer.httpStatus != HttpOk) {
        verdict.status = protocol::Health::Unhealthy;
        verdict.error = u"HTTP "_s % QString::number(answer.httpStatus);
        verdict.success = false;
        return verdict;
    }
    verdict.error = reservation(answer.body);
    if (verdict.error) {
        verdict.status = protocol::Health::Degraded;
    }
    return verdict;
}

SelfDescription describe(const ProbeAnswer &answer)
{
    SelfDescription self{.answered = answer.end == ProbeEnd::Answered};
    if (!self.answered || protocol::jsonSize(answer.body).depth > protocol::MaxJsonDepth) {
        return self;
    }
    const QJsonObject object = QJsonDocument::fromJson(answer.body).object();
    const auto vram = amountOf(object, u"vram_used_gb");
    const auto model = shortTextOf(object, u"model_name");
    self.vramGb = vram ? vram : amountOf(object, u"total_vram_used_gb");
    self.model = model ? model : shortTextOf(object, u"model");
    self.device = shortTextOf(object, u"device");
    return self;
}

} // namespace services
