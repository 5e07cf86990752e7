// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/backend.h"

#include "backend/backendparts.h"
#include "backend/config/load.h"
#include "backend/definitions.h"
#include "backend/demo.h"
#include "backend/http/descriptors.h"
#include "backend/protocol/names.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QHostAddress>
#include <QLoggingCategory>
#include <QStandardPaths>
#include <QTimer>

#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(backendLog, "signalbox.backend")

namespace {

constexpr std::chrono::seconds DrainTime{3};

protocol::Error cannotStart(const QString &detail)
{
    return {protocol::ErrorKind::Unavailable, detail};
}

protocol::Error cannotWrite(const QString &path)
{
    return cannotStart(
        u"the data directory %1 cannot be written; choose another one with --data-dir"_s.arg(path));
}

QUrl addressUrl(const config::Server &server, const QHostAddress &host, quint16 port)
{
    QUrl url;
    url.setScheme(server.tlsCertificateFile.isEmpty() ? u"http"_s : u"https"_s);
    url.setHost(host.toString());
    url.setPort(port);
    return url;
}

QHostAddress hostAddress(const QString &text)
{
    return text == u"localhost" ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(text);
}

} // namespace

Backend::Backend(Settings settings, QObject *parent)
    : QObject(parent)
    , m_settings(std::move(settings))
{ }

Backend::~Backend()
{
    forgetAddress();
}

protocol::Result<QUrl> Backend::start()
{
    m_trouble = Trouble::Configuration;
    if (const auto possible = checkAddress(); !possible) {
        return possible.error();
    }
    if (const auto tls = loadTls(); !tls) {
        return tls.error();
    }
    // The one that has the directory is better to be named than what has the port.
    std::unique_ptr<QLockFile> lock;
    m_trouble = Trouble::Directory;
    if (const QString path = m_settings.surroundings.dataDirectory; QFileInfo::exists(path)) {
        auto taken = lockDirectory();
        if (!taken) {
            return taken.error();
        }
        lock = std::move(taken.value());
    }
    m_trouble = Trouble::Address;
    if (const auto possible = checkPort(); !possible) {
        return possible.error();
    }
    m_trouble = Trouble::Directory;
    if (const auto mine = takeDirectory(std::move(lock)); !mine) {
        return mine.error();
    }
    m_trouble = Trouble::Address;
    const auto port = listen();
    if (!port) {
        m_parts.reset();
        return port.error();
    }
    m_trouble = Trouble::None;
    const config::Server &server = m_settings.config.server;
    const QUrl url = addressUrl(server, hostAddress(server.host), port.value());
    leaveAddress(url);
    bringUp(url);
    return url;
}

protocol::Result<quint16> Backend::listen()
{
    const config::Server &server = m_settings.config.server;
    const QHostAddress host = hostAddress(server.host);
    if (m_tls) {
        m_parts->useCertificate(*m_tls, m_tlsStamps);
    }
    auto port = m_parts->http().listen(host, static_cast<quint16>(server.port));
    if (port || !m_settings.surroundings.demo) {
        return port;
    }
    // The demo has to come up beside whatever runs on this machine.
    qCInfo(backendLog).noquote() << port.error().detail % u"; the demo takes another port"_s;
    return m_parts->http().listen(host, 0);
}

protocol::Result<protocol::Done> Backend::checkAddress() const
{
    const config::Config &config = m_settings.config;
    const config::Loaded loaded{.config = config};
    if (const auto faults = config::unsupported(loaded); !faults.isEmpty()) {
        return cannotStart(config::toText(faults.first()));
    }
    http::raiseDescriptorLimit();
    return http::checkDescriptors(config.limits.maxConnections);
}

// Nothing has been changed by then. A port that is taken in between is found all the same, later.
protocol::Result<protocol::Done> Backend::checkPort() const
{
    const config::Server &server = m_settings.config.server;
    if (server.port == 0 || m_settings.surroundings.demo) {
        return protocol::Done{};
    }
    http::HttpServer attempt({}, {});
    const auto port = attempt.listen(hostAddress(server.host), static_cast<quint16>(server.port));
    return port ? protocol::Result<protocol::Done>(protocol::Done{}) : port.error();
}

