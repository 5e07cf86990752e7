// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/serviceflow.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace scenario;

/// What the whole program does not take in is listed with its reason, and outlives a restart.
class FlowAsideTest final : public ServiceFlow
{
    Q_OBJECT

private Q_SLOTS:
    void listsWhatIsNotTaken();
    void wrongRequests_data();
    void wrongRequests();

private:
    QString folder() const { return m_daemon->cameraRoot() + u"/gate"_s; }

    void put(const QString &name, const QByteArray &bytes) const
    {
        QVERIFY(QDir().mkpath(folder()));
        QFile file(folder() + u'/' + name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    /// "kind name: reason" of each, by name.
    QStringList listed() const
    {
        QStringList all;
        const QJsonArray items =
            m_daemon->get("/api/intake/set-aside?limit=100").json()[u"items"].toArray();
        for (const auto &item : items) {
            const QString name = QFileInfo(item[u"path"].toString()).fileName();
            all.append(name % u": "_s % item[u"kind"].toString() % u", "_s
                       % item[u"reason"].toString());
        }
        all.sort();
        return all;
    }
};

void FlowAsideTest::listsWhatIsNotTaken()
{
    m_pipelineToml = u"incomplete_after_seconds = 1\n"_s;
    begin({});
    const QByteArray whole = noiseJpeg(1);
    put(u"half.jpg"_s, whole.first(whole.size() / 2));
    put(u"notes.txt"_s, "hello");
    put(u"small.jpg"_s, whole.first(500) + QByteArray("\xff\xd9"));
    QVERIFY(QFile::link(u"/etc/passwd"_s, folder() + u"/link.jpg"_s));
    const QStringList expected{
        u"half.jpg: incomplete, %1 bytes without an end marker, and nothing more arrived"_s.arg(
            whole.size() / 2),
        u"link.jpg: rejected, symbolic link"_s,
        u"notes.txt: ignored, neither an image nor a video"_s,
        u"small.jpg: rejected, too small: 502 bytes"_s,
    };
    QVERIFY2(waitUntil([&] { return listed() == expected; }), qPrintable(listed().join(u'\n')));
    const auto lost = [this] { return pipeline()[u"accounts"_s][0][u"lost"].toObject(); };
    const QJsonObject before{{u"dead"_s, 0},       {u"duplicate"_s, 0}, {u"ignored"_s, 1},
                             {u"incomplete"_s, 1}, {u"rejected"_s, 2},  {u"too_old"_s, 0}};
    QVERIFY2(waitUntil([&] { return lost() == before; }),
             QJsonDocument(lost()).toJson().constData());
    QCOMPARE(m_daemon->terminate(), 0);
    awaitRunning();
    QVERIFY(waitUntil([&] { return lost() == before; }));
    QCOMPARE(listed(), expected);
    // It is sent again, to its end.
    put(u"half.jpg"_s, whole);
    QVERIFY(waitUntil([this] { return images(u"done"_s) == 1; }));
    QVERIFY(waitUntil([&] { return lost().value(u"incomplete").toInt() == 0; }));
    QCOMPARE(listed(), expected.mid(1));
}

void FlowAsideTest::wrongRequests_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("detail");
    QTest::newRow("kind") << QByteArray("kind=lost")
                          << u"Invalid kind 'lost': must be one of incomplete, rejected, "
                             "ignored, too_old, duplicate"_s;
    QTest::newRow("cursor") << QByteArray("cursor=3")
                            << u"Invalid cursor '3': must be the next_cursor of an answer"_s;
    QTest::newRow("limit") << QByteArray("limit=0") << u"limit"_s;
}

void FlowAsideTest::wrongRequests()
{
    QFETCH(QByteArray, query);
    QFETCH(QString, detail);
    begin({});
    const Answer answer = m_daemon->get("/api/intake/set-aside?" + query);
    QCOMPARE(answer.status, 400);
    QVERIFY2(answer.json()[u"detail"].toString().contains(detail), answer.body.constData());
}

QTEST_GUILESS_MAIN(FlowAsideTest)
#include "tst_flowaside.moc"
