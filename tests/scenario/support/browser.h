// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QUrl>
#include <QWebSocket>

#include <optional>

namespace scenario {

/// A real Chromium without a window, told what to do over its DevTools protocol.
class Browser final
{
public:
    Browser() = default;
    ~Browser();
    Browser(const Browser &) = delete;
    Browser &operator=(const Browser &) = delete;

    /// The program that is used; empty when there is none in PATH.
    static QString program();

    /// Starts it with one empty page; false when it did not come up.
    bool start();

    /// Goes to a page and waits until it is loaded.
    bool open(const QUrl &url);

    /// The value of an expression, that of its promise if it is one; undefined when it throws.
    QJsonValue evaluate(const QString &expression);

    /// What the pages have thrown or complained of so far.
    QStringList complaints() const { return m_complaints; }

    QByteArray errorText() { return m_process.readAllStandardError(); }

private:
    QJsonObject call(const QString &method, const QJsonObject &parameters = {});
    void take(const QString &message);
    std::optional<quint16> waitForPort();

    QTemporaryDir m_profile;
    QProcess m_process;
    QWebSocket m_socket;
    int m_lastId = 0;
    QHash<int, QJsonObject> m_answers = {};
    QStringList m_complaints = {};
};

} // namespace scenario
