// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/eventpattern.h"

#include <QElapsedTimer>
#include <QStringBuilder>
#include <QTest>

using namespace Qt::StringLiterals;

class EventPatternTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void patterns_data();
    void patterns();
    void aWickedPatternTakesNoTime();
};

void EventPatternTest::patterns_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("type");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char *pattern, const char *type, bool match) {
        QTest::addRow("%s %s", pattern, type)
            << QString::fromLatin1(pattern) << QString::fromLatin1(type) << match;
    };
    row("*", "alert.created", true);
    row("*", "", true);
    row("", "", true);
    row("", "a", false);
    row("alert.*", "alert.created", true);
    row("alert.*", "alert.", true);
    row("alert.*", "alert", false);
    row("alert.*", "alerts.created", false);
    row("*.created", "event.created", true);
    row("*.created", "event.created2", false);
    row("*e*e*", "event.created", true);
    row("camera.status_changed", "camera.status_changed", true);
    row("camera.status_changed", "camera.status", false);
    row("ALERT.*", "alert.created", true);
    row("alert.create?", "alert.created", true);
    row("alert.create?", "alert.create", false);
    row("[ae]*", "alert.created", true);
    row("[ae]*", "event.created", true);
    row("[ae]*", "camera.enabled", false);
    row("[!ae]*", "camera.enabled", true);
    row("[!ae]*", "alert.created", false);
    row("[a-d]*", "camera.enabled", true);
    row("[a-d]*", "event.created", false);
    row("[", "[", true);
    row("[", "a", false);
    row("[]]", "]", true);
    row("alert.**", "alert.created", true);
}

void EventPatternTest::patterns()
{
    QFETCH(QString, pattern);
    QFETCH(QString, type);
    QTEST(protocol::matches(pattern, type), "matches");
}

void EventPatternTest::aWickedPatternTakesNoTime()
{
    QElapsedTimer timer;
    timer.start();
    const QString text = QString(500, u'a') % u'b';
    QVERIFY(!protocol::matches(u"*a"_s.repeated(60), text));
    QVERIFY2(timer.elapsed() < 1000, "a backtracking matcher would take years");
}

QTEST_APPLESS_MAIN(EventPatternTest)
#include "tst_eventpattern.moc"
