// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/act/actrules.h"
#include "ui/client/apiclient.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QTimer>

#include <optional>

namespace ui {

class Mirror;

/// What the inline message bar says about the last wish.
struct ActMessage
{
    enum class Kind
    {
        None,
        Counting, ///< can still be taken back
        Pending, ///< sent, no answer yet
        Late, ///< the same, for so long that nobody is kept from other wishes
        Done,
        Failed,
        Unanswered, ///< sent, and nobody knows what came of it
        Undone,
    };

    Kind kind = Kind::None;
    Verb verb = Verb::Start;
    QString worker = {};
    QString reason = {};
    int secondsLeft = 0;
};

/// Carries wishes to the backend, as carefully as their tier asks. It never touches what is shown:
/// a row changes when the fact arrives.
class Commander final : public QObject
{
    Q_OBJECT

public:
    Commander(Mirror &mirror, QObject *parent);

    Refusal refusal(Verb verb, const QString &worker) const;

    /// By its tier: at once, after the time to take it back, or after confirmationWanted().
    void wish(Verb verb, const QString &worker);

    /// Sends a wish of the third tier, if it still may be sent.
    void confirm(Verb verb, const QString &worker);

    void undo();
    void sendNow(); ///< does not wait for the rest of the countdown
    void dismiss();

    ActMessage message() const;

    /// What the consequences for that worker are told from.
    ActFacts facts(const QString &worker) const;

    std::optional<protocol::Worker> worker(const QString &name) const;

    /// The word for the state of that worker; "not known" where nobody vouches for it.
    QString stateNow(const QString &worker) const;

Q_SIGNALS:
    void changed();
    void confirmationWanted(Verb verb, const QString &worker);

private:
    void send(Verb verb, const QString &worker);
    void onLate(int wish, Verb verb, const QString &worker);
    void onAnswer(int wish, Verb verb, const QString &worker, const Answer &answer);
    void forget(int wish, const QString &worker);
    void fire();
    void refuse(Refusal refusal, Verb verb, const QString &worker);
    void say(ActMessage::Kind kind, Verb verb, const QString &worker, const QString &reason = {});

    Mirror &m_mirror;
    QHash<QString, int> m_waiting; ///< the wish that keeps others from a worker
    int m_wishes = 0;
    ActMessage m_message;
    QList<ActMessage> m_held; ///< what failed while the bar was taken, oldest first
    QTimer m_countdown;
    QTimer m_fade;
};

} // namespace ui
