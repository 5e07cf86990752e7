// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/multipartrules.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace vision {

namespace {

constexpr qsizetype MaxParts = 16;
constexpr qsizetype MaxPartHead = 4096;
/// Source: RFC 2046 says 70; some clients write more.
constexpr qsizetype MaxBoundary = 200;

Error bad(const QString &reason)
{
    return {.kind = ErrorKind::BadRequest, .detail = reason};
}

/// The parameters of a header line, split at the semicolons that no quotes hold.
QList<QByteArray> parametersOf(const QByteArray &line)
{
    QList<QByteArray> parameters{QByteArray()};
    bool quoted = false;
    for (const char c : line) {
        quoted = c == '"' ? !quoted : quoted;
        if (c == ';' && !quoted) {
            parameters.append(QByteArray());
        } else {
            parameters.last() += c;
        }
    }
    return parameters;
}

/// The value of the parameter `key` without its quotes; empty when there is none.
QByteArray parameter(const QByteArray &line, const QByteArray &key)
{
    for (const QByteArray &one : parametersOf(line)) {
        const QByteArray trimmed = one.trimmed();
        if (trimmed.toLower().startsWith(QByteArray(key + '='))) {
            const QByteArray value = trimmed.mid(key.size() + 1).trimmed();
            const bool quoted = value.size() >= 2 && value.startsWith('"') && value.endsWith('"');
            return quoted ? value.mid(1, value.size() - 2) : value;
        }
    }
    return {};
}

QByteArray nameIn(const QByteArray &head)
{
    for (const QByteArray &line : head.split('\n')) {
        if (line.toLower().startsWith("content-disposition:")) {
            return parameter(line, "name");
        }
    }
    return {};
}

/// What lies between two delimiters: the end of the delimiter's line, head, blank line, content.
Result<FormPart> partIn(const QByteArray &body, qsizetype start, qsizetype end)
{
    const qsizetype blank = body.indexOf("\r\n\r\n", start);
    if (blank < 0 || blank + 4 > end || blank - start > MaxPartHead) {
        return bad(u"a part of the form has no head"_s);
    }
    const QByteArray name = nameIn(body.mid(start, blank - start));
    if (name.isEmpty()) {
        return bad(u"a part of the form has no name"_s);
    }
    return FormPart{.name = name, .content = body.mid(blank + 4, end - blank - 4)};
}

bool hasName(const QList<FormPart> &parts, const QByteArray &name)
{
    return std::any_of(parts.begin(), parts.end(),
                       [&name](const FormPart &part) { return part.name == name; });
}

} // namespace

bool isMultipart(const QByteArray &contentType)
{
    return contentType.toLower().startsWith("multipart/form-data");
}

Result<QList<FormPart>> multipartParts(const QByteArray &contentType, const QByteArray &body)
{
    const QByteArray boundary = parameter(contentType, "boundary");
    if (!isMultipart(contentType) || boundary.isEmpty() || boundary.size() > MaxBoundary) {
        return bad(u"the form names no usable boundary"_s);
    }
    const QByteArray delimiter = "--" + boundary;
    const QByteArray nextDelimiter = "\r\n" + delimiter;
    QList<FormPart> parts;
    const qsizetype preamble = body.startsWith(delimiter) ? 0 : body.indexOf(nextDelimiter);
    if (preamble < 0) {
        return bad(u"the form does not hold its boundary"_s);
    }
    qsizetype at = body.indexOf(delimiter, preamble);
    while (body.mid(at + delimiter.size(), 2) != "--") {
        const qsizetype start = at + delimiter.size();
        const qsizetype end = body.indexOf(nextDelimiter, start);
        if (end < 0) {
            return bad(u"the form is cut off before its last boundary"_s);
        }
        const Result<FormPart> part = partIn(body, start, end);
        if (!part) {
            return part.error();
        }
        if (parts.size() >= MaxParts || hasName(parts, part.value().name)) {
            return bad(u"the form has more than 16 parts, or two of the same name"_s);
        }
        parts.append(part.value());
        at = end + 2;
    }
    return parts;
}

} // namespace vision
