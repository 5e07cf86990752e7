// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/config/config.h"
#include "backend/definitions.h"
#include "backend/http/certificate.h"
#include "backend/http/principal.h"
#include "backend/protocol/result.h"

#include <QLockFile>
#include <QObject>
#include <QSslConfiguration>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>

class BackendParts;

/// The file in a data directory that says where its backend listens: {"url", "pid"}. It is there as
/// long as one does; one that was killed leaves it behind.
QString addressFile(const QString &dataDirectory);

/// The same door from this machine: who listens everywhere also listens on loopback.
QUrl reachableUrl(QUrl url);

/// Everything that is the case, behind one door: owns every room, and is the only place where rooms
/// meet http and journal. Lives in one thread, which must last as long as the process and must not
/// be blocked.
class Backend final : public QObject
{
    Q_OBJECT

public:
    struct Settings
    {
        config::Config config = {};
        Surroundings surroundings = {};
        QMap<QString, QString> origins = {}; ///< of the values, as config::Loaded has them
    };

    /// What kept it from starting: what helps is another address, another directory, the one that
    /// holds the directory, or another configuration.
    enum class Trouble
    {
        None,
        Address,
        Directory,
        Occupied,
        Configuration
    };
    Q_ENUM(Trouble)

    explicit Backend(Settings settings, QObject *parent = nullptr);
    ~Backend() override;

    /// Takes the data directory, opens the store and the door; blocks for the store. The error is
    /// one line that says what helps. Everything else comes up afterwards; watch ready().
    protocol::Result<QUrl> start();

    /// After start(), where tokens are needed: one for a part of this program or a child of it,
    /// which no file holds. Else empty.
    QByteArray ownToken(const QString &name, http::Scope scope);

    Trouble trouble() const { return m_trouble; } ///< of the last start

    /// No new work, drain, children down, store closed. `done` names the workers that did not stop.
    void stop(std::function<void(QStringList notStopped)> done);

    /// Ends everything at once.
    void abort();

Q_SIGNALS:
    /// Workers have been started.
    void ready();

private:
    protocol::Result<protocol::Done> checkPort() const;
    protocol::Result<std::unique_ptr<QLockFile>> lockDirectory();
    protocol::Result<protocol::Done> takeDirectory(std::unique_ptr<QLockFile> lock);
    protocol::Result<protocol::Done> checkAddress() const;
    protocol::Result<protocol::Done> loadTls();
    protocol::Result<quint16> listen();
    void leaveAddress(const QUrl &url);
    void forgetAddress();
    void prepareDemo(const QUrl &url);
    void bringUp(const QUrl &url);

    Settings m_settings;
    http::CertificateStamps m_tlsStamps;
    std::optional<QSslConfiguration> m_tls; ///< nothing: the door is plain
    std::unique_ptr<BackendParts> m_parts;
    bool m_isAddressLeft = false;
    Trouble m_trouble = Trouble::None;
};
