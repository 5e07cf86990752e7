// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/pseudolocale.h"

namespace tests {

using namespace Qt::StringLiterals;

QString PseudoLocale::pseudo(const QString &text)
{
    const QString plain = u"AEOUaeou"_s;
    const QString accented = u"ÄËÖÜäëöü"_s;
    QString result;
    for (const QChar letter : text) {
        const auto place = plain.indexOf(letter);
        result += place < 0 ? letter : accented.at(place);
    }
    return u'[' + result + QString(text.size() / 4, u'~') + u']';
}

QString PseudoLocale::translate(const char *, const char *source, const char *, int) const
{
    return pseudo(QString::fromUtf8(source));
}

} // namespace tests
