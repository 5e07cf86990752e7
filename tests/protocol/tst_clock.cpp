// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/clock.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::WallTime;

class ClockTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asText_data();
    void asText();
    void asQtWritesIt();
    void asQtReadsIt();
};

void ClockTest::asText_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("the beginning") << qint64{0} << u"1970-01-01T00:00:00.000Z"_s;
    QTest::newRow("before it") << qint64{-1} << u"1969-12-31T23:59:59.999Z"_s;
    QTest::newRow("a leap day") << qint64{951782400000} << u"2000-02-29T00:00:00.000Z"_s;
    QTest::newRow("every place") << qint64{1798761599987} << u"2026-12-31T23:59:59.987Z"_s;
    QTest::newRow("the last") << qint64{253402300799999} << u"9999-12-31T23:59:59.999Z"_s;
    QTest::newRow("after the last") << qint64{253402300800000} << QString();
}

void ClockTest::asText()
{
    QFETCH(qint64, milliseconds);
    QFETCH(QString, text);
    const WallTime time{std::chrono::milliseconds(milliseconds)};
    QCOMPARE(protocol::toIso(time), text);
    if (!text.isEmpty()) {
        QVERIFY(protocol::fromIso(text) == time);
    }
}

void ClockTest::asQtWritesIt()
{
    QRandomGenerator random(1);
    for (int i = 0; i < 10000; ++i) {
        const auto milliseconds = static_cast<qint64>(random.generateDouble() * 253402300799999.0);
        QCOMPARE(protocol::toIso(WallTime(std::chrono::milliseconds(milliseconds))),
                 QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC).toString(Qt::ISODateWithMs));
    }
}

/// Ours is a short cut for what is as we write it: a character put wrong must not be read
/// otherwise.
void ClockTest::asQtReadsIt()
{
    QRandomGenerator random(2);
    const QString characters = u"0123456789-:.TZ+ x"_s;
    int valid = 0;
    for (int i = 0; i < 50000; ++i) {
        const auto milliseconds = static_cast<qint64>(random.generateDouble() * 253402300799999.0);
        QString text = protocol::toIso(WallTime(std::chrono::milliseconds(milliseconds)));
        for (int wrong = random.bounded(3); wrong > 0; --wrong) {
            text[random.bounded(text.size())] = characters.at(random.bounded(characters.size()));
        }
        QDateTime expected = QDateTime::fromString(text, Qt::ISODateWithMs);
        if (expected.timeSpec() == Qt::LocalTime) {
            expected.setTimeSpec(Qt::UTC);
        }
        const auto read = protocol::fromIso(text);
        QVERIFY2(read.has_value() == expected.isValid(), qPrintable(text));
        if (read) {
            ++valid;
            QCOMPARE(qint64(read->time_since_epoch().count()), expected.toMSecsSinceEpoch());
        }
    }
    QVERIFY(valid > 10000);
}

QTEST_GUILESS_MAIN(ClockTest)
#include "tst_clock.moc"
