// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/breakers/registry.h"
#include "backend/pipeline/jobkind.h"

#include <QJsonObject>
#include <QList>

#include <optional>

namespace pipeline {

/// The services that help with a job: asked for leave when it is handed out, and each leave is told
/// of once. Lives on the backend thread.
class Helpers final
{
public:
    Helpers(breakers::Registry &breakers, const QList<HelperService> &services);

    void setUrl(const QString &service, const QString &url);

    /// Names in a job's message those that may be called: `services`: {name: {url, timeout_ms}}.
    void engage(QJsonObject &message);

    /// What the worker says of them: {name: {called, ok, kind, http_status, error}}. One that it
    /// does not name was not called.
    void report(const QJsonObject &told);

private:
    struct Helper
    {
        HelperService service = {};
        QString url = {};
        std::optional<breakers::Permit> permit = {}; ///< until it is reported
    };

    breakers::Registry &m_breakers;
    QList<Helper> m_helpers;
};

} // namespace pipeline
