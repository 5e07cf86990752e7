// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/noticeserver.h"
#include "tests/ui/support/privatebus.h"
#include "ui/notify/desktopnotices.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ui;

namespace {

const QStringList Able{u"actions"_s, u"body"_s, u"body-markup"_s};

Notice notice(const QString &key, const QString &title = u"gate – priority 1: failed"_s)
{
    return {.key = key,
            .title = title,
            .body = u"<b> is not markup"_s,
            .urgency = Urgency::Critical,
            .alarm = u"a-1"_s,
            .target = u"a-1/failed"_s};
}

} // namespace

/// On a real bus, with a service of the test's own.
class DesktopNoticesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void initTestCase()
    {
        qRegisterMetaType<ui::Notice>();
        QVERIFY2(m_bus.start(),
                 "dbus-daemon is not in PATH: ./check unpacks it under build/servers");
    }

    void init();

    void cleanup()
    {
        m_notices.reset();
        m_server.reset();
    }

    void showsAllOfIt();
    void onlyWhatTheServiceCan();
    void acknowledgeOnlyWithATarget();
    void replacesTheOneBefore();
    void replacesBeforeTheFirstIsAnswered();
    void withdraws();
    void withdrawsBeforeItIsAnswered();
    void endWithdrawsAll();
    void actions();
    void actionsOfOthersAreNotOurs();
    void whatSomebodyClosedStaysAway();
    void anotherServiceShowsWhatStood();
    void nobodyThere();
    void somebodyComesLater();

private:
    const tests::NoticeServer::Shown &first() const { return *m_server->shown().cbegin(); }

    tests::PrivateBus m_bus;
    std::unique_ptr<tests::NoticeServer> m_server;
    std::unique_ptr<DesktopNotices> m_notices;
};

void DesktopNoticesTest::init()
{
    m_server = std::make_unique<tests::NoticeServer>(Able);
    QVERIFY(m_server->isThere());
    m_notices = std::make_unique<DesktopNotices>();
}

void DesktopNoticesTest::showsAllOfIt()
{
    m_notices->show(notice(u"k"_s));
    QTRY_COMPARE(m_server->shown().size(), 1);
    QCOMPARE(first().title, u"gate – priority 1: failed"_s);
    QCOMPARE(first().body, u"&lt;b&gt; is not markup"_s);
    QCOMPARE(first().actions,
             (QStringList{u"default"_s, u"Open"_s, u"open"_s, u"Open"_s, u"acknowledge"_s,
                          u"Acknowledge"_s}));
    const QVariant urgency = first().hints.value(u"urgency"_s);
    QCOMPARE(urgency.metaType(), QMetaType::fromType<uchar>());
    QCOMPARE(urgency.toInt(), 2);
}

void DesktopNoticesTest::onlyWhatTheServiceCan()
{
    m_server.reset();
    m_server = std::make_unique<tests::NoticeServer>(QStringList{u"body"_s});
    m_notices->show(notice(u"k"_s));
    QTRY_COMPARE(m_server->shown().size(), 1);
    QCOMPARE(first().body, u"<b> is not markup"_s);
    QVERIFY(first().actions.isEmpty());
}

void DesktopNoticesTest::acknowledgeOnlyWithATarget()
{
    Notice unread = notice(u"k"_s);
    unread.target.clear();
    m_notices->show(unread);
    QTRY_COMPARE(m_server->shown().size(), 1);
    QCOMPARE(first().actions.size(), 4);
    QSignalSpy acknowledged(m_notices.get(), &DesktopNotices::acknowledged);
    QSignalSpy opened(m_notices.get(), &DesktopNotices::opened);
    m_server->press(m_server->shown().firstKey(), u"acknowledge"_s);
    m_server->press(m_server->shown().firstKey(), u"open"_s);
    QVERIFY(opened.wait());
    QVERIFY(acknowledged.isEmpty());
}

void DesktopNoticesTest::replacesTheOneBefore()
{
    m_notices->show(notice(u"k"_s, u"one"_s));
    QTRY_COMPARE(m_server->shown().size(), 1);
    m_notices->show(notice(u"k"_s, u"two"_s));
    QTRY_COMPARE(first().title, u"two"_s);
    QCOMPARE(m_server->shown().size(), 1);
    QCOMPARE(m_server->replaced(), 1);
}

void DesktopNoticesTest::replacesBeforeTheFirstIsAnswered()
{
    m_notices->show(notice(u"other"_s));
    QTRY_COMPARE(m_server->shown().size(), 1);
    for (const QString &title : {u"one"_s, u"two"_s, u"three"_s}) {
        m_notices->show(notice(u"k"_s, title));
    }
    QTRY_COMPARE(m_server->shown().last().title, u"three"_s);
    QCOMPARE(m_server->shown().size(), 2);
    QCOMPARE(m_server->titles().size(), 3);
}

