// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/bodyrules.h"

#include "backend/protocol/jsonsize.h"
#include "backend/protocol/schemarules.h"

#include <QJsonDocument>
#include <QJsonParseError>
#include <QSet>

#include <vector>

#include <rapidjson/reader.h>

using namespace Qt::StringLiterals;

namespace http {

namespace {

/// Which of two equal keys counts is read differently by different parsers.
class KeysOnce final : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, KeysOnce>
{
public:
    bool StartObject()
    {
        m_keys.emplace_back();
        return true;
    }

    bool Key(const char *text, rapidjson::SizeType length, bool /*isCopied*/)
    {
        const QByteArray key(text, static_cast<qsizetype>(length));
        if (m_keys.back().contains(key)) {
            m_twice = key;
            return false;
        }
        m_keys.back().insert(key);
        return true;
    }

    bool EndObject(rapidjson::SizeType /*members*/)
    {
        m_keys.pop_back();
        return true;
    }

    const std::optional<QByteArray> &twice() const { return m_twice; }

private:
    std::vector<QSet<QByteArray>> m_keys = {};
    std::optional<QByteArray> m_twice = {};
};

std::optional<QByteArray> keyTwice(const QByteArray &json)
{
    rapidjson::MemoryStream stream(json.constData(), static_cast<std::size_t>(json.size()));
    rapidjson::Reader reader;
    KeysOnce handler;
    reader.Parse<rapidjson::kParseIterativeFlag>(stream, handler);
    return handler.twice();
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
        return bad(u"must be JSON (%1 at byte %2)"_s.arg(error.errorString()).arg(error.offset));
    }
    if (!document.isObject()) {
        return bad(u"must be a JSON object"_s);
    }
    if (const auto twice = keyTwice(body)) {
        return bad(u"the key '%1' is given more than once"_s.arg(
            protocol::shown(QString::fromUtf8(*twice))));
    }
    return document.object();
}

} // namespace http
