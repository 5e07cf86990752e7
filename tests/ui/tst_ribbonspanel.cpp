// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "ui/overview/ribbonspanel.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class RibbonsPanelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void cleanup() { m_console.reset(); }

    void tellsTheDay();
    void changesComeAsTheyHappen();
    void hintIsUnderThePointer();
    void staleIsHatched();
    void notKnownBeforeItIsRead();

private:
    RibbonsPanel &panel() const { return *m_console->window->findChild<RibbonsPanel *>(); }

    void begin(const QByteArray &journal, tests::Silence silence = tests::Silence::Patient);

    std::unique_ptr<tests::ConsoleFixture> m_console;
    QByteArray m_journal;
};

void RibbonsPanelTest::init()
{
    QJsonArray items;
    const auto tell = [&](int sequence, std::chrono::minutes ago, const QString &to,
                          const QString &from) {
        items.prepend(
            QJsonObject{{u"sequence"_s, sequence},
                        {u"type"_s, u"service.status_changed"_s},
                        {u"channel"_s, u"system"_s},
                        {u"data"_s,
                         QJsonObject{{u"service"_s, u"worker:vision"_s},
                                     {u"status"_s, to},
                                     {u"previous_status"_s, from}}},
                        {u"timestamp"_s, protocol::toIso(protocol::Now::read().wall - ago)}});
    };
    tell(100, 12h, u"failed"_s, u"running"_s);
    tell(101, 6h, u"running"_s, u"failed"_s);
    m_journal =
        QJsonDocument(QJsonObject{{u"items"_s, items}, {u"next_cursor"_s, QJsonValue::Null}})
            .toJson();
}

void RibbonsPanelTest::begin(const QByteArray &journal, tests::Silence silence)
{
    m_console = std::make_unique<tests::ConsoleFixture>(silence);
    m_console->backend.set(u"/api/journal"_s, journal);
    QTRY_VERIFY(m_console->isLive());
}

void RibbonsPanelTest::tellsTheDay()
{
    begin(m_journal);
    QTRY_COMPARE(panel().ribbons().size(), 2);
    QCOMPARE(panel().ribbons().first().name, u"Overall"_s);
    QVERIFY2(panel().accessibleDescription().contains(u"vision: Failed "),
             qPrintable(panel().accessibleDescription()));
    QVERIFY(panel().accessibleDescription().endsWith(u"for 6h00"));
}

void RibbonsPanelTest::changesComeAsTheyHappen()
{
    begin(m_journal);
    QTRY_COMPARE(panel().ribbons().size(), 2);
    m_console->backend.sendEvent(u"service.status_changed"_s, u"system"_s,
                                 {{u"service"_s, u"breaker:clip"_s},
                                  {u"status"_s, u"unhealthy"_s},
                                  {u"previous_status"_s, u"healthy"_s}});
    QTRY_COMPARE(panel().ribbons().size(), 3);
    QTRY_COMPARE(panel().ribbons().at(1).name, u"clip breaker"_s);
    QTRY_COMPARE(panel().ribbons().at(1).stretches.last().look.word, u"Open"_s);
}

void RibbonsPanelTest::hintIsUnderThePointer()
{
    begin(m_journal);
    QTRY_COMPARE(panel().ribbons().size(), 2);
    QString failed;
    for (int y = 0; y < panel().height() && failed.isEmpty(); ++y) {
        const QString hint = panel().hintAt(QPointF(panel().width() * 0.65, y));
        failed = hint.startsWith(u"vision: Failed") ? hint : QString();
    }
    QVERIFY2(failed.contains(u" to "), qPrintable(failed));
    QCOMPARE(panel().hintAt(QPointF(-5, -5)), QString());
}

void RibbonsPanelTest::staleIsHatched()
{
    begin(m_journal, tests::Silence::Short);
    QTRY_VERIFY(panel().freshness().vouched);
    m_console->backend.freeze(true);
    QTRY_VERIFY(panel().accessibleDescription().startsWith(u"Out of date, as of"));
    QCOMPARE(panel().ribbons().size(), 2);
    const QRect all = panel().rect();
    QVERIFY(panel().hintAt(QPointF(all.width() * 0.65, all.height() * 0.5)).startsWith(u"Out of"));
    m_console->backend.freeze(false);
    QTRY_VERIFY_WITH_TIMEOUT(panel().freshness().vouched, 10000);
}

void RibbonsPanelTest::notKnownBeforeItIsRead()
{
    m_console = std::make_unique<tests::ConsoleFixture>();
    m_console->backend.set(u"/api/journal"_s, R"({"detail":"The store is busy"})", 500);
    QTRY_VERIFY(m_console->isLive());
    QTRY_COMPARE(panel().freshness().error, u"The store is busy"_s);
    QVERIFY(!panel().freshness().asOf);
    QVERIFY(panel().ribbons().isEmpty());
}

QTEST_MAIN(RibbonsPanelTest)
#include "tst_ribbonspanel.moc"
