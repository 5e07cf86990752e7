// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/changesmodel.h"

#include "backend/protocol/eventregistry.h"
#include "ui/look/format.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Changes)
};

Look lookOfWord(const QString &word)
{
    Look health = lookOfHealth(word);
    if (health.tone != Tone::Unknown) {
        return health;
    }
    const auto worker = protocol::workerStatus(word);
    if (worker != protocol::WorkerStatus::Unknown) {
        return lookOf(protocol::Worker{.status = worker, .statusWord = word});
    }
    const auto breaker = protocol::breakerState(word);
    if (breaker != protocol::BreakerState::Unknown) {
        return lookOf(protocol::Breaker{.state = breaker, .stateWord = word});
    }
    return {Glyph::None, Tone::Quiet, word};
}

QString transition(const QString &from, const QString &to)
{
    const QString now = lookOfWord(to).word;
    if (from == to) {
        return Text::tr("Still %1").arg(now.toLower());
    }
    return from.isEmpty() ? now : Text::tr("%1 (was %2)").arg(now, lookOfWord(from).word.toLower());
}

ChangeText serviceText(const QJsonObject &data)
{
    const QString status = data.value(u"status").toString();
    ChangeText text{.look = lookOfWord(status),
                    .subject = data.value(u"service").toString().section(u':', -1),
                    .sentence = transition(data.value(u"previous_status").toString(), status)};
    const QString message = data.value(u"message").toString().simplified();
    if (!message.isEmpty() && message != status) {
        text.sentence = Text::tr("%1: %2").arg(text.sentence, message);
    }
    return text;
}

ChangeText healthText(const QJsonObject &data)
{
    const QString health = data.value(u"health").toString();
    ChangeText text{lookOfHealth(health), Text::tr("system"),
                    transition(data.value(u"previous_health").toString(), health)};
    QStringList parts;
    const QJsonObject components = data.value(u"components").toObject();
    for (auto it = components.begin(); it != components.end(); ++it) {
        if (it.value().toString() != u"healthy") {
            parts << it.key().section(u':', -1);
        }
    }
    if (!parts.isEmpty()) {
        text.sentence = Text::tr("%1: %2").arg(text.sentence, parts.join(u", "));
    }
    return text;
}

ChangeText cameraText(const QJsonObject &data)
{
    const QString status = data.value(u"status").toString();
    return {{Glyph::None, Tone::Quiet, status},
            data.value(u"camera_id").toString(),
            data.contains(u"status") ? Text::tr("camera is %1").arg(status)
                                     : Text::tr("camera changed")};
}

ChangeText eventText(const QJsonObject &data)
{
    return {{Glyph::None, Tone::Quiet, {}},
            data.value(u"camera_id").toString(),
            Text::tr("event, risk %1: %2")
                .arg(QString::number(data.value(u"risk_score").toInteger()),
                     data.value(u"summary").toString().simplified())};
}

ChangeText batchText(const QJsonObject &data)
{
    return {{Glyph::None, Tone::Quiet, {}},
            data.value(u"camera_id").toString(),
            Text::tr("batch closed, detections: %1").arg(data.value(u"detection_count").toInt())};
}

/// A line about something that has no look of its own.
ChangeText plainText(const QString &subject, const QString &sentence)
{
    return {{Glyph::None, Tone::Quiet, {}}, subject, sentence};
}

/// "created", "acknowledged" and so on stand at the end of the type.
ChangeText alertText(const protocol::Event &event)
{
    const QString what = event.type.section(u'.', 1);
    const QString severity = event.data.value(u"severity").toString();
    QString sentence =
        severity.isEmpty() || what == u"resolved" ? what : Text::tr("%1, %2").arg(what, severity);
    const QString told = event.data.value(what == u"created" ? u"message" : u"reason").toString();
    if (!told.isEmpty()) {
        sentence = Text::tr("%1: %2").arg(sentence, told.simplified());
    }
    const QString subject = event.data.value(u"subject").toString();
    return plainText(subject.isEmpty() ? Text::tr("alert") : subject,
                     Text::tr("alert %1").arg(sentence));
}

