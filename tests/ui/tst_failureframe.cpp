// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "ui/frame/failureframe.h"
#include "ui/overview/workerspanel.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

/// The red frame of a window whose own backend is silent.
class FailureFrameTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void silentBackendCanBeRestarted();
    void notOnAnotherInstance();
};

void FailureFrameTest::silentBackendCanBeRestarted()
{
    tests::ConsoleFixture console(tests::Silence::Short, true);
    auto &window = *console.window;
    QTRY_VERIFY(console.isLive());
    auto *frame = window.findChild<FailureFrame *>();
    auto *restart = frame->findChild<QPushButton *>();
    QVERIFY(!restart->isVisible());
    console.backend.freeze(true);
    QTRY_VERIFY2(frame->failure().startsWith(u"The backend in this window has not answered for"_s),
                 qPrintable(frame->failure()));
    QCOMPARE(frame->accessibleName(), frame->failure());
    QCOMPARE(restart->accessibleDescription(),
             u"Its workers are stopped in order and started again"_s);
    QSignalSpy wishes(&window, &MainWindow::restartWanted);
    restart->setFocus();
    QTest::keyClick(restart, Qt::Key_Space);
    QCOMPARE(wishes.size(), 1);
    console.backend.freeze(false);
    QTRY_COMPARE(frame->failure(), QString());
    QVERIFY(!restart->isVisible());

    window.backendStopping();
    QVERIFY(frame->failure().startsWith(u"The backend in this window is being restarted."_s));
    QVERIFY(!restart->isVisible());
    QVERIFY(console.pill().startsWith(u"Disconnected"));
    QVERIFY(!window.findChild<WorkersPanel *>()->freshness().vouched);
}

// Of another one nobody here can say that it is gone, or start it.
void FailureFrameTest::notOnAnotherInstance()
{
    tests::ConsoleFixture console(tests::Silence::Short);
    QTRY_VERIFY(console.isLive());
    console.backend.freeze(true);
    QTRY_VERIFY(console.pill().startsWith(u"Disconnected"));
    QCOMPARE(console.window->findChild<FailureFrame *>()->failure(), QString());
}

QTEST_MAIN(FailureFrameTest)
#include "tst_failureframe.moc"
