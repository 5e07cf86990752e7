// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/headerroom.h"

#include <QHeaderView>
#include <QStyle>

#include <algorithm>

namespace ui {

void makeRoomForWords(QHeaderView &header)
{
    // Not its size hint: that keeps a place for the sign of sorting in every column.
    const int margins =
        2 * header.style()->pixelMetric(QStyle::PM_HeaderMargin, nullptr, &header) + 4;
    for (int column = 0; column < header.count(); ++column) {
        const QString word = header.model()->headerData(column, header.orientation()).toString();
        const int wanted = header.fontMetrics().horizontalAdvance(word) + margins;
        // One that is hidden has no size, and keeps the one that it had.
        if (header.sectionResizeMode(column) == QHeaderView::Interactive
            && !header.isSectionHidden(column) && header.sectionSize(column) < wanted) {
            header.resizeSection(column, wanted);
        }
    }
}

void keepRoomForWords(QHeaderView &header)
{
    constexpr int margins = 14;
    int widest = 0;
    for (int column = 0; column < header.count(); ++column) {
        const QString word = header.model()->headerData(column, header.orientation()).toString();
        widest = std::max(widest, header.fontMetrics().horizontalAdvance(word));
    }
    header.setMinimumSectionSize(widest + margins);
}

} // namespace ui
