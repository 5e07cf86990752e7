// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/eventregistry.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using protocol::EventRegistry;

namespace {

/// The value as it may be sent: no key that begins with x_, at any depth.
QJsonValue sendable(const QJsonValue &value)
{
    if (value.isArray()) {
        QJsonArray all;
        const QJsonArray from = value.toArray();
        for (const auto &one : from) {
            all.append(sendable(one));
        }
        return all;
    }
    if (!value.isObject()) {
        return value;
    }
    QJsonObject all;
    const QJsonObject from = value.toObject();
    for (auto it = from.begin(); it != from.end(); ++it) {
        if (!it.key().startsWith(u"x_")) {
            all.insert(it.key(), sendable(it.value()));
        }
    }
    return all;
}

} // namespace

/// The list of event types as it is sent, and as our own events are measured by it.
class EventRegistryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void notesAreNotSent();
    void theOrderIsTheFiles();
    void requiredKeysAreStillAskedFor();
    void alertsMayHaveNoEvent_data();
    void alertsMayHaveNoEvent();

private:
    const EventRegistry m_registry;
};

void EventRegistryTest::notesAreNotSent()
{
    QFile file(u":/signalbox/events/registry.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject whole = QJsonDocument::fromJson(file.readAll()).object();
    QJsonObject sent = QJsonDocument::fromJson(m_registry.document()).object();
    QCOMPARE(sent.take(u"total_count"), QJsonValue(24));
    QCOMPARE(sent.take(u"deprecated_count"), QJsonValue(2));
    QVERIFY(whole.value(u"event_types")[0].toObject().contains(u"x_required"));
    QCOMPARE(QJsonValue(sent), sendable(whole));
}

void EventRegistryTest::theOrderIsTheFiles()
{
    QVERIFY(m_registry.document().startsWith(
        R"({"event_types":[{"type":"detection.new","channel":"detections","description":"New detection from AI pipeline","deprecated":false,"payload_schema":{)"));
}

void EventRegistryTest::requiredKeysAreStillAskedFor()
{
    const auto fault = m_registry.fault(u"detection.new"_s, {{u"camera_id"_s, u"front_door"_s}});
    QCOMPARE(fault, std::optional(u"detection_id is missing"_s));
}

void EventRegistryTest::alertsMayHaveNoEvent_data()
{
    QTest::addColumn<QString>("type");

    for (const char *name : {"created", "updated", "acknowledged", "resolved", "dismissed"}) {
        QTest::newRow(name) << u"alert."_s + QString::fromLatin1(name);
    }
}

void EventRegistryTest::alertsMayHaveNoEvent()
{
    QFETCH(QString, type);

    const QJsonArray types =
        QJsonDocument::fromJson(m_registry.document()).object().value(u"event_types").toArray();
    QJsonObject data;
    for (const auto &one : types) {
        if (one[u"type"] == type) {
            data = one[u"example"].toObject();
        }
    }
    QCOMPARE(m_registry.fault(type, data), std::nullopt);
    data.insert(u"event_id"_s, QJsonValue());
    QCOMPARE(m_registry.fault(type, data), std::nullopt);
    data.insert(u"event_id"_s, u"456"_s);
    QCOMPARE(m_registry.fault(type, data), std::optional(u"event_id has the wrong type"_s));
}

QTEST_GUILESS_MAIN(EventRegistryTest)
#include "tst_eventregistry.moc"
