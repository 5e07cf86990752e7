// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/health/checkrules.h"
#include "backend/health/healthrules.h"
#include "tests/health/healthsupport.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace health;
using healthsupport::allWell;
using healthsupport::spoil;
using protocol::Health;

class CheckRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readyChecksAreTheCriticalParts();
    void theyAgreeWithTheVerdict_data();
    void theyAgreeWithTheVerdict();
    void reasons();
    void nobodyWatchesFiles();
    void exclusions_data();
    void exclusions();
    void answers_data();
    void answers();
    void readiness_data();
    void readiness();
};

namespace {

QStringList namesOf(const QList<Check> &checks)
{
    QStringList names;
    for (const Check &check : checks) {
        names.append(check.name);
    }
    return names;
}

Check checkOf(const QList<Check> &checks, const QString &name)
{
    for (const Check &check : checks) {
        if (check.name == name) {
            return check;
        }
    }
    return {};
}

QList<Check> twoChecks(bool passes)
{
    return {{.name = u"ping"_s},
            {.name = u"store"_s, .passes = passes, .reason = passes ? QString() : u"disk\nfull"_s}};
}

} // namespace

void CheckRulesTest::readyChecksAreTheCriticalParts()
{
    QCOMPARE(namesOf(readyChecks(allWell())),
             (QStringList{u"ping"_s, u"postgres"_s, u"redis"_s, u"yolo26"_s, u"nemotron"_s,
                          u"worker:file_watcher"_s, u"worker:own_critical"_s}));
    QCOMPARE(namesOf(liveChecks()), QStringList(u"ping"_s));
}

void CheckRulesTest::theyAgreeWithTheVerdict_data()
{
    QTest::addColumn<QString>("spoiled");
    for (const char *name : {"", "postgres", "redis", "yolo26", "nemotron", "florence", "clip",
                             "enrichment", "file_watcher", "cleanup_service", "own_critical"}) {
        QTest::newRow(*name ? name : "nothing") << QString::fromLatin1(name);
    }
}

void CheckRulesTest::theyAgreeWithTheVerdict()
{
    QFETCH(QString, spoiled);
    for (const Health as : {Health::Unknown, Health::Degraded, Health::Unhealthy}) {
        protocol::FullHealth parts = allWell();
        spoil(parts, spoiled, as);
        QCOMPARE(answer(u"readyz"_s, readyChecks(parts), {}).passes, judge(parts).ready);
    }
}

void CheckRulesTest::reasons()
{
    protocol::FullHealth parts = allWell();
    parts.postgres.status = Health::Unhealthy;
    parts.postgres.message = u"The store cannot be written: disk full"_s;
    parts.aiServices[0].status = Health::Unhealthy;
    parts.aiServices[0].error = u"Connection refused"_s;
    parts.aiServices[1].status = Health::Degraded;
    parts.workers[0].running = false;
    const QList<Check> checks = readyChecks(parts);
    QCOMPARE(checkOf(checks, u"postgres"_s).reason, u"The store cannot be written: disk full"_s);
    QCOMPARE(checkOf(checks, u"redis"_s).reason, QString());
    QCOMPARE(checkOf(checks, u"yolo26"_s).reason, u"Connection refused"_s);
    QCOMPARE(checkOf(checks, u"nemotron"_s).reason, u"degraded"_s);
    QCOMPARE(checkOf(checks, u"worker:file_watcher"_s).reason, u"not running"_s);
}

void CheckRulesTest::nobodyWatchesFiles()
{
    protocol::FullHealth parts = allWell();
    parts.workers.clear();
    const Check check = checkOf(readyChecks(parts), u"worker:file_watcher"_s);
    QVERIFY(!check.passes);
    QCOMPARE(check.reason, u"not running"_s);
}

void CheckRulesTest::exclusions_data()
{
    QTest::addColumn<QString>("values");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("none") << QString() << QStringList();
    QTest::newRow("one") << u"redis"_s << QStringList{u"redis"_s};
    QTest::newRow("a list") << u"redis,yolo26"_s << QStringList{u"redis"_s, u"yolo26"_s};
    QTest::newRow("with room") << u" redis , yolo26 "_s << QStringList{u"redis"_s, u"yolo26"_s};
    QTest::newRow("twice") << u"redis,redis"_s << QStringList{u"redis"_s};
    QTest::newRow("nothing between") << u",,redis, ,"_s << QStringList{u"redis"_s};
}

