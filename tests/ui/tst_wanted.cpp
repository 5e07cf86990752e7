// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/fakebackend.h"
#include "ui/client/session.h"
#include "ui/frame/wanted.h"

#include <QStackedWidget>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

class WantedTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsThePage();
    void outlivesTheSession();
};

void WantedTest::followsThePage()
{
    tests::FakeBackend backend;
    Session session({.url = backend.url(), .name = u"test"_s}, {}, nullptr);
    Resource &resource = session.watch(u"/api/alerts"_s);
    QStackedWidget stack;
    auto *first = new QWidget;
    auto *second = new QWidget;
    stack.addWidget(first);
    stack.addWidget(second);
    wantWhileShown(*second, {&resource});
    QVERIFY(!resource.isWanted());
    stack.show();
    QVERIFY(!resource.isWanted());
    stack.setCurrentWidget(second);
    QVERIFY(resource.isWanted());
    stack.setCurrentWidget(first);
    QVERIFY(!resource.isWanted());
    stack.setCurrentWidget(second);
    stack.hide(); // the window in the tray
    QVERIFY(!resource.isWanted());
}

void WantedTest::outlivesTheSession()
{
    tests::FakeBackend backend;
    auto session = std::make_unique<Session>(Connection{.url = backend.url(), .name = u"test"_s},
                                             Timings{}, nullptr);
    QWidget page;
    wantWhileShown(page, {&session->watch(u"/api/alerts"_s)});
    page.show();
    session.reset();
    page.hide();
    QVERIFY(!page.isVisible());
}

QTEST_MAIN(WantedTest)
#include "tst_wanted.moc"
