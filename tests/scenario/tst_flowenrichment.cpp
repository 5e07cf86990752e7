// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/serviceflow.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace scenario;

/// What the helping services add to an event, and that it comes without them.
class FlowEnrichmentTest final : public ServiceFlow
{
    Q_OBJECT

private Q_SLOTS:
    void sameOnTwoCameras();
    void helperThatBreaks_data();
    void helperThatBreaks();
    void analystThatIsAway();
    void badQueries();

private:
    bool see(const QString &camera, quint32 seed)
    {
        const qint64 before = count(u"events"_s);
        return upload(m_daemon->cameraRoot() + u'/' + camera, u"%1.jpg"_s.arg(seed),
                      noiseJpeg(seed))
            && waitUntil([&] { return count(u"events"_s) == before + 1; });
    }

    QJsonArray entities() const
    {
        return m_daemon->get("/api/entities").json().value(u"items").toArray();
    }
};

void FlowEnrichmentTest::sameOnTwoCameras()
{
    begin(u"failure_threshold = 5\n"_s);
    QVERIFY(see(u"gate"_s, 1));
    QVERIFY(see(u"yard"_s, 2));
    m_stub->setLikeness(1);
    QVERIFY(see(u"yard"_s, 3));
    const QJsonArray all = entities();
    QCOMPARE(all.size(), 2);
    QCOMPARE(all[0][u"cameras"].toArray(), QJsonArray{u"yard"_s});
    QCOMPARE(all[0][u"sightings"].toInt(), 1);
    QCOMPARE(all[1][u"cameras"].toArray(), QJsonArray({u"gate"_s, u"yard"_s}));
    QCOMPARE(all[1][u"kind"].toString(), u"person"_s);
    QCOMPARE(all[1][u"sightings"].toInt(), 2);
    QCOMPARE(all[1][u"first_camera_id"].toString(), u"gate"_s);
    QCOMPARE(all[1][u"last_camera_id"].toString(), u"yard"_s);
    const QJsonArray events = m_daemon->get("/api/events").json().value(u"items").toArray();
    QCOMPARE(events.size(), 3);
    QCOMPARE(events[0][u"entity_ids"].toArray(), QJsonArray{all[0][u"id"]});
    QCOMPARE(events[1][u"entity_ids"].toArray(), QJsonArray{all[1][u"id"]});
    QCOMPARE(events[2][u"entity_ids"].toArray(), QJsonArray{all[1][u"id"]});
    // What was learnt lies with the detections, and was told to the analyst.
    QCOMPARE(count(u"detections WHERE json_extract(enrichment_data, '$.distance_m') = 4.5 AND "
                   "json_extract(enrichment_data, '$.caption') = 'A person at a gate' AND "
                   "json_extract(enrichment_data, '$.colors[0]') = 'red'"_s),
             3);
    QCOMPARE(count(u"events WHERE llm_prompt LIKE '%Caption: A person at a gate%' AND "
                   "llm_prompt LIKE '%Clothing colors: red%' AND "
                   "llm_prompt LIKE '%Nearest person in metres: 4.5%'"_s),
             3);
    for (const QString &service : {u"florence"_s, u"clip"_s, u"enrichment"_s}) {
        QCOMPARE(breakerState(service), u"closed"_s);
    }
}

void FlowEnrichmentTest::helperThatBreaks_data()
{
    QTest::addColumn<Behaviour>("behaviour");
    QTest::newRow("500") << Behaviour::Fails;
    QTest::newRow("garbage") << Behaviour::Garbage;
    QTest::newRow("never answers") << Behaviour::Silent;
    QTest::newRow("hangs up") << Behaviour::Closes;
}

