// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/httprules.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace vision {

namespace {

constexpr qsizetype MaxFields = 64;

struct Field
{
    QByteArray name = {};
    QByteArray value = {};
};

RequestHead refuse(RequestHead head, int status, const QString &reason)
{
    head.refusal = status;
    head.reason = reason;
    head.keepAlive = false;
    return head;
}

bool isTokenCharacter(char c)
{
    static const QByteArray others("!#$%&'*+-.^_`|~");
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || others.contains(c);
}

bool isToken(const QByteArray &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

std::optional<QList<Field>> parseFields(const QList<QByteArray> &lines)
{
    QList<Field> fields;
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const QByteArray &line = lines.at(i);
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.left(std::max<qsizetype>(colon, 0));
        if (!isToken(name) || fields.size() >= MaxFields || line.contains('\n')
            || line.contains('\r') || line.contains('\0')) {
            return std::nullopt;
        }
        fields.append({.name = name.toLower(), .value = line.mid(colon + 1).trimmed()});
    }
    return fields;
}

QList<QByteArray> valuesOf(const QList<Field> &fields, const char *name)
{
    QList<QByteArray> values;
    for (const Field &field : fields) {
        if (field.name == name) {
            values.append(field.value);
        }
    }
    return values;
}

bool isOurHost(QByteArray host)
{
    static const QList<QByteArray> ours{"127.0.0.1", "localhost", "[::1]"};
    const qsizetype colon = host.lastIndexOf(':');
    if (colon > host.lastIndexOf(']')) {
        host.truncate(colon);
    }
    return ours.contains(host.toLower());
}

/// The length, -1 when it is not one number.
qint64 lengthIn(const QList<QByteArray> &values)
{
    if (values.isEmpty()) {
        return 0;
    }
    const QByteArray &text = values.front();
    const bool digits = !text.isEmpty() && text.size() <= 15
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return values.size() == 1 && digits ? text.toLongLong() : -1;
}

RequestHead judgeFields(RequestHead head, const QList<Field> &fields)
{
    const QList<QByteArray> hosts = valuesOf(fields, "host");
    if (hosts.size() != 1) {
        return refuse(head, 400, u"exactly one Host is needed"_s);
    }
    if (!isOurHost(hosts.front())) {
        return refuse(head, 421, u"this server answers only on loopback"_s);
    }
    if (!valuesOf(fields, "origin").isEmpty()) {
        return refuse(head, 403, u"requests of web pages are refused"_s);
    }
    if (!valuesOf(fields, "transfer-encoding").isEmpty()) {
        return refuse(head, 411, u"a Content-Length is needed"_s);
    }
    head.contentLength = lengthIn(valuesOf(fields, "content-length"));
    if (head.contentLength < 0) {
        return refuse(head, 400, u"Content-Length is not a number"_s);
    }
    if (head.contentLength > MaxBodyBytes) {
        return refuse(head, 413, u"the body is larger than 10 MB"_s);
    }
    head.contentType = valuesOf(fields, "content-type").value(0);
    head.expectsContinue = valuesOf(fields, "expect").value(0).toLower() == "100-continue";
    if (valuesOf(fields, "connection").value(0).toLower() == "close") {
        head.keepAlive = false;
    }
    return head;
}

} // namespace

std::optional<RequestHead> parseHead(const QByteArray &bytes)
{
    RequestHead head;
    const qsizetype end = bytes.left(MaxHeadBytes).indexOf("\r\n\r\n");
    if (end < 0) {
        return bytes.size() >= MaxHeadBytes
            ? std::optional(refuse(head, 431, u"the head is larger than 16 KiB"_s))
            : std::nullopt;
    }
    head.bytes = end + 4;
    QList<QByteArray> lines;
    qsizetype start = 0;
    while (start <= end) {
        const qsizetype next = bytes.indexOf("\r\n", start);
        lines.append(bytes.mid(start, next - start));
        start = next + 2;
    }
    const QList<QByteArray> words = lines.front().split(' ');
    const auto fields = parseFields(lines);
    if (words.size() != 3 || !isToken(words.at(0)) || !words.at(1).startsWith('/') || !fields) {
        return refuse(head, 400, u"the request cannot be read"_s);
    }
    if (words.at(2) != "HTTP/1.1" && words.at(2) != "HTTP/1.0") {
        return refuse(head, 505, u"only HTTP/1.1 is spoken here"_s);
    }
    head.method = words.at(0);
    head.path = words.at(1).split('?').front();
    head.keepAlive = words.at(2) == "HTTP/1.1";
    return judgeFields(head, *fields);
}

} // namespace vision
