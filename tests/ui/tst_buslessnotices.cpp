// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notify/desktopnotices.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ui;

/// A desktop without a bus, or with one that does not answer: no notice is lost, and nobody waits.
class BuslessNoticesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void initTestCase() { qputenv("XDG_RUNTIME_DIR", QFile::encodeName(m_folder.path())); }

    void nobodyWaits_data();
    void nobodyWaits();

private:
    QTemporaryDir m_folder;
};

void BuslessNoticesTest::nobodyWaits_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::newRow("none is named") << QByteArray();
    QTest::newRow("nobody is there")
        << QByteArray("unix:path=" + QFile::encodeName(m_folder.filePath(u"no-bus"_s)));
}

void BuslessNoticesTest::nobodyWaits()
{
    QFETCH(QByteArray, address);
    qputenv("DBUS_SESSION_BUS_ADDRESS", address);
    QElapsedTimer timer;
    timer.start();
    DesktopNotices notices;
    QSignalSpy unshown(&notices, &DesktopNotices::unshown);
    notices.show({.key = u"k"_s, .title = u"title"_s});
    notices.withdraw(u"nothing"_s);
    QVERIFY2(timer.elapsed() < 1000, "it waited for the bus");
    QTRY_COMPARE(unshown.size(), 1);
    QCOMPARE(unshown.first().first().value<Notice>().title, u"title"_s);
}

QTEST_GUILESS_MAIN(BuslessNoticesTest)
#include "tst_buslessnotices.moc"
