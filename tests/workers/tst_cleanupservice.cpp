// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/child.h"
#include "tests/support/testimages.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using support::Child;

namespace {

constexpr int Patience = 15000;

} // namespace

class CleanupServiceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deletesBeneathTheRootOnly();
    void measures();
};

void CleanupServiceTest::deletesBeneathTheRootOnly()
{
    const QTemporaryDir folder;
    const QString root = folder.path() + u"/root"_s;
    const QString outside = folder.path() + u"/outside"_s;
    const QByteArray content(1000, 'x');
    QVERIFY(support::writeFile(root + u"/cam/a.jpg"_s, content));
    QVERIFY(support::writeFile(root + u"/cam/keep.jpg"_s, content));
    QVERIFY(support::writeFile(outside + u"/b.jpg"_s, content));
    QVERIFY(QFile::link(outside, root + u"/link"_s));
    QVERIFY(QFile::link(outside + u"/b.jpg"_s, root + u"/cam/link.jpg"_s));
    Child child({u"cleanup_service"_s});
    QTRY_COMPARE_WITH_TIMEOUT(child.last(u"status"_s).value(u"state"_s).toString(), u"idle"_s,
                              Patience);
    const QStringList paths{root + u"/cam/a.jpg"_s,
                            root + u"/cam/gone.jpg"_s,
                            root + u"/link/b.jpg"_s,
                            root + u"/cam/link.jpg"_s,
                            root + u"/../outside/b.jpg"_s,
                            outside + u"/b.jpg"_s,
                            root + u"/cam"_s,
                            root + u"/cam/.."_s};
    child.send({{u"type"_s, u"delete"_s},
                {u"id"_s, 5},
                {u"root"_s, root},
                {u"paths"_s, QJsonArray::fromStringList(paths)}});
    QTRY_COMPARE_WITH_TIMEOUT(child.lines(u"deleted"_s).size(), 1, Patience);
    const QJsonObject answer = child.last(u"deleted"_s);
    QCOMPARE(answer.value(u"id"_s).toInt(), 5);
    QCOMPARE(answer.value(u"deleted"_s).toInt(), 1);
    QCOMPARE(answer.value(u"bytes"_s).toInt(), 1000);
    const QJsonArray failed = answer.value(u"failed"_s).toArray();
    QCOMPARE(failed.size(), 7);
    QCOMPARE(failed.at(0).toObject().value(u"reason"_s).toString(), u"the file is gone"_s);
    for (const qsizetype linked : {1, 2}) {
        QVERIFY(failed.at(linked)
                    .toObject()
                    .value(u"reason"_s)
                    .toString()
                    .contains(u"symbolic link"_s));
    }
    QVERIFY(!QFile::exists(root + u"/cam/a.jpg"_s));
    QVERIFY(QFile::exists(root + u"/cam/keep.jpg"_s));
    QVERIFY(QFile::exists(outside + u"/b.jpg"_s));
    QTRY_COMPARE_WITH_TIMEOUT(child.lines(u"status"_s).size(), 2, Patience);
}

void CleanupServiceTest::measures()
{
    const QTemporaryDir folder;
    QVERIFY(support::writeFile(folder.path() + u"/one/a.jpg"_s, QByteArray(1000, 'x')));
    QVERIFY(support::writeFile(folder.path() + u"/one/2025/b.jpg"_s, QByteArray(500, 'x')));
    QVERIFY(support::writeFile(folder.path() + u"/two/c.jpg"_s, QByteArray(7, 'x')));
    Child child({u"cleanup_service"_s});
    child.send({{u"type"_s, u"usage"_s}, {u"id"_s, 1}, {u"root"_s, folder.path()}});
    QTRY_COMPARE_WITH_TIMEOUT(child.lines(u"usage"_s).size(), 1, Patience);
    const QJsonArray expected{
        QJsonObject{{u"camera_folder"_s, u"one"_s}, {u"files"_s, 2}, {u"bytes"_s, 1500}},
        QJsonObject{{u"camera_folder"_s, u"two"_s}, {u"files"_s, 1}, {u"bytes"_s, 7}}};
    QCOMPARE(child.last(u"usage"_s).value(u"cameras"_s).toArray(), expected);
    child.send({{u"type"_s, u"usage"_s}, {u"id"_s, 2}, {u"root"_s, u"/nowhere"_s}});
    QTRY_COMPARE_WITH_TIMEOUT(child.lines(u"usage"_s).size(), 2, Patience);
    QVERIFY(child.last(u"usage"_s).value(u"cameras"_s).isNull());
}

QTEST_GUILESS_MAIN(CleanupServiceTest)
#include "tst_cleanupservice.moc"
