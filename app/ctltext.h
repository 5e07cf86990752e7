// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

/// The answers of the API as text for a terminal. What is not known is a dash.
namespace app {

QString statusText(const QJsonObject &answer);
QString healthText(const QJsonObject &answer);
QString workersText(const QJsonObject &answer);
QString historyText(const QJsonObject &answer);
QString logsText(const QJsonObject &answer);
QString pipelineText(const QJsonObject &answer);
QString breakersText(const QJsonObject &answer);
QString eventsText(const QJsonObject &answer);

/// How many there are, or those of one queue.
QString deadLettersText(const QJsonObject &answer);

/// Files that were not taken in, and why.
QString setAsideText(const QJsonObject &answer);

QString camerasText(const QJsonObject &answer);

/// The "message" of an answer to a POST.
QString messageText(const QJsonObject &answer);

/// Control characters as \xNN, so that what a worker or a peer wrote cannot command the terminal.
QString harmless(const QString &text);

} // namespace app
