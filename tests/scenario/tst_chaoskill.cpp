// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/chaos.h"
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/jpegs.h"
#include "tests/scenario/support/serviceprocess.h"
#include "tests/scenario/support/storereader.h"

#include <QDir>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace scenario;

namespace {

// In bursts, so that many images wait and one is in every hand when something is killed.
constexpr auto BurstInterval = 1s;
constexpr int BurstImages = 20;
constexpr int Cameras = 3;
/// The promise; the full run holds the median to it.
constexpr qint64 PromisedMsUntilAccepted = 1000;
/// One of them may meet a loaded machine or a build for debugging.
constexpr qint64 MostMsUntilAccepted = 10000;
constexpr int DrainMs = 300000;

} // namespace

/// kill -9 of any child, of the AI services and of the backend itself, at random moments, while
/// images keep coming. The store says afterwards whether each of them was worked on exactly once.
/// SIGNALBOX_CHAOS=full or =thousand kills more often; SIGNALBOX_CHAOS_SEED=N repeats the random
/// numbers.
class ChaosKillTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void killAtAnyMoment();
    void everyImageExactlyOnce();
    void everyDetectionExactlyOnce();
    void everyEventExactlyOnce();
    void acceptsAgainSoon();
    void storeIsWhole();

private:
    void uploadBurst();
    QString uploadOne();
    void killChild();
    void killServices();
    void killBackend();
    bool isAccepting(QStringList &fresh);
    bool isDrained() const;
    bool isAccountedFor() const;
    void report();

    qint64 medianMsUntilAccepted() const
    {
        return m_msUntilAccepted.value(m_msUntilAccepted.size() / 2);
    }

    quint32 m_seed = 0;
    QRandomGenerator m_random;
    ServiceProcess m_services;
    ChaosPlan m_plan = chosenPlan();
    std::unique_ptr<Daemon> m_daemon;
    QStringList m_uploaded;
    QMap<QString, int> m_killed;
    QList<qint64> m_msUntilAccepted;
    std::unique_ptr<StoreReader> m_store;
};

void ChaosKillTest::initTestCase()
{
    m_seed = chosenSeed();
    m_random.seed(m_seed);
    qInfo() << "SIGNALBOX_CHAOS_SEED =" << m_seed;
    QVERIFY(m_services.start());
    m_daemon = std::make_unique<Daemon>(
        DaemonOptions{.toml = m_services.toml()
                          + u"[breakers]\nrecovery_timeout_seconds = 1\n"
                            "[pipeline]\nbatch_window_seconds = 4\nbatch_idle_timeout_seconds = 1\n"
                            "[supervisor]\nmax_restarts = 1000\nbackoff_base_seconds = 0.05\n"
                            "backoff_cap_seconds = 0.2\n"});
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
}

void ChaosKillTest::uploadBurst()
{
    for (int i = 0; i < BurstImages; ++i) {
        QVERIFY(!uploadOne().isEmpty());
    }
}

/// Its path; nothing when it cannot be written.
QString ChaosKillTest::uploadOne()
{
    const auto number = static_cast<quint32>(m_uploaded.size());
    const QString folder = m_daemon->cameraRoot() + u"/camera %1"_s.arg(number % Cameras);
    const QString name = u"%1.jpg"_s.arg(number);
    if (!upload(folder, name, noiseJpeg(number))) {
        return {};
    }
    m_uploaded.append(folder + u'/' + name);
    return m_uploaded.last();
}

void ChaosKillTest::killChild()
{
    const QList<Process> children = descendantsOf(m_daemon->pid());
    if (children.isEmpty()) {
        return;
    }
    const Process victim = children.at(m_random.bounded(children.size()));
    const QString role = roleOf(victim.pid);
    killHard(victim);
    ++m_killed[role];
}

void ChaosKillTest::killServices()
{
    m_services.kill9();
    ++m_killed[u"services"_s];
    QVERIFY(m_services.start());
}

void ChaosKillTest::killBackend()
{
    const QList<Process> children = descendantsOf(m_daemon->pid());
    m_daemon->kill9();
    QVERIFY(waitUntil([&] { return std::none_of(children.begin(), children.end(), isAlive); }));
    QElapsedTimer since;
    since.start();
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
    QVERIFY(waitUntil([this, fresh = QStringList()]() mutable { return isAccepting(fresh); }));
    m_msUntilAccepted.append(since.elapsed());
    ++m_killed[u"backend"_s];
}

/// One of those that were uploaded since is in the store; another one is uploaded if not. The first
/// ones may come before anybody watches: these wait until they have stood still.
bool ChaosKillTest::isAccepting(QStringList &fresh)
{
    fresh.append(u'\'' % uploadOne() % u'\'');
    return StoreReader(m_daemon->dataDirectory())
               .number(u"SELECT count(*) FROM images WHERE path IN (%1)"_s.arg(fresh.join(u',')))
        > 0;
}

bool ChaosKillTest::isDrained() const
{
    const StoreReader store(m_daemon->dataDirectory());
    return store.number(u"SELECT count(*) FROM images WHERE state <> 'accepted'"_s)
        >= m_uploaded.size()
        && store.number(u"SELECT count(*) FROM jobs WHERE state IN ('waiting', 'leased')"_s) == 0
        && store.number(u"SELECT count(*) FROM batches WHERE state IN ('open', 'closed')"_s) == 0;
}

// What the API tells is what the store has, too.
bool ChaosKillTest::isAccountedFor() const
{
    const QJsonObject pipeline = m_daemon->get("/api/system/pipeline").json();
    const QJsonValue images = pipeline[u"accounts"_s].toArray().first();
    return images[u"in"].toInteger() == m_uploaded.size()
        && images[u"out"].toInteger() == m_uploaded.size();
}

