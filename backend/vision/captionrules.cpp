// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/captionrules.h"

#include <QMap>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;
using workers::Detection;

namespace vision {

namespace {

constexpr double Sure = 0.5;
/// Below this variance of the Laplacian an image looks blurred.
constexpr double Sharp = 100;

QString counted(const QString &word, int count)
{
    if (count == 1) {
        return u"one "_s + word;
    }
    if (word == u"person") {
        return u"%1 people"_s.arg(count);
    }
    return u"%1 %2%3"_s.arg(count).arg(word, word.endsWith(u's') ? u"es"_s : u"s"_s);
}

/// "One person and 2 cars are seen".
QString seen(const QList<Detection> &sure)
{
    QMap<QString, int> counts;
    for (const Detection &detection : sure) {
        ++counts[detection.objectType];
    }
    QStringList parts;
    if (const int people = counts.take(u"person"_s); people > 0) {
        parts.append(counted(u"person"_s, people));
    }
    for (auto count = counts.cbegin(); count != counts.cend(); ++count) {
        parts.append(counted(count.key(), count.value()));
    }
    if (parts.isEmpty()) {
        return u"No person is seen"_s;
    }
    const QString last = parts.takeLast();
    QString text = parts.isEmpty() ? last : parts.join(u", "_s) + u" and "_s + last;
    text[0] = text.at(0).toUpper();
    return text + (sure.size() == 1 ? u" is seen"_s : u" are seen"_s);
}

QString lightOf(const Measured &measured)
{
    return measured.light == u"night" ? u"a dark"_s
        : measured.brightness > 0.6   ? u"a bright"_s
                                      : u"an evenly lit"_s;
}

QString tallest(const Measured &measured, const QList<Detection> &sure)
{
    const auto at =
        std::max_element(sure.begin(), sure.end(), [](const Detection &a, const Detection &b) {
            return a.height < b.height;
        });
    if (at == sure.end() || measured.width < 1 || measured.height < 1) {
        return {};
    }
    const int third = std::clamp(3 * (at->x + at->width / 2) / measured.width, 0, 2);
    return u" The tallest, a %1, stands %2 and takes %3 % of the image's height."_s.arg(
        at->objectType,
        third == 0       ? u"on the left"_s
            : third == 1 ? u"in the middle"_s
                         : u"on the right"_s,
        QString::number(100 * at->height / measured.height));
}

} // namespace

CaptionDetail captionDetail(const QString &prompt)
{
    const QString word = prompt.trimmed().toUpper();
    if (word.isEmpty() || word == u"<CAPTION>") {
        return CaptionDetail::Brief;
    }
    return word == u"<DETAILED_CAPTION>" || word == u"<MORE_DETAILED_CAPTION>"
        ? CaptionDetail::Detailed
        : CaptionDetail::None;
}

QString captionOf(const Measured &measured, const QList<Detection> &found, CaptionDetail detail)
{
    QList<Detection> sure;
    std::copy_if(found.begin(), found.end(), std::back_inserter(sure),
                 [](const Detection &detection) { return detection.confidence >= Sure; });
    QString caption = u"%1 in %2 scene that is mostly %3."_s.arg(seen(sure), lightOf(measured),
                                                                 measured.dominantColour);
    if (detail == CaptionDetail::Detailed) {
        caption += tallest(measured, sure)
            + u" The image is %1 x %2 pixels and %3."_s.arg(measured.width)
                  .arg(measured.height)
                  .arg(measured.sharpness >= Sharp ? u"sharp"_s : u"blurred"_s);
    }
    return caption;
}

} // namespace vision
