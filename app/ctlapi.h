// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctltarget.h"

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QSslConfiguration>

namespace app {

/// One question to the API.
struct Question
{
    Method method = Method::Get;
    QString path = {}; ///< encoded
    QString query = {};
    QByteArray body = {};
};

/// What came back: a status and a body, or a reason why nothing did.
struct Answer
{
    int status = 0; ///< 0: there is none
    QByteArray body = {};
    QJsonObject json = {};
    bool isJson = false; ///< the body is an object
    QString failure = {}; ///< why there is no answer

    bool isDone() const;
};

/// The API of one backend. Whoever asks waits; nothing else goes on in this program.
class Api final
{
public:
    /// The error: the certificates cannot be read.
    static protocol::Result<QSslConfiguration> trustOf(const Target &target);

    Api(Target target, const QSslConfiguration &trust, std::chrono::seconds patience);

    Answer ask(const Question &question);

    const Target &target() const { return m_target; }

    const QSslConfiguration &trust() const { return m_trust; }

    /// The request with everything that a target needs.
    QNetworkRequest requestFor(const QUrl &url) const;

private:
    QNetworkReply *send(const Question &question, const QNetworkRequest &request);
    void watch(QNetworkReply *reply, QString &failure);

    Target m_target;
    QSslConfiguration m_trust;
    std::chrono::seconds m_patience;
    QNetworkAccessManager m_network;
};

/// True for the certificate that the target's fingerprint is of.
bool isExpected(const QSslCertificate &certificate, const Target &target);

/// Lets time go by.
void pause(std::chrono::milliseconds duration);

} // namespace app
