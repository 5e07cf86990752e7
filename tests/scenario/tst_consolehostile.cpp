// SPDX-License-Identifier: GPL-3.0-or-later
// The console on a backend that answers what none should.
#include "tests/scenario/support/console.h"
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/mutations.h"
#include "ui/frame/troublebar.h"
#include "ui/models/workersmodel.h"

#include <QAbstractItemView>
#include <QLabel>
#include <QListWidget>
#include <QStackedWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace scenario;

namespace {

constexpr int Patience = 20000;

/// What can be read on a page, of its tables too.
QStringList textsOf(const QWidget &page)
{
    QStringList texts;
    for (const QLabel *label : page.findChildren<QLabel *>()) {
        if (label->isVisible() && !label->text().isEmpty()) {
            texts << label->text();
        }
    }
    for (const auto *view : page.findChildren<QAbstractItemView *>()) {
        const QAbstractItemModel *model = view->isVisible() ? view->model() : nullptr;
        for (int row = 0; model != nullptr && row < qMin(model->rowCount(), 20); ++row) {
            QStringList cells;
            for (int column = 0; column < model->columnCount(); ++column) {
                cells << model->index(row, column).data().toString();
            }
            texts << u"| "_s + cells.join(u" | "_s);
        }
    }
    for (const auto *widget : page.findChildren<QWidget *>()) {
        if (widget->isVisible() && !widget->accessibleDescription().isEmpty()) {
            texts << u"("_s + widget->accessibleDescription() + u")"_s;
        }
    }
    return texts;
}

/// Looks again soon.
Console consoleOn(const MutatingProxy &proxy)
{
    using std::chrono::milliseconds;
    return Console(
        proxy.url(), false,
        {.reread = milliseconds(50), .safety = milliseconds(300), .refused = milliseconds(600)});
}

} // namespace

class ConsoleHostileTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void refused_data();
    void refused();
    void shown_data();
    void shown();

private:
    /// Calls `look` for every page that shows what the backend says, when it has had its answers.
    void forPages(const Console &console,
                  const std::function<void(const QString &, const QWidget &)> &look);

    std::unique_ptr<Daemon> m_daemon;
    std::unique_ptr<MutatingProxy> m_proxy;
};

void ConsoleHostileTest::initTestCase()
{
    m_daemon = std::make_unique<Daemon>(
        DaemonOptions{.toml = u"[ai]\nembedded = \"false\"\n[[worker]]\nname = \"sleeper\"\n"
                              "command = [\"/bin/sleep\", \"1000\"]\n"_s});
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
    QVERIFY(m_daemon->waitForWorker(u"sleeper"_s, u"running"_s));
    m_proxy = std::make_unique<MutatingProxy>(m_daemon->url());
}

void ConsoleHostileTest::refused_data()
{
    using namespace mutations;
    QTest::addColumn<Mutation>("mutation");
    QTest::addColumn<QString>("reason");
    const QString foreign = u"not as documented"_s;
    const QString missing = u" is missing"_s;
    const QString noJson = u"not the JSON that was expected"_s;
    const QString answered500 = u"The backend answered 500"_s;
    QTest::newRow("first key missing") << keyMissing(Key::First) << missing;
    QTest::newRow("a key missing") << keyMissing(Key::Middle) << missing;
    QTest::newRow("last key missing") << keyMissing(Key::Last) << missing;
    QTest::newRow("numbers as texts") << numbersAsTexts() << foreign;
    QTest::newRow("nulls") << nulls() << foreign;
    QTest::newRow("other kinds") << otherKinds() << foreign;
    QTest::newRow("extreme numbers") << extremeNumbers() << foreign;
    QTest::newRow("an empty object") << body(200, "{}") << missing;
    QTest::newRow("HTML, 200") << html(200) << noJson;
    QTest::newRow("an empty list") << body(200, "[]") << noJson;
    QTest::newRow("cut JSON") << body(200, R"({"workers": [{"name": )") << noJson;
    QTest::newRow("no bytes") << body(200, {}) << noJson;
    QTest::newRow("HTML, 500") << html(500) << answered500;
    QTest::newRow("500 without a body") << body(500, {}) << answered500;
    QTest::newRow("500 with a reason")
        << body(500, R"({"detail": "disk on fire"})") << u"disk on fire"_s;
    QTest::newRow("404") << body(404, R"({"detail": "Not Found"})") << u"Not Found"_s;
    QTest::newRow("403") << body(403, R"({"detail": "Needs the scope read"})")
                         << u"Needs the scope read"_s;
}

