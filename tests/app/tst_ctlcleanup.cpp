// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/ctl.h"
#include "tests/app/fakeapi.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// The verbs of signalboxctl about the cleanup. One prepared answer stands for that of the order
/// and for those of the questions that follow: the job at its beginning, and in "job" at its end.
class CtlCleanupTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void json();

private:
    FakeApi m_api;
};

namespace {

/// The API's answer to an order whose job ends like this.
QByteArray beginning(const QByteArray &end)
{
    return R"({"id":"cleanup-7","kind":"retention","dry_run":true,"state":"running",)"
           R"("phase":"events","phases":[{"name":"events","done":5,"total":null}],)"
           R"("waiting_for":"store","job":)"
        + end + '}';
}

const QByteArray Done =
    R"({"id":"cleanup-7","kind":"retention","dry_run":true,"state":"done","started_at":)"
    R"("2025-12-27T03:00:00Z","finished_at":"2025-12-27T03:00:09Z","result":{"detections":12,)"
    R"("space_reclaimed":2000},"failed_files":1,"failures":[{"path":"/c/a.jpg",)"
    R"("reason":"Permission denied"}],"orphans":[{"path":"/c/b\u001b.jpg"}]})";

} // namespace

void CtlCleanupTest::answers_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("requests");
    QTest::addColumn<int>("code");
    QTest::addColumn<QStringList>("out"); // lines of it
    QTest::addColumn<QString>("err");
    const QString run = u"POST /api/system/cleanup"_s;
    const QString look = u"GET /api/system/cleanup/status"_s;
    QTest::newRow("status") << QStringList{u"cleanup"_s} << QByteArray("200 OK")
                            << QByteArray(R"({"retention_days":30,"delete_images":false,)"
                                          R"("next_cleanup":"2025-12-28T03:00:00Z","job":null})")
                            << QStringList{look} << 0
                            << QStringList{u"retention  30 days"_s, u"images     are kept"_s,
                                           u"next       2025-12-28T03:00:00.000Z"_s,
                                           u"last       —"_s}
                            << QString();
    const QStringList done{u"job          cleanup-7 (retention, dry run)"_s,
                           u"state        done"_s,
                           u"began        2025-12-27T03:00:00.000Z"_s,
                           u"ended        2025-12-27T03:00:09.000Z"_s,
                           u"detections   12"_s,
                           u"bytes freed  2000"_s,
                           u"orphan       /c/b\\x1b.jpg"_s,
                           u"not deleted  1"_s,
                           u"not deleted  /c/a.jpg: Permission denied"_s};
    QTest::newRow("to its end") << QStringList{u"cleanup-run"_s, u"--dry-run"_s}
                                << QByteArray("202 Accepted") << beginning(Done)
                                << QStringList{run + u"?dry_run=true"_s, look} << 0 << done
                                << QString();
    QTest::newRow("one that fails")
        << QStringList{u"cleanup-orphans"_s, u"--delete"_s} << QByteArray("202 Accepted")
        << beginning(R"({"id":"cleanup-7","kind":"orphans","state":"failed","error":"no disk"})")
        << QStringList{run + u"/orphaned-files?dry_run=false"_s, look} << 1
        << QStringList{u"job    cleanup-7 (orphans)"_s, u"state  failed: no disk"_s, u"began  —"_s,
                       u"ended  —"_s}
        << u"signalboxctl: the job ended as failed\n"_s;
    QTest::newRow("of which nothing is known any more")
        << QStringList{u"cleanup-orphans"_s} << QByteArray("202 Accepted")
        << beginning(R"({"id":"cleanup-8","state":"running"})")
        << QStringList{run + u"/orphaned-files"_s, look} << 1 << QStringList()
        << u"signalboxctl: the job cleanup-7 is not known any more\n"_s;
    QTest::newRow("begun only") << QStringList{u"cleanup-run"_s, u"--detach"_s}
                                << QByteArray("202 Accepted") << beginning(Done) << QStringList{run}
                                << 0
                                << QStringList{u"job    cleanup-7 (retention, dry run)"_s,
                                               u"state  running: events 5 of —, waits for store"_s,
                                               u"began  —"_s, u"ended  —"_s}
                                << QString();
    QTest::newRow("refused") << QStringList{u"cleanup-run"_s} << QByteArray("409 Conflict")
                             << QByteArray(R"({"detail":"The job cleanup-6 is running"})")
                             << QStringList{run} << 1 << QStringList()
                             << u"signalboxctl: The job cleanup-6 is running\n"_s;
    QTest::newRow("cancelled")
        << QStringList{u"cleanup-cancel"_s} << QByteArray("200 OK")
        << QByteArray(R"({"id":"cleanup-7","kind":"orphans","state":"cancelled","error":"so"})")
        << QStringList{u"DELETE /api/system/cleanup"_s} << 0
        << QStringList{u"job    cleanup-7 (orphans)"_s, u"state  cancelled: so"_s, u"began  —"_s,
                       u"ended  —"_s}
        << QString();
}

void CtlCleanupTest::answers()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, body);
    QFETCH(QStringList, out);
    m_api.answer(status, body);
    const Ended ended = ctl(QStringList{u"--url"_s, m_api.url()} + arguments);
    QCOMPARE(ended.out, out.isEmpty() ? QString() : QString(out.join(u'\n') + u'\n'));
    QTEST(ended.err, "err");
    QTEST(ended.code, "code");
    QTEST(m_api.requestLines(), "requests");
}

void CtlCleanupTest::json()
{
    m_api.answer("202 Accepted", beginning(R"({"id":"cleanup-7","state":"done"})"));
    const Ended ended = ctl({u"cleanup-run"_s, u"--json"_s, u"--url"_s, m_api.url()});
    QCOMPARE(ended.out, u"{\"id\":\"cleanup-7\",\"state\":\"done\"}\n"_s);
    QCOMPARE(ended.err, QString());
    QCOMPARE(ended.code, 0);
}

QTEST_GUILESS_MAIN(CtlCleanupTest)
#include "tst_ctlcleanup.moc"
