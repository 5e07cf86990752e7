// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/journalpages.h"
#include "tests/ui/support/showpage.h"
#include "ui/history/historyfilterbar.h"
#include "ui/history/historypage.h"

#include <QFile>
#include <QFileInfo>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

} // namespace

class HistoryExportTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void cleanup() { m_console.reset(); }

    void exportsAllThatTheFilterGives();
    void exportsRestarts();
    void restartMeanwhileDoublesNothing();
    void exportThatCannotBeWritten();
    void exportThatCannotBeRead();

private:
    std::unique_ptr<tests::ConsoleFixture> m_console;
    QTemporaryDir m_directory;
};

void HistoryExportTest::init()
{
    m_console = std::make_unique<tests::ConsoleFixture>();
    const QString path = u"/api/journal?limit=100"_s;
    m_console->backend.set(path, tests::journalPage(250, 151));
    m_console->backend.set(path + u"&cursor=151"_s, tests::journalPage(150, 51));
    m_console->backend.set(path + u"&cursor=51"_s, tests::journalPage(50, 1));
    QTRY_VERIFY(m_console->isLive());
}

void HistoryExportTest::exportsAllThatTheFilterGives()
{
    auto &page = tests::showPage<HistoryPage>(*m_console);
    page.filterBar()->text()->setText(u"crashed"_s);
    QTRY_COMPARE(page.journal().rowCount(), 13);
    const QString csv = m_directory.filePath(u"journal.csv"_s);
    page.exportTo(csv);
    QTRY_COMPARE(page.exportSentence(), u"13 lines were written to %1"_s.arg(csv));
    const QList<QByteArray> lines = contentOf(csv).split('\n');
    QCOMPARE(lines.size(), 15); // head, 13, and nothing behind the last
    QVERIFY(lines.first().startsWith("sequence,timestamp,type,"));
    QVERIFY(lines.at(1).startsWith("250,2025-10-09T08:57:30.000Z,service.status_changed,"));
    const QString json = m_directory.filePath(u"journal.json"_s);
    page.exportTo(json);
    QTRY_COMPARE(page.exportSentence(), u"13 lines were written to %1"_s.arg(json));
    const QJsonArray items = QJsonDocument::fromJson(contentOf(json)).array();
    QCOMPARE(items.size(), 13);
    QCOMPARE(items.last()[u"sequence"].toInt(), 10);
}

void HistoryExportTest::exportsRestarts()
{
    auto &page = tests::showPage<HistoryPage>(*m_console);
    page.setKind(ExportKind::Restarts);
    const QString name = m_directory.filePath(u"restarts.csv"_s);
    page.exportTo(name);
    QTRY_COMPARE(page.exportSentence(), u"3 lines were written to %1"_s.arg(name));
    QCOMPARE(contentOf(name).count("detection_worker"), 3);
}

// They are read by their place, newest first: one that comes meanwhile moves the others along.
void HistoryExportTest::restartMeanwhileDoublesNothing()
{
    const auto restart = [](int second) {
        return QJsonObject{{u"worker_name"_s, u"vision"_s},
                           {u"timestamp"_s, u"2026-01-02T03:04:%1.000Z"_s.arg(second)},
                           {u"attempt"_s, 1},
                           {u"status"_s, u"success"_s},
                           {u"error"_s, QJsonValue()}};
    };
    const auto page = [](const QJsonArray &items, bool hasMore) {
        return QJsonDocument(QJsonObject{{u"items"_s, items},
                                         {u"pagination"_s, QJsonObject{{u"has_more"_s, hasMore}}}})
            .toJson();
    };
    const QString path = u"/api/system/supervisor/restart-history?limit=100"_s;
    m_console->backend.set(path, page({restart(40), restart(30)}, true));
    m_console->backend.set(path + u"&offset=2"_s, page({restart(30), restart(20)}, false));
    auto &shown = tests::showPage<HistoryPage>(*m_console);
    shown.setKind(ExportKind::Restarts);
    const QString name = m_directory.filePath(u"moved.csv"_s);
    shown.exportTo(name);
    QTRY_COMPARE(shown.exportSentence(), u"3 lines were written to %1"_s.arg(name));
    QCOMPARE(contentOf(name).count("03:04:30"), 1);
}

void HistoryExportTest::exportThatCannotBeWritten()
{
    auto &page = tests::showPage<HistoryPage>(*m_console);
    const QString name = m_directory.filePath(u"missing/journal.csv"_s);
    page.exportTo(name);
    QVERIFY2(page.exportSentence().startsWith(name + u" was not written: "),
             qPrintable(page.exportSentence()));
    QVERIFY(!QFileInfo::exists(name));
}

// The file that was there before stays as it was.
void HistoryExportTest::exportThatCannotBeRead()
{
    const QString name = m_directory.filePath(u"kept.csv"_s);
    QFile before(name);
    QVERIFY(before.open(QIODevice::WriteOnly));
    before.write("as it was");
    before.close();
    m_console->backend.set(u"/api/journal?limit=100&cursor=151"_s,
                           R"({"detail":"The store is busy"})", 503);
    auto &page = tests::showPage<HistoryPage>(*m_console);
    page.exportTo(name);
    QTRY_COMPARE(page.exportSentence(), u"%1 was not written: The store is busy"_s.arg(name));
    QCOMPARE(contentOf(name), QByteArray("as it was"));
}

QTEST_MAIN(HistoryExportTest)
#include "tst_historyexport.moc"
