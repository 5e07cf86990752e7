// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/config/keys.h"

#include "backend/alerts/alertexpression.h"
#include "backend/config/textchecks.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace config {

namespace {

constexpr int MaxPort = 65535;
constexpr int MaxConnections = 65536;
/// QHttpServer drops all headers from the hundredth on, so the door stays below.
constexpr int MaxHeaderFields = 96;
/// It does the same with a field above 100 KiB, so a head is well below that.
constexpr int MaxHeadBytes = 65536;
constexpr int Kilo = 1024;
constexpr int Mega = Kilo * Kilo;
constexpr int Hour = 3600;
constexpr int Day = 86400;
constexpr int Year = 365 * Day;
constexpr double Shortest = 0.05;
constexpr int Many = 1000;

template<typename Enum>
Words words(Enum &target, QStringView list)
{
    return {list, &target,
            [](const void *from) { return static_cast<int>(*static_cast<const Enum *>(from)); },
            [](void *to, int index) { *static_cast<Enum *>(to) = static_cast<Enum>(index); }};
}

constexpr std::array StopSignals{SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGUSR1, SIGUSR2, SIGKILL};

Words signalWords(int &target)
{
    return {u"TERM|INT|QUIT|HUP|USR1|USR2|KILL", &target,
            [](const void *from) {
                const int number = *static_cast<const int *>(from);
                const auto *found = std::find(StopSignals.begin(), StopSignals.end(), number);
                return static_cast<int>(found - StopSignals.begin());
            },
            [](void *to, int index) {
                *static_cast<int *>(to) = StopSignals.at(static_cast<std::size_t>(index));
            }};
}

/// The severity that is none is not among the words.
Words severityWords(protocol::AlertSeverity &severity)
{
    return {u"low|medium|high|critical", &severity,
            [](const void *from) {
                return static_cast<int>(*static_cast<const protocol::AlertSeverity *>(from)) - 1;
            },
            [](void *to, int index) {
                *static_cast<protocol::AlertSeverity *>(to) =
                    static_cast<protocol::AlertSeverity>(index + 1);
            }};
}

QList<Key> serverKeys(Config &c)
{
    Server &server = c.server;
    return {
        {u"server.host"_s, &server.host, 0, 0, checkBindAddress},
        {u"server.port"_s, &server.port, 0, MaxPort},
        {u"server.names"_s, &server.names, 0, 0, checkHostName},
        {u"server.node"_s, &server.node, 0, 0, checkNode},
        {u"server.tls_certificate_file"_s, &server.tlsCertificateFile, 0, 0, checkFile},
        {u"server.tls_key_file"_s, &server.tlsKeyFile, 0, 0, checkSecretFile},
        {u"server.allow_plaintext"_s, &server.allowPlaintext},
        {u"security.require_token"_s, &c.security.requireToken},
    };
}

QList<Key> limitKeys(Limits &limits)
{
    return {
        {u"limits.max_connections"_s, &limits.maxConnections, 1, MaxConnections},
        {u"limits.max_per_address"_s, &limits.maxPerAddress, 1, MaxConnections},
        {u"limits.max_head_bytes"_s, &limits.maxHeadBytes, Kilo, MaxHeadBytes},
        {u"limits.max_header_fields"_s, &limits.maxHeaderFields, 8, MaxHeaderFields},
        {u"limits.max_body_bytes"_s, &limits.maxBodyBytes, 0, 64 * Mega},
        {u"limits.head_seconds"_s, &limits.head, Shortest, Hour},
        {u"limits.body_seconds"_s, &limits.body, Shortest, Hour},
        {u"limits.idle_seconds"_s, &limits.idle, Shortest, Hour},
        {u"limits.write_seconds"_s, &limits.write, Shortest, Hour},
        {u"limits.websocket_message_bytes"_s, &limits.websocketMessageBytes, Kilo, 16 * Mega},
        {u"limits.websocket_backlog_bytes"_s, &limits.websocketBacklogBytes, 64 * Kilo,
         1024 * Mega},
    };
}

QList<Key> storageKeys(Config &c)
{
    return {
        {u"storage.url"_s, &c.storage.url, 0, 0, checkStorageUrl},
        {u"storage.password_file"_s, &c.storage.passwordFile, 0, 0, checkSecretFile},
        {u"queue.url"_s, &c.queue.url, 0, 0, checkQueueUrl},
        {u"queue.password_file"_s, &c.queue.passwordFile, 0, 0, checkSecretFile},
    };
}

QList<Key> pipelineKeys(Pipeline &pipeline)
{
    return {
        {u"pipeline.camera_root"_s, &pipeline.cameraRoot, 0, 0, checkNotEmpty},
        {u"pipeline.observer"_s, words(pipeline.observer, u"auto|native|polling")},
        {u"pipeline.poll_interval_seconds"_s, &pipeline.pollInterval, Shortest, Hour},
        {u"pipeline.stability_seconds"_s, &pipeline.stability, Shortest, Hour},
        {u"pipeline.incomplete_after_seconds"_s, &pipeline.incompleteAfter, Shortest, Day},
        {u"pipeline.batch_window_seconds"_s, &pipeline.batchWindow, Shortest, Hour},
        {u"pipeline.batch_idle_timeout_seconds"_s, &pipeline.batchIdleTimeout, Shortest, Hour},
        {u"pipeline.batch_max_detections"_s, &pipeline.batchMaxDetections, 1, 10 * Many},
        {u"pipeline.confidence_threshold"_s, &pipeline.confidenceThreshold, 0, 1},
        {u"pipeline.dedupe_seconds"_s, &pipeline.dedupe, 0, Day},
        {u"pipeline.retention_days"_s, &pipeline.retentionDays, 1, 10 * 365},
        {u"pipeline.delete_images"_s, &pipeline.deleteImages},
    };
}

QList<Key> restartKeys(Restarts &restarts, const QString &section)
{
    return {
        {section + u".max_restarts"_s, &restarts.maxRestarts, 0, Many},
        {section + u".backoff_base_seconds"_s, &restarts.backoffBase, 0.01, Hour},
        {section + u".backoff_cap_seconds"_s, &restarts.backoffCap, 0.01, Day},
        {section + u".backoff_jitter"_s, &restarts.backoffJitter, 0, 1},
        {section + u".stable_after_seconds"_s, &restarts.stableAfter, 0, Year},
        {section + u".start_timeout_seconds"_s, &restarts.startTimeout, Shortest, Hour},
        {section + u".stop_timeout_seconds"_s, &restarts.stopTimeout, Shortest, Hour},
        {section + u".watchdog_seconds"_s, &restarts.watchdog, Shortest, Day},
    };
}

QList<Key> aiKeys(Ai &ai)
{
    QList<Key> keys{
        {u"ai.embedded"_s, words(ai.embedded, u"auto|true|false")},
        {u"ai.probe_interval_seconds"_s, &ai.probeInterval, Shortest, Hour},
    };
    for (AiService &service : ai.services) {
        const QString section = u"ai." + service.name;
        keys.append({section + u".url"_s, &service.url, 0, 0, checkHttpUrlOrEmpty});
        keys.append({section + u".timeout_seconds"_s, &service.timeout, Shortest, Hour});
    }
    return keys;
}

QList<Key> outerKeys(Config &c)
{
    return {
        {u"degradation.failure_threshold"_s, &c.degradation.failureThreshold, 1, Many},
        {u"degradation.memory_queue_size"_s, &c.degradation.memoryQueueSize, 1, Many * Many},
        {u"prometheus.url"_s, &c.prometheus.url, 0, 0, checkHttpUrl},
        {u"prometheus.poll_interval_seconds"_s, &c.prometheus.pollInterval, Shortest, Hour},
        {u"prometheus.timeout_seconds"_s, &c.prometheus.timeout, Shortest, Hour},
    };
}

} // namespace

