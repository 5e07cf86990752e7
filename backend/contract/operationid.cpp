// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/contract/operationid.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace contract {

namespace {

QString capitalised(const QString &word)
{
    return word.left(1).toUpper() % word.mid(1);
}

} // namespace

QString operationId(const QByteArray &method, const QString &path)
{
    QString id = QString::fromLatin1(method).toLower();
    const QStringList parts = path.split(u'/', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const bool isParameter = part.startsWith(u'{');
        if (part == u"api") {
            continue;
        }
        QString name = isParameter ? part.sliced(1).chopped(1) : part;
        name.replace(u'.', u'-').replace(u'_', u'-');
        id += isParameter ? u"By"_s : QString();
        const QStringList words = name.split(u'-', Qt::SkipEmptyParts);
        for (const QString &word : words) {
            id += capitalised(word);
        }
    }
    return id;
}

} // namespace contract
