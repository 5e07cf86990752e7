// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/chaos.h"
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/jpegs.h"
#include "tests/scenario/support/storereader.h"
#include "tests/scenario/support/stubservice.h"
#include "tests/support/imagezoo.h"

#include <QMap>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace scenario;
using support::Exhibit;
using support::Fate;

namespace {

constexpr int Folders = 3;
constexpr int DrainMs = 1800000;
/// Of the backend itself; what it takes for the images is bounded by its credit, not by them.
// The address sanitizer's shadow and what it keeps back of freed memory count as well.
#ifdef __SANITIZE_ADDRESS__
constexpr int Slack = 8;
#else
constexpr int Slack = 1;
#endif
constexpr qint64 MaxBackendKilobytes = Slack * qint64{256} * 1024;

qint64 mostKilobytes(qint64 pid)
{
    QFile file(u"/proc/%1/status"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly)) {
        return -1;
    }
    const QByteArray words = file.readAll();
    const qsizetype at = words.indexOf("VmHWM:");
    return words.mid(at + 6, words.indexOf("kB", at) - at - 6).trimmed().toLongLong();
}

} // namespace

/// Files that mean harm, as real files for the real decoders: each is taken or refused with a
/// reason, and nobody dies of it. SIGNALBOX_CHAOS=full shows 5,000 of them; SIGNALBOX_CHAOS_SEED=N
/// shows the same again.
class FlowZooTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void eachIsDecidedAbout();
    void asItShouldBe();
    void nobodyDied();

private:
    QString nameOf(quint32 number) const { return u"%1"_s.arg(number, 6, 10, QChar(u'0')); }

    qint64 decided() const;
    bool isAccountedFor() const;

    quint32 m_seed = 0;
    quint32 m_count = 0;
    StubService m_stub;
    std::unique_ptr<Daemon> m_daemon;
    QMap<QString, Process> m_workers;
    qint64 m_pid = 0;
};

void FlowZooTest::initTestCase()
{
    m_seed = chosenSeed();
    m_count = isFull() ? 5000 : 340;
    qInfo() << "SIGNALBOX_CHAOS_SEED =" << m_seed;
    m_daemon = std::make_unique<Daemon>(DaemonOptions{
        .toml = m_stub.toml()
            + u"[pipeline]\nstability_seconds = 0.3\nincomplete_after_seconds = 1\n"_s});
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
    for (const QString &worker :
         {u"file_watcher"_s, u"detection_worker"_s, u"analysis_worker"_s, u"cleanup_service"_s}) {
        QVERIFY(m_daemon->waitForWorker(worker, u"running"_s));
    }
    m_workers = m_daemon->workerProcesses();
    m_pid = m_daemon->pid();
}

/// Files that are images by now, done with, and files that were set aside.
qint64 FlowZooTest::decided() const
{
    return StoreReader(m_daemon->dataDirectory())
        .number(u"SELECT (SELECT count(*) FROM images WHERE state <> 'accepted') + "
                "(SELECT count(*) FROM set_aside)"_s);
}

/// All of them came in, and came out or were lost for a reason, as the API tells it.
bool FlowZooTest::isAccountedFor() const
{
    const QJsonObject pipeline = m_daemon->get("/api/system/pipeline").json();
    const QJsonValue images = pipeline[u"accounts"_s].toArray().first();
    qint64 sum = images[u"out"].toInteger();
    const QJsonObject lost = images[u"lost"].toObject();
    for (const auto &count : lost) {
        sum += count.toInteger();
    }
    return images[u"in"].toInteger() == m_count && sum == m_count;
}

void FlowZooTest::eachIsDecidedAbout()
{
    for (quint32 number = 0; number < m_count; ++number) {
        const Exhibit exhibit = support::exhibit(m_seed, number);
        const QString folder = m_daemon->cameraRoot() + u"/hall %1"_s.arg(number % Folders);
        QVERIFY(upload(folder, nameOf(number) + exhibit.ending, exhibit.bytes));
    }
    QVERIFY2(waitUntil([this] { return decided() >= m_count; }, DrainMs),
             m_daemon->get("/api/system/pipeline").body.constData());
    QCOMPARE(decided(), m_count);
    QVERIFY2(waitUntil([this] { return isAccountedFor(); }),
             m_daemon->get("/api/system/pipeline").body.constData());
    const StoreReader store(m_daemon->dataDirectory());
    QCOMPARE(store.number(u"SELECT count(*) FROM (SELECT path FROM images UNION "
                          "SELECT path FROM set_aside)"_s),
             m_count);
    QCOMPARE(
        store.texts(u"SELECT path || ' ' || state FROM images WHERE state NOT IN "
                    "('done', 'rejected') OR (state = 'rejected' AND coalesce(reason, '') = '')"_s),
        QStringList());
    QCOMPARE(store.number(u"SELECT count(*) FROM set_aside WHERE kind <> 'incomplete' "
                          "OR coalesce(reason, '') = ''"_s),
             0);
}

void FlowZooTest::asItShouldBe()
{
    const StoreReader store(m_daemon->dataDirectory());
    QMap<QString, QString> fates;
    for (const QString &row :
         store.texts(u"SELECT path || '|' || CASE state WHEN 'done' THEN 'taken' ELSE reason END "
                     "FROM images UNION ALL SELECT path || '|' || reason FROM set_aside"_s)) {
        fates.insert(row.section(u'/', -1).section(u'.', 0, 0), row.section(u'|', 1));
    }
    QMap<QString, QPair<int, int>> summary;
    for (quint32 number = 0; number < m_count; ++number) {
        const Exhibit exhibit = support::exhibit(m_seed, number);
        const QString fate = fates.value(nameOf(number));
        const bool isTaken = fate == u"taken"_s;
        isTaken ? ++summary[exhibit.kind].first : ++summary[exhibit.kind].second;
        QVERIFY2(exhibit.fate == Fate::Any || isTaken == (exhibit.fate == Fate::Taken),
                 qPrintable(u"%1 (%2): %3"_s.arg(exhibit.kind).arg(number).arg(fate)));
    }
    for (auto it = summary.begin(); it != summary.end(); ++it) {
        qInfo().noquote() << it.key() << ":" << it->first << "taken," << it->second << "refused";
    }
}

void FlowZooTest::nobodyDied()
{
    QVERIFY(m_daemon->isRunning());
    QCOMPARE(m_daemon->pid(), m_pid);
    QVERIFY(m_daemon->workerProcesses() == m_workers);
    QVERIFY2(!m_daemon->errorText().contains("a decoder died"), m_daemon->errorText().constData());
    const qint64 most = mostKilobytes(m_pid);
    qInfo() << "the backend has had" << most / 1024 << "MiB at most";
    QVERIFY(most > 0 && most < MaxBackendKilobytes);
    QCOMPARE(m_daemon->terminate(), 0);
}

int main(int argc, char **argv)
{
    // QtTest allows a function five minutes unless told otherwise.
    qputenv("QTEST_FUNCTION_TIMEOUT", QByteArray::number(qint64{3600} * 1000));
    const QCoreApplication application(argc, argv);
    FlowZooTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_flowzoo.moc"