protocol::Result<std::unique_ptr<QLockFile>> Backend::lockDirectory()
{
    const QString path = m_settings.surroundings.dataDirectory;
    const QFileInfo directory(path);
    if (!directory.isDir() || !directory.isWritable()) {
        return cannotWrite(path);
    }
    auto lock = std::make_unique<QLockFile>(path % u"/lock"_s);
    lock->setStaleLockTime(0);
    if (lock->tryLock(0)) {
        QFile::remove(addressFile(path)); // of one that was killed and could not take it back
        return lock;
    }
    m_trouble = Trouble::Occupied;
    qint64 pid = 0;
    QString host;
    QString program;
    lock->getLockInfo(&pid, &host, &program);
    return cannotStart(
        u"the data directory %1 is in use by %2 (process %3); stop it, connect "
        u"to it, or choose "
        "another one with --data-dir"_s.arg(path, program.isEmpty() ? u"a signalbox"_s : program)
            .arg(pid));
}

/// `lock` is there when the directory was.
protocol::Result<protocol::Done> Backend::takeDirectory(std::unique_ptr<QLockFile> lock)
{
    const QString path = m_settings.surroundings.dataDirectory;
    if (!lock) {
        if (!QDir().mkpath(path)) {
            return cannotWrite(path);
        }
        QFile::setPermissions(
            path, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
        auto taken = lockDirectory();
        if (!taken) {
            return taken.error();
        }
        lock = std::move(taken.value());
    }
    if (const auto tokens = tokens::read(tokens::fileIn(path)); !tokens) {
        return tokens.error();
    }
    auto options = definitions::store(m_settings.config.storage, path);
    if (!options) {
        return options.error();
    }
    if (auto &server = options.value().server) {
        server->client = u"signalbox on "_s % definitions::nodeName(m_settings.config.server);
    }
    auto store = storage::Storage::open(options.value());
    if (!store) {
        return store.error();
    }
    if (m_settings.config.pipeline.cameraRoot == config::Pipeline().cameraRoot) {
        QDir().mkpath(definitions::cameraRoot(m_settings.config, m_settings.surroundings));
    }
    m_parts = std::make_unique<BackendParts>(m_settings, std::move(lock), std::move(store.value()));
    return protocol::Done{};
}

void Backend::prepareDemo(const QUrl &url)
{
    const Surroundings &surroundings = m_settings.surroundings;
    const QStringList missing = demo::missing(QStandardPaths::findExecutable(u"ffmpeg"_s));
    for (const QString &line : missing) {
        qCWarning(backendLog).noquote() << line;
    }
    if (surroundings.prometheus.isEmpty()) {
        return;
    }
    const QByteArray token = ownToken(protocol::DemoPrometheus.toString(), http::Scope::Read);
    const auto written =
        demo::configurePrometheus(surroundings.dataDirectory, {.url = url, .token = token},
                                  QUrl(m_settings.config.prometheus.url));
    if (!written) {
        qCWarning(backendLog).noquote() << written.error().detail;
    }
}

void Backend::bringUp(const QUrl &url)
{
    if (m_settings.surroundings.demo) {
        prepareDemo(url);
    }
    m_parts->pipeline().start([this] {
        m_parts->supervisor().start();
        m_parts->startTimers();
        Q_EMIT ready();
    });
}

void Backend::stop(std::function<void(QStringList)> done)
{
    if (!m_parts) {
        done({});
        return;
    }
    m_parts->closeDoor();
    forgetAddress();
    const auto next = std::make_shared<bool>(false);
    const auto stopWorkers = [this, next, done = std::move(done)] {
        if (std::exchange(*next, true)) {
            return;
        }
        m_parts->supervisor().stopAll([this, done](const QStringList &notStopped) {
            m_parts->store().close([done, notStopped] { done(notStopped); });
        });
    };
    // What is still in hand then is given back when its worker goes.
    QTimer::singleShot(DrainTime, this, stopWorkers);
    m_parts->drain(stopWorkers);
}

void Backend::abort()
{
    forgetAddress();
    if (m_parts) {
        m_parts->supervisor().killAll();
    }
}
