// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/monitoring/monitoringrules.h"
#include "backend/monitoring/namelookup.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QTimer>
#include <QUrl>

#include <array>
#include <chrono>
#include <memory>
#include <optional>

class QNetworkReply;

namespace monitoring {

/// Where Prometheus is, how often it is asked, and how long a round of questions may take.
struct Settings
{
    QString url = {};
    std::chrono::milliseconds interval{15000};
    std::chrono::milliseconds timeout{5000};
};

/// The inhabitant of the poller's thread: asks Prometheus whether it is ready, for its targets and
/// for its figures, all at once, each interval, and makes documents of the answers. Whatever comes
/// back, a round ends in its time and no answer grows beyond its limit.
class PrometheusClient final : public QObject
{
    Q_OBJECT

public:
    explicit PrometheusClient(Settings settings);

    /// On the thread in which the questions are to be asked.
    void start();

Q_SIGNALS:
    void observed(const monitoring::Observation &observation);

private:
    struct Call
    {
        CallAnswer Answers::*place = nullptr;
        QNetworkReply *reply = nullptr; ///< while it is under way
        QByteArray body = {};
        qint64 limit = 0;
        std::optional<CallEnd> end = {}; ///< when we ended it ourselves
    };

    void ask();
    void nameLookedUp(const QString &error);
    void askAll();
    void send(Call &call, const QString &path, const QString &query);
    static void take(Call &call);
    void finish(Call &call);
    void timeOut();
    void tell();

    Settings m_settings;
    QUrl m_base;
    std::unique_ptr<QNetworkAccessManager> m_network;
    NameLookup m_names;
    QTimer m_timer;
    QTimer m_deadline; ///< of the round
    std::array<Call, 3> m_calls;
    std::size_t m_inFlight = 0; ///< calls
    bool m_isLookingUp = false;
    Answers m_answers;
    protocol::WallTime m_askedAt;
};

} // namespace monitoring
