// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/serviceflow.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;
using namespace scenario;

/// A camera that somebody turns, from its images to the event.
class FlowScenesTest final : public ServiceFlow
{
    Q_OBJECT

private Q_SLOTS:
    void tellsThatACameraWasTurned();

private:
    /// Uploads one more image of the place, and waits until it was taken in.
    bool show(quint32 place)
    {
        ++m_shown;
        return upload(m_daemon->cameraRoot() + u"/gate"_s, u"%1.jpg"_s.arg(m_shown),
                      placeJpeg(place, m_shown))
            && waitUntil([this] { return count(u"images"_s) == m_shown; });
    }

    QList<QJsonObject> told() const { return m_events->dataOf(u"scene_change.detected"_s); }

    quint32 m_shown = 0;
};

void FlowScenesTest::tellsThatACameraWasTurned()
{
    constexpr qint64 certain = 30'000; // of decisions: five in a row, over half a minute
    begin({});
    for (int i = 0; i < 6; ++i) {
        QVERIFY(show(1));
    }
    QElapsedTimer since;
    since.start();
    QVERIFY(waitUntil(
        [&] {
            show(2);
            return !told().isEmpty();
        },
        90'000));
    QVERIFY2(since.elapsed() >= certain, qPrintable(QString::number(since.elapsed())));
    const QJsonObject change = told().first();
    QCOMPARE(change[u"camera_id"_s].toString(), u"gate"_s);
    QCOMPARE(change[u"change_type"_s].toString(), u"angle_changed"_s);
    QVERIFY(change[u"similarity_score"_s].toDouble() < 0.4);
    const QJsonArray listed =
        m_daemon->get("/api/scene-changes?camera_id=gate").json()[u"items"_s].toArray();
    QCOMPARE(listed.size(), 1);
    QCOMPARE(listed[0][u"change_type"_s], change[u"change_type"_s]);
    // It is the same place from now on.
    QVERIFY(show(2));
    QCOMPARE(told().size(), 1);
}

QTEST_GUILESS_MAIN(FlowScenesTest)
#include "tst_flowscenes.moc"
