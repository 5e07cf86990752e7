// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctltext.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

class CtlTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pipeline_data();
    void pipeline();
};

void CtlTextTest::pipeline_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("text");

    const QString rest = u"open batches     —\nmode             —\nfeatures         —\n"_s;
    QTest::newRow("something is wrong")
        << QByteArray(
               R"({"file_watcher":{"running":true,"camera_root":"/c","pending_tasks":0,)"
               R"("observer_type":"polling","error":"camera root /c: it\u001b is away"},)"
               R"("queues":{"analysis":{"waiting":0,"leased":0,"dead":0},)"
               R"("detection":{"waiting":12,"leased":1,"dead":2,"capacity":12}},"accounts":[)"
               R"({"stage":"images","lost":{"duplicate":4,"rejected":1,"too_old":0}}]})")
        << QString(u"file watcher     running, 0 waiting, /c (polling)\n"
                   "  fault          camera root /c: it\\x1b is away\n"
                   "lost images      4 duplicate, 1 rejected\n"
                   "queue analysis   0 waiting, 0 in hand, 0 dead\n"
                   "queue detection  12 waiting, 1 in hand, 2 dead, full\n"_s
                   + rest);
    QTest::newRow("all is well")
        << QByteArray(R"({"file_watcher":{"running":true,"camera_root":"/c","pending_tasks":0,)"
                      R"("observer_type":"native","error":null},)"
                      R"("queues":{"detection":{"waiting":0,"leased":0,"dead":0}},)"
                      R"("accounts":[{"stage":"images","lost":{"duplicate":0}}]})")
        << QString(u"file watcher     running, 0 waiting, /c (native)\n"
                   "lost images      0\nqueue detection  0 waiting, 0 in hand, 0 dead\n"_s
                   + rest);
}

void CtlTextTest::pipeline()
{
    QFETCH(QByteArray, body);
    QTEST(app::render(app::pipelineSheet(QJsonDocument::fromJson(body).object()), {}), "text");
}

QTEST_GUILESS_MAIN(CtlTextTest)
#include "tst_ctltext.moc"
