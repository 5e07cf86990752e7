// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/dispatcher.h"
#include "tests/storage/storagesupport.h"
#include "tests/support/anystore.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace pipeline;
using storage::Storage;
using storage::Transaction;

namespace {

const QString Service = u"yolo26"_s;
const QString Queue = u"work"_s;

} // namespace

/// Jobs that are leased one ahead: the worker does not wait for the store, what they mean is still
/// decided one after the other, and what was not handed out goes back as it came.
class DispatcherAheadTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void onlyWhereItIsWanted_data();
    void onlyWhereItIsWanted();
    void nextIsHandedWhileTheLastIsStored();
    void oneAfterTheOther();
    void workerThatIsGone();
    void breakerThatOpens();
    void drained_data();
    void drained();

private:
    JobKind kind();
    void begin(int jobs);
    QJsonObject answerTo(qsizetype line, bool ok = true) const;
    QStringList jobs() const;

    QTemporaryDir m_directory;
    std::unique_ptr<Storage> m_store;
    std::unique_ptr<breakers::Registry> m_breakers;
    std::unique_ptr<Dispatcher> m_dispatcher;
    std::unique_ptr<QSignalSpy> m_lines;
    bool m_isLeasedAhead = true;
    bool m_isTwoAtOnce = false;
    int m_underWay = 0; ///< decided about, and not in the store yet
    QList<qint64> m_concluded;
};

JobKind DispatcherAheadTest::kind()
{
    return {.queue = Queue,
            .service = Service,
            .isLeasedAhead = m_isLeasedAhead,
            .describe = [](Transaction &,
                           const queue::Job &) { return protocol::Result(QJsonObject()); },
            .conclude = [this](const queue::Job &, const QJsonObject &) -> Work {
                m_isTwoAtOnce = m_isTwoAtOnce || m_underWay > 0;
                ++m_underWay;
                return [](Transaction &) {};
            },
            .concluded =
                [this](const queue::Job &job) {
                    --m_underWay;
                    m_concluded.append(job.id);
                },
            .bury = [](Transaction &, const queue::Job &, const QString &) {},
            .buried = [](const queue::Job &) {}};
}

void DispatcherAheadTest::init()
{
    m_isLeasedAhead = true;
    m_isTwoAtOnce = false;
    m_underWay = 0;
    m_concluded.clear();
    m_lines.reset();
    m_dispatcher.reset();
    const QString name = QString::fromLatin1(QTest::currentTestFunction())
        + QString::fromLatin1(QTest::currentDataTag());
    auto opened = support::openStore(m_directory.filePath(QString::number(qHash(name)) + u".db"_s));
    QVERIFY(opened.ok());
    m_store = std::move(opened.value());
    m_breakers = std::make_unique<breakers::Registry>(QList<breakers::Definition>{
        {.name = Service,
         .settings = {.config = {.failureThreshold = 1, .recoveryTimeoutSeconds = 3600}}}});
}

/// So many jobs, the first of them in the worker's hand and, where that is so, the second leased.
void DispatcherAheadTest::begin(int jobs)
{
    m_dispatcher = std::make_unique<Dispatcher>(*m_store, *m_breakers, kind());
    m_lines = std::make_unique<QSignalSpy>(m_dispatcher.get(), &Dispatcher::toWorker);
    const auto added = written<protocol::Done>(*m_store, [jobs](Transaction &tx) {
        for (int i = 0; i < jobs; ++i) {
            queue::enqueue(tx, Queue, {}, tx.now.wall);
        }
        return protocol::Done{};
    });
    QVERIFY(added.ok());
    m_dispatcher->setUrl(u"http://127.0.0.1:9"_s);
    m_dispatcher->workerReady();
    QTRY_COMPARE(m_lines->size(), 1);
    QTRY_COMPARE(this->jobs().count(u"leased 0"_s), m_isLeasedAhead ? 2 : 1);
}

QJsonObject DispatcherAheadTest::answerTo(qsizetype line, bool ok) const
{
    const QJsonObject job =
        QJsonDocument::fromJson(m_lines->at(line).first().toByteArray()).object();
    return {{u"id"_s, job.value(u"id")},
            {u"token"_s, job.value(u"token")},
            {u"ok"_s, ok},
            {u"kind"_s, u"timeout"_s}};
}