void DesktopNoticesTest::withdraws()
{
    m_notices->show(notice(u"k"_s));
    m_notices->show(notice(u"other"_s));
    QTRY_COMPARE(m_server->shown().size(), 2);
    m_notices->withdraw(u"k"_s);
    m_notices->withdraw(u"nothing"_s);
    QTRY_COMPARE(m_server->shown().size(), 1);
}

void DesktopNoticesTest::withdrawsBeforeItIsAnswered()
{
    m_notices->show(notice(u"other"_s));
    QTRY_COMPARE(m_server->shown().size(), 1);
    m_notices->show(notice(u"k"_s));
    m_notices->withdraw(u"k"_s);
    QTRY_COMPARE(m_server->titles().size(), 2);
    QTRY_COMPARE(m_server->shown().size(), 1);
}

void DesktopNoticesTest::endWithdrawsAll()
{
    m_notices->show(notice(u"k"_s));
    m_notices->show(notice(u"other"_s));
    QTRY_COMPARE(m_server->shown().size(), 2);
    QSignalSpy opened(m_notices.get(), &DesktopNotices::opened);
    m_server->press(m_server->shown().lastKey(), u"open"_s);
    QVERIFY(opened.wait()); // the answers came before it
    m_notices.reset();
    QTRY_VERIFY(m_server->shown().isEmpty());
}

void DesktopNoticesTest::actions()
{
    m_notices->show(notice(u"k"_s));
    QTRY_COMPARE(m_server->shown().size(), 1);
    const uint id = m_server->shown().firstKey();
    QSignalSpy acknowledged(m_notices.get(), &DesktopNotices::acknowledged);
    QSignalSpy opened(m_notices.get(), &DesktopNotices::opened);
    m_server->press(id, u"default"_s);
    m_server->press(id, u"open"_s);
    m_server->press(id, u"nonsense"_s);
    m_server->press(id, u"acknowledge"_s);
    QTRY_COMPARE(acknowledged.size(), 1);
    QCOMPARE(opened.size(), 2);
    QCOMPARE(acknowledged.first().first().value<Notice>(), notice(u"k"_s));
}

void DesktopNoticesTest::actionsOfOthersAreNotOurs()
{
    m_notices->show(notice(u"k"_s));
    QTRY_COMPARE(m_server->shown().size(), 1);
    const uint id = m_server->shown().firstKey();
    QSignalSpy opened(m_notices.get(), &DesktopNotices::opened);
    m_server->press(id + 1, u"open"_s);
    m_server->press(0, u"open"_s);
    m_server->press(id, u"open"_s);
    QTRY_COMPARE(opened.size(), 1);
}

void DesktopNoticesTest::whatSomebodyClosedStaysAway()
{
    m_notices->show(notice(u"k"_s));
    QTRY_COMPARE(m_server->shown().size(), 1);
    m_server->dismiss(m_server->shown().firstKey());
    m_server.reset();
    m_server = std::make_unique<tests::NoticeServer>(Able);
    m_notices->show(notice(u"other"_s, u"Another"_s));
    QTRY_COMPARE(m_server->shown().size(), 1);
    m_notices->show(notice(u"k"_s, u"It came again"_s));
    QTRY_COMPARE(m_server->shown().size(), 2);
    QVERIFY(!m_server->titles().contains(notice({}).title));
}

void DesktopNoticesTest::anotherServiceShowsWhatStood()
{
    m_notices->show(notice(u"k"_s));
    QTRY_COMPARE(m_server->shown().size(), 1);
    m_server.reset();
    m_server = std::make_unique<tests::NoticeServer>(Able);
    QTRY_COMPARE(m_server->shown().size(), 1);
    QCOMPARE(first().title, notice({}).title);
}

void DesktopNoticesTest::nobodyThere()
{
    m_server.reset();
    QSignalSpy unshown(m_notices.get(), &DesktopNotices::unshown);
    m_notices->show(notice(u"k"_s));
    QTRY_COMPARE(unshown.size(), 1);
    m_notices->show(notice(u"other"_s));
    QTRY_COMPARE(unshown.size(), 2);
    QCOMPARE(unshown.last().first().value<Notice>(), notice(u"other"_s));
}

void DesktopNoticesTest::somebodyComesLater()
{
    m_server.reset();
    QSignalSpy unshown(m_notices.get(), &DesktopNotices::unshown);
    m_notices->show(notice(u"k"_s));
    QTRY_COMPARE(unshown.size(), 1);
    m_server = std::make_unique<tests::NoticeServer>(Able);
    m_notices->show(notice(u"other"_s));
    QTRY_COMPARE(m_server->shown().size(), 1);
    QCOMPARE(unshown.size(), 1);
}

QTEST_GUILESS_MAIN(DesktopNoticesTest)
#include "tst_desktopnotices.moc"
