// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/jsonkeys.h"

#include <QSet>

#include <vector>

#include <rapidjson/reader.h>

namespace protocol {

namespace {

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

} // namespace

std::optional<QByteArray> keyTwice(const QByteArray &json)
{
    rapidjson::MemoryStream stream(json.constData(), static_cast<std::size_t>(json.size()));
    rapidjson::Reader reader;
    KeysOnce handler;
    reader.Parse<rapidjson::kParseIterativeFlag>(stream, handler);
    return handler.twice();
}

} // namespace protocol
