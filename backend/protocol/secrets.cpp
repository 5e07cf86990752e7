// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/secrets.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace protocol {

QString masked(const QString &text)
{
    static const QRegularExpression http(uR"((https?://)[^\s"]*@)"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression user(uR"((://[^:/@\s"]*):[^\s"]*@)"_s);
    static const QRegularExpression query(
        uR"(([?&](?:password|passwd|token|secret|key)=)[^&\s"]*)"_s,
        QRegularExpression::CaseInsensitiveOption);
    QString result = text;
    result.replace(http, u"\\1***@"_s);
    result.replace(user, u"\\1:***@"_s);
    result.replace(query, u"\\1***"_s);
    return result;
}

bool isSecretName(const QString &key)
{
    static const QRegularExpression secret(
        u"(^|_|\\.)(password|passwd|passphrase|secret|token|api_?key|credentials?)$"_s,
        QRegularExpression::CaseInsensitiveOption);
    return secret.match(key).hasMatch();
}

} // namespace protocol
