// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/breakers/registry.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace breakers;
using protocol::BreakerState;
using protocol::ErrorKind;

class RegistryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statusInTheOrderOfTheDefinitions();
    void recoversByItself();
    void aLostTrialFreesItsPlaceByItself();
    void eachServiceHasItsOwn();
    void resetting_data();
    void resetting();
    void tellsWhatChanged();
    void anUnknownServiceIsRefused();
};

namespace {

Settings quick()
{
    return {.config = {.failureThreshold = 2, .recoveryTimeoutSeconds = 0.05}, .lease = 50ms};
}

QList<Definition> two()
{
    return {{.name = u"yolo26"_s, .settings = quick()}, {.name = u"clip"_s, .settings = quick()}};
}

void breakIt(Registry &registry, const QString &name)
{
    for (int i = 0; i < 2; ++i) {
        const auto permit = registry.acquire(name, Use::Call);
        QVERIFY(permit);
        registry.report(*permit, Outcome::Failure, u"HTTP 500"_s);
    }
    QCOMPARE(registry.stateOf(name), BreakerState::Open);
}

} // namespace

void RegistryTest::statusInTheOrderOfTheDefinitions()
{
    Registry registry(two());
    const auto status = registry.status();
    QCOMPARE(status.size(), 2);
    QCOMPARE(status.at(0).name, u"yolo26"_s);
    QCOMPARE(status.at(1).name, u"clip"_s);
    QCOMPARE(status.at(0).state, BreakerState::Closed);
    QCOMPARE(status.at(0).config.failureThreshold, 2);
    QVERIFY(!status.at(0).lastFailureTime && !status.at(0).openedAt && !status.at(0).nextProbeAt
            && !status.at(0).lastError);
    QVERIFY(status.at(0).stateSince);
}

void RegistryTest::recoversByItself()
{
    Registry registry(two());
    QSignalSpy changed(&registry, &Registry::changed);
    breakIt(registry, u"yolo26"_s);
    const auto open = registry.status().first();
    QVERIFY(open.openedAt && open.nextProbeAt && *open.nextProbeAt > *open.openedAt);
    QCOMPARE(open.lastError, std::optional(u"HTTP 500"_s));
    QVERIFY(changed.size() == 1);
    QTRY_COMPARE(changed.size(), 2);
    QCOMPARE(registry.stateOf(u"yolo26"_s), BreakerState::HalfOpen);
    for (int i = 0; i < 2; ++i) {
        const auto permit = registry.acquire(u"yolo26"_s, Use::Call);
        QVERIFY(permit);
        registry.report(*permit, Outcome::Success);
    }
    QCOMPARE(registry.stateOf(u"yolo26"_s), BreakerState::Closed);
}

void RegistryTest::aLostTrialFreesItsPlaceByItself()
{
    Registry registry(two());
    breakIt(registry, u"yolo26"_s);
    QTRY_COMPARE(registry.stateOf(u"yolo26"_s), BreakerState::HalfOpen);
    const auto lost = registry.acquire(u"yolo26"_s, Use::Call);
    QVERIFY(lost);
    QTRY_COMPARE(registry.stateOf(u"yolo26"_s), BreakerState::Open);
    QCOMPARE(registry.status().first().lastError, std::optional(u"no result in time"_s));
    registry.report(*lost, Outcome::Success);
    QTRY_COMPARE(registry.stateOf(u"yolo26"_s), BreakerState::HalfOpen);
    QCOMPARE(registry.status().first().successCount, 0);
}

void RegistryTest::eachServiceHasItsOwn()
{
    Registry registry(two());
    breakIt(registry, u"yolo26"_s);
    QCOMPARE(registry.stateOf(u"clip"_s), BreakerState::Closed);
    QVERIFY(registry.acquire(u"clip"_s, Use::Call));
    QVERIFY(!registry.acquire(u"yolo26"_s, Use::Call));
    QCOMPARE(registry.status().at(0).rejectedCalls, 1);
    QCOMPARE(registry.status().at(1).rejectedCalls, 0);
}

void RegistryTest::resetting_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("kind"); // -1: well
    QTest::addColumn<QString>("detail");
    const int bad = static_cast<int>(ErrorKind::BadRequest);
    const int missing = static_cast<int>(ErrorKind::NotFound);
    QTest::newRow("open one") << u"yolo26"_s << -1 << u"open"_s;
    QTest::newRow("closed one") << u"clip"_s << -1 << u"closed"_s;
    QTest::newRow("unknown")
        << u"detector-2"_s << missing
        << u"Circuit breaker 'detector-2' not found. Valid names: yolo26, clip"_s;
    QTest::newRow("64 characters")
        << QString(64, u'a') << missing
        << u"Circuit breaker '%1' not found. Valid names: yolo26, clip"_s.arg(QString(64, u'a'));
    const QString rule = u"Invalid circuit breaker name: 1 to 64 letters, digits, underscores and "
                         "hyphens are allowed"_s;
    QTest::newRow("empty") << QString() << bad << rule;
    QTest::newRow("65 characters") << QString(65, u'a') << bad << rule;
    QTest::newRow("a dot") << u"a.b"_s << bad << rule;
    QTest::newRow("a slash") << u"a/b"_s << bad << rule;
    QTest::newRow("an umlaut") << u"tür"_s << bad << rule;
    QTest::newRow("a newline") << u"clip\n"_s << bad << rule;
}

void RegistryTest::resetting()
{
    QFETCH(QString, name);
    QFETCH(int, kind);
    QFETCH(QString, detail);
    Registry registry(two());
    breakIt(registry, u"yolo26"_s);
    const auto answer = registry.reset(name);
    if (kind < 0) {
        QVERIFY(answer.ok());
        QCOMPARE(protocol::toText(answer.value()), detail);
        QCOMPARE(registry.stateOf(name), BreakerState::Closed);
        return;
    }
    QVERIFY(!answer.ok());
    QCOMPARE(static_cast<int>(answer.error().kind), kind);
    QCOMPARE(answer.error().detail, detail);
    QCOMPARE(registry.stateOf(u"yolo26"_s), BreakerState::Open);
}

void RegistryTest::tellsWhatChanged()
{
    Registry registry(two());
    QStringList told;
    connect(&registry, &Registry::changed, this,
            [&](const QString &name, BreakerState from, BreakerState to, const QString &reason) {
                told.append(u"%1 %2 %3 %4"_s.arg(name, protocol::toText(from), protocol::toText(to),
                                                 reason));
            });
    QSignalSpy updated(&registry, &Registry::updated);
    breakIt(registry, u"yolo26"_s);
    QCOMPARE(told, QStringList{u"yolo26 closed open 2 failures in a row: HTTP 500"_s});
    QCOMPARE(updated.size(), 4);
    QVERIFY(registry.reset(u"yolo26"_s).ok());
    QCOMPARE(told.last(), u"yolo26 open closed reset by a person"_s);
}

void RegistryTest::anUnknownServiceIsRefused()
{
    Registry registry(two());
    QVERIFY(!registry.acquire(u"ghost"_s, Use::Call));
    QCOMPARE(registry.stateOf(u"ghost"_s), BreakerState::Unknown);
    registry.report({.service = u"ghost"_s}, Outcome::Failure);
}

QTEST_GUILESS_MAIN(RegistryTest)
#include "tst_registry.moc"
