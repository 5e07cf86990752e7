// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlwidth.h"

#include <QTextBoundaryFinder>

#include <algorithm>
#include <cwchar>

using namespace Qt::StringLiterals;

namespace app {

namespace {

/// What people take for one character, with its width.
struct Cluster
{
    qsizetype begin = 0;
    qsizetype end = 0;
    int width = 0;
};

/// As wide as its widest part: what is put above a letter takes no place of its own.
int clusterWidth(QStringView cluster)
{
    int width = 0;
    const QList<uint> points = cluster.toUcs4();
    for (const uint point : points) {
        width = std::max(width, ::wcwidth(static_cast<wchar_t>(point)));
    }
    return width;
}

QList<Cluster> clustersOf(const QString &text)
{
    QList<Cluster> clusters;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    qsizetype begin = 0;
    for (qsizetype end = finder.toNextBoundary(); end > 0; end = finder.toNextBoundary()) {
        clusters.append({.begin = begin,
                         .end = end,
                         .width = clusterWidth(QStringView(text).mid(begin, end - begin))});
        begin = end;
    }
    return clusters;
}

/// Where the line that begins here has to end: behind the last space that fits, else anywhere.
qsizetype lineEnd(const QString &text, const QList<Cluster> &clusters, qsizetype first, int width)
{
    int used = 0;
    qsizetype space = -1;
    for (qsizetype i = first; i < clusters.size(); ++i) {
        used += clusters[i].width;
        if (text[clusters[i].begin] == u' ') {
            space = i;
        }
        if (used > width) {
            const qsizetype fits = std::max(i, first + 1);
            return space > first ? space + 1 : fits;
        }
    }
    return clusters.size();
}

} // namespace

QString harmless(const QString &text)
{
    QString result;
    const QList<uint> points = text.toUcs4();
    for (const uint point : points) {
        const QChar::Category category = QChar::category(char32_t(point));
        const bool isControl = category == QChar::Other_Control && point != u'\t';
        const bool isForeign = category == QChar::Other_Format || category == QChar::Other_Surrogate
            || category == QChar::Separator_Line || category == QChar::Separator_Paragraph;
        if (isControl || isForeign) {
            result += u"\\x%1"_s.arg(point, 2, 16, QChar(u'0'));
        } else {
            result += QString::fromUcs4(reinterpret_cast<const char32_t *>(&point), 1);
        }
    }
    return result;
}

int widthOf(const QString &text)
{
    int width = 0;
    const QList<Cluster> clusters = clustersOf(text);
    for (const Cluster &cluster : clusters) {
        width += cluster.width;
    }
    return width;
}

QString cut(const QString &text, int width)
{
    if (widthOf(text) <= width) {
        return text;
    }
    int used = 1; // the … itself
    qsizetype end = 0;
    const QList<Cluster> clusters = clustersOf(text);
    for (const Cluster &cluster : clusters) {
        used += cluster.width;
        if (used > width) {
            break;
        }
        end = cluster.end;
    }
    return text.left(end) % u'…';
}

QString padded(const QString &text, int width)
{
    return text % QString(std::max(0, width - widthOf(text)), u' ');
}

QStringList wrapped(const QString &text, int width)
{
    const QList<Cluster> clusters = clustersOf(text);
    QStringList lines;
    for (qsizetype first = 0; first < clusters.size();) {
        const qsizetype next = lineEnd(text, clusters, first, width);
        const qsizetype begin = clusters[first].begin;
        const QString line = text.mid(begin, clusters[next - 1].end - begin);
        const bool isLast = next == clusters.size();
        lines.append(isLast || !line.endsWith(u' ') ? line : line.chopped(1));
        first = next;
    }
    return lines.isEmpty() ? QStringList{QString()} : lines;
}

} // namespace app