QStringList DispatcherAheadTest::jobs() const
{
    return readOf<QStringList>(*m_store,
                               [](Transaction &tx) {
                                   QStringList all;
                                   QSqlQuery &query = tx.exec(
                                       u"SELECT state || ' ' || attempts FROM jobs ORDER BY id"_s);
                                   while (query.next()) {
                                       all.append(query.value(0).toString());
                                   }
                                   return all;
                               })
        .value();
}

void DispatcherAheadTest::onlyWhereItIsWanted_data()
{
    QTest::addColumn<bool>("isLeasedAhead");
    QTest::addColumn<QStringList>("leased");
    QTest::newRow("short jobs") << true
                                << QStringList{u"leased 0"_s, u"leased 0"_s, u"waiting 0"_s};
    QTest::newRow("long ones") << false
                               << QStringList{u"leased 0"_s, u"waiting 0"_s, u"waiting 0"_s};
}

void DispatcherAheadTest::onlyWhereItIsWanted()
{
    QFETCH(bool, isLeasedAhead);
    m_isLeasedAhead = isLeasedAhead;
    begin(3);
    QTEST(jobs(), "leased");
}

void DispatcherAheadTest::nextIsHandedWhileTheLastIsStored()
{
    begin(3);
    m_dispatcher->take(answerTo(0));
    QCOMPARE(m_lines->size(), 2); // nothing was delivered by the store meanwhile
    QCOMPARE(m_underWay, 1);
    m_dispatcher->take(answerTo(1));
    QCOMPARE(m_lines->size(), 2); // its meaning waits for the store, and so does the third
    QCOMPARE(m_underWay, 1);
    QTRY_COMPARE(m_lines->size(), 3);
    m_dispatcher->take(answerTo(2));
    QTRY_COMPARE(jobs(), QStringList(3, u"done 0"_s));
    QVERIFY(!m_isTwoAtOnce);
}

void DispatcherAheadTest::oneAfterTheOther()
{
    constexpr int many = 60;
    qsizetype answered = 0;
    begin(many);
    // A worker that is quicker than the store.
    const auto answer = [&] {
        while (answered < m_lines->size()) {
            m_dispatcher->take(answerTo(answered++));
        }
        return m_concluded.size() == many;
    };
    QVERIFY(QTest::qWaitFor(answer, 30000));
    QVERIFY(!m_isTwoAtOnce);
    QCOMPARE(jobs(), QStringList(many, u"done 0"_s));
    QVERIFY(std::is_sorted(m_concluded.begin(), m_concluded.end()));
    QCOMPARE(m_lines->size(), many);
}

void DispatcherAheadTest::workerThatIsGone()
{
    begin(3);
    m_dispatcher->workerGone(false);
    QTRY_COMPARE(jobs(), (QStringList{u"waiting 1"_s, u"waiting 0"_s, u"waiting 0"_s}));
    m_dispatcher->workerReady();
    QTRY_COMPARE(m_lines->size(), 2);
}

void DispatcherAheadTest::breakerThatOpens()
{
    begin(3);
    m_dispatcher->take(answerTo(0, false));
    QTRY_COMPARE(jobs(), (QStringList{u"waiting 1"_s, u"waiting 0"_s, u"waiting 0"_s}));
    QCOMPARE(m_lines->size(), 1);
}

void DispatcherAheadTest::drained_data()
{
    QTest::addColumn<int>("answered");
    QTest::addColumn<QStringList>("left");
    QTest::newRow("one in hand") << 0 << QStringList{u"done 0"_s, u"waiting 0"_s, u"waiting 0"_s};
    QTest::newRow("one in hand, another on its way to the store")
        << 1 << QStringList{u"done 0"_s, u"done 0"_s, u"waiting 0"_s};
}

void DispatcherAheadTest::drained()
{
    QFETCH(int, answered);
    begin(3);
    for (int i = 0; i < answered; ++i) {
        m_dispatcher->take(answerTo(i));
    }
    bool isDone = false;
    m_dispatcher->drain([&isDone] { isDone = true; });
    QVERIFY(!isDone);
    m_dispatcher->take(answerTo(answered));
    QTRY_VERIFY(isDone);
    QTEST(jobs(), "left");
    QCOMPARE(m_lines->size(), answered + 1);
}

QTEST_GUILESS_MAIN(DispatcherAheadTest)
#include "tst_dispatcherahead.moc"
