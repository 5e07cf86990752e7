// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/verdict.h"
#include "ui/overview/verdictband.h"

#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using protocol::FullHealth;
using protocol::Health;

Q_DECLARE_METATYPE(protocol::FullHealth)

namespace {

/// Store and queue are well, and the worker that must not be away runs.
FullHealth well()
{
    return {.status = Health::Healthy,
            .message = u"All systems operational"_s,
            .postgres = {.name = u"postgres"_s, .status = Health::Healthy},
            .redis = {.name = u"redis"_s, .status = Health::Healthy},
            .workers = {{.name = u"file_watcher"_s, .running = true, .critical = true}}};
}

} // namespace

class VerdictTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reasons_data();
    void reasons();
};

void VerdictTest::reasons_data()
{
    QTest::addColumn<FullHealth>("health");
    QTest::addColumn<QStringList>("wanted");
    QTest::addColumn<QString>("detail");
    QTest::newRow("well") << well() << QStringList() << u"Nothing needs you"_s;

    FullHealth health = well();
    health.status = Health::Unhealthy;
    health.message = u"Critical services unhealthy: file_watcher"_s;
    health.workers[0].running = false;
    QStringList wanted{u"critical worker file_watcher is not running"_s};
    QTest::newRow("it is down") << health << wanted << wanted.first();

    // As with supervisor.enabled = false: nobody lists the worker, and nobody runs it.
    health.workers.clear();
    QTest::newRow("it is not even listed") << health << wanted << wanted.first();

    // What a newer backend minds is not known here.
    health = well();
    health.status = Health::Degraded;
    health.message = u"Degraded: moon unavailable"_s;
    QTest::newRow("a reason of a newer backend")
        << health << QStringList{health.message} << health.message;
    health.message.clear();
    QTest::newRow("no reason at all")
        << health << QStringList() << u"The backend does not say why"_s;
    health.status = Health::Unknown;
    QTest::newRow("no known word") << health << QStringList() << u"The backend does not say why"_s;
}

void VerdictTest::reasons()
{
    QFETCH(FullHealth, health);
    QFETCH(QString, detail);
    const Verdict verdict = verdictOf(health);
    QTEST(verdict.reasons, "wanted");
    const protocol::WallTime now = protocol::Now::read().wall;
    VerdictBand band(nullptr);
    band.setVerdict(verdict, {.vouched = true, .asOf = now}, now);
    QVERIFY2(band.accessibleDescription().endsWith(detail),
             qPrintable(band.accessibleDescription()));
}

QTEST_MAIN(VerdictTest)
#include "tst_verdict.moc"