void ConsoleHostileTest::shown_data()
{
    QTest::addColumn<Mutation>("mutation");
    QTest::newRow("unknown words") << mutations::unknownWords();
    QTest::newRow("long texts") << mutations::longTexts();
    QTest::newRow("newer keys") << mutations::newerKeys();
}

void ConsoleHostileTest::forPages(const Console &console,
                                  const std::function<void(const QString &, const QWidget &)> &look)
{
    auto *list = console.window().findChild<QListWidget *>();
    const auto *pages = console.window().findChild<QStackedWidget *>(u"pages"_s);
    for (int row = 0; row < list->count(); ++row) {
        const QString name = list->item(row)->text();
        if (name != u"Instances" && name != u"Settings") {
            list->setCurrentRow(row);
            look(name, *pages->currentWidget());
        }
    }
    list->setCurrentRow(0); // what is counted afterwards is on the overview, while it is seen
}

// Each page says why it shows nothing; what was good before stays, and is marked.
void ConsoleHostileTest::refused()
{
    QFETCH(Mutation, mutation);
    QFETCH(QString, reason);
    m_proxy->setMutation(mutation);
    const Console console = consoleOn(*m_proxy);
    forPages(console, [&](const QString &name, const QWidget &page) {
        const auto isSaid = [&] { return textsOf(page).join(u'\n').contains(reason); };
        QVERIFY2(waitUntil(isSaid), qPrintable(name + u": "_s + textsOf(page).join(u"\n"_s)));
    });
    QCOMPARE(console.vouchedPanels(), 0);
    const auto *trouble = console.window().findChild<ui::TroubleBar *>();
    const bool isForeign = reason.contains(u"missing") || reason.contains(u"documented");
    const bool isLocked = reason.contains(u"scope");
    QVERIFY2(waitUntil([&] { return trouble->isVisible() == (isForeign || isLocked); }),
             qPrintable(trouble->text()));
    QVERIFY2(!isForeign || trouble->text().contains(u"/api/system/supervisor: "_s),
             qPrintable(trouble->text()));
    m_proxy->setMutation({});
    QTRY_VERIFY_WITH_TIMEOUT(console.isAllVouched(), Patience);
    QVERIFY(waitUntil([&] { return !trouble->isVisible(); }));
    m_proxy->setMutation(mutation);
    // At one moment: an answer from before may still be on its way.
    QVERIFY(waitUntil([&] { return console.vouchedParts() == 0; }, Patience));
    QVERIFY(console.cell(u"sleeper"_s, ui::WorkersModel::Pid).toInt() > 1);
    m_proxy->setMutation({});
    QTRY_VERIFY_WITH_TIMEOUT(console.isAllVouched(), Patience);
}

// Documented answers, whatever is in them.
void ConsoleHostileTest::shown()
{
    QFETCH(Mutation, mutation);
    m_proxy->setMutation(mutation);
    const Console console = consoleOn(*m_proxy);
    forPages(console, [](const QString &, const QWidget &page) {
        const auto isShown = [&] {
            return !textsOf(page).join(u'\n').contains(u"not as documented");
        };
        QTest::qWait(300); // its answers
        QVERIFY2(isShown(), qPrintable(textsOf(page).join(u'\n')));
    });
    QTRY_VERIFY_WITH_TIMEOUT(console.isAllVouched(), Patience);
}

QTEST_MAIN(ConsoleHostileTest)
#include "tst_consolehostile.moc"
