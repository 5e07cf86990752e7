// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/helpers.h"

#include "backend/pipeline/dispatchrules.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

HelperCall callFrom(const QJsonObject &told)
{
    return {.wasCalled = told.value(u"called").toBool(),
            .isOk = told.value(u"ok").toBool(),
            .failure = {.kind = told.value(u"kind").toString(),
                        .httpStatus = told.value(u"http_status").toInt(),
                        .error = told.value(u"error").toString()}};
}

} // namespace

Helpers::Helpers(breakers::Registry &breakers, const QList<HelperService> &services)
    : m_breakers(breakers)
{
    for (const HelperService &service : services) {
        m_helpers.append({.service = service});
    }
}

void Helpers::setUrl(const QString &service, const QString &url)
{
    for (Helper &helper : m_helpers) {
        if (helper.service.name == service) {
            helper.url = url;
        }
    }
}

void Helpers::engage(QJsonObject &message)
{
    QJsonObject services;
    for (Helper &helper : m_helpers) {
        if (helper.url.isEmpty()) {
            continue;
        }
        helper.permit = m_breakers.acquire(helper.service.name, breakers::Use::Call);
        if (helper.permit) {
            services.insert(helper.service.name,
                            QJsonObject{{u"url"_s, helper.url},
                                        {u"timeout_ms"_s,
                                         static_cast<qint64>(helper.service.timeout.count())}});
        }
    }
    if (!m_helpers.isEmpty()) {
        message.insert(u"services"_s, services);
    }
}

void Helpers::report(const QJsonObject &told)
{
    for (Helper &helper : m_helpers) {
        if (const auto permit = std::exchange(helper.permit, std::nullopt)) {
            const HelperCall call = callFrom(told.value(helper.service.name).toObject());
            m_breakers.report(*permit, outcomeOf(call), call.failure.error);
        }
    }
}

} // namespace pipeline
