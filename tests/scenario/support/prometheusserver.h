// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/scenario/support/serverprocess.h"

#include <QJsonValue>
#include <QList>
#include <QString>
#include <QTemporaryDir>

namespace scenario {

/// What a Prometheus is to scrape.
struct ScrapeJob
{
    QString name = {};
    QList<quint16> ports = {}; ///< of this machine, /metrics
    QString interval = QStringLiteral("1s");
};

/// A real Prometheus with data of its own, which can be killed and started again.
class PrometheusServer final
{
public:
    PrometheusServer();

    quint16 port() const { return m_port; }

    /// [prometheus] of a daemon that is to ask it often.
    QString toml() const;

    /// A file with rules that it is to evaluate, from the next start on.
    void setRules(const QString &path) { m_rules = path; }

    /// Starts it with these jobs and waits until it is ready.
    bool start(const QList<ScrapeJob> &jobs);

    /// The same, as it was.
    bool startAgain();

    /// The `data` of what it answers to GET /api/v1/PATH.
    QJsonValue ask(const QByteArray &path) const;

    void kill9() { m_server.kill9(); }

    /// Freezes it: its port takes connections, nobody answers.
    void freeze() const;
    void thaw() const;

    QByteArray output() { return m_server.output(); }

private:
    QTemporaryDir m_directory;
    QString m_rules;
    quint16 m_port;
    ServerProcess m_server;
};

} // namespace scenario
