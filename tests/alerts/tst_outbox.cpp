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
    outbox.add(addKey(u"k1"_s)); // the key is there already
    outbox.add(addKey(u"k2"_s));
    QTRY_COMPARE(outbox.waiting(), 0);
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM settings WHERE key LIKE 'k%'"_s), 2);
    QCOMPARE(outbox.dropped(), 1);
}

QTEST_GUILESS_MAIN(OutboxTest)
#include "tst_outbox.moc"
