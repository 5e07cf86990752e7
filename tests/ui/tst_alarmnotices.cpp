// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "tests/ui/support/noticeserver.h"
#include "tests/ui/support/privatebus.h"
#include "ui/models/mirror.h"
#include "ui/notify/alarmnotices.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ui;

namespace {

protocol::Alert failed(const QString &message = u"It has failed"_s)
{
    const protocol::WallTime now = protocol::Now::read().wall;
    return {.id = u"a-1"_s,
            .ruleId = u"critical_worker_failed"_s,
            .severity = protocol::AlertSeverity::Critical,
            .message = message,
            .status = protocol::AlertStatus::Delivered,
            .subjectKind = u"worker"_s,
            .subject = u"file_watcher"_s,
            .createdAt = now,
            .updatedAt = now,
            .lastSeenAt = now};
}

} // namespace

/// Alarms of a backend on the desktop, over a real bus.
class AlarmNoticesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void initTestCase()
    {
        QVERIFY2(m_bus.start(),
                 "dbus-daemon is not in PATH: ./check unpacks it under build/servers");
    }

    void init()
    {
        m_server = std::make_unique<tests::NoticeServer>(QStringList{u"actions"_s});
        QVERIFY(m_server->isThere());
    }

    void cleanup()
    {
        m_notices.reset();
        m_console.reset();
        m_server.reset();
    }

    void comesIsReplacedAndGoes();
    void acknowledgedWhereItStands();
    void openLeadsToIt();
    void watchersCannotAcknowledge();
    void nothingFromWhatNobodyVouchesFor();
    void muted();
    void onlyWhatIsWanted();
    void quietHours();

private:
    void open(Guard guard = Guard::Free, tests::Silence silence = tests::Silence::Patient)
    {
        m_console = std::make_unique<tests::ConsoleFixture>(silence, false, guard);
        m_notices = std::make_unique<AlarmNotices>(*m_console->window->findChild<Mirror *>(),
                                                   *m_console->commander, nullptr);
    }

    void tell(const QList<protocol::Alert> &alerts)
    {
        tests::Canned canned = tests::healthy();
        canned.alerts = alerts;
        tests::fill(m_console->backend, canned);
        m_console->backend.sendChanged(u"/api/alerts"_s);
    }

    const tests::NoticeServer::Shown &first() const { return *m_server->shown().cbegin(); }

    tests::PrivateBus m_bus;
    std::unique_ptr<tests::NoticeServer> m_server;
    std::unique_ptr<tests::ConsoleFixture> m_console;
    std::unique_ptr<AlarmNotices> m_notices;
};

void AlarmNoticesTest::comesIsReplacedAndGoes()
{
    open();
    QTRY_VERIFY(m_console->isLive());
    tell({failed()});
    QTRY_COMPARE(m_server->shown().size(), 1);
    QCOMPARE(first().title, u"home-nvr – priority 1: critical_worker_failed of file_watcher"_s);
    tell({failed(u"It has failed again"_s)});
    QTRY_VERIFY(first().body.startsWith(u"It has failed again\nSince "));
    QCOMPARE(m_server->shown().size(), 1);
    protocol::Alert over = failed();
    over.status = protocol::AlertStatus::Resolved;
    tell({over});
    QTRY_VERIFY(m_server->shown().isEmpty());
}

void AlarmNoticesTest::acknowledgedWhereItStands()
{
    open();
    tell({failed()});
    QTRY_COMPARE(m_server->shown().size(), 1);
    m_server->press(m_server->shown().firstKey(), u"acknowledge"_s);
    QTRY_VERIFY2(m_console->message().contains(u"cknowledge"), qPrintable(m_console->message()));
    protocol::Alert seen = failed();
    seen.status = protocol::AlertStatus::Acknowledged;
    tell({seen});
    QTRY_VERIFY(m_server->shown().isEmpty());
}

void AlarmNoticesTest::openLeadsToIt()
{
    open();
    tell({failed()});
    QTRY_COMPARE(m_server->shown().size(), 1);
    QSignalSpy opened(m_notices.get(), &AlarmNotices::opened);
    m_server->press(m_server->shown().firstKey(), u"default"_s);
    QVERIFY(opened.wait());
    QCOMPARE(opened.first().first().toString(), u"a-1"_s);
}

void AlarmNoticesTest::watchersCannotAcknowledge()
{
    open(Guard::Watch);
    tell({failed()});
    QTRY_COMPARE(m_server->shown().size(), 1);
    QVERIFY(!first().actions.contains(u"acknowledge"_s));
}

void AlarmNoticesTest::nothingFromWhatNobodyVouchesFor()
{
    open(Guard::Free, tests::Silence::Short);
    QTRY_VERIFY(m_console->isLive());
    m_console->backend.freeze(true);
    QTRY_VERIFY(m_console->pill().startsWith(u"Stale"));
    tests::Canned canned = tests::healthy();
    canned.alerts = {failed()};
    tests::fill(m_console->backend, canned);
    QTRY_VERIFY(m_console->pill().startsWith(u"Disconnected"));
    QVERIFY(m_server->shown().isEmpty());
    m_console->backend.freeze(false);
    QTRY_COMPARE_WITH_TIMEOUT(m_server->shown().size(), 1, 10'000);
}

void AlarmNoticesTest::muted()
{
    open();
    tell({failed()});
    QTRY_COMPARE(m_server->shown().size(), 1);
    m_notices->mute(std::chrono::minutes(15));
    QVERIFY(m_notices->isMuted());
    QTRY_VERIFY(m_server->shown().isEmpty());
    tell({failed(u"It has failed again"_s)});
    m_notices->mute(std::chrono::milliseconds(50));
    QTRY_COMPARE(m_server->shown().size(), 1);
    QVERIFY(!m_notices->isMuted());
}

void AlarmNoticesTest::onlyWhatIsWanted()
{
    open();
    protocol::Alert medium = failed();
    medium.severity = protocol::AlertSeverity::Medium;
    tell({medium});
    QTRY_COMPARE(m_server->shown().size(), 1);
    m_notices->setLowestPriority(1);
    QTRY_VERIFY(m_server->shown().isEmpty());
    m_notices->setLowestPriority(0);
    m_notices->setLowestPriority(2);
    QTRY_COMPARE(m_server->shown().size(), 1);
}

void AlarmNoticesTest::quietHours()
{
    open();
    protocol::Alert medium = failed();
    medium.severity = protocol::AlertSeverity::Medium;
    tell({medium});
    QTRY_COMPARE(m_server->shown().size(), 1);
    m_notices->setQuietHours({.isOn = true, .from = {0, 0}, .to = {0, 0}});
    QTRY_VERIFY(m_server->shown().isEmpty());
    tell({medium, failed()});
    QTRY_COMPARE(m_server->shown().size(), 1);
    // They end while nothing else happens.
    tell({medium});
    QTRY_VERIFY(m_server->shown().isEmpty());
    const QTime end = QTime::currentTime().addMSecs(400);
    m_notices->setQuietHours({.isOn = true, .from = end.addSecs(-3600), .to = end});
    QVERIFY(m_server->shown().isEmpty());
    QTRY_COMPARE(m_server->shown().size(), 1);
}

QTEST_MAIN(AlarmNoticesTest)
#include "tst_alarmnotices.moc"
