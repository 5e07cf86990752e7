// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/dispatchrules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using breakers::Outcome;
using protocol::BreakerState;

class DispatchRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void consequences_data();
    void consequences();
    void waitsLongerEachTime_data();
    void waitsLongerEachTime();
    void helpers_data();
    void helpers();
};

void DispatchRulesTest::consequences_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("httpStatus");
    QTest::addColumn<int>("breaker");
    QTest::addColumn<int>("outcome");
    QTest::addColumn<bool>("counted");
    QTest::addColumn<int>("maxAttempts");
    const auto row = [](const char *name, const QString &kind, int http, BreakerState breaker,
                        Outcome outcome, bool counted, int maxAttempts) {
        QTest::newRow(name) << kind << http << static_cast<int>(breaker)
                            << static_cast<int>(outcome) << counted << maxAttempts;
    };
    const auto closed = BreakerState::Closed;
    row("refused: the service is away, the job waits", u"refused"_s, 0, closed, Outcome::Failure,
        false, 3);
    row("the worker is busy", u"busy"_s, 0, closed, Outcome::Failure, false, 3);
    row("hung up: it may have died of the job", u"closed"_s, 0, closed, Outcome::Failure, true, 3);
    row("timeout", u"timeout"_s, 0, closed, Outcome::Failure, true, 3);
    row("garbage", u"garbage"_s, 200, closed, Outcome::Failure, true, 3);
    row("500", u"http"_s, 500, closed, Outcome::Failure, true, 3);
    row("503", u"http"_s, 503, closed, Outcome::Failure, true, 3);
    row("400 is bad input", u"http"_s, 400, closed, Outcome::Excluded, true, 1);
    row("413 is bad input", u"http"_s, 413, closed, Outcome::Excluded, true, 1);
    row("408 is not", u"http"_s, 408, closed, Outcome::Failure, true, 3);
    row("429 is not", u"http"_s, 429, closed, Outcome::Failure, true, 3);
    row("a file that cannot be read", u"file"_s, 0, closed, Outcome::Excluded, true, 3);
    row("the camera root is away: the job waits", u"root"_s, 0, closed, Outcome::Excluded, false,
        3);
    row("a file that was replaced never comes back", u"replaced"_s, 0, closed, Outcome::Excluded,
        true, 1);
    row("a batch without facts", u"batch"_s, 0, closed, Outcome::Excluded, true, 3);
    row("a trial blames the service", u"http"_s, 500, BreakerState::HalfOpen, Outcome::Failure,
        false, 3);
    row("a trial that times out", u"timeout"_s, 0, BreakerState::HalfOpen, Outcome::Failure, false,
        3);
    row("a file that cannot be read in a trial", u"file"_s, 0, BreakerState::HalfOpen,
        Outcome::Excluded, true, 3);
    row("bad input in a trial", u"http"_s, 400, BreakerState::HalfOpen, Outcome::Excluded, true, 1);
}

void DispatchRulesTest::consequences()
{
    QFETCH(QString, kind);
    QFETCH(int, httpStatus);
    QFETCH(int, breaker);
    const auto what = pipeline::consequence({.kind = kind, .httpStatus = httpStatus}, 0,
                                            static_cast<BreakerState>(breaker), 0.0);
    QTEST(static_cast<int>(what.outcome), "outcome");
    QTEST(what.counted, "counted");
    QTEST(what.maxAttempts, "maxAttempts");
}

void DispatchRulesTest::waitsLongerEachTime_data()
{
    QTest::addColumn<int>("attempts");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("breaker");
    QTest::addColumn<double>("chance");
    QTest::addColumn<qint64>("delayMs");
    const auto row = [](const char *name, int attempts, const QString &kind, BreakerState breaker,
                        double chance, qint64 delayMs) {
        QTest::newRow(name) << attempts << kind << static_cast<int>(breaker) << chance << delayMs;
    };
    const auto closed = BreakerState::Closed;
    row("first", 0, u"timeout"_s, closed, 0.0, 1000);
    row("second", 1, u"timeout"_s, closed, 0.0, 2000);
    row("third", 2, u"timeout"_s, closed, 0.0, 4000);
    row("capped", 9, u"timeout"_s, closed, 0.0, 30000);
    row("the next trial is another job's", 0, u"http"_s, BreakerState::HalfOpen, 0.0, 1000);
    row("nobody was asked", 0, u"refused"_s, closed, 0.0, 0);
    row("a quarter more at most", 0, u"timeout"_s, closed, 1.0, 1250);
    row("an eighth more", 1, u"timeout"_s, closed, 0.5, 2250);
    row("a quarter more than the cap", 9, u"timeout"_s, closed, 1.0, 37500);
    row("chance cannot be more than all", 0, u"timeout"_s, closed, 7.0, 1250);
    row("nor less than nothing", 0, u"timeout"_s, closed, -7.0, 1000);
    row("nobody was asked, whatever the chance", 0, u"refused"_s, closed, 1.0, 0);
}

void DispatchRulesTest::waitsLongerEachTime()
{
    QFETCH(int, attempts);
    QFETCH(QString, kind);
    QFETCH(int, breaker);
    QFETCH(double, chance);
    const auto what =
        pipeline::consequence({.kind = kind}, attempts, static_cast<BreakerState>(breaker), chance);
    QTEST(static_cast<qint64>(what.delay.count()), "delayMs");
}

void DispatchRulesTest::helpers_data()
{
    QTest::addColumn<bool>("wasCalled");
    QTest::addColumn<bool>("isOk");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("httpStatus");
    QTest::addColumn<int>("outcome");
    const auto row = [](const char *name, const QString &kind, int http, Outcome outcome) {
        QTest::newRow(name) << true << false << kind << http << static_cast<int>(outcome);
    };
    QTest::newRow("well") << true << true << QString() << 200 << static_cast<int>(Outcome::Success);
    QTest::newRow("not called") << false << false << QString() << 0
                                << static_cast<int>(Outcome::Excluded);
    QTest::newRow("not called, whatever is said")
        << false << true << u"timeout"_s << 500 << static_cast<int>(Outcome::Excluded);
    row("refused", u"refused"_s, 0, Outcome::Failure);
    row("hung up", u"closed"_s, 0, Outcome::Failure);
    row("timeout", u"timeout"_s, 0, Outcome::Failure);
    row("garbage", u"garbage"_s, 200, Outcome::Failure);
    row("too large", u"too_large"_s, 200, Outcome::Failure);
    row("500", u"http"_s, 500, Outcome::Failure);
    row("503", u"http"_s, 503, Outcome::Failure);
    row("400 is bad input", u"http"_s, 400, Outcome::Excluded);
    row("404 is bad input", u"http"_s, 404, Outcome::Excluded);
    row("408 is not", u"http"_s, 408, Outcome::Failure);
    row("429 is not", u"http"_s, 429, Outcome::Failure);
    row("a fault of ours", u"internal"_s, 0, Outcome::Excluded);
}

void DispatchRulesTest::helpers()
{
    QFETCH(bool, wasCalled);
    QFETCH(bool, isOk);
    QFETCH(QString, kind);
    QFETCH(int, httpStatus);
    QTEST(static_cast<int>(
              pipeline::outcomeOf({.wasCalled = wasCalled,
                                   .isOk = isOk,
                                   .failure = {.kind = kind, .httpStatus = httpStatus}})),
          "outcome");
}

QTEST_GUILESS_MAIN(DispatchRulesTest)
#include "tst_dispatchrules.moc"
