// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/programicon.h"

#include <QFile>
#include <QImage>
#include <QSet>
#include <QSettings>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ui;

/// What the desktop knows the program by.
class ProgramIconTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isDrawnInEverySize();
    void entryNamesWhatIsInstalled();
};

void ProgramIconTest::isDrawnInEverySize()
{
    const QIcon icon = programIcon();
    for (const int side : {16, 24, 48, 128, 256}) {
        const QImage image = icon.pixmap(side, side).toImage();
        QCOMPARE(image.size(), QSize(side, side));
        QCOMPARE(qAlpha(image.pixel(0, 0)), 0); // the corner is round
        QSet<QRgb> colours;
        for (int x = 0; x < side; ++x) {
            colours.insert(image.pixel(x, side / 3));
        }
        QVERIFY2(colours.size() > 3, qPrintable(QString::number(side)));
    }
}

// Notifications and windows name it by the name of this file.
void ProgramIconTest::entryNamesWhatIsInstalled()
{
    const QString folder = QStringLiteral(SIGNALBOX_SOURCE) + u"/resources/desktop/"_s;
    QVERIFY(QFile::exists(folder + u"signalbox.svg"_s));
    QFile entry(folder + u"signalbox.desktop"_s);
    QVERIFY(entry.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = entry.readAll().split('\n');
    QVERIFY(lines.contains("Icon=signalbox"));
    QVERIFY(lines.contains("Exec=signalbox"));
    QFile about(folder + u"signalbox.metainfo.xml"_s);
    QVERIFY(about.open(QIODevice::ReadOnly));
    QVERIFY(about.readAll().contains(">signalbox.desktop</launchable>"));
}

QTEST_MAIN(ProgramIconTest)
#include "tst_programicon.moc"
