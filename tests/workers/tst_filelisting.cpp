// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cleanupchild.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int DayAndHour = 25 * 3600;

} // namespace

/// Lists of files, piece by piece, by the cleanup service as a real process.
class FileListingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_service = std::make_unique<support::CleanupChild>(); }

    void listsInPieces();
    void listsWhatIsWanted_data();
    void listsWhatIsWanted();
    void goesOnAfterAnotherProcess();

private:
    QJsonObject list(const QString &what, const QString &cursor = {}, int least = 0)
    {
        return m_service->ask({{u"type"_s, u"list"_s},
                               {u"what"_s, what},
                               {u"cursor"_s, cursor},
                               {u"min_age_seconds"_s, least}},
                              u"listed"_s);
    }

    /// Relative to the root.
    QStringList pathsIn(const QJsonObject &listed) const
    {
        QStringList paths;
        const QJsonArray entries = listed.value(u"entries"_s).toArray();
        for (const auto &entry : entries) {
            paths.append(entry[u"path"].toString().mid(m_service->root().size() + 1));
        }
        return paths;
    }

    std::unique_ptr<support::CleanupChild> m_service;
};

void FileListingTest::listsInPieces()
{
    constexpr int files = 1203;
    for (int i = 0; i < files; ++i) {
        QVERIFY(m_service->put(u"cam%1/%2.jpg"_s.arg(i % 7).arg(i), 1));
    }
    QStringList all;
    QString cursor;
    int pieces = 0;
    do {
        const QJsonObject piece = list(u"media"_s, cursor);
        QVERIFY(pathsIn(piece).size() <= 500);
        all += pathsIn(piece);
        cursor = piece.value(u"cursor"_s).toString();
        ++pieces;
    } while (!cursor.isEmpty() && pieces < 10);
    QCOMPARE(all.size(), files);
    QCOMPARE(pieces, 3);
    QCOMPARE(all.removeDuplicates(), 0);
}

void FileListingTest::listsWhatIsWanted_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("least");
    QTest::addColumn<QStringList>("paths");
    QTest::newRow("media") << u"media"_s << 0
                           << QStringList{u"cam/a.jpg"_s, u"cam/b.mp4"_s, u"cam/old.jpg"_s};
    QTest::newRow("media of a day") << u"media"_s << 24 * 3600 << QStringList{u"cam/old.jpg"_s};
    QTest::newRow("folders") << u"folders"_s << 0 << QStringList{u"cam"_s};
    QTest::newRow("temporary") << u"temporary"_s << 0
                               << QStringList{u"cam/up.jpg.part"_s, u"x.tmp"_s};
}

// Neither hidden things nor links nor what is no media.
void FileListingTest::listsWhatIsWanted()
{
    QFETCH(QString, what);
    QFETCH(int, least);
    for (const QString &name :
         {u"cam/a.jpg"_s, u"cam/b.mp4"_s, u"cam/notes.txt"_s, u"cam/old.jpg"_s,
          u"cam/up.jpg.part"_s, u".trash/c.jpg"_s, u"x.tmp"_s}) {
        QVERIFY(m_service->put(name));
    }
    QVERIFY(support::writeFile(m_service->outside() + u"/b.jpg"_s, QByteArray(1000, 'x')));
    QVERIFY(QFile::link(m_service->outside(), m_service->root() + u"/link"_s));
    QVERIFY(
        QFile::link(m_service->outside() + u"/b.jpg"_s, m_service->root() + u"/cam/link.jpg"_s));
    QVERIFY(agedfile::age(m_service->root() + u"/cam/old.jpg"_s, DayAndHour));
    const QJsonObject piece = list(what, {}, least);
    QTEST(pathsIn(piece), "paths");
    QVERIFY(piece.value(u"cursor"_s).isNull());
}

// What comes behind a cursor is the same for a process that has seen nothing before, also when the
// file that it stands for is gone.
void FileListingTest::goesOnAfterAnotherProcess()
{
    constexpr int files = 700;
    for (int i = 0; i < files; ++i) {
        QVERIFY(m_service->put(u"cam/%1.jpg"_s.arg(i), 1));
    }
    QVERIFY(m_service->put(u"dam/z.jpg"_s));
    const QJsonObject first = list(u"media"_s);
    const QStringList before = pathsIn(first);
    QCOMPARE(before.size(), 500);
    QVERIFY(QFile::remove(m_service->root() + u'/' + before.last()));
    m_service->restart();
    const QJsonObject second = list(u"media"_s, first.value(u"cursor"_s).toString());
    QStringList all = before + pathsIn(second);
    QCOMPARE(all.size(), files + 1);
    QCOMPARE(all.removeDuplicates(), 0);
    QCOMPARE(all.last(), u"dam/z.jpg"_s);
    QVERIFY(second.value(u"cursor"_s).isNull());
}

QTEST_GUILESS_MAIN(FileListingTest)
#include "tst_filelisting.moc"
