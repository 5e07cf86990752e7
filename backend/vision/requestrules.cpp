// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/requestrules.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace vision {

namespace {

Error bad(const QString &reason)
{
    return {.kind = ErrorKind::BadRequest, .detail = reason};
}

} // namespace

Result<QJsonObject> jsonBody(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject()) {
        return bad(u"the body is not a JSON object"_s);
    }
    return document.object();
}

Result<QByteArray> base64Of(const QJsonObject &object, QStringView key)
{
    const QString text = object.value(key).toString();
    if (text.isEmpty()) {
        return bad(u"no %1 in the request"_s.arg(key));
    }
    const qsizetype comma = text.startsWith(u"data:") ? text.indexOf(u',') : -1;
    const auto decoded = QByteArray::fromBase64Encoding(text.mid(comma + 1).toLatin1(),
                                                        QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded) {
        return bad(u"%1 is not base64"_s.arg(key));
    }
    return *decoded;
}

Result<QString> promptOf(const QJsonObject &object)
{
    QString prompt = object.value(u"prompt").toString();
    const QJsonArray messages = object.value(u"messages").toArray();
    for (const auto &message : messages) {
        prompt += message.toObject().value(u"content").toString() + u'\n';
    }
    if (prompt.isEmpty()) {
        return bad(u"no prompt in the request"_s);
    }
    return prompt;
}

} // namespace vision