void CheckRulesTest::exclusions()
{
    QFETCH(QString, values);
    QFETCH(QStringList, names);
    QCOMPARE(excludedIn(values), names);
}

void CheckRulesTest::answers_data()
{
    QTest::addColumn<bool>("isWell");
    QTest::addColumn<bool>("verbose");
    QTest::addColumn<QStringList>("excluded");
    QTest::addColumn<bool>("passes");
    QTest::addColumn<QByteArray>("text");
    const QStringList none;
    QTest::newRow("well") << true << false << none << true << QByteArray("ok");
    QTest::newRow("well, in words") << true << true << none << true
                                    << QByteArray("[+]ping ok\n[+]store ok\nreadyz check passed\n");
    QTest::newRow("not well: in words, asked or not")
        << false << false << none << false
        << QByteArray("[+]ping ok\n[-]store failed: disk full\nreadyz check failed\n");
    QTest::newRow("excluded") << false << false << QStringList{u"store"_s} << true
                              << QByteArray("ok");
    QTest::newRow("excluded, in words")
        << false << true << QStringList{u"store"_s} << true
        << QByteArray("[+]ping ok\n[+]store excluded: ok\nreadyz check passed\n");
    QTest::newRow("an exclusion that fits none")
        << true << true << QStringList{u"foo"_s, u"bar"_s} << true
        << QByteArray("[+]ping ok\n[+]store ok\nwarn: some health checks cannot be excluded: no "
                      "matches for \"foo\", \"bar\"\nreadyz check passed\n");
    QTest::newRow("it does not hide a failure")
        << false << false << QStringList{u"foo"_s} << false
        << QByteArray("[+]ping ok\n[-]store failed: disk full\nwarn: some health checks cannot be "
                      "excluded: no matches for \"foo\"\nreadyz check failed\n");
    QTest::newRow("other letters are another name")
        << true << true << QStringList{u"Store"_s} << true
        << QByteArray("[+]ping ok\n[+]store ok\nwarn: some health checks cannot be excluded: no "
                      "matches for \"Store\"\nreadyz check passed\n");
}

void CheckRulesTest::answers()
{
    QFETCH(bool, isWell);
    QFETCH(bool, verbose);
    QFETCH(QStringList, excluded);
    QFETCH(bool, passes);
    QFETCH(QByteArray, text);
    const Probed probed =
        answer(u"readyz"_s, twoChecks(isWell), {.isVerbose = verbose, .excluded = excluded});
    QCOMPARE(probed.text, text);
    QCOMPARE(probed.passes, passes);
}

void CheckRulesTest::readiness_data()
{
    QTest::addColumn<QString>("spoiled");
    QTest::addColumn<bool>("running");
    QTest::addColumn<int>("status");
    QTest::addColumn<QStringList>("reasons");
    const auto running = static_cast<int>(protocol::WorkerStatus::Running);
    const auto row = [](const char *name, const QString &spoiled, bool runs, int status,
                        const QStringList &reasons) {
        QTest::newRow(name) << spoiled << runs << status << reasons;
    };
    row("ready", {}, true, running, {});
    row("no store", u"postgres"_s, true, running, {u"postgres: away"_s});
    row("no queue", u"redis"_s, true, running, {u"redis: away"_s});
    row("no supervisor", {}, false, running, {u"the supervisor is not running"_s});
    row("a worker has failed", {}, true, static_cast<int>(protocol::WorkerStatus::Failed),
        {u"worker one has failed"_s});
    row("a worker is being restarted", {}, true,
        static_cast<int>(protocol::WorkerStatus::Restarting), {});
    row("a worker was stopped", {}, true, static_cast<int>(protocol::WorkerStatus::Stopped), {});
    row("an AI service is away", u"yolo26"_s, true, running, {});
}

void CheckRulesTest::readiness()
{
    QFETCH(QString, spoiled);
    QFETCH(bool, running);
    QFETCH(int, status);
    QFETCH(QStringList, reasons);
    protocol::FullHealth parts = allWell();
    parts.postgres.message = parts.redis.message = u"away"_s;
    spoil(parts, spoiled, Health::Unhealthy);
    const protocol::SupervisorStatus supervised{
        .running = running,
        .workers = {{.name = u"one"_s, .status = static_cast<protocol::WorkerStatus>(status)}}};
    QCOMPARE(unreadiness({parts.postgres, parts.redis}, supervised), reasons);
}

QTEST_GUILESS_MAIN(CheckRulesTest)
#include "tst_checkrules.moc"
