// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/leashcommand.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class LeashCommandTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSmallProgram();
    void withoutIt_data();
    void withoutIt();
};

void LeashCommandTest::theSmallProgram()
{
    const QTemporaryDir programs;
    const QString small = programs.filePath(u"signalbox-leash"_s);
    QVERIFY(QFile::link(u"/bin/true"_s, small));
    QCOMPARE(supervisor::leashCommand(programs.path()), QStringList{small});
}

void LeashCommandTest::withoutIt_data()
{
    QTest::addColumn<QString>("target"); // of a link of that name; empty: none
    QTest::newRow("not there") << QString();
    QTest::newRow("nothing behind it") << u"/nonexistent"_s;
    QTest::newRow("a folder") << u"/bin"_s;
    QTest::newRow("not to be executed") << u"/etc/passwd"_s;
}

void LeashCommandTest::withoutIt()
{
    QFETCH(const QString, target);
    const QTemporaryDir programs;
    if (!target.isEmpty()) {
        QVERIFY(QFile::link(target, programs.filePath(u"signalbox-leash"_s)));
    }
    QCOMPARE(supervisor::leashCommand(programs.path()),
             (QStringList{programs.filePath(u"signalboxd"_s), u"--leash"_s}));
}

QTEST_GUILESS_MAIN(LeashCommandTest)
#include "tst_leashcommand.moc"
