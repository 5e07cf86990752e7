// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/config/scan.h"

#include <QByteArrayView>

namespace config {

namespace {

bool isForeign(char byte)
{
    const bool layout = byte == '\t' || byte == '\n' || byte == '\r';
    return !layout && (byte < ' ' || byte > '~'); // char is signed here: beyond ASCII is below 0
}

/// The end of a text on one line, behind its closing quote, or the end of the line.
qsizetype endOfText(QByteArrayView toml, qsizetype at)
{
    const char quote = toml[at];
    for (++at; at < toml.size() && toml[at] != '\n'; ++at) {
        if (toml[at] == quote) {
            return at + 1;
        }
        if (quote == '"' && toml[at] == '\\') {
            ++at;
        }
    }
    return at;
}

/// The end of a text of several lines. Up to two quotes may stand before the closing three.
qsizetype endOfLongText(QByteArrayView toml, qsizetype at)
{
    const char quote = toml[at];
    qsizetype quotes = 0;
    for (at += 3; at < toml.size(); ++at) {
        if (toml[at] == quote) {
            ++quotes;
            continue;
        }
        if (quotes >= 3) {
            return at;
        }
        quotes = 0;
        if (quote == '"' && toml[at] == '\\') {
            ++at;
        }
    }
    return toml.size();
}

/// The end of the text or comment that begins here; `at` itself where none does.
qsizetype skipped(QByteArrayView toml, qsizetype at)
{
    const char byte = toml[at];
    if (byte == '#') {
        const qsizetype end = toml.indexOf('\n', at);
        return end < 0 ? toml.size() : end;
    }
    if (byte != '"' && byte != '\'') {
        return at;
    }
    const bool isLong = at + 2 < toml.size() && toml[at + 1] == byte && toml[at + 2] == byte;
    return isLong ? endOfLongText(toml, at) : endOfText(toml, at);
}

} // namespace

int lineOfForeignCharacter(const QByteArray &toml)
{
    qsizetype at = 0;
    while (at < toml.size()) {
        const qsizetype end = qMin(skipped(toml, at), toml.size());
        if (end > at) {
            at = end;
            continue;
        }
        if (isForeign(toml[at])) {
            return static_cast<int>(QByteArrayView(toml).first(at).count('\n')) + 1;
        }
        ++at;
    }
    return 0;
}

} // namespace config
