// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/storereader.h"

#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace scenario;

/// What the journal says led to what.
class CausesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void embeddedServicesThatDie();

private:
    /// Lines about `service` with this status whose cause is one about `other` with that one.
    qint64 lines(const QString &service, const QString &status, const QString &other,
                 const QString &otherStatus) const
    {
        return StoreReader(m_daemon.dataDirectory())
            .number(u"SELECT count(*) FROM journal l JOIN journal c ON c.sequence = l.cause "
                    "WHERE l.type = 'service.status_changed' "
                    "AND json_extract(l.data, '$.service') = '%1' "
                    "AND json_extract(l.data, '$.status') = '%2' "
                    "AND json_extract(c.data, '$.service') = '%3' "
                    "AND json_extract(c.data, '$.status') = '%4'"_s.arg(service, status, other,
                                                                        otherStatus));
    }

    Daemon m_daemon{{.toml = u"[ai]\nprobe_interval_seconds = 0.3\n"
                             "[breakers]\nfailure_threshold = 3\n"
                             "[supervisor]\nbackoff_base_seconds = 3\n"_s}};
};

void CausesTest::embeddedServicesThatDie()
{
    QVERIFY2(m_daemon.start(), m_daemon.errorText().constData());
    const auto health = [this] { return m_daemon.get("/api/system/health/full"); };
    QVERIFY(waitUntil([&] { return health().json().value(u"status") == u"healthy"_s; }));
    const auto pid = m_daemon.worker(u"vision"_s)[u"pid"].toInteger();
    QCOMPARE(::kill(static_cast<pid_t>(pid), SIGKILL), 0);
    const QString vision = u"worker:vision"_s;
    for (const QString &service : {u"yolo26"_s, u"nemotron"_s}) {
        const QString breaker = u"breaker:"_s + service;
        QVERIFY(waitUntil([&] {
            return lines(service, u"unhealthy"_s, vision, u"crashed"_s) == 1
                && lines(breaker, u"unhealthy"_s, service, u"unhealthy"_s) == 1;
        }));
    }
    QVERIFY(waitUntil([&] {
        return lines(vision, u"restarting"_s, vision, u"crashed"_s) == 1
            && lines(vision, u"running"_s, vision, u"restarting"_s) == 1;
    }));
    // No verdict falls without a reason but the first ones, from before anything was known.
    const StoreReader store(m_daemon.dataDirectory());
    const QString verdicts =
        u"SELECT count(*) FROM journal WHERE type = 'system.health_changed' "_s;
    QVERIFY(store.number(verdicts + u"AND cause > 0"_s) >= 2);
    QCOMPARE(store.number(verdicts + u"AND cause = 0"_s), 0);
    QCOMPARE(m_daemon.terminate(), 0);
}

QTEST_GUILESS_MAIN(CausesTest)
#include "tst_causes.moc"
