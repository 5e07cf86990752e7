// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/journal.h"
#include "backend/journal/restarthistory.h"
#include "tests/storage/fulldisk.h"
#include "tests/storage/storagesupport.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace storage;
using protocol::Done;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Event;
using protocol::Result;

/// The disk is full in the middle of the work, and has room again.
class StoreFaultTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void pretendsNothing();
    void journalLinesWaitForTheDisk();
    void restartHistoryWaitsForTheDisk();

private:
    void open();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Storage> m_store;
};

void StoreFaultTest::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    open();
}

void StoreFaultTest::open()
{
    m_store.reset();
    auto opened = Storage::open({.path = m_folder->filePath(u"signalbox.db"_s),
                                 .trialInterval = std::chrono::milliseconds(20)});
    QVERIFY2(opened.ok(), opened ? "" : qPrintable(opened.error().detail));
    m_store = std::move(opened.value());
}

void StoreFaultTest::pretendsNothing()
{
    QVERIFY(addSetting(*m_store, u"before"_s).ok());
    QSignalSpy faulted(m_store.get(), &Storage::faulted);
    QSignalSpy recovered(m_store.get(), &Storage::recovered);
    QSignalSpy committed(m_store.get(), &Storage::committed);
    QList<std::optional<Error>> answers;
    {
        // Room for the small trial write would end the fault too early.
        const FullDisk full(m_store->stats().logBytes + 1000);
        for (int i = 0; i < 3; ++i) {
            m_store->write<Done>(
                this,
                [i](Transaction &tx) {
                    tx.exec(u"INSERT INTO settings VALUES (?, ?, 't')"_s,
                            {i, QString(50'000, u'x')});
                    tx.journal({.type = u"a"_s});
                    return Done{};
                },
                [&](const Result<Done> &result) {
                    answers.append(result ? std::nullopt : std::optional(result.error()));
                });
        }
        QVERIFY(QTest::qWaitFor([&] { return answers.size() == 3; }));
        QVERIFY2(!addSetting(*m_store, u"during"_s).ok(), "refused at once");
        QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM settings WHERE key <> 'store.id'"_s), 1);
        QVERIFY(m_store->isFaulted());
    }
    for (const auto &answer : std::as_const(answers)) {
        QVERIFY(answer);
        QCOMPARE(answer->kind, ErrorKind::Unavailable);
    }
    QCOMPARE(faulted.size(), 1);
    QCOMPARE(committed.size(), 0);
    QTRY_COMPARE(recovered.size(), 1);
    QVERIFY(!m_store->isFaulted());
    QVERIFY(addSetting(*m_store, u"after"_s).ok());
    open();
    QCOMPARE(
        numberIn(*m_store, u"SELECT count(*) FROM settings WHERE key IN ('before', 'after')"_s), 2);
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM settings WHERE length(value) > 100"_s), 0);
    QCOMPARE(numberIn(*m_store, u"SELECT count(*) FROM journal"_s), 0);
}

void StoreFaultTest::journalLinesWaitForTheDisk()
{
    const protocol::EventRegistry registry;
    journal::Journal journal(*m_store, registry, u"here"_s);
    QStringList heard;
    connect(&journal, &journal::Journal::appended, this, [&](const Event &event) {
        heard.append(event.data.value(u"camera_id"_s).toString().left(1));
    });
    const auto append = [&](const QString &name) {
        journal.append({.type = u"camera.enabled"_s,
                        .data = {{u"camera_id"_s, QString(name % QString(20'000, u'x'))},
                                 {u"enabled_at"_s, u"2025-12-27T10:30:00Z"_s}}});
    };
    QVERIFY(addSetting(*m_store, u"before"_s).ok());
    {
        const FullDisk full(m_store->stats().logBytes + 1000);
        append(u"1"_s);
        QTRY_VERIFY(m_store->isFaulted());
        append(u"2"_s);
        append(u"3"_s);
        QTRY_COMPARE(m_store->pending(), 0);
        QCOMPARE(heard, QStringList());
    }
    QTRY_COMPARE(heard, (QStringList{u"1"_s, u"2"_s, u"3"_s}));
    QCOMPARE(journal.dropped(), 0);
    append(u"4"_s);
    QTRY_COMPARE(heard.size(), 4);
    QCOMPARE(journal.sequence(), 4);
}

void StoreFaultTest::restartHistoryWaitsForTheDisk()
{
    journal::RestartHistory history(*m_store);
    QVERIFY(addSetting(*m_store, u"before"_s).ok());
    const auto add = [&](int attempt) {
        history.add({.workerName = u"a"_s,
                     .attempt = attempt,
                     .status = protocol::RestartOutcome::Crashed,
                     .error = QString(20'000, u'x')});
    };
    {
        const FullDisk full(m_store->stats().logBytes + 1000);
        add(1);
        QTRY_VERIFY(m_store->isFaulted());
        add(2);
        add(3);
        QTRY_COMPARE(m_store->pending(), 0);
    }
    const QString inOrder =
        u"SELECT count(*) FROM restart_history WHERE id = attempt AND timestamp <> ''"_s;
    QTRY_COMPARE(numberIn(*m_store, inOrder), 3);
    add(4);
    QTRY_COMPARE(numberIn(*m_store, inOrder), 4);
}

QTEST_GUILESS_MAIN(StoreFaultTest)
#include "tst_storefault.moc"
