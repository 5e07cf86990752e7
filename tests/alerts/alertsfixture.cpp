// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/alerts/alertsfixture.h"

#include "tests/support/anystore.h"

void AlertsFixture::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_status = u"running"_s;
    m_mode.clear();
    m_options = {.together = 1ms,
                 .interval = 20ms,
                 .settling = 0ms,
                 .damping = {.least = 5ms, .most = 20ms, .window = 0ms}};
    open();
}

void AlertsFixture::cleanup()
{
    QCOMPARE(m_journal->invalid(), 0);
    m_alerts.reset();
    m_journal.reset();
    m_store.reset();
}

void AlertsFixture::open()
{
    m_alerts.reset();
    m_journal.reset();
    m_store.reset();
    auto opened =
        support::openStore({.path = m_folder->filePath(u"signalbox.db"_s), .trialInterval = 20ms});
    QVERIFY2(opened.ok(), opened ? "" : qPrintable(opened.error().detail));
    m_store = std::move(opened.value());
    m_journal = std::make_unique<journal::Journal>(*m_store, m_registry, u"test"_s);
}

void AlertsFixture::begin(const QList<Rule> &rules)
{
    const auto subjects = [this]() -> QList<Subject> {
        if (m_status.isEmpty()) {
            return {};
        }
        const QJsonValue mode = m_mode.isEmpty() ? QJsonValue() : QJsonValue(m_mode);
        return {{u"worker"_s, u"cam"_s, {{u"worker.status"_s, m_status}}},
                {u"pipeline"_s, u"pipeline"_s, {{u"pipeline.mode"_s, mode}}}};
    };
    const auto causeOf = [](const QString &, const QString &) {
        return std::make_shared<std::atomic<qint64>>(42);
    };
    m_alerts = std::make_unique<Alerts>(
        *m_store, rules, Alerts::Sources{.subjects = subjects, .causeOf = causeOf}, m_options);
    connect(m_journal.get(), &journal::Journal::appended, m_alerts.get(), &Alerts::take);
    m_alerts->start();
}

void AlertsFixture::restart(const QList<Rule> &rules)
{
    open();
    begin(rules);
}

QStringList AlertsFixture::alerts() const
{
    const auto read = readOf<QStringList>(*m_store, [](Transaction &tx) {
        QStringList all;
        QSqlQuery &query = tx.exec(u"SELECT status || ' ' || severity || ' ' || count || ' ' || "
                                   "coalesce(ended_reason, '') FROM alerts ORDER BY number"_s);
        while (query.next()) {
            all.append(query.value(0).toString().trimmed());
        }
        return all;
    });
    return read ? read.value() : QStringList();
}
