// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/announcer.h"
#include "ui/frame/topbar.h"

#include <QSignalSpy>
#include <QTest>
#include <QWidget>

using namespace Qt::StringLiterals;
using namespace ui;

class AnnouncerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstStateIsNoChange();
    void changeIsToldAtOnce();
    void manyChangesAreToldOnce();
    void whatCameBackMeanwhileIsNot();
    void verdictOfTheWindow();
};

void AnnouncerTest::firstStateIsNoChange()
{
    QWidget widget;
    Announcer announcer(widget);
    const QSignalSpy told(&announcer, &Announcer::told);
    announcer.setState(u"Healthy"_s);
    announcer.setState(u"Healthy"_s);
    QCOMPARE(told.count(), 0);
}

void AnnouncerTest::changeIsToldAtOnce()
{
    QWidget widget;
    Announcer announcer(widget);
    const QSignalSpy told(&announcer, &Announcer::told);
    announcer.setState(u"Healthy"_s);
    announcer.setState(u"Unhealthy"_s);
    QCOMPARE(told.count(), 1);
}

void AnnouncerTest::manyChangesAreToldOnce()
{
    QWidget widget;
    Announcer announcer(widget, std::chrono::milliseconds(200));
    const QSignalSpy told(&announcer, &Announcer::told);
    for (const QString &word :
         {u"Healthy"_s, u"Degraded"_s, u"Unhealthy"_s, u"Degraded"_s, u"Unhealthy"_s}) {
        announcer.setState(word);
    }
    QCOMPARE(told.count(), 1);
    QTRY_COMPARE(told.count(), 2);
    announcer.setState(u"Healthy"_s); // the pause has begun anew
    QCOMPARE(told.count(), 2);
    QTRY_COMPARE(told.count(), 3);
}

void AnnouncerTest::whatCameBackMeanwhileIsNot()
{
    QWidget widget;
    Announcer announcer(widget, std::chrono::milliseconds(20));
    const QSignalSpy told(&announcer, &Announcer::told);
    announcer.setState(u"Healthy"_s);
    announcer.setState(u"Degraded"_s);
    announcer.setState(u"Unhealthy"_s);
    announcer.setState(u"Degraded"_s);
    QSignalSpy over(announcer.findChild<QTimer *>(), &QTimer::timeout);
    QVERIFY(over.count() > 0 || over.wait());
    QCOMPARE(told.count(), 1);
}

void AnnouncerTest::verdictOfTheWindow()
{
    TopBar bar({}, nullptr);
    const QSignalSpy told(bar.findChild<Announcer *>(), &Announcer::told);
    const Verdict well{.look = {Glyph::None, Tone::Quiet, u"Healthy"_s}};
    const Verdict ill{.look = {Glyph::Octagon, Tone::Critical, u"Unhealthy"_s}};
    const protocol::WallTime now = {};
    bar.setVerdict(well, {.vouched = true}, now);
    bar.setVerdict(well, {.vouched = true}, now + std::chrono::seconds(90));
    QCOMPARE(told.count(), 0);
    bar.setVerdict(ill, {.vouched = true}, now);
    QCOMPARE(told.count(), 1);
    QCOMPARE(told.first().first().toString(), u"Unhealthy"_s);
    QVERIFY(bar.accessibleDescription().startsWith(u"Unhealthy"));
}

QTEST_MAIN(AnnouncerTest)
#include "tst_announcer.moc"
