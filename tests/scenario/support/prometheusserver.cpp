// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/prometheusserver.h"

#include "tests/scenario/support/request.h"
#include "tests/support/signals.h"

#include <QFile>
#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>

#include <csignal>

using namespace Qt::StringLiterals;

namespace scenario {

namespace {

QByteArray configuration(const QList<ScrapeJob> &jobs, const QString &rules)
{
    QString text = rules.isEmpty()
        ? QString()
        : u"global:\n  evaluation_interval: 1s\nrule_files: ['%1']\n"_s.arg(rules);
    text += u"scrape_configs:\n"_s;
    for (const ScrapeJob &job : jobs) {
        QStringList targets;
        for (const quint16 port : job.ports) {
            targets.append(u"'127.0.0.1:%1'"_s.arg(port));
        }
        text += u"  - job_name: %1\n    scrape_interval: %2\n    scrape_timeout: 1s\n"
                "    static_configs:\n      - targets: [%3]\n"_s.arg(job.name, job.interval,
                                                                     targets.join(u", "_s));
    }
    return text.toUtf8();
}

} // namespace

PrometheusServer::PrometheusServer()
    : m_port(freePort())
    , m_server(u"prometheus"_s,
               {u"--config.file="_s + m_directory.filePath(u"prometheus.yml"_s),
                u"--storage.tsdb.path="_s + m_directory.filePath(u"data"_s),
                u"--web.listen-address=127.0.0.1:"_s + QString::number(m_port),
                u"--log.level=warn"_s})
{ }

QString PrometheusServer::toml() const
{
    return u"[prometheus]\nurl = \"http://127.0.0.1:%1\"\npoll_interval_seconds = 0.2\n"
           "timeout_seconds = 2\n"_s.arg(m_port);
}

bool PrometheusServer::start(const QList<ScrapeJob> &jobs)
{
    QFile file(m_directory.filePath(u"prometheus.yml"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(configuration(jobs, m_rules)) < 0) {
        return false;
    }
    file.close();
    return startAgain();
}

bool PrometheusServer::startAgain()
{
    return m_server.start()
        && waitUntil([this] { return request(m_port, "GET", "/-/ready").status == 200; }, 60000);
}

// In the words of HTTP/1.0: else a long answer comes in chunks.
QJsonValue PrometheusServer::ask(const QByteArray &path) const
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
    socket.write("GET /api/v1/" + path + " HTTP/1.0\r\n\r\n");
    QByteArray answer;
    waitUntil([&] {
        answer += socket.readAll();
        return socket.state() == QAbstractSocket::UnconnectedState;
    });
    answer += socket.readAll();
    const qsizetype body = answer.indexOf("\r\n\r\n");
    return QJsonDocument::fromJson(body < 0 ? QByteArray() : answer.sliced(body + 4))
        .object()
        .value(u"data");
}

void PrometheusServer::freeze() const
{
    support::sendSignal(m_server.process().pid, SIGSTOP);
}

void PrometheusServer::thaw() const
{
    support::sendSignal(m_server.process().pid, SIGCONT);
}

} // namespace scenario
