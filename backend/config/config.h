// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/alert.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <csignal>

namespace config {

using std::chrono::milliseconds;
using namespace std::chrono_literals;

/// [server]: where the door is.
struct Server
{
    QString host = QStringLiteral("127.0.0.1");
    int port = 8000; ///< 0 picks a free one
    QStringList names = {}; ///< further Host names that are ours
    QString node = {}; ///< empty: the machine's name
    QString tlsCertificateFile = {};
    QString tlsKeyFile = {};
    bool allowPlaintext = false;

    bool operator==(const Server &) const = default;
};

/// [security].
struct Security
{
    bool requireToken = false;

    bool operator==(const Security &) const = default;
};

/// [limits] of the HTTP door.
struct Limits
{
    int maxConnections = 256;
    int maxPerAddress = 256;
    int maxHeadBytes = 16384;
    int maxHeaderFields = 64;
    qint64 maxBodyBytes = 1048576;
    milliseconds head = 10s;
    milliseconds body = 30s;
    milliseconds idle = 30s;
    milliseconds write = 20s;
    qint64 websocketMessageBytes = 65536;
    qint64 websocketBacklogBytes = 1048576;

    bool operator==(const Limits &) const = default;
};

/// [storage].
struct Storage
{
    QString url = QStringLiteral("sqlite:signalbox.db");
    QString passwordFile = {}; ///< for PostgreSQL; mode 0600 or stricter

    bool operator==(const Storage &) const = default;
};

/// [queue].
struct Queue
{
    QString url = QStringLiteral("embedded:");
    QString passwordFile = {}; ///< for Redis; mode 0600 or stricter

    bool operator==(const Queue &) const = default;
};

/// How the camera folders are observed.
enum class Observer
{
    Auto,
    Native,
    Polling
};

/// [pipeline].
struct Pipeline
{
    QString cameraRoot = QStringLiteral("cameras"); ///< relative to the data directory
    Observer observer = Observer::Auto;
    milliseconds pollInterval = 1s;
    milliseconds stability = 2s;
    milliseconds incompleteAfter = 300s;
    milliseconds batchWindow = 90s;
    milliseconds batchIdleTimeout = 30s;
    int batchMaxDetections = 500;
    double confidenceThreshold = 0.5; ///< fraction
    milliseconds dedupe = 300s;
    int retentionDays = 30;
    bool deleteImages = false;

    bool operator==(const Pipeline &) const = default;
};

/// When and how often a worker is started again; [supervisor] sets it for all, a [[worker]] for
/// itself.
struct Restarts
{
    int maxRestarts = 5;
    milliseconds backoffBase = 1s;
    milliseconds backoffCap = 60s;
    double backoffJitter = 0; ///< fraction of the delay
    milliseconds stableAfter = 86400s; ///< 0: the count is never set to 0
    milliseconds startTimeout = 10s;
    milliseconds stopTimeout = 10s;
    milliseconds watchdog = 30s;

    bool operator==(const Restarts &) const = default;
};

/// [supervisor].
struct Supervisor
{
    bool enabled = true;
    Restarts restarts = {};

    bool operator==(const Supervisor &) const = default;
};

/// Whether signalbox-vision runs as the worker "vision"; Auto: when no AI service has a URL.
enum class Embedded
{
    Auto,
    True,
    False
};

/// [ai.NAME]: one of the five AI services.
struct AiService
{
    QString name = {};
    QString url = {}; ///< empty: the embedded service, if it runs
    milliseconds timeout = 30s;

    bool operator==(const AiService &) const = default;
};

/// The five services of protocol::AiServices, in that order.
QList<AiService> defaultAiServices();

/// [ai].
struct Ai
{
    Embedded embedded = Embedded::Auto;
    milliseconds probeInterval = 5s;
    QList<AiService> services = defaultAiServices();

    /// True when signalbox-vision has to run: it is wished, or "auto" and no service has a URL.
    bool runsEmbedded() const;

    bool operator==(const Ai &) const = default;
};

/// One circuit breaker.
struct Breaker
{
    int failureThreshold = 5;
    milliseconds recoveryTimeout = 30s;
    int halfOpenMaxCalls = 3;
    int successThreshold = 2;

    bool operator==(const Breaker &) const = default;
};

/// [breakers], with [breakers.NAME] for single ones.
struct Breakers
{
    Breaker defaults = {};
    QMap<QString, Breaker> overrides = {}; ///< complete: what a section leaves out is the default

    Breaker of(const QString &name) const { return overrides.value(name, defaults); }

    bool operator==(const Breakers &) const = default;
};

/// [degradation].
struct Degradation
{
    int failureThreshold = 3;
    int memoryQueueSize = 1000;

    bool operator==(const Degradation &) const = default;
};

/// [prometheus].
struct Prometheus
{
    QString url = QStringLiteral("http://prometheus:9090");
    milliseconds pollInterval = 15s;
    milliseconds timeout = 5s;

    bool operator==(const Prometheus &) const = default;
};

/// When a worker of the user's counts as ready.
enum class Ready
{
    Started,
    Notify ///< it says READY=1
};

/// Whether a worker that ended is started again.
enum class Restart
{
    Always,
    OnFailure,
    Never
};

/// One [[worker]]: any program, beside the built-in ones.
struct WorkerSection
{
    QString name = {};
    QStringList command = {}; ///< run without a shell
    QString directory = QStringLiteral(".");
    QMap<QString, QString> environment = {};
    bool critical = false;
    bool autostart = true;
    QStringList after = {}; ///< started when these are ready, stopped before them
    Ready ready = Ready::Started;
    int stopSignal = SIGTERM;
    QList<int> expectedExitCodes = {0};
    Restart restart = Restart::Always;
    int memoryLimitMb = 0; ///< MiB; 0: none
    Restarts restarts = {}; ///< what the section leaves out is that of [supervisor]

    bool operator==(const WorkerSection &) const = default;
};

/// One [[alert]]: when somebody is to be alerted. One with the name of a built-in rule changes that
/// one.
struct AlertSection
{
    QString name = {};
    QString when = {}; ///< in the language of alerts::Expression
    protocol::AlertSeverity severity = protocol::AlertSeverity::Medium;
    milliseconds hold = 0s; ///< the condition must hold for so long
    QString message = {}; ///< {worker.name} stands for the fact; empty: the condition
    bool enabled = true;

    bool operator==(const AlertSection &) const = default;
};

/// The built-in rules.
QList<AlertSection> defaultAlerts();

struct Config;

/// True for localhost and the loopback addresses.
bool isLoopback(const QString &host);

/// True when nobody is let in without a token: it is wished, or the address is not loopback.
bool needsToken(const Config &config);

/// Everything that can be configured, with its defaults.
struct Config
{
    Server server = {};
    Security security = {};
    Limits limits = {};
    Storage storage = {};
    Queue queue = {};
    Pipeline pipeline = {};
    Supervisor supervisor = {};
    Ai ai = {};
    Breakers breakers = {};
    Degradation degradation = {};
    Prometheus prometheus = {};
    QList<WorkerSection> workers = {};
    QList<AlertSection> alerts = defaultAlerts();

    bool operator==(const Config &) const = default;
};

} // namespace config
