// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/cleanup/cleanuprules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace cleanup;
using namespace std::chrono_literals;
using protocol::CleanupKind;
using protocol::CleanupState;

namespace {

protocol::WallTime at(const QString &iso)
{
    return *protocol::fromIso(iso);
}

} // namespace

class CleanupRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nextRuns_data();
    void nextRuns();
    void rowsBeforeFiles();
    void percents_data();
    void percents();
    void batches_data();
    void batches();
    void pauses_data();
    void pauses();
    void youngMediaStays_data();
    void youngMediaStays();
    void clockThatLeapt_data();
    void clockThatLeapt();
};

void CleanupRulesTest::nextRuns_data()
{
    QTest::addColumn<QString>("last");
    QTest::addColumn<QString>("since");
    QTest::addColumn<QString>("next");
    const auto row = [](const char *name, const QString &last, const QString &since,
                        const QString &next) { QTest::newRow(name) << last << since << next; };
    row("never, started by day", {}, u"2025-12-27T10:30:00Z"_s, u"2025-12-28T03:00:00.000Z"_s);
    row("never, started by night", {}, u"2025-12-27T02:59:59.999Z"_s,
        u"2025-12-27T03:00:00.000Z"_s);
    row("never, started at three", {}, u"2025-12-27T03:00:00Z"_s, u"2025-12-28T03:00:00.000Z"_s);
    row("ran this morning", u"2025-12-27T03:00:04Z"_s, u"2025-01-01T00:00:00Z"_s,
        u"2025-12-28T03:00:00.000Z"_s);
    row("ran by hand in the evening", u"2025-12-27T22:00:00Z"_s, u"2025-01-01T00:00:00Z"_s,
        u"2025-12-28T03:00:00.000Z"_s);
    row("ran days ago: in the past", u"2025-12-20T03:00:04Z"_s, u"2025-01-01T00:00:00Z"_s,
        u"2025-12-21T03:00:00.000Z"_s);
    row("over the turn of the year", u"2025-12-31T03:00:04Z"_s, u"2025-01-01T00:00:00Z"_s,
        u"2026-01-01T03:00:00.000Z"_s);
}

// Daily at 03:00 UTC; one that was missed lies in the past.
void CleanupRulesTest::nextRuns()
{
    QFETCH(QString, last);
    QFETCH(QString, since);
    QFETCH(QString, next);
    const auto ran = last.isEmpty() ? std::nullopt : std::optional(at(last));
    QCOMPARE(protocol::toIso(nextRun(ran, at(since))), next);
    QCOMPARE(dailyText(), u"03:00"_s);
}

void CleanupRulesTest::rowsBeforeFiles()
{
    QStringList names;
    const QList<Phase> phases = phasesOf(CleanupKind::Retention);
    for (const Phase phase : phases) {
        names.append(toText(phase));
    }
    QCOMPARE(names.join(u' '),
             u"jobs detections events batches entities set_aside alerts restart_history journal "
             "images orphaned_frames orphaned_spill orphaned_media"_s);
    QCOMPARE(phasesOf(CleanupKind::Orphans),
             (QList<Phase>{Phase::Frames, Phase::Spill, Phase::Media}));
}

void CleanupRulesTest::percents_data()
{
    QTest::addColumn<QString>("phase");
    QTest::addColumn<qint64>("done");
    QTest::addColumn<qint64>("total"); // -1: not known
    QTest::addColumn<CleanupState>("state");
    QTest::addColumn<int>("percent");
    const auto running = CleanupState::Running;
    QTest::newRow("at the beginning") << u"a"_s << qint64{0} << qint64{10} << running << 0;
    QTest::newRow("half of the first of four")
        << u"a"_s << qint64{5} << qint64{10} << running << 12;
    QTest::newRow("the third, total unknown") << u"c"_s << qint64{5} << qint64{-1} << running << 50;
    QTest::newRow("more done than counted") << u"b"_s << qint64{20} << qint64{10} << running << 50;
    QTest::newRow("never whole before the end")
        << u"d"_s << qint64{10} << qint64{10} << running << 99;
    QTest::newRow("at the end") << QString() << qint64{0} << qint64{0} << CleanupState::Finished
                                << 100;
}

