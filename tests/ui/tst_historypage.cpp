// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/showpage.h"
#include "ui/history/historyfilterbar.h"
#include "ui/history/historypage.h"
#include "ui/paging/pagedtable.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

namespace {

QJsonObject line(int sequence, const QString &type, const QJsonObject &data)
{
    return {{u"sequence"_s, sequence},
            {u"type"_s, type},
            {u"channel"_s, u"system"_s},
            {u"data"_s, data},
            {u"timestamp"_s,
             protocol::toIso(protocol::WallTime(std::chrono::seconds(1'760'000'000 + sequence)))},
            {u"cause"_s, 0}};
}

/// The lines from `newest` down to `oldest`; each tenth is about a worker, the others are figures.
QByteArray page(int newest, int oldest)
{
    QJsonArray items;
    for (int i = newest; i >= oldest; --i) {
        items.append(i % 10 == 0 ? line(i, u"service.status_changed"_s,
                                        {{u"service"_s, u"worker:vision"_s},
                                         {u"status"_s, i % 20 == 0 ? u"running"_s : u"crashed"_s}})
                                 : line(i, u"system.status"_s, {}));
    }
    QJsonObject body{{u"items"_s, items}, {u"total"_s, 250}};
    if (oldest > 1) {
        body.insert(u"next_cursor"_s, QString::number(oldest));
    }
    return QJsonDocument(body).toJson();
}

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

} // namespace

class HistoryPageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void cleanup() { m_console.reset(); }

    void readsUntilThereIsEnough();
    void figuresToo();
    void filtersByTextAndType();
    void restartsOfOneWorker();
    void newLinesComeByThemselves();
    void exportsAllThatTheFilterGives();
    void exportsRestarts();
    void exportThatCannotBeWritten();
    void exportThatCannotBeRead();
    void frozenIsHatched();
    void strangeAnswers_data();
    void strangeAnswers();
    void staleIsHatched();
    void nothingHasHappened();
    void fitsTheSmallScreen();

private:
    HistoryPage &history() const { return *m_console->window->findChild<HistoryPage *>(); }

    QStringList column(int column) const;

    std::unique_ptr<tests::ConsoleFixture> m_console;
    QTemporaryDir m_directory;
};

void HistoryPageTest::init()
{
    m_console = std::make_unique<tests::ConsoleFixture>();
    const QString path = u"/api/journal?limit=100"_s;
    m_console->backend.set(path, page(250, 151));
    m_console->backend.set(path + u"&cursor=151"_s, page(150, 51));
    m_console->backend.set(path + u"&cursor=51"_s, page(50, 1));
    QTRY_VERIFY(m_console->isLive());
}

QStringList HistoryPageTest::column(int column) const
{
    QStringList cells;
    const QAbstractItemModel *model = history().table()->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        cells << model->index(row, column).data().toString();
    }
    return cells;
}

void HistoryPageTest::readsUntilThereIsEnough()
{
    HistoryPage &page = tests::showPage<HistoryPage>(*m_console);
    QTRY_COMPARE(page.journal().rowCount(), 25); // a tenth of the three pages
    QVERIFY(page.journal().isComplete());
    QCOMPARE(column(JournalModel::Time).first(), u"2025-10-09 08:57:30"_s);
    QCOMPARE(column(JournalModel::About).first(), u"vision"_s);
    QTRY_COMPARE(page.heading(), u"History: the journal, lines: 250"_s);
}

void HistoryPageTest::figuresToo()
{
    HistoryPage &page = tests::showPage<HistoryPage>(*m_console);
    QTRY_COMPARE(page.journal().rowCount(), 25);
    page.filterBar()->figures()->setChecked(true);
    QTRY_COMPARE(page.journal().rowCount(), 100); // enough for one look
    QVERIFY(!page.journal().isComplete());
}

void HistoryPageTest::filtersByTextAndType()
{
    HistoryPage &page = tests::showPage<HistoryPage>(*m_console);
    QTRY_COMPARE(page.journal().rowCount(), 25);
    page.filterBar()->text()->setText(u"CRASHED"_s);
    QTRY_COMPARE(page.journal().rowCount(), 13);
    m_console->backend.set(u"/api/journal?limit=100&type=alert."_s,
                           R"({"items":[],"next_cursor":null,"total":0,"total_at_least":0})");
    page.filterBar()->type()->setCurrentIndex(page.filterBar()->type()->findData(u"alert."_s));
    QTRY_COMPARE(page.table()->sentence(), u"No line matches the filter"_s);
    page.filterBar()->type()->setCurrentIndex(0);
    page.filterBar()->text()->clear();
    QTRY_COMPARE(page.journal().rowCount(), 25);
}

void HistoryPageTest::restartsOfOneWorker()
{
    HistoryPage &page = tests::showPage<HistoryPage>(*m_console);
    page.setKind(ExportKind::Restarts);
    QTRY_COMPARE(page.restarts().rowCount(), 3);
    QCOMPARE(column(RestartsModel::What),
             QStringList({u"Restarted"_s, u"Crashed"_s, u"By hand"_s}));
    page.filterBar()->type()->setCurrentIndex(page.filterBar()->type()->findData(u"crashed"_s));
    QTRY_COMPARE(column(RestartsModel::Reason), QStringList(u"killed by signal 11 (SIGSEGV)"_s));
    m_console->backend.set(
        u"/api/system/supervisor/restart-history?limit=100&worker_name=file_watcher"_s,
        R"({"items":[],"total":0})");
    page.filterBar()->worker()->setCurrentIndex(
        page.filterBar()->worker()->findData(u"file_watcher"_s));
    QTRY_COMPARE(page.table()->sentence(), u"No line matches the filter"_s);
}

void HistoryPageTest::newLinesComeByThemselves()
{
    HistoryPage &page = tests::showPage<HistoryPage>(*m_console);
    QTRY_COMPARE(page.journal().rowCount(), 25);
    m_console->backend.set(u"/api/journal?limit=100"_s, ::page(260, 161));
    m_console->backend.sendEvent(u"service.status_changed"_s, u"system"_s,
                                 {{u"service"_s, u"worker:vision"_s}, {u"status"_s, u"running"_s}});
    QTRY_COMPARE(page.journal().rowCount(), 26);
    QCOMPARE(column(JournalModel::Time).first(), u"2025-10-09 08:57:40"_s);
}

void HistoryPageTest::exportsAllThatTheFilterGives()
{
    HistoryPage &page = tests::showPage<HistoryPage>(*m_console);
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

void HistoryPageTest::exportsRestarts()
{
    HistoryPage &page = tests::showPage<HistoryPage>(*m_console);
    page.setKind(ExportKind::Restarts);
    const QString name = m_directory.filePath(u"restarts.csv"_s);
    page.exportTo(name);
    QTRY_COMPARE(page.exportSentence(), u"3 lines were written to %1"_s.arg(name));
    QCOMPARE(contentOf(name).count("detection_worker"), 3);
}

void HistoryPageTest::exportThatCannotBeWritten()
{
    HistoryPage &page = tests::showPage<HistoryPage>(*m_console);
    const QString name = m_directory.filePath(u"missing/journal.csv"_s);
    page.exportTo(name);
    QVERIFY2(page.exportSentence().startsWith(name + u" was not written: "),
             qPrintable(page.exportSentence()));
    QVERIFY(!QFileInfo::exists(name));
}

// The file that was there before stays as it was.
void HistoryPageTest::exportThatCannotBeRead()
{
    const QString name = m_directory.filePath(u"kept.csv"_s);
    QFile before(name);
    QVERIFY(before.open(QIODevice::WriteOnly));
    before.write("as it was");
    before.close();
    m_console->backend.set(u"/api/journal?limit=100&cursor=151"_s,
                           R"({"detail":"The store is busy"})", 503);
    HistoryPage &page = tests::showPage<HistoryPage>(*m_console);
    page.exportTo(name);
    QTRY_COMPARE(page.exportSentence(), u"%1 was not written: The store is busy"_s.arg(name));
    QCOMPARE(contentOf(name), QByteArray("as it was"));
}

// A backend that keeps its connections and says nothing is not vouched for either.
void HistoryPageTest::frozenIsHatched()
{
    m_console = std::make_unique<tests::ConsoleFixture>(tests::Silence::Short);
    HistoryPage &page = tests::showPage<HistoryPage>(*m_console);
    QTRY_VERIFY(page.journal().rowCount() > 0);
    m_console->backend.freeze(true);
    QTRY_VERIFY(page.table()->accessibleDescription().startsWith(u"Out of date, as of "));
    m_console->backend.freeze(false);
    QTRY_COMPARE(page.table()->accessibleDescription(), QString());
}

// What must not come, and does: in each case a sentence, and the rest lives.
void HistoryPageTest::strangeAnswers_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("a page") << QByteArray("<html>502</html>") << 200
                            << u"The answer is not the JSON that was expected"_s;
    QTest::newRow("a list") << QByteArray("[]") << 200
                            << u"The answer is not the JSON that was expected"_s;
    QTest::newRow("a fault") << QByteArray("") << 500 << u"The backend answered 500"_s;
    QTest::newRow("a word of its own")
        << QByteArray(R"({"detail":"The store is busy"})") << 503 << u"The store is busy"_s;
    QTest::newRow("not known") << QByteArray("{}") << 404
                               << u"The backend does not know this resource"_s;
    QTest::newRow("a token that has expired")
        << QByteArray("{}") << 401 << u"The token was refused"_s;
}

void HistoryPageTest::strangeAnswers()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    m_console->backend.set(u"/api/journal?limit=100"_s, body, status);
    HistoryPage &page = tests::showPage<HistoryPage>(*m_console);
    QFETCH(QString, sentence);
    QTRY_COMPARE(page.table()->sentence(), sentence);
    QVERIFY(m_console->isLive());
}

void HistoryPageTest::staleIsHatched()
{
    HistoryPage &page = tests::showPage<HistoryPage>(*m_console);
    QTRY_COMPARE(page.journal().rowCount(), 25);
    m_console->backend.drop();
    QTRY_VERIFY(page.table()->accessibleDescription().startsWith(u"Out of date, as of "));
    QCOMPARE(page.journal().rowCount(), 25);
}

void HistoryPageTest::nothingHasHappened()
{
    m_console->backend.set(u"/api/journal?limit=100"_s,
                           R"({"items":[],"next_cursor":null,"total":0,"total_at_least":0})");
    HistoryPage &page = tests::showPage<HistoryPage>(*m_console);
    QTRY_COMPARE(page.table()->sentence(), u"Nothing has happened yet"_s);
    m_console->backend.set(u"/api/system/supervisor/restart-history"_s,
                           R"({"items":[],"total":0})");
    page.setKind(ExportKind::Restarts);
    QTRY_COMPARE(page.table()->sentence(), u"No worker has been restarted yet"_s);
}

void HistoryPageTest::fitsTheSmallScreen()
{
    HistoryPage &page = tests::showPage<HistoryPage>(*m_console);
    m_console->window->resize(1280, 720);
    const QSize least = m_console->window->minimumSizeHint();
    QVERIFY2(least.width() <= 1280 && least.height() <= 720,
             qPrintable(u"%1x%2"_s.arg(least.width()).arg(least.height())));
    for (const auto *child : page.findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
        QVERIFY2(page.rect().contains(child->geometry()), child->metaObject()->className());
    }
}

QTEST_MAIN(HistoryPageTest)
#include "tst_historypage.moc"