void FlowEnrichmentTest::helperThatBreaks()
{
    QFETCH(Behaviour, behaviour);
    begin(u"failure_threshold = 2\nrecovery_timeout_seconds = 3\nsuccess_threshold = 1\n"_s);
    m_stub->setHealth(u"clip"_s, behaviour);
    m_stub->setWork(u"clip"_s, behaviour);
    // Probes take garbage for a degraded service: there it is the calls that open the breaker.
    QVERIFY(see(u"gate"_s, 1) && see(u"gate"_s, 2));
    QVERIFY(waitUntil([this] { return breakerState(u"clip"_s) == u"open"; }));
    QVERIFY(waitUntil([this] { return mode() == u"degraded"; }));
    QCOMPARE(features(), QStringList({u"detection"_s, u"analysis"_s, u"enrichment"_s}));
    QVERIFY(see(u"gate"_s, 3));
    QCOMPARE(entities(), QJsonArray());
    QCOMPARE(count(u"detections WHERE json_extract(enrichment_data, '$.distance_m') = 4.5"_s), 3);
    const StoreReader store(m_daemon->dataDirectory());
    QCOMPARE(store.number(u"SELECT sum(attempts) FROM jobs WHERE kind = 'analysis'"_s), 0);

    m_stub->setHealth(u"clip"_s, Behaviour::Works);
    m_stub->setWork(u"clip"_s, Behaviour::Works);
    QVERIFY(waitUntil([this] { return breakerState(u"clip"_s) == u"closed"; }));
    QVERIFY(waitUntil([this] { return features().size() == 4; }));
    QVERIFY(see(u"gate"_s, 4));
    QCOMPARE(entities().size(), 1);
}

// Nothing is made up meanwhile: neither an event nor anybody who was seen.
void FlowEnrichmentTest::analystThatIsAway()
{
    begin(u"failure_threshold = 2\nrecovery_timeout_seconds = 2\nsuccess_threshold = 1\n"_s);
    m_stub->setHealth(Nemotron, Behaviour::Fails);
    m_stub->setWork(Nemotron, Behaviour::Fails);
    QVERIFY(uploadOne(1));
    QVERIFY(waitUntil([this] { return m_stub->count(u"nemotron/completion"_s) >= 1; }));
    QVERIFY(waitUntil([this] { return breakerState(Nemotron) == u"open"; }));
    QVERIFY(waitUntil([this] { return jobs(u"analysis"_s, u"'waiting'"_s) == 1; }));
    QCOMPARE(count(u"events"_s), 0);
    QCOMPARE(entities(), QJsonArray());
    QCOMPARE(count(u"detections WHERE enrichment_data IS NOT NULL"_s), 0);
    // Those who helped meanwhile are asked no more often than the analyst is tried.
    QVERIFY(m_stub->count(u"clip/embed"_s) <= m_stub->count(u"nemotron/completion"_s) + 1);
    QCOMPARE(breakerState(u"clip"_s), u"closed"_s);

    m_stub->setHealth(Nemotron, Behaviour::Works);
    m_stub->setWork(Nemotron, Behaviour::Works);
    QVERIFY(waitUntil([this] { return count(u"events"_s) == 1; }));
    QCOMPARE(entities().size(), 1);
    QCOMPARE(entities()[0][u"sightings"].toInt(), 1);
}

void FlowEnrichmentTest::badQueries()
{
    begin(u"failure_threshold = 5\n"_s);
    QCOMPARE(m_daemon->get("/api/entities?limit=0").status, 400);
    QCOMPARE(m_daemon->get("/api/entities?limit=101").status, 400);
    QCOMPARE(m_daemon->get("/api/entities?cursor=7").status, 400);
    const QJsonObject none = m_daemon->get("/api/entities").json();
    QCOMPARE(none.keys(), QStringList({u"items"_s, u"next_cursor"_s}));
    QCOMPARE(none.value(u"items"), QJsonValue(QJsonArray()));
    QVERIFY(none.value(u"next_cursor").isNull());
}

QTEST_GUILESS_MAIN(FlowEnrichmentTest)
#include "tst_flowenrichment.moc"
