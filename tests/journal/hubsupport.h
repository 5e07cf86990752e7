// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/journal/eventhub.h"
#include "tests/storage/storagesupport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

#include <memory>

/// What the tests of the event sockets share.
namespace hubsupport {

using namespace Qt::StringLiterals;
using journal::Access;
using journal::EventHub;
using journal::HubPath;
using journal::Journal;
using journal::Limits;
using protocol::Event;
using storage::Storage;

/// A client with real sockets that keeps what it hears.
class Client final
{
public:
    explicit Client(const QUrl &url)
    {
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket,
                         [this](const QString &text) {
                             heard.append(QJsonDocument::fromJson(text.toUtf8()).object());
                         });
        QObject::connect(&socket, &QWebSocket::disconnected, &socket, [this] { closed = true; });
        socket.open(url);
    }

    /// The first message of this type from `from` on; waits for it.
    QJsonObject next(const QString &type)
    {
        QJsonObject found;
        const bool came = QTest::qWaitFor([&] {
            for (; seen < heard.size(); ++seen) {
                if (heard.at(seen).value(u"type").toString() == type) {
                    found = heard.at(seen++);
                    return true;
                }
            }
            return false;
        });
        return came ? found : QJsonObject{{u"type"_s, u"nothing came"_s}};
    }

    QStringList types() const
    {
        QStringList types;
        for (const QJsonObject &message : heard) {
            types.append(message.value(u"type").toString());
        }
        return types;
    }

    void say(const QString &text) { socket.sendTextMessage(text); }

    void say(const QJsonObject &message)
    {
        say(QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
    }

    QWebSocket socket;
    QList<QJsonObject> heard = {};
    qsizetype seen = 0;
    bool closed = false;
};

inline Event cameraOn(const QString &camera)
{
    return {.type = u"camera.enabled"_s,
            .data = {{u"camera_id"_s, camera}, {u"enabled_at"_s, u"2025-12-27T10:30:00Z"_s}}};
}

inline Event serviceIs(const QString &type, const QString &status)
{
    return {.type = type, .data = {{u"service"_s, u"clip"_s}, {u"status"_s, status}}};
}

inline Event systemStatus(const QString &health)
{
    return {.type = u"system.status"_s,
            .data = {{u"gpu"_s, QJsonObject()},
                     {u"cameras"_s, QJsonObject()},
                     {u"queue"_s, QJsonObject()},
                     {u"health"_s, health}}};
}

inline QJsonObject resync(qint64 last)
{
    return {{u"type"_s, u"resync"_s}, {u"data"_s, QJsonObject{{u"last_sequence"_s, last}}}};
}

inline QJsonObject subscribe(const QJsonArray &patterns)
{
    return {{u"type"_s, u"subscribe"_s}, {u"data"_s, QJsonObject{{u"events"_s, patterns}}}};
}

/// The sequences of the events among the messages.
inline QList<qint64> sequencesOf(const QList<QJsonObject> &messages)
{
    QList<qint64> sequences;
    for (const QJsonObject &message : messages) {
        if (message.contains(u"previous")) {
            sequences.append(message.value(u"sequence").toInteger());
        }
    }
    return sequences;
}

/// A hub on a real store and a real port.
class Fixture
{
public:
    Fixture()
    {
        auto opened = Storage::open(folder.filePath(u"signalbox.db"_s));
        if (!opened) {
            qFatal("no store");
        }
        store = std::move(opened.value());
        journal = std::make_unique<Journal>(*store, registry, u"here"_s);
    }

    void start(HubPath path, const Limits &limits = {}, const Access &access = {},
               const std::function<qint64()> &unsent = {},
               journal::Names names = journal::Names::Registry)
    {
        hub = std::make_unique<EventHub>(path, *journal, registry, limits);
        server = std::make_unique<QWebSocketServer>(u"test"_s, QWebSocketServer::NonSecureMode);
        if (!server->listen(QHostAddress::LocalHost)) {
            qFatal("no port");
        }
        QObject::connect(server.get(), &QWebSocketServer::newConnection, hub.get(), [=, this] {
            hub->admit(server->nextPendingConnection(), unsent, access, names);
        });
    }

    std::unique_ptr<Client> connected() const
    {
        auto client = std::make_unique<Client>(server->serverUrl());
        if (client->next(u"connected"_s).value(u"type") != u"connected"_s) {
            qFatal("no connection");
        }
        return client;
    }

    /// Adds lines and waits until they are visible.
    void append(const QList<Event> &events) const
    {
        const qint64 last = journal->sequence() + events.size();
        for (const Event &event : events) {
            journal->append(event);
        }
        if (!QTest::qWaitFor([&] { return journal->sequence() == last; }, 20'000)) {
            qFatal("no line");
        }
    }

    void append(const Event &event) const { append(QList<Event>{event}); }

    const protocol::EventRegistry registry;
    const QTemporaryDir folder;
    std::unique_ptr<Storage> store;
    std::unique_ptr<Journal> journal;
    std::unique_ptr<EventHub> hub;
    std::unique_ptr<QWebSocketServer> server;
};

} // namespace hubsupport
