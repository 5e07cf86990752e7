// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cleanupchild.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int Patience = 15000;

QString reasonOf(const QJsonArray &failed, int index)
{
    for (const auto &one : failed) {
        if (one[u"index"].toInt(-1) == index) {
            return one[u"reason"].toString();
        }
    }
    return {};
}

} // namespace

/// What the cleanup service does and refuses to do, as a real process.
class CleanupServiceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_service = std::make_unique<support::CleanupChild>(); }

    void deletesBeneathTheRootOnly();
    void dryRunForetells();
    void deletesFolders();
    void findsTheMissing();
    void nothingIsProvedByAnEmptyFolder();
    void noRoot_data();
    void noRoot();
    void measures();

private:
    std::unique_ptr<support::CleanupChild> m_service;
};

void CleanupServiceTest::deletesBeneathTheRootOnly()
{
    QVERIFY(m_service->put(u"cam/a.jpg"_s));
    QVERIFY(m_service->put(u"cam/keep.jpg"_s));
    QVERIFY(m_service->put(u"cam/other.jpg"_s));
    QVERIFY(support::writeFile(m_service->outside() + u"/b.jpg"_s, QByteArray(1000, 'x')));
    QVERIFY(QFile::link(m_service->outside(), m_service->root() + u"/link"_s));
    QVERIFY(
        QFile::link(m_service->outside() + u"/b.jpg"_s, m_service->root() + u"/cam/link.jpg"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_service->child().last(u"status"_s).value(u"state"_s).toString(),
                              u"idle"_s, Patience);
    QJsonArray files = support::namedAll(
        {m_service->root() + u"/cam/a.jpg"_s, m_service->root() + u"/cam/gone.jpg"_s,
         m_service->root() + u"/link/b.jpg"_s, m_service->root() + u"/cam/link.jpg"_s,
         m_service->root() + u"/../outside/b.jpg"_s, m_service->outside() + u"/b.jpg"_s,
         m_service->root() + u"/cam"_s, m_service->root() + u"/cam/.."_s});
    QJsonObject other = support::named(m_service->root() + u"/cam/other.jpg"_s);
    other.insert(u"mtime_ns"_s, u"1"_s); // it was replaced meanwhile
    files.append(other);
    const QJsonObject answer =
        m_service->ask({{u"type"_s, u"delete"_s}, {u"files"_s, files}}, u"deleted"_s);
    QCOMPARE(answer.value(u"deleted"_s).toInt(), 1);
    QCOMPARE(answer.value(u"bytes"_s).toInt(), 1000);
    QCOMPARE(answer.value(u"gone"_s).toArray(), (QJsonArray{1, 8}));
    const QJsonArray failed = answer.value(u"failed"_s).toArray();
    QCOMPARE(failed.size(), 6);
    QVERIFY(reasonOf(failed, 2).contains(u"symbolic link"_s));
    QCOMPARE(reasonOf(failed, 3), u"symbolic link"_s);
    QCOMPARE(reasonOf(failed, 6), u"not a regular file"_s);
    QVERIFY(!QFile::exists(m_service->root() + u"/cam/a.jpg"_s));
    QVERIFY(QFile::exists(m_service->root() + u"/cam/keep.jpg"_s));
    QVERIFY(QFile::exists(m_service->root() + u"/cam/other.jpg"_s));
    QVERIFY(QFile::exists(m_service->outside() + u"/b.jpg"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_service->child().lines(u"status"_s).size(), 2, Patience);
}

// A dry run and what follows give the same answer, also about what cannot be deleted.
void CleanupServiceTest::dryRunForetells()
{
    QVERIFY(m_service->put(u"cam/a.jpg"_s));
    QVERIFY(m_service->put(u"shut/b.jpg"_s));
    QVERIFY(
        QFile::setPermissions(m_service->root() + u"/shut"_s, QFile::ReadOwner | QFile::ExeOwner));
    QJsonObject request{{u"type"_s, u"delete"_s},
                        {u"root"_s, m_service->root()},
                        {u"files"_s,
                         support::namedAll({m_service->root() + u"/cam/a.jpg"_s,
                                            m_service->root() + u"/shut/b.jpg"_s})},
                        {u"dry_run"_s, true}};
    QJsonObject foretold = m_service->ask(request, u"deleted"_s);
    QVERIFY(QFile::exists(m_service->root() + u"/cam/a.jpg"_s));
    QCOMPARE(foretold.value(u"deleted"_s).toInt(), 1);
    QCOMPARE(reasonOf(foretold.value(u"failed"_s).toArray(), 1), u"Permission denied"_s);
    request.insert(u"dry_run"_s, false);
    QJsonObject done = m_service->ask(request, u"deleted"_s);
    QVERIFY(QFile::setPermissions(m_service->root() + u"/shut"_s,
                                  QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QVERIFY(!QFile::exists(m_service->root() + u"/cam/a.jpg"_s));
    QVERIFY(QFile::exists(m_service->root() + u"/shut/b.jpg"_s));
    foretold.remove(u"id"_s);
    done.remove(u"id"_s);
    QCOMPARE(done, foretold);
}

void CleanupServiceTest::deletesFolders()
{
    QVERIFY(m_service->put(u"7/001.jpg"_s));
    QVERIFY(m_service->put(u"7/002.jpg"_s));
    QVERIFY(m_service->put(u"8/deeper/001.jpg"_s));
    QVERIFY(support::writeFile(m_service->outside() + u"/b.jpg"_s, QByteArray(1000, 'x')));
    QVERIFY(QFile::link(m_service->outside(), m_service->root() + u"/9"_s));
    QVERIFY(QFile::link(m_service->outside() + u"/b.jpg"_s, m_service->root() + u"/7/link.jpg"_s));
    QJsonArray folders;
    for (const QString &name : {u"7"_s, u"8"_s, u"9"_s, u"10"_s}) {
        folders.append(QJsonObject{{u"path"_s, QString(m_service->root() + u'/' + name)},
                                   {u"folder"_s, true}});
    }
    QJsonObject request{{u"type"_s, u"delete"_s}, {u"files"_s, folders}};
    request.insert(u"dry_run"_s, true);
    const qint64 foretold = m_service->ask(request, u"deleted"_s).value(u"bytes"_s).toInteger();
    QVERIFY(QFile::exists(m_service->root() + u"/7/001.jpg"_s));
    request.insert(u"dry_run"_s, false);
    const QJsonObject answer = m_service->ask(request, u"deleted"_s);
    QCOMPARE(answer.value(u"deleted"_s).toInt(), 1);
    QVERIFY(answer.value(u"bytes"_s).toInteger() >= 2000);
    QCOMPARE(answer.value(u"bytes"_s).toInteger(), foretold);
    QCOMPARE(answer.value(u"gone"_s).toArray(), QJsonArray{3});
    QCOMPARE(answer.value(u"failed"_s).toArray().size(), 2);
    QVERIFY(!QFile::exists(m_service->root() + u"/7"_s));
    QVERIFY(QFile::exists(m_service->root() + u"/8/deeper/001.jpg"_s));
    QVERIFY(QFile::exists(m_service->outside() + u"/b.jpg"_s));
}

void CleanupServiceTest::findsTheMissing()
{
    QVERIFY(m_service->put(u"cam/a.jpg"_s));
    QVERIFY(m_service->put(u"cam/replaced.jpg"_s));
    QVERIFY(support::writeFile(m_service->outside() + u"/b.jpg"_s, QByteArray(1000, 'x')));
    QVERIFY(QFile::link(m_service->outside(), m_service->root() + u"/link"_s));
    QJsonArray files = support::namedAll(
        {m_service->root() + u"/cam/a.jpg"_s, m_service->root() + u"/cam/gone.jpg"_s,
         m_service->root() + u"/nowhere/gone.jpg"_s, m_service->root() + u"/link/gone.jpg"_s,
         m_service->outside() + u"/gone.jpg"_s, m_service->root() + u"/cam/replaced.jpg"_s});
    QJsonObject replaced = files.takeAt(5).toObject();
    replaced.insert(u"size"_s, 7);
    files.append(replaced);
    const QJsonObject answer =
        m_service->ask({{u"type"_s, u"missing"_s}, {u"files"_s, files}}, u"missing"_s);
    // Behind a link and outside of the root nobody looks: those are not known to be gone.
    // Nor where there is no folder: it may be on a disk that is away.
    QCOMPARE(answer.value(u"gone"_s).toArray(), (QJsonArray{1, 5}));
}

// Where a disk is to be mounted there is an empty folder.
void CleanupServiceTest::nothingIsProvedByAnEmptyFolder()
{
    QVERIFY(m_service->put(u"cam/a.jpg"_s));
    QVERIFY(QDir(m_service->root()).mkpath(u"away"_s));
    const QJsonArray files = support::namedAll({m_service->root() + u"/cam/a.jpg"_s,
                                                m_service->root() + u"/cam/gone.jpg"_s,
                                                m_service->root() + u"/away/a.jpg"_s});
    QJsonObject request{{u"type"_s, u"missing"_s}, {u"files"_s, files}};
    QCOMPARE(m_service->ask(request, u"missing"_s).value(u"gone"_s).toArray(), QJsonArray{1});
    // That the first one is the last in its folder does not matter: there was one.
    request.insert(u"type"_s, u"delete"_s);
    const QJsonObject answer = m_service->ask(request, u"deleted"_s);
    QCOMPARE(answer.value(u"deleted"_s).toInt(), 1);
    QCOMPARE(answer.value(u"gone"_s).toArray(), QJsonArray{1});
    QCOMPARE(reasonOf(answer.value(u"failed"_s).toArray(), 2),
             u"its camera's folder is empty or away"_s);
}

void CleanupServiceTest::noRoot_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("answer");
    QTest::newRow("delete") << u"delete"_s << u"deleted"_s;
    QTest::newRow("missing") << u"missing"_s << u"missing"_s;
    QTest::newRow("list") << u"list"_s << u"listed"_s;
}

// A root that is not there says nothing about its files.
void CleanupServiceTest::noRoot()
{
    QFETCH(QString, type);
    QFETCH(QString, answer);
    const QJsonObject told =
        m_service->ask({{u"type"_s, type},
                        {u"root"_s, u"/nowhere"_s},
                        {u"what"_s, u"media"_s},
                        {u"files"_s, support::namedAll({u"/nowhere/a.jpg"_s})}},
                       answer);
    QCOMPARE(told.value(u"error"_s).toString(), u"/nowhere: the folder is not there"_s);
    QVERIFY(!told.value(u"gone"_s).isArray() || told.value(u"gone"_s).toArray().isEmpty());
    QVERIFY(type != u"list" || told.value(u"gone"_s).toBool());
}

void CleanupServiceTest::measures()
{
    QVERIFY(m_service->put(u"one/a.jpg"_s));
    QVERIFY(m_service->put(u"one/2025/b.jpg"_s, 500));
    QVERIFY(m_service->put(u"two/c.jpg"_s, 7));
    const QJsonArray expected{
        QJsonObject{{u"camera_folder"_s, u"one"_s}, {u"files"_s, 2}, {u"bytes"_s, 1500}},
        QJsonObject{{u"camera_folder"_s, u"two"_s}, {u"files"_s, 1}, {u"bytes"_s, 7}}};
    QCOMPARE(m_service->ask({{u"type"_s, u"usage"_s}, {u"root"_s, m_service->root()}}, u"usage"_s)
                 .value(u"cameras"_s)
                 .toArray(),
             expected);
    QVERIFY(m_service->ask({{u"type"_s, u"usage"_s}, {u"root"_s, u"/nowhere"_s}}, u"usage"_s)
                .value(u"cameras"_s)
                .isNull());
}

QTEST_GUILESS_MAIN(CleanupServiceTest)
#include "tst_cleanupservice.moc"