void ChaosKillTest::killAtAnyMoment()
{
    QTimer uploads;
    connect(&uploads, &QTimer::timeout, this, &ChaosKillTest::uploadBurst);
    uploads.start(BurstInterval);
    ChaosPlan left = m_plan;
    for (int all = left.childKills + left.serviceKills + left.backendKills; all > 0; --all) {
        const int pause = m_random.bounded(left.shortestPauseMs, left.longestPauseMs);
        QElapsedTimer since;
        since.start();
        QVERIFY(waitUntil([&] { return since.elapsed() >= pause; }));
        const int chance = m_random.bounded(all);
        if (chance < left.childKills) {
            --left.childKills;
            killChild();
        } else if (chance < left.childKills + left.serviceKills) {
            --left.serviceKills;
            killServices();
        } else {
            --left.backendKills;
            killBackend();
        }
    }
    uploads.stop();
    const bool isDone = waitUntil([this] { return isDrained(); }, DrainMs);
    report();
    QVERIFY2(isDone, m_daemon->get("/api/system/pipeline").body.constData());
    QVERIFY2(waitUntil([this] { return isAccountedFor(); }),
             m_daemon->get("/api/system/pipeline").body.constData());
    QCOMPARE(m_daemon->terminate(), 0);
    m_store = std::make_unique<StoreReader>(m_daemon->dataDirectory());
}

void ChaosKillTest::report()
{
    std::sort(m_msUntilAccepted.begin(), m_msUntilAccepted.end());
    qInfo() << m_uploaded.size() << "images," << m_plan.childKills << "children,"
            << m_plan.serviceKills << "services and" << m_plan.backendKills
            << "backends killed:" << m_killed;
    qInfo() << "ms from the start of a killed backend to an image accepted by it: median"
            << medianMsUntilAccepted() << "worst" << m_msUntilAccepted.last();
}

void ChaosKillTest::everyImageExactlyOnce()
{
    QVERIFY(m_store);
    QStringList wanted = m_uploaded;
    wanted.sort();
    QStringList stored = m_store->texts(u"SELECT path FROM images"_s);
    stored.sort();
    QCOMPARE(stored, wanted);
    QCOMPARE(m_store->texts(u"SELECT path || ': ' || state || ' ' || coalesce(reason, '') "
                            "FROM images WHERE state <> 'done'"_s),
             QStringList());
    QCOMPARE(m_store->texts(u"SELECT id || ': ' || state FROM jobs WHERE state <> 'done'"_s),
             QStringList());
}

void ChaosKillTest::everyDetectionExactlyOnce()
{
    QVERIFY(m_store);
    QCOMPARE(m_store->number(u"SELECT count(*) FROM detections"_s), m_uploaded.size() * 2);
    QCOMPARE(m_store->number(u"SELECT count(DISTINCT image_id) FROM detections"_s),
             m_uploaded.size());
    QCOMPARE(m_store->texts(
                 u"SELECT DISTINCT answer FROM (SELECT group_concat(one, ' / ') AS answer FROM "
                 "(SELECT image_id, object_type || ' ' || confidence || ' ' || bbox_x || ' ' || "
                 "bbox_y || ' ' || bbox_width || ' ' || bbox_height AS one FROM detections "
                 "ORDER BY image_id, one) GROUP BY image_id)"_s),
             QStringList{u"car 0.7 1 2 30 20 / person 0.9 8 8 24 40"_s});
    QCOMPARE(m_store->number(u"SELECT count(*) FROM journal WHERE type = 'detection.new'"_s),
             m_uploaded.size() * 2);
}

void ChaosKillTest::everyEventExactlyOnce()
{
    QVERIFY(m_store);
    QVERIFY(m_store->number(u"SELECT count(*) FROM batches"_s) > 0);
    QCOMPARE(m_store->texts(u"SELECT DISTINCT state FROM batches"_s), QStringList{u"analysed"_s});
    QCOMPARE(m_store->texts(u"SELECT batch_id FROM events ORDER BY batch_id"_s),
             m_store->texts(u"SELECT id FROM batches ORDER BY id"_s));
    for (const QString &type : {u"event.created"_s, u"detection.batch"_s}) {
        QCOMPARE(m_store->texts(u"SELECT json_extract(data, '$.batch_id') AS batch FROM journal "
                                "WHERE type = '%1' ORDER BY batch"_s.arg(type)),
                 m_store->texts(u"SELECT id FROM batches ORDER BY id"_s));
    }
    QCOMPARE(m_store->number(u"SELECT count(*) FROM event_detections"_s), m_uploaded.size() * 2);
    QCOMPARE(m_store->number(u"SELECT sum(detection_count) FROM events"_s), m_uploaded.size() * 2);
}

void ChaosKillTest::acceptsAgainSoon()
{
    QVERIFY(m_msUntilAccepted.last() <= MostMsUntilAccepted);
    QVERIFY(!isFull() || medianMsUntilAccepted() <= PromisedMsUntilAccepted);
}

void ChaosKillTest::storeIsWhole()
{
    QVERIFY(m_store);
    QCOMPARE(m_store->texts(u"PRAGMA integrity_check"_s), QStringList{u"ok"_s});
    QCOMPARE(m_store->texts(u"PRAGMA foreign_key_check"_s), QStringList());
}

int main(int argc, char **argv)
{
    // QtTest allows a function five minutes unless told otherwise.
    qputenv("QTEST_FUNCTION_TIMEOUT", QByteArray::number(qint64{3600} * 1000));
    if (const auto code = runAsService(argc, argv)) {
        return *code;
    }
    const QCoreApplication application(argc, argv);
    ChaosKillTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_chaoskill.moc"
