// SPDX-License-Identifier: GPL-3.0-or-later
// Who may come in, and what is remembered of what they did.
#include "backend/backendparts.h"

#include <QLoggingCategory>
#include <QWebSocket>

using namespace Qt::StringLiterals;

Q_DECLARE_LOGGING_CATEGORY(backendLog)

namespace {

constexpr QStringView NoTokenYet =
    u"nobody can log in yet: signalboxd token create --name NAME --scope read|operate|admin";

journal::Grant grantOf(const http::Principal &principal)
{
    const bool hasToken = principal.id != http::LocalUser;
    return {.scope = tokens::toText(principal.scope),
            .tokenId = hasToken ? principal.id : QString(),
            .tokenName = hasToken ? principal.name : QString()};
}

QJsonValue whoOf(const http::Principal &principal)
{
    if (principal.scope == http::Scope::None) {
        return {};
    }
    return QJsonObject{{u"id"_s, principal.id},
                       {u"name"_s, principal.name},
                       {u"scope"_s, tokens::toText(principal.scope)}};
}

QString toText(http::Outcome outcome)
{
    return outcome == http::Outcome::Done   ? u"done"_s
        : outcome == http::Outcome::Refused ? u"refused"_s
                                            : u"failed"_s;
}

} // namespace

protocol::Result<protocol::Done> Backend::loadTls()
{
    const config::Server &server = m_settings.config.server;
    if (server.tlsCertificateFile.isEmpty()) {
        return protocol::Done{};
    }
    const http::CertificateFiles files{server.tlsCertificateFile, server.tlsKeyFile};
    m_tlsStamps = http::stampsOf(files); // before it is read: a renewal meanwhile is news
    auto loaded = http::loadCertificate(files, protocol::Now::read().wall);
    if (!loaded) {
        return loaded.error();
    }
    m_tls = std::move(loaded.value());
    return protocol::Done{};
}

QByteArray Backend::ownToken(const QString &name, http::Scope scope)
{
    return m_parts && config::needsToken(m_settings.config)
        ? m_parts->tokens().createOwn(name, scope)
        : QByteArray();
}

void BackendParts::wireSecurity()
{
    if (config::needsToken(m_config) && m_tokens.list().isEmpty()) {
        qCInfo(backendLog).noquote() << NoTokenYet;
    }
    connect(&m_tokens, &tokens::Registry::ended, this, [this](const QString &id) {
        m_events.revoke(id);
        m_system.revoke(id);
    });
    connect(&m_tokens, &tokens::Registry::changed, this, [this] { changed(u"/api/tokens"_s); });
    connect(&m_tokens, &tokens::Registry::faultChanged, this,
            [this] { tellPart(u"tokens"_s, m_tokens.fault()); });
    for (journal::EventHub *hub : {&m_events, &m_system}) {
        connect(hub, &journal::EventHub::clientsChanged, this,
                [this] { changed(u"/api/clients"_s); });
    }
    connect(&m_http, &http::HttpServer::acted, this, &BackendParts::remember);
}

void BackendParts::useCertificate(const QSslConfiguration &configuration,
                                  const http::CertificateStamps &loaded)
{
    m_http.setTls(configuration);
    m_certificate = std::make_unique<http::Certificate>(
        http::CertificateFiles{m_config.server.tlsCertificateFile, m_config.server.tlsKeyFile},
        loaded);
    connect(m_certificate.get(), &http::Certificate::renewed, &m_http, &http::HttpServer::setTls);
    connect(m_certificate.get(), &http::Certificate::faultChanged, this,
            [this] { tellPart(u"tls_certificate"_s, m_certificate->fault()); });
}

/// What was read last goes on to be used: nothing is down, but somebody should look.
void BackendParts::tellPart(const QString &part, const QString &fault)
{
    const QString good = u"healthy"_s;
    const QString worse = u"degraded"_s;
    const bool isWell = fault.isEmpty();
    tellService(part, isWell ? good : worse, isWell ? worse : good, fault, {});
}

void BackendParts::admit(const http::WebSocketConnection &connection)
{
    const http::Principal &who = connection.principal;
    const bool mayHaveEnded = who.scope != http::Scope::None && who.id != http::LocalUser;
    if (mayHaveEnded && !m_tokens.isGood(who.id)) {
        connection.socket->abort(); // revoked while it shook hands
        connection.socket->deleteLater();
        return;
    }
    const auto check = [this, peer = connection.peer,
                        loggedIn = connection.loggedIn](const QString &token) {
        const http::Admission admission = m_http.logIn(token.toUtf8(), peer);
        if (admission.refusal) {
            return std::optional<journal::Grant>();
        }
        loggedIn();
        return std::optional(grantOf(admission.principal));
    };
    journal::EventHub &hub = connection.path == u"/ws/system" ? m_system : m_events;
    hub.admit(connection.socket, connection.unsent,
              {.tokenNeeded = who.scope == http::Scope::None,
               .grant = grantOf(who),
               .peer = connection.peer.toString(),
               .check = check},
              journal::namesOf(connection.query.value(u"names"_s)));
}

/// One line for each order and for each log-in that was refused: who wanted what, and what came of
/// it.
void BackendParts::remember(const http::Action &action)
{
    const http::Outcome outcome = http::outcomeOf(action.status);
    const bool isBounded = outcome == http::Outcome::Refused;
    if (outcome == http::Outcome::None
        || (isBounded && !m_refusals.take(protocol::Now::read().steady))) {
        return;
    }
    m_journal.append(
        {.type = protocol::AuditType.toString(),
         .data = {{u"action"_s, http::sentenceOf(action)},
                  {u"by"_s, whoOf(action.principal)},
                  {u"peer"_s, action.peer.toString()},
                  {u"outcome"_s, toText(outcome)},
                  {u"status"_s, action.status},
                  {u"detail"_s, action.detail.isEmpty() ? QJsonValue() : action.detail},
                  {u"unrecorded"_s, isBounded ? m_refusals.takeUncounted() : 0}}});
}
