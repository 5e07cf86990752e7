// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/secrets.h"

#include <QRegularExpression>
#include <QStringBuilder>

#include <optional>

using namespace Qt::StringLiterals;

namespace protocol {

namespace {

constexpr auto AnyCase = QRegularExpression::CaseInsensitiveOption;

QString hidden()
{
    return u"***"_s;
}

/// Puts *** in place of the capture `value` wherever the capture `name` is that of a secret.
QString withoutValues(const QString &text, const QRegularExpression &assignment)
{
    QString result;
    qsizetype end = 0;
    auto matches = assignment.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const qsizetype start = match.capturedStart(u"value"_s);
        if (start >= end && isSecretName(match.captured(u"name"_s))) {
            result += QStringView(text).mid(end, start - end);
            result += hidden();
            end = match.capturedEnd(u"value"_s);
        }
    }
    return result + QStringView(text).mid(end);
}

/// In a URL's query, on a command line of a shell, in a header and in JSON.
QString withoutAssignments(const QString &text)
{
    static const QRegularExpression equals(
        uR"((?<name>[\w.%-]+)["']?\s*=\s*(?<value>"[^"]*"|'[^']*'|(?:\\.|[^\s"&\\])+))"_s);
    static const QRegularExpression header(uR"((?<![/@\w.-])(?<name>[\w.-]+)["']?\s*:(?!//)\s*)"
                                           R"((?<value>\*{3}|"[^"]*"|'[^']*'|[^\s"'][^\r\n]*))"_s);
    static const QRegularExpression option(
        uR"((?<![^\s"'])--?(?<name>[\w.-]+)\s+(?=(?<value>"[^"]*"|'[^']*'|\S+)))"_s);
    return withoutValues(withoutValues(withoutValues(text, header), equals), option);
}

/// NAME:SECRET behind -u or --user, as curl and its like take them. Numbers are ids of a user and a
/// group; a URL is masked as every other.
QString withoutLogIns(QString text)
{
    static const QRegularExpression quoted(
        uR"(((?<![^\s"'])(?:-u|--user|--proxy-user|-U)(?:\s+|=)(["'])(?!\d+:\d+\2)[^"':]+:)(?!//))"
        R"((?:(?!\2).)+)"_s);
    static const QRegularExpression bare(
        uR"(((?<![^\s"'])(?:-u|--user|--proxy-user|-U)(?:\s+|=)(?!\d+:\d+(?:["'\s]|$))[^\s"':]+:))"
        R"((?!//)[^\s"']+)"_s);
    return text.replace(quoted, u"\\1***"_s).replace(bare, u"\\1***"_s);
}

/// The option whose value, NAME:SECRET, is the next argument.
bool isLogInOption(const QString &argument)
{
    return argument == u"-u" || argument == u"-U" || argument == u"--user"
        || argument == u"--proxy-user";
}

/// Nothing when it is none: without a colon, a URL, or the numbers of a user and a group.
std::optional<QString> maskedLogIn(const QString &argument)
{
    static const QRegularExpression numbers(uR"(^\d+:\d+$)"_s);
    const qsizetype colon = argument.indexOf(u':');
    if (colon < 0 || QStringView(argument).sliced(colon).startsWith(u"://")
        || numbers.match(argument).hasMatch()) {
        return std::nullopt;
    }
    return QString(QStringView(argument).first(colon + 1) % hidden());
}

/// -x or --x, whose value is the next argument.
bool isSecretOption(const QString &argument)
{
    return argument.startsWith(u'-') && !argument.contains(u'=') && isSecretName(argument);
}

} // namespace

QString masked(const QString &text)
{
    static const QRegularExpression http(uR"((https?://)[^\s"]*@)"_s, AnyCase);
    static const QRegularExpression user(uR"((://[^:/@\s"]*):[^\s"]*@)"_s);
    static const QRegularExpression scheme(uR"(\b((?:bearer|basic)\s+)[^\s"']+)"_s, AnyCase);
    QString result = text;
    result.replace(http, u"\\1***@"_s);
    result.replace(user, u"\\1:***@"_s);
    result = withoutAssignments(withoutLogIns(result));
    result.replace(scheme, u"\\1***"_s);
    return result;
}

QStringList maskedCommand(const QStringList &command)
{
    QStringList result;
    QString before;
    for (const QString &argument : command) {
        const auto logIn = isLogInOption(before) ? maskedLogIn(argument) : std::nullopt;
        result.append(isSecretOption(before) ? hidden() : logIn.value_or(masked(argument)));
        before = argument;
    }
    return result;
}

bool isSecretName(const QString &key)
{
    static const QRegularExpression file(u"(file|path|dir|directory)$"_s, AnyCase);
    static const QRegularExpression secret(u"pass|pwd|secret|token|credential|auth|cookie"
                                           "|(api|access|private)[-_.]?key"
                                           "|(^|[-_.])key([-_.]|$)"_s,
                                           AnyCase);
    return secret.match(key).hasMatch() && !file.match(key).hasMatch();
}

} // namespace protocol
