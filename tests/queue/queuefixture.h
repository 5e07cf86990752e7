// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/queue/jobqueue.h"
#include "tests/storage/storagesupport.h"
#include "tests/support/anystore.h"

#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <memory>

inline const QString Kind = QStringLiteral("detect");

/// An empty store before each test function.
class QueueFixture : public QObject
{
    Q_OBJECT

protected Q_SLOTS:

    void init()
    {
        m_store.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = support::openStore(m_folder->filePath(QStringLiteral("signalbox.db")));
        QVERIFY(opened.ok());
        m_store = std::move(opened.value());
    }

protected:
    /// Runs `work` in one transaction and waits.
    void in(const std::function<void(storage::Transaction &)> &work)
    {
        const auto answer = written<protocol::Done>(*m_store, [work](storage::Transaction &tx) {
            work(tx);
            return protocol::Done{};
        });
        QVERIFY2(answer.ok(), answer ? "" : qPrintable(answer.error().detail));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<storage::Storage> m_store;
};
