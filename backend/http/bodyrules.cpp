// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/bodyrules.h"

#include "backend/protocol/jsonkeys.h"
#include "backend/protocol/jsonsize.h"
#include "backend/protocol/schemarules.h"

#include <QJsonDocument>
#include <QJsonParseError>

#include <rapidjson/reader.h>

using namespace Qt::StringLiterals;

namespace http {

namespace {

/// JSON, but neither an object nor a list, which is all that Qt takes.
bool isScalar(const QByteArray &json)
{
    rapidjson::MemoryStream stream(json.constData(), static_cast<std::size_t>(json.size()));
    rapidjson::Reader reader;
    rapidjson::BaseReaderHandler<> any;
    const bool isWhole = reader.Parse<rapidjson::kParseIterativeFlag>(stream, any);
    const QByteArray text = json.trimmed();
    return isWhole && !text.startsWith('{') && !text.startsWith('[');
}

protocol::Error bad(const QString &what)
{
    return {protocol::ErrorKind::BadRequest, u"Invalid body: "_s % what};
}

} // namespace

protocol::Result<QJsonObject> readBody(const QByteArray &body)
{
    if (body.isEmpty()) {
        return QJsonObject();
    }
    if (protocol::jsonSize(body).depth > protocol::MaxJsonDepth) {
        return bad(u"must be at most %1 deep"_s.arg(protocol::MaxJsonDepth));
    }
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError) {
        return isScalar(body)
            ? bad(u"must be a JSON object"_s)
            : bad(u"must be JSON (%1 at byte %2)"_s.arg(error.errorString()).arg(error.offset));
    }
    if (!document.isObject()) {
        return bad(u"must be a JSON object"_s);
    }
    if (const auto twice = protocol::keyTwice(body)) {
        return bad(u"the key '%1' is given more than once"_s.arg(
            protocol::shown(QString::fromUtf8(*twice))));
    }
    return document.object();
}

} // namespace http
