// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"
#include "ui/client/answercontract.h"

#include <QByteArray>
#include <QJsonObject>
#include <QNetworkRequest>
#include <QString>

class QNetworkReply;

namespace ui {

/// On a request whose server has to show a certificate that was accepted before.
constexpr auto IsPinned = QNetworkRequest::User;

/// What came back for one request.
struct Answer
{
    int status = 0; ///< 0: no answer at all
    QJsonObject body = {};
    QString error = {}; ///< one sentence; empty after a 2xx
    bool isUnsure = false; ///< no answer, yet the request may have been carried out
    bool isUntrusted = false; ///< no answer: the certificate was not believed
    bool isForeign = false; ///< the body is not as documented: it is not to be shown
    protocol::SteadyTime askedAt{};

    bool ok() const { return error.isEmpty(); }
};

/// What has come over the network for one request, not read yet.
struct Arrival
{
    int status = 0; ///< 0: no answer at all
    QByteArray body = {};
    QString transport = {}; ///< one sentence about what went wrong on the way
    bool isGood = false; ///< a 2xx that came whole
    bool isUnsure = false; ///< see Answer
    bool isUntrusted = false;
    protocol::SteadyTime askedAt{};
};

Arrival arrivalOf(QNetworkReply &reply, protocol::SteadyTime askedAt);

Answer answerOf(const Arrival &arrival);

/// The same for a GET of `path`: an answer that is not as documented is an error.
Answer answerOf(const Arrival &arrival, const QString &path, const AnswerContract &contract);

/// The sentence for a reply that failed: the server's own `detail` where it gave one.
QString errorSentence(int status, const QJsonObject &body, const QString &transport);

} // namespace ui
