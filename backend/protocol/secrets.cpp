// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/secrets.h"

#include <QRegularExpression>

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
/// group.
QString withoutLogIns(QString text)
{
    static const QRegularExpression logIn(
        uR"(((?<![^\s"'])(?:-u|--user|--proxy-user|-U)(?:\s+|=))(["']?)(?!\d+:\d+(?:["'\s]|$)))"
        R"(([^\s"':]+):[^\s"']+)"_s);
    return text.replace(logIn, u"\\1\\2\\3:***"_s);
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
        // A log-in is one only behind its option.
        const QString both = before % u' ' % argument;
        const bool isLogIn = !argument.contains(u' ') && withoutLogIns(both) != both;
        result.append(isSecretOption(before) ? hidden()
                          : isLogIn          ? withoutLogIns(both).mid(before.size() + 1)
                                             : masked(argument));
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
