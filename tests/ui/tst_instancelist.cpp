// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/instancelist.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ui;

/// The file of the instances.
class InstanceListTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isThereAgain();
    void refusesWithoutAChange();
    void brokenFileIsPutAside();
    void cannotBeWritten();
    void withoutAPathNothingIsKept();

private:
    QTemporaryDir m_folder;
};

namespace {

Instance named(const QString &name)
{
    return {.id = name,
            .name = name,
            .url = QUrl(u"http://%1.example:8000"_s.arg(name)),
            .tag = u"AB"_s,
            .colour = u"moss"_s};
}

} // namespace

void InstanceListTest::isThereAgain()
{
    const QString path = m_folder.filePath(u"deep/er/instances.json"_s);
    InstanceList list(path);
    QCOMPARE(list.load(), QString());
    QSignalSpy changes(&list, &InstanceList::changed);
    QCOMPARE(list.put(named(u"gate"_s)), QString());
    QCOMPARE(list.put(named(u"yard"_s)), QString());
    Instance moved = named(u"gate"_s);
    moved.url = QUrl(u"https://elsewhere:8000"_s);
    QCOMPARE(list.put(moved), QString());
    QCOMPARE(list.remove(u"yard"_s), QString());
    QCOMPARE(changes.count(), 4);
    InstanceList again(path);
    QCOMPARE(again.load(), QString());
    QCOMPARE(again.instances(), QList<Instance>{moved});
    QCOMPARE(again.find(u"gate"_s), moved);
    QCOMPARE(again.at(moved.url), moved);
    QCOMPARE(again.find(u"yard"_s), std::nullopt);
    // It names addresses of the operator's: nobody else reads it.
    QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
}

void InstanceListTest::refusesWithoutAChange()
{
    const QString path = m_folder.filePath(u"refused.json"_s);
    InstanceList list(path);
    QCOMPARE(list.put(named(u"gate"_s)), QString());
    Instance twin = named(u"other"_s);
    twin.name = u"Gate"_s;
    QVERIFY(list.put(twin).contains(u"another instance has it"_s));
    QCOMPARE(list.instances().size(), 1);
}

void InstanceListTest::brokenFileIsPutAside()
{
    const QString path = m_folder.filePath(u"broken.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"version\": 1, ");
    file.close();
    InstanceList list(path);
    const QString message = list.load();
    QVERIFY2(message.contains(path + u".broken-"), qPrintable(message));
    QCOMPARE(list.instances(), QList<Instance>());
    const QStringList aside =
        QDir(m_folder.path()).entryList({u"broken.json.broken-*"_s}, QDir::Files);
    QCOMPARE(aside.size(), 1);
    QFile kept(m_folder.filePath(aside.first()));
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), QByteArray("{\"version\": 1, "));
    QCOMPARE(list.put(named(u"gate"_s)), QString());
    InstanceList again(path);
    QCOMPARE(again.load(), QString()); // one message
    QCOMPARE(again.instances().size(), 1);
}

void InstanceListTest::cannotBeWritten()
{
    // A file where the folder should be: nobody can write there, root neither.
    QFile file(m_folder.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    InstanceList list(m_folder.filePath(u"file/instances.json"_s));
    QVERIFY(list.put(named(u"gate"_s)).contains(u"cannot be written"_s));
    QCOMPARE(list.instances(), QList<Instance>());
}

void InstanceListTest::withoutAPathNothingIsKept()
{
    QCOMPARE(InstanceList::usualPath(), QString());
    InstanceList list({});
    QCOMPARE(list.load(), QString());
    QCOMPARE(list.put(named(u"gate"_s)), QString());
    QCOMPARE(list.instances().size(), 1);
}

QTEST_GUILESS_MAIN(InstanceListTest)
#include "tst_instancelist.moc"
