// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/canned.h"
#include "tests/ui/support/fakebackend.h"
#include "ui/client/session.h"

#include <QElapsedTimer>
#include <QTest>
#include <QThread>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class ResourceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void restsAfterWork();
    void whatIsFixedIsReadOnce();
    void whatIsFixedAndFailedIsReadAgain();

private:
    ConnectionState state() const { return m_session->status().state; }

    std::unique_ptr<tests::FakeBackend> m_backend;
    std::unique_ptr<Session> m_session;
};

void ResourceTest::init()
{
    m_session.reset();
    m_backend = std::make_unique<tests::FakeBackend>();
    tests::fill(*m_backend, tests::healthy());
    m_session = std::make_unique<Session>(Connection{.url = m_backend->url(), .name = u"test"_s},
                                          Timings{.ping = 100ms,
                                                  .safety = 60s,
                                                  .backoffFirst = 100ms,
                                                  .backoffCap = 300ms,
                                                  .pulse = 50ms},
                                          nullptr);
}

void ResourceTest::restsAfterWork()
{
    QTRY_COMPARE(state(), ConnectionState::Live);
    Resource &supervisor = m_session->supervisor();
    QElapsedTimer sinceLast;
    QList<qint64> pauses;
    connect(&supervisor, &Resource::updated, this, [&] {
        pauses << (sinceLast.isValid() ? sinceLast.elapsed() : 0);
        sinceLast.start();
        QThread::msleep(30);
        supervisor.markDirty();
    });
    supervisor.markDirty();
    QTRY_COMPARE(pauses.size(), 4);
    supervisor.disconnect(this);
    // The cost is known behind the first answer, and holds for what is asked for behind the second.
    QVERIFY2(pauses.at(3) >= 550, qPrintable(QString::number(pauses.at(3))));
}

/// It does not pass for out of date each time that somebody turns to it again.
void ResourceTest::whatIsFixedIsReadOnce()
{
    const QString name = u"/openapi.json"_s;
    m_backend->setAsItIs(name, "{}");
    QTRY_COMPARE(state(), ConnectionState::Live);
    Resource &fixed = m_session->watchFixed(name);
    fixed.want(true);
    QTRY_VERIFY(m_session->freshness(fixed).vouched);
    fixed.want(false);
    fixed.want(true);
    QVERIFY(m_session->freshness(fixed).vouched);
    QCOMPARE(m_backend->reads(name), 1);
    fixed.want(false);
    m_backend->drop();
    QTRY_VERIFY(state() != ConnectionState::Live);
    m_backend->comeBack();
    QTRY_COMPARE_WITH_TIMEOUT(state(), ConnectionState::Live, 10000);
    fixed.want(true);
    QVERIFY(!m_session->freshness(fixed).vouched); // it may be another program by now
    QTRY_VERIFY(m_session->freshness(fixed).vouched);
    QCOMPARE(m_backend->reads(name), 2);
}

void ResourceTest::whatIsFixedAndFailedIsReadAgain()
{
    const QString name = u"/openapi.json"_s;
    m_backend->setAsItIs(name, "{}");
    QTRY_COMPARE(state(), ConnectionState::Live);
    Resource &fixed = m_session->watchFixed(name);
    fixed.want(true);
    QTRY_VERIFY(m_session->freshness(fixed).vouched);
    m_backend->setAsItIs(name, R"({"detail":"Not now"})", 500);
    m_session->resync();
    QTRY_COMPARE(m_session->freshness(fixed).error, u"Not now"_s);
    fixed.want(false);
    m_backend->setAsItIs(name, "{}");
    fixed.want(true);
    QTRY_VERIFY(m_session->freshness(fixed).vouched);
}

QTEST_MAIN(ResourceTest)
#include "tst_resource.moc"
