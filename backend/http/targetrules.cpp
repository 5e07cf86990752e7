// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/targetrules.h"

#include <QStringBuilder>
#include <QStringDecoder>

#include <algorithm>

namespace http {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype QuotedLength = 100;

int hexValue(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char small = static_cast<char>(c | 0x20);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

/// The byte that an escape stands for; -1 for a malformed one.
int escapedByte(QByteArrayView text, qsizetype at)
{
    if (at + 2 >= text.size()) {
        return -1;
    }
    const int high = hexValue(text[at + 1]);
    const int low = hexValue(text[at + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/// It stands for itself.
bool isPlain(char c)
{
    return c >= 0x20 && c < 0x7f && c != '%';
}

QList<QByteArrayView> split(QByteArrayView text, char separator)
{
    QList<QByteArrayView> parts;
    qsizetype start = 0;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        if (i == text.size() || text[i] == separator) {
            parts.append(text.sliced(start, i - start));
            start = i + 1;
        }
    }
    return parts;
}

std::optional<QString> decodedParameter(QByteArrayView text)
{
    return decoded(text.toByteArray().replace('+', ' '));
}

protocol::Error badQuery(const QString &detail)
{
    return {protocol::ErrorKind::BadRequest, detail};
}

} // namespace

std::optional<QString> decoded(QByteArrayView text)
{
    if (std::all_of(text.begin(), text.end(), isPlain)) {
        return QString::fromLatin1(text); // as nearly every time
    }
    QByteArray bytes;
    bytes.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        int byte = static_cast<unsigned char>(text[i]);
        if (text[i] == '%') {
            byte = escapedByte(text, i);
            i += 2;
        }
        if (byte < 0x20 || byte == 0x7f) {
            return {};
        }
        bytes.append(static_cast<char>(byte));
    }
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    QString result = decoder.decode(bytes);
    // Only with the end known is a cut sequence an error.
    const QString rest = decoder.decode(QByteArrayView("x"));
    return decoder.hasError() || rest != u"x" ? std::nullopt : std::optional(result);
}

std::optional<QStringList> decodedPath(QByteArrayView path)
{
    QStringList segments;
    for (const QByteArrayView part : split(path.sliced(path.startsWith('/') ? 1 : 0), '/')) {
        const auto segment = decoded(part);
        const bool isBad = !segment || segment->contains(u'/') || segment->contains(u'\\')
            || segment == u"." || segment == u"..";
        if (isBad) {
            return {};
        }
        segments.append(*segment);
    }
    return segments;
}

namespace {

std::optional<protocol::Error> addParameter(QHash<QString, QString> &parameters,
                                            QByteArrayView part, const QStringList &known,
                                            const QStringList &lists)
{
    const qsizetype mark = part.indexOf('=');
    const auto name = decodedParameter(mark < 0 ? part : part.first(mark));
    if (!name) {
        return badQuery(u"A query parameter has a malformed name"_s);
    }
    if (!known.contains(*name)) {
        parameters.insert(*name, QString());
        return std::nullopt;
    }
    const auto value = mark < 0 ? QString() : decodedParameter(part.sliced(mark + 1));
    if (!value) {
        return badQuery(u"Query parameter '%1' has a malformed value"_s.arg(*name));
    }
    const bool isAgain = parameters.contains(*name);
    if (isAgain && !lists.contains(*name)) {
        return badQuery(u"Query parameter '%1' is given more than once"_s.arg(*name));
    }
    QString &whole = parameters[*name];
    whole = isAgain ? QString(whole % u',' % *value) : *value;
    return std::nullopt;
}

} // namespace

protocol::Result<QHash<QString, QString>>
decodedQuery(QByteArrayView query, const QStringList &known, const QStringList &lists)
{
    QHash<QString, QString> parameters;
    for (const QByteArrayView part : split(query, '&')) {
        if (part.isEmpty()) {
            continue;
        }
        if (const auto fault = addParameter(parameters, part, known, lists)) {
            return *fault;
        }
    }
    return parameters;
}

protocol::Result<QHash<QString, QString>> chosenWords(QByteArrayView query,
                                                      const WordParameters &known)
{
    const auto given = decodedQuery(query, known.keys());
    if (!given) {
        return given.error();
    }
    QHash<QString, QString> chosen;
    for (auto it = known.begin(); it != known.end(); ++it) {
        if (!given.value().contains(it.key())) {
            continue;
        }
        const QString value = given.value().value(it.key());
        if (!it.value().contains(value)) {
            return badQuery(u"Query parameter '%1' must be one of %2, not '%3'"_s.arg(
                it.key(), it.value().join(u", "_s), value.left(QuotedLength)));
        }
        chosen.insert(it.key(), value);
    }
    return chosen;
}

} // namespace http
