// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/response.h"

#include "backend/protocol/jsonwriter.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace http {

using namespace Qt::StringLiterals;

namespace {

struct Reason
{
    int status;
    const char *phrase;
};

constexpr std::array Reasons{
    Reason{200, "OK"},
    Reason{201, "Created"},
    Reason{202, "Accepted"},
    Reason{204, "No Content"},
    Reason{304, "Not Modified"},
    Reason{400, "Bad Request"},
    Reason{401, "Unauthorized"},
    Reason{403, "Forbidden"},
    Reason{404, "Not Found"},
    Reason{405, "Method Not Allowed"},
    Reason{408, "Request Timeout"},
    Reason{409, "Conflict"},
    Reason{411, "Length Required"},
    Reason{413, "Content Too Large"},
    Reason{414, "URI Too Long"},
    Reason{415, "Unsupported Media Type"},
    Reason{417, "Expectation Failed"},
    Reason{421, "Misdirected Request"},
    Reason{426, "Upgrade Required"},
    Reason{429, "Too Many Requests"},
    Reason{431, "Request Header Fields Too Large"},
    Reason{500, "Internal Server Error"},
    Reason{501, "Not Implemented"},
    Reason{502, "Bad Gateway"},
    Reason{503, "Service Unavailable"},
    Reason{504, "Gateway Timeout"},
    Reason{505, "HTTP Version Not Supported"},
};

const char *phraseOf(int status)
{
    const auto found = std::find_if(Reasons.begin(), Reasons.end(), [status](const Reason &reason) {
        return reason.status == status;
    });
    return found == Reasons.end() ? "Status" : found->phrase;
}

void addField(QByteArray &out, const QByteArray &name, QByteArray value)
{
    value.replace('\r', ' ').replace('\n', ' ');
    out.append(name).append(": ").append(value).append("\r\n");
}

bool hasField(const Response &response, const QByteArray &name)
{
    return std::any_of(response.headers.begin(), response.headers.end(),
                       [&name](const auto &field) { return field.first == name; });
}

} // namespace

Response errorResponse(int status, const QString &detail)
{
    protocol::JsonWriter json;
    json.beginObject().field(u"detail", detail).endObject();
    Response response{.status = status, .body = json.bytes()};
    if (status == 401) {
        response.headers.append({"WWW-Authenticate"_ba, "Bearer"_ba});
    }
    return response;
}

QString detailOf(const Response &response)
{
    constexpr int firstError = 400;
    return response.status < firstError
        ? QString()
        : QJsonDocument::fromJson(response.body).object().value(u"detail").toString();
}

QByteArray toWire(const Response &response, AfterAnswer after, BodyPart part)
{
    constexpr qsizetype usualHead = 256;
    const bool hasBody = response.status != 204 && response.status != 304;
    QByteArray out;
    out.reserve(usualHead + (part == BodyPart::Whole ? response.body.size() : 0));
    out.append("HTTP/1.1 ").append(QByteArray::number(response.status)).append(' ');
    out.append(phraseOf(response.status)).append("\r\n");
    if (hasBody) {
        addField(out, "Content-Type"_ba, response.type);
        addField(out, "Content-Length"_ba, QByteArray::number(response.body.size()));
    }
    out.append("X-Content-Type-Options: nosniff\r\n");
    if (!hasField(response, "Cache-Control"_ba)) {
        out.append("Cache-Control: no-store\r\n");
    }
    for (const auto &[name, value] : response.headers) {
        addField(out, name, value);
    }
    out.append(after == AfterAnswer::Close ? "Connection: close\r\n\r\n" : "\r\n");
    if (hasBody && part == BodyPart::Whole) {
        out.append(response.body);
    }
    return out;
}

} // namespace http
