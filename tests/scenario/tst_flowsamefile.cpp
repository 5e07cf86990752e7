// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/serviceflow.h"

#include <QDir>
#include <QFile>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace scenario;

/// Whatever happens to a file that was looked at, it is looked at once; other bytes under its name
/// are another image.
class FlowSameFileTest final : public ServiceFlow
{
    Q_OBJECT

private Q_SLOTS:
    void oneResult_data();
    void oneResult();
    void whatLiesThereAtTheNextStart();
    void otherBytesUnderItsName();

private:
    QString path(const QString &name) const { return m_daemon->cameraRoot() + u"/gate/"_s + name; }

    /// The next image is done: what came before it has been seen.
    bool isThrough(quint32 seed)
    {
        const qint64 before = images(u"done"_s);
        return upload(m_daemon->cameraRoot() + u"/gate"_s, u"%1.jpg"_s.arg(seed), noiseJpeg(seed))
            && waitUntil([&] { return images(u"done"_s) == before + 1; });
    }
};

void FlowSameFileTest::oneResult_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("duplicates"); ///< listed as such
    for (const auto *what : {"chmod", "read", "hard link removed"}) {
        QTest::newRow(what) << QString::fromLatin1(what) << 0;
    }
    for (const auto *what : {"touch", "renamed in place", "moved away and back", "brought again"}) {
        QTest::newRow(what) << QString::fromLatin1(what)
                            << (qstrcmp(what, "moved away and back") == 0 ? 0 : 1);
    }
}

void FlowSameFileTest::oneResult()
{
    QFETCH(QString, what);
    QFETCH(int, duplicates);
    begin({});
    QVERIFY(isThrough(1));
    const QString file = path(u"1.jpg"_s);
    if (what == u"chmod") {
        QVERIFY(QFile::setPermissions(file, QFile::ReadOwner | QFile::ReadGroup));
    } else if (what == u"read") {
        QFile reader(file);
        QVERIFY(reader.open(QIODevice::ReadOnly) && !reader.readAll().isEmpty());
    } else if (what == u"hard link removed") {
        const QString away = m_daemon->dataDirectory() + u"/link"_s;
        QCOMPARE(::link(qPrintable(file), qPrintable(away)), 0);
        QVERIFY(QFile::remove(away));
    } else if (what == u"touch") {
        QFile touched(file);
        QVERIFY(touched.open(QIODevice::ReadWrite)
                && touched.setFileTime(QDateTime::currentDateTime().addSecs(-60),
                                       QFileDevice::FileModificationTime));
    } else if (what == u"renamed in place") {
        QVERIFY(QFile::rename(file, path(u"another.jpg"_s)));
    } else if (what == u"moved away and back") {
        const QString away = m_daemon->dataDirectory() + u"/away.jpg"_s;
        QVERIFY(QFile::rename(file, away) && QFile::rename(away, file));
    } else {
        QVERIFY(upload(m_daemon->cameraRoot() + u"/gate"_s, u"again.jpg"_s, noiseJpeg(1)));
    }
    QVERIFY(waitUntil([&] { return images(u"duplicate"_s) == duplicates; }));
    QVERIFY(isThrough(2));
    QCOMPARE(images(u"duplicate"_s), duplicates);
    QCOMPARE(images(u"done"_s), 2);
    QCOMPARE(m_stub->count(u"yolo26/detect"_s), 2);
}

void FlowSameFileTest::whatLiesThereAtTheNextStart()
{
    begin({});
    QVERIFY(isThrough(1));
    for (int start = 0; start < 3; ++start) {
        QCOMPARE(m_daemon->terminate(), 0);
        awaitRunning();
    }
    QVERIFY(isThrough(2));
    QCOMPARE(count(u"images"_s), 2);
    QCOMPARE(m_stub->count(u"yolo26/detect"_s), 2);
}

void FlowSameFileTest::otherBytesUnderItsName()
{
    begin({});
    QVERIFY(isThrough(1));
    QVERIFY(upload(m_daemon->cameraRoot() + u"/gate"_s, u"1.jpg"_s, noiseJpeg(3)));
    QVERIFY(waitUntil([this] { return images(u"done"_s) == 2; }));
    QCOMPARE(m_stub->count(u"yolo26/detect"_s), 2);
}

QTEST_GUILESS_MAIN(FlowSameFileTest)
#include "tst_flowsamefile.moc"
