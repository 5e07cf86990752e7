// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/programicon.h"

#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace ui {

using namespace Qt::StringLiterals;

// Not by its file name: that needs a plugin, which may be missing.
QIcon programIcon()
{
    QSvgRenderer drawing(u":/signalbox/desktop/signalbox.svg"_s);
    QIcon icon;
    for (const int side : {16, 22, 24, 32, 48, 64, 128, 256}) {
        QPixmap picture(side, side);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        drawing.render(&painter);
        painter.end();
        icon.addPixmap(picture);
    }
    return icon;
}

} // namespace ui