QList<Key> keysOf(Config &config)
{
    QList<Key> keys = serverKeys(config);
    keys += limitKeys(config.limits);
    keys += storageKeys(config);
    keys += pipelineKeys(config.pipeline);
    keys.append({u"supervisor.enabled"_s, &config.supervisor.enabled});
    keys += restartKeys(config.supervisor.restarts, u"supervisor"_s);
    keys += aiKeys(config.ai);
    keys += keysOf(config.breakers.defaults, u"breakers"_s);
    keys += outerKeys(config);
    return keys;
}

QList<Key> keysOf(Breaker &breaker, const QString &section)
{
    return {
        {section + u".failure_threshold"_s, &breaker.failureThreshold, 1, Many},
        {section + u".recovery_timeout_seconds"_s, &breaker.recoveryTimeout, Shortest, Hour},
        {section + u".half_open_max_calls"_s, &breaker.halfOpenMaxCalls, 1, Many},
        {section + u".success_threshold"_s, &breaker.successThreshold, 1, Many},
    };
}

QList<Key> keysOf(WorkerSection &worker, const QString &section)
{
    QList<Key> keys{
        {section + u".name"_s, &worker.name, 0, 0, checkWorkerName},
        {section + u".command"_s, &worker.command, 0, 0, checkNoNul},
        {section + u".directory"_s, &worker.directory, 0, 0, checkNotEmpty},
        {section + u".environment"_s, &worker.environment, 0, 0, checkNoNul},
        {section + u".critical"_s, &worker.critical},
        {section + u".autostart"_s, &worker.autostart},
        {section + u".after"_s, &worker.after},
        {section + u".ready"_s, words(worker.ready, u"started|notify")},
        {section + u".stop_signal"_s, signalWords(worker.stopSignal)},
        {section + u".expected_exit_codes"_s, &worker.expectedExitCodes, 0, 255},
        {section + u".restart"_s, words(worker.restart, u"always|on-failure|never")},
        {section + u".memory_limit_mb"_s, &worker.memoryLimitMb, 0, Mega},
    };
    keys += restartKeys(worker.restarts, section);
    return keys;
}

QList<Key> keysOf(AlertSection &alert, const QString &section)
{
    return {
        {section + u".name"_s, &alert.name, 0, 0, checkAlertName},
        {section + u".when"_s, &alert.when, 0, 0, alerts::expressionFault},
        {section + u".severity"_s, severityWords(alert.severity)},
        {section + u".for_seconds"_s, &alert.hold, 0, Day},
        {section + u".message"_s, &alert.message, 0, 0, checkMessage},
        {section + u".enabled"_s, &alert.enabled},
    };
}

} // namespace config