void CleanupRulesTest::percents()
{
    QFETCH(QString, phase);
    QFETCH(qint64, done);
    QFETCH(qint64, total);
    QFETCH(CleanupState, state);
    protocol::CleanupJob job{.state = state,
                             .phase = phase.isEmpty() ? std::nullopt : std::optional(phase)};
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s, u"d"_s}) {
        job.phases.append({.name = name});
        if (name == phase) {
            job.phases.last().done = done;
            job.phases.last().total = total < 0 ? std::nullopt : std::optional(total);
        }
    }
    QTEST(percentOf(job), "percent");
}

void CleanupRulesTest::batches_data()
{
    QTest::addColumn<int>("limit");
    QTest::addColumn<qint64>("rows");
    QTest::addColumn<int>("tookMs");
    QTest::addColumn<int>("next");
    QTest::newRow("quick and full: doubled") << 200 << qint64{200} << 5 << 400;
    QTest::newRow("quick but not full") << 200 << qint64{199} << 5 << 200;
    QTest::newRow("never more than 1,000") << 800 << qint64{800} << 1 << 1000;
    QTest::newRow("as it should be") << 200 << qint64{200} << 20 << 200;
    QTest::newRow("slow: halved") << 400 << qint64{400} << 26 << 200;
    QTest::newRow("slow, and not full") << 400 << qint64{3} << 40 << 200;
    QTest::newRow("never less than 100") << 150 << qint64{150} << 500 << 100;
}

void CleanupRulesTest::batches()
{
    QFETCH(int, limit);
    QFETCH(qint64, rows);
    QFETCH(int, tookMs);
    QTEST(nextBatch(limit, rows, std::chrono::milliseconds(tookMs)), "next");
}

void CleanupRulesTest::pauses_data()
{
    QTest::addColumn<int>("tookMs");
    QTest::addColumn<int>("pauseMs");
    QTest::newRow("nothing") << 0 << 0;
    QTest::newRow("as long as it took") << 12 << 12;
    QTest::newRow("but it goes on") << 5000 << 100;
}

void CleanupRulesTest::pauses()
{
    QFETCH(int, tookMs);
    QFETCH(int, pauseMs);
    QCOMPARE(pauseAfter(std::chrono::milliseconds(tookMs)), std::chrono::milliseconds(pauseMs));
}

void CleanupRulesTest::youngMediaStays_data()
{
    QTest::addColumn<QString>("modified");
    QTest::addColumn<bool>("may");
    QTest::newRow("younger") << u"2025-12-01T00:00:00.001Z"_s << false;
    QTest::newRow("just as old") << u"2025-12-01T00:00:00.000Z"_s << false;
    QTest::newRow("older") << u"2025-11-30T23:59:59.999Z"_s << true;
}

void CleanupRulesTest::youngMediaStays()
{
    QFETCH(QString, modified);
    QTEST(mayDeleteMedia(at(modified), at(u"2025-12-01T00:00:00Z"_s)), "may");
}

void CleanupRulesTest::clockThatLeapt_data()
{
    QTest::addColumn<QString>("newestLine");
    QTest::addColumn<bool>("hasLeapt");
    QTest::newRow("nothing is stored") << QString() << false;
    QTest::newRow("a day") << u"2025-12-01T00:00:00.000Z"_s << false;
    QTest::newRow("more than a day") << u"2025-11-30T23:59:59.999Z"_s << true;
    QTest::newRow("set back") << u"2025-12-03T00:00:00Z"_s << false;
}

void CleanupRulesTest::clockThatLeapt()
{
    QFETCH(QString, newestLine);
    QTEST(hasLeapt(protocol::fromIso(newestLine), at(u"2025-12-02T00:00:00Z"_s)), "hasLeapt");
}

QTEST_GUILESS_MAIN(CleanupRulesTest)
#include "tst_cleanuprules.moc"
