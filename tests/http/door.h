// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/httpserver.h"
#include "backend/http/reply.h"

#include <QTest>
#include <QTimer>

#include <memory>
#include <thread>
#include <vector>

/// A door with one route for each way to answer.
class Door
{
public:
    explicit Door(const http::Limits &limits = {}, http::PolicySettings policy = {})
        : server(limits, std::move(policy))
    {
        addRoutes();
        server.addWebSocketPath(QStringLiteral("/ws/events"), http::Scope::Read);
        const http::WordParameters words{
            {QStringLiteral("names"), {QStringLiteral("registry"), QStringLiteral("parent")}}};
        server.addWebSocketPath(QStringLiteral("/ws/open"), http::Scope::None, words);
        const auto listening = server.listen(QHostAddress::LocalHost, 0);
        port = listening ? listening.value() : quint16(0);
    }

    ~Door()
    {
        for (auto &thread : threads) {
            thread.join();
        }
    }

    Door(const Door &) = delete;
    Door &operator=(const Door &) = delete;

    /// Replaces @ by our address and port.
    QByteArray withHost(QByteArray raw) const
    {
        return raw.replace("@", QByteArray("127.0.0.1:" + QByteArray::number(port)));
    }

    http::HttpServer server;
    quint16 port = 0;
    int echoed = 0;
    int smuggled = 0;
    std::vector<http::ExchangePtr> kept;
    std::vector<std::thread> threads;
    QByteArray big = QByteArray(qsizetype{16} * 1024 * 1024, 'b');

private:
    using Request = http::Request;

    void add(const char *method, const char *path, http::Handler handler,
             const QStringList &known = {}, qint64 bodyLimit = 0)
    {
        QList<http::Parameter> parameters;
        for (const QString &name : known) {
            parameters.append({.name = name});
        }
        server.router().add({.method = method,
                             .path = QString::fromLatin1(path),
                             .scope = http::Scope::Read,
                             .parameters = parameters,
                             .bodyLimit = bodyLimit,
                             .handler = std::move(handler)});
    }

    void addRoutes()
    {
        const auto ok = [](const Request &, const http::ExchangePtr &exchange) {
            http::replyJson(exchange, 200, "{\"ok\":true}");
        };
        const auto echo = [this](const Request &request, const http::ExchangePtr &exchange) {
            ++echoed;
            http::replyJson(exchange, 200, request.body);
        };
        add("GET", "/ok", ok, {QStringLiteral("limit"), QStringLiteral("offset")});
        add("POST", "/echo", echo);
        add("PUT", "/echo", echo);
        add("PATCH", "/echo", echo);
        add("DELETE", "/echo", echo);
        add("POST", "/small", echo, {}, 16);
        add("GET", "/smuggled", [this](const Request &, const http::ExchangePtr &exchange) {
            ++smuggled;
            http::replyJson(exchange, 200, "{}");
        });
        add("GET", "/name/{name}", [](const Request &request, const http::ExchangePtr &exchange) {
            http::replyJson(exchange, 200, request.segments.value(QStringLiteral("name")).toUtf8());
        });
        addLateRoutes();
    }

    void addLateRoutes()
    {
        add("GET", "/late", [this](const Request &, const http::ExchangePtr &exchange) {
            QTimer::singleShot(5, &server, [exchange] { http::replyJson(exchange, 200, "{}"); });
        });
        add("POST", "/late", [this](const Request &request, const http::ExchangePtr &exchange) {
            QTimer::singleShot(1, &server, [exchange, body = request.body] {
                http::replyJson(exchange, 200, body);
            });
        });
        add("GET", "/thread", [this](const Request &, const http::ExchangePtr &exchange) {
            threads.emplace_back([exchange] { http::replyJson(exchange, 200, "{}"); });
        });
        add("GET", "/kept", [this](const Request &, const http::ExchangePtr &exchange) {
            kept.push_back(exchange);
        });
        add("GET", "/dropped", [](const Request &, const http::ExchangePtr &) {});
        add("GET", "/throws",
            [](const Request &, const http::ExchangePtr &) { throw std::runtime_error("no"); });
        add("GET", "/twice", [](const Request &, const http::ExchangePtr &exchange) {
            http::replyJson(exchange, 200, "1");
            http::replyJson(exchange, 500, "2");
        });
        add("GET", "/big", [this](const Request &, const http::ExchangePtr &exchange) {
            http::replyJson(exchange, 200, big);
        });
    }
};