ChangeText eventChangeText(const protocol::Event &event)
{
    const QString subject =
        Text::tr("event %1").arg(QString::number(event.data.value(u"event_id").toInteger()));
    if (event.type == u"event.updated") {
        const QStringList fields = event.data.value(u"updated_fields").toVariant().toStringList();
        return plainText(subject, Text::tr("changed: %1").arg(fields.join(u", ")));
    }
    const QString reason = event.data.value(u"reason").toString().simplified();
    return plainText(subject,
                     reason.isEmpty() ? Text::tr("deleted") : Text::tr("deleted: %1").arg(reason));
}

ChangeText sceneText(const QJsonObject &data)
{
    const QString change = data.value(u"change_type").toString();
    const QString words = change == u"view_blocked" ? Text::tr("the view is blocked")
        : change == u"angle_changed"                ? Text::tr("the camera looks elsewhere")
        : change == u"view_tampered"                ? Text::tr("the view was tampered with")
                                                    : Text::tr("the view has changed");
    return {{Glyph::Triangle, Tone::Warning, words}, data.value(u"camera_id").toString(), words};
}

ChangeText auditText(const QJsonObject &data)
{
    const QString who = data.value(u"by")[u"name"].toString();
    const QString outcome = data.value(u"outcome").toString();
    const QString sentence = Text::tr("%1: %2").arg(data.value(u"action").toString(), outcome);
    const QString detail = data.value(u"detail").toString().simplified();
    return {{Glyph::None, Tone::Quiet, {}},
            who.isEmpty() ? data.value(u"peer").toString() : who,
            detail.isEmpty() ? sentence : Text::tr("%1, %2").arg(sentence, detail)};
}

} // namespace

ChangeText changeText(const protocol::Event &event)
{
    if (event.type == u"service.status_changed") {
        return serviceText(event.data);
    }
    if (event.type == u"system.health_changed") {
        return healthText(event.data);
    }
    if (event.type == u"event.created") {
        return eventText(event.data);
    }
    if (event.type == u"detection.batch") {
        return batchText(event.data);
    }
    if (event.channel == u"cameras") {
        return cameraText(event.data);
    }
    if (event.type == protocol::AuditType) {
        return auditText(event.data);
    }
    if (event.channel == u"alerts" || event.type.startsWith(u"alert.")) {
        return alertText(event);
    }
    if (event.type == u"event.updated" || event.type == u"event.deleted") {
        return eventChangeText(event);
    }
    if (event.type == u"scene_change.detected") {
        return sceneText(event.data);
    }
    if (event.type == u"job.failed") {
        return plainText(
            Text::tr("job"),
            Text::tr("failed: %1").arg(event.data.value(u"error").toString().simplified()));
    }
    // A type that is newer than this console is shown as it came.
    return {{Glyph::None, Tone::Quiet, {}},
            event.type,
            QString::fromUtf8(QJsonDocument(event.data).toJson(QJsonDocument::Compact))};
}

bool isWorthALine(const protocol::Event &event)
{
    return event.type != u"system.status" && event.type != u"gpu.stats_updated"
        && event.type != u"job.progress" && event.type != u"job.started"
        && event.type != u"job.completed" && event.type != u"detection.new"
        && event.type != u"event" && event.type != u"service_status";
}

QList<protocol::Event> changesOf(const QJsonObject &body)
{
    QList<protocol::Event> changes;
    const QJsonArray items = body.value(u"items").toArray();
    for (const auto &item : items) {
        const auto event = protocol::eventFromJson(item.toObject());
        if (event && isWorthALine(*event)) {
            changes.append(*event);
        }
    }
    return changes;
}

int ChangesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ChangesModel::data(const QModelIndex &index, int role) const
{
    if (role != Qt::DisplayRole || !checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const protocol::Event &event = row(index.row());
    switch (index.column()) {
    case Time:
        return clockTime(event.timestamp);
    case Subject:
        return changeText(event).subject;
    case Sentence:
        return changeText(event).sentence;
    default:
        return {};
    }
}

} // namespace ui
