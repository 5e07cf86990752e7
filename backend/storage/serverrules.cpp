// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/serverrules.h"

#include <QRegularExpression>
#include <QStringList>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace storage {

namespace {

using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

constexpr int MaxPort = 65535;
constexpr qsizetype MaxName = 63; ///< PostgreSQL cuts off the rest

const QString Scheme = u"postgresql://"_s;

Error rule(const QString &text)
{
    return {ErrorKind::BadRequest, text};
}

QString decoded(const QString &text)
{
    return QUrl::fromPercentEncoding(text.toUtf8());
}

/// Nothing that would end a line, a text or an option.
bool isPlain(const QString &text)
{
    static const QRegularExpression odd(u"[\\x00-\\x1f\\x7f;]"_s);
    return !odd.match(text).hasMatch();
}

bool isHost(const QString &text)
{
    static const QRegularExpression name(u"\\A[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?\\z"_s);
    static const QRegularExpression address(u"\\A[0-9A-Fa-f:.]+\\z"_s);
    return text.startsWith(u'/') || name.match(text).hasMatch() || address.match(text).hasMatch();
}

/// The pieces of a URL, still encoded.
struct Pieces
{
    QString user = {};
    QString host = {};
    QString port = {};
    QString database = {};
    QString query = {};
};

Result<Pieces> piecesOf(const QString &url)
{
    static const QRegularExpression form(u"\\A(?:([^@/?#]*)@)?(\\[[^\\]/?#]*\\]|[^:@/?#\\[\\]]*)"
                                         "(?::([^/?#]*))?/([^/?#]*)(?:\\?([^#]*))?\\z"_s);
    const auto match = form.match(url.mid(Scheme.size()));
    if (!url.startsWith(Scheme) || !match.hasMatch()) {
        return rule(u"must be a complete URL such as postgresql://user@host:5432/signalbox"_s);
    }
    Pieces pieces{.user = match.captured(1),
                  .host = match.captured(2),
                  .port = match.captured(3),
                  .database = match.captured(4),
                  .query = match.captured(5)};
    if (pieces.host.startsWith(u'[')) {
        pieces.host = pieces.host.mid(1).chopped(1);
    }
    return pieces;
}

Result<protocol::Done> takeOption(Server &server, QString &port, const QString &item)
{
    static const QStringList known{u"sslmode"_s, u"sslrootcert"_s, u"sslcert"_s, u"sslkey"_s,
                                   u"sslcrl"_s};
    static const QStringList modes{u"disable"_s, u"allow"_s,     u"prefer"_s,
                                   u"require"_s, u"verify-ca"_s, u"verify-full"_s};
    const QString key = item.section(u'=', 0, 0);
    const QString value = decoded(item.section(u'=', 1));
    if (value.isEmpty() || !isPlain(value)) {
        return rule(u"the option %1 has no value that can be used"_s.arg(key));
    }
    if (key == u"sslmode" && !modes.contains(value)) {
        return rule(u"sslmode must be one of: %1"_s.arg(modes.join(u", "_s)));
    }
    if (key == u"host" && server.host.isEmpty() && value.startsWith(u'/')) {
        server.host = value;
    } else if (key == u"host") {
        return rule(u"the option host is one folder, and no host stands before it: "
                    "postgresql://USER@/DATABASE?host=/FOLDER"_s);
    } else if (key == u"port" && port.isEmpty()) {
        port = value;
    } else if (known.contains(key)) {
        server.options.insert(key, value);
    } else {
        return rule(u"the option %1 is not known; known are host=/FOLDER, port, %2"_s.arg(
            key, known.join(u", "_s)));
    }
    return protocol::Done{};
}

Result<protocol::Done> check(const Server &server, const QString &port)
{
    if (server.host.isEmpty()) {
        return rule(u"names no host; a unix socket is named by ?host=/FOLDER"_s);
    }
    if (!isHost(server.host)) {
        return rule(u"the host must be a name, an address or the folder of a socket"_s);
    }
    bool isNumber = true;
    const int number = port.isEmpty() ? server.port : port.toInt(&isNumber);
    if (!isNumber || number < 1 || number > MaxPort) {
        return rule(u"the port must be a number from 1 to 65535"_s);
    }
    if (server.database.isEmpty() || server.database.size() > MaxName
        || !isPlain(server.database)) {
        return rule(u"must name a database behind the host, of at most 63 characters"_s);
    }
    return protocol::Done{};
}

QString quoted(QString value)
{
    value.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s);
    return u'\'' % value % u'\'';
}

} // namespace

Result<Server> serverFrom(const QString &url)
{
    const auto pieces = piecesOf(url);
    if (!pieces) {
        return pieces.error();
    }
    const Pieces &found = pieces.value();
    if (found.user.contains(u':') || found.query.contains(u"password="_s)) {
        return rule(
            u"a password does not belong here; name a file that holds it in password_file"_s);
    }
    Server server{.user = decoded(found.user),
                  .host = decoded(found.host),
                  .database = decoded(found.database)};
    QString port = found.port;
    const QStringList items = found.query.split(u'&', Qt::SkipEmptyParts);
    for (const QString &item : items) {
        if (const auto taken = takeOption(server, port, item); !taken) {
            return taken.error();
        }
    }
    if (!isPlain(server.user) || server.user.size() > MaxName) {
        return rule(u"the user must be a name of at most 63 characters"_s);
    }
    if (const auto checked = check(server, port); !checked) {
        return checked.error();
    }
    server.port = port.isEmpty() ? server.port : port.toInt();
    return server;
}

QString toText(const Server &server)
{
    const QString user = server.user.isEmpty() ? QString() : server.user % u'@';
    if (server.host.startsWith(u'/')) {
        return u"postgresql://%1/%2?host=%3&port=%4"_s.arg(user, server.database, server.host)
            .arg(server.port);
    }
    const QString host = server.host.contains(u':') ? u'[' % server.host % u']' : server.host;
    return u"postgresql://%1%2:%3/%4"_s.arg(user, host).arg(server.port).arg(server.database);
}

// A server that has gone without a word is given up after some seconds, on either side.
QString connectOptions(const Server &server)
{
    QMap<QString, QString> all = server.options;
    all.insert({{u"connect_timeout"_s, u"3"_s},
                {u"keepalives_idle"_s, u"5"_s},
                {u"keepalives_interval"_s, u"2"_s},
                {u"keepalives_count"_s, u"3"_s},
                {u"tcp_user_timeout"_s, u"10000"_s},
                {u"application_name"_s,
                 server.client.isEmpty() ? u"signalbox"_s : server.client.left(MaxName)}});
    QStringList options;
    for (auto it = all.cbegin(); it != all.cend(); ++it) {
        options.append(it.key() % u'=' % quoted(it.value()));
    }
    return options.join(u';');
}

QString oneLine(const QString &text)
{
    static const QRegularExpression labels(u"\\b(FATAL|ERROR|PANIC):\\s+"_s);
    static const QRegularExpression state(u"\\(([0-9A-Z]{5})?\\)\\s*\\z"_s);
    QString line = text;
    line.remove(labels);
    line.remove(state);
    return line.simplified();
}

} // namespace storage
