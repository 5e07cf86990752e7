// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/alerts/outbox.h"
#include "tests/storage/fulldisk.h"
#include "tests/storage/storagesupport.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using namespace alerts;
using storage::Storage;
using storage::Transaction;

class OutboxTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsTheOrder();
    void waitsForTheDisk();
    void leavesOutOnlyWhatIsRefused();
    void limitHoldsAfterABurst();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Storage> m_store;
};

namespace {

Outbox::Change addKey(const QString &key, qsizetype size = 1)
{
    return [key, size](Transaction &tx) {
        tx.exec(u"INSERT INTO settings VALUES (?, ?, 't')"_s, {key, QString(size, u'x')});
    };
}

} // namespace

void OutboxTest::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = Storage::open({.path = m_folder->filePath(u"signalbox.db"_s),
                                 .trialInterval = std::chrono::milliseconds(20)});
    QVERIFY2(opened.ok(), opened ? "" : qPrintable(opened.error().detail));
    m_store = std::move(opened.value());
}

void OutboxTest::keepsTheOrder()
{
    Outbox outbox(*m_store);
    QList<int> order;
    for (int i = 0; i < 1000; ++i) {
        outbox.add([&order, i](Transaction &) { order.append(i); });
    }
    QTRY_COMPARE(outbox.waiting(), 0);
    QCOMPARE(order.size(), 1000);
    QVERIFY(std::is_sorted(order.begin(), order.end()));
}

void OutboxTest::waitsForTheDisk()
{
    Outbox outbox(*m_store);
    QSignalSpy recovered(m_store.get(), &Storage::recovered);
    {
        const FullDisk full(m_store->stats().logBytes + 1000);
        outbox.add(addKey(u"k1"_s, 50'000));
        outbox.add(addKey(u"k2"_s));
        QTRY_VERIFY(m_store->isFaulted());
        QCOMPARE(outbox.waiting(), 2);
    }
    outbox.add(addKey(u"k3"_s));
    QVERIFY(recovered.count() > 0 || recovered.wait());
    QTRY_COMPARE(outbox.waiting(), 0);
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM settings WHERE key LIKE 'k%'"_s), 3);
    QCOMPARE(outbox.dropped(), 0);
}

void OutboxTest::leavesOutOnlyWhatIsRefused()
{
    Outbox outbox(*m_store);
    outbox.add(addKey(u"k1"_s));
    QString lost;
    // The key is there already.
    outbox.add(addKey(u"k1"_s), [&lost] { lost += u"second"_s; });
    outbox.add(addKey(u"k2"_s), [&lost] { lost += u"third"_s; });
    QTRY_COMPARE(outbox.waiting(), 0);
    QCOMPARE(lost, u"second"_s);
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM settings WHERE key LIKE 'k%'"_s), 2);
    QCOMPARE(outbox.dropped(), 1);
}

// While something is under way more may come than is kept.
void OutboxTest::limitHoldsAfterABurst()
{
    constexpr qsizetype beyond = 300;
    Outbox outbox(*m_store);
    QList<qsizetype> lost;
    QSignalSpy recovered(m_store.get(), &Storage::recovered);
    {
        const FullDisk full(m_store->stats().logBytes + 1000);
        for (qsizetype i = 0; i < Outbox::MaxWaiting + beyond; ++i) {
            outbox.add(addKey(u"k%1"_s.arg(i), 1000), [&lost, i] { lost.append(i); });
        }
        QTRY_VERIFY(m_store->isFaulted());
        QTRY_COMPARE(outbox.waiting(), Outbox::MaxWaiting);
        QCOMPARE(outbox.dropped(), beyond);
        QCOMPARE(lost.size(), beyond);
        QVERIFY(lost.first() == 0 && lost.last() == beyond - 1);
    }
    QVERIFY(recovered.count() > 0 || recovered.wait());
    QTRY_COMPARE(outbox.waiting(), 0);
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM settings WHERE key LIKE 'k%'"_s),
             Outbox::MaxWaiting);
}

QTEST_GUILESS_MAIN(OutboxTest)
#include "tst_outbox.moc"
