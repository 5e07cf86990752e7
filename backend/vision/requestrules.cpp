// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/requestrules.h"

#include "backend/protocol/jsonsize.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace vision {

namespace {

constexpr int MaxJsonValues = 10000;
constexpr qsizetype MaxShortText = 128;
/// Progressive cameras write about ten.
constexpr int MaxScans = 64;

Error bad(const QString &reason)
{
    return {.kind = ErrorKind::BadRequest, .detail = reason};
}

} // namespace

Result<QJsonObject> jsonBody(const QByteArray &body)
{
    const protocol::JsonSize size = protocol::jsonSize(body);
    if (size.depth > protocol::MaxJsonDepth) {
        return bad(u"the JSON is nested deeper than %1"_s.arg(protocol::MaxJsonDepth));
    }
    if (size.values > MaxJsonValues) {
        return bad(u"the JSON holds more than %1 values"_s.arg(MaxJsonValues));
    }
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

Result<QString> shortTextOf(const QJsonObject &object, QStringView key)
{
    const QJsonValue value = object.value(key);
    if (value.isUndefined() || value.isNull()) {
        return QString();
    }
    const QString text = value.toString();
    const bool plain = std::none_of(text.begin(), text.end(),
                                    [](QChar c) { return c.category() == QChar::Other_Control; });
    if (!value.isString() || text.size() > MaxShortText || !plain) {
        return bad(u"%1 is not a text of at most %2 characters"_s.arg(key).arg(MaxShortText));
    }
    return text;
}

bool isScanBomb(const QByteArray &image)
{
    int scans = 0;
    for (qsizetype at = image.indexOf("\xff\xda"); at >= 0 && scans <= MaxScans;
         at = image.indexOf("\xff\xda", at + 2)) {
        ++scans;
    }
    return image.startsWith("\xff\xd8\xff") && scans > MaxScans;
}

} // namespace vision
