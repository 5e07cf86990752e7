// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/api/curlrules.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QStringList>

namespace ui {

using namespace Qt::StringLiterals;

QString shellWord(const QString &text)
{
    static const QRegularExpression plain(u"\\A[A-Za-z0-9_./:@%+=,-]+\\z"_s);
    if (plain.match(text).hasMatch()) {
        return text;
    }
    QString quoted = text;
    quoted.replace(u'\'', u"'\\''"_s);
    return u'\'' + quoted + u'\'';
}

QString curlText(const CurlRequest &request)
{
    QStringList words{u"curl"_s};
    if (request.method != u"GET") {
        words << u"-X"_s << shellWord(request.method);
    }
    if (request.withToken) {
        words << u"-H"_s << u"\"Authorization: Bearer $SIGNALBOX_TOKEN\""_s;
    }
    if (request.hasBody) {
        words << u"-H"_s << u"'Content-Type: application/json'"_s << u"--data"_s
              << shellWord(
                     QString::fromUtf8(QJsonDocument(request.body).toJson(QJsonDocument::Compact)));
    }
    if (!request.certificateFile.isEmpty()) {
        words << u"--cacert"_s << shellWord(request.certificateFile);
    }
    QString base = request.base.adjusted(QUrl::RemoveUserInfo).toString(QUrl::FullyEncoded);
    if (base.endsWith(u'/')) {
        base.chop(1);
    }
    words << shellWord(base + request.path);
    return words.join(u' ');
}

} // namespace ui
