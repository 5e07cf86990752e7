// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/alert.h"
#include "ui/act/pipelinerules.h"
#include "ui/client/apiclient.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace ui {

class Bulk;
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
    QString target = {};
    QString reason = {};
    int secondsLeft = 0;
};

/// Carries wishes to the backend, as carefully as their tier asks. It never touches what is shown:
/// a row changes when the fact arrives. The target of a wish is a worker, a breaker, a dead letter
/// ("queue/id"), a queue, an alarm ("id/name") or an event, as its verb says.
class Commander final : public QObject
{
    Q_OBJECT

public:
    Commander(Mirror &mirror, QObject *parent);

    Refusal refusal(Verb verb, const QString &target) const;

    /// The backend that wishes go to.
    const Connection &connection() const;

    /// By its tier: at once, after the time to take it back, or after confirmationWanted().
    void wish(Verb verb, const QString &target);

    /// Sends a wish of the third tier, if it still may be sent.
    void confirm(Verb verb, const QString &target);

    using Told = std::function<void(const ActMessage &message)>;

    /// Sends one of several wishes, if it may be sent. What becomes of it is told to `told` in
    /// place of the message bar: at once, and again whenever more is known.
    void confirm(Verb verb, const QString &target, const Told &told);

    /// The wishes for several targets at once.
    Bulk &bulk() const { return *m_bulk; }

    /// How long a wish of the second tier waits from now on.
    void setUndo(std::chrono::milliseconds time) { m_undo = time; }

    void undo();
    void sendNow(); ///< does not wait for the rest of the countdown
    void dismiss();

    ActMessage message() const;

    /// What will follow, told from the facts of now; nothing when the target is not known.
    std::optional<QList<Consequence>> consequences(Verb verb, const QString &target) const;

    std::optional<protocol::Worker> worker(const QString &name) const;

    /// The names of those that run.
    QStringList running() const;

    /// What the consequences of stopping a worker are told from.
    ActFacts facts(const QString &worker) const;

    const Timings &timings() const;

    /// The word for the state of the target; "not known" where nobody vouches for it.
    QString stateNow(Verb verb, const QString &target) const;

Q_SIGNALS:
    void changed();
    void confirmationWanted(Verb verb, const QString &target);

private:
    Refusal refusalByFacts(Verb verb, const QString &target) const;
    bool isHeldBack(Verb verb, const QString &target) const;

    struct Wish
    {
        int number = 0;
        Verb verb = Verb::Start;
        QString target = {};
        Told told = {}; ///< empty: the message bar
    };

    void send(Verb verb, const QString &target, const Told &told);
    void onLate(const Wish &wish);
    void onAnswer(const Wish &wish, const Answer &answer);
    void forget(int wish, const QString &key);
    LetterFacts letterFacts(Verb verb, const QString &target) const;
    std::optional<BreakerFacts> breakerFacts(const QString &name) const;
    std::optional<qint64> waitingIn(const QString &queue) const;
    std::optional<protocol::Alert> alarm(const QString &target) const;
    bool vouchesFor(const std::optional<protocol::Alert> &alarm) const;
    QString vouchedState(Verb verb, const QString &target) const; ///< empty: nobody knows
    QString letterState(Verb verb, const QString &target) const;
    void fire();
    void refuse(Refusal refusal, Verb verb, const QString &target);
    void say(ActMessage::Kind kind, Verb verb, const QString &target, const QString &reason = {});

    Mirror &m_mirror;
    Bulk *m_bulk;
    std::chrono::milliseconds m_undo;
    QHash<QString, int> m_waiting; ///< the wish that keeps others from a target
    int m_wishes = 0;
    ActMessage m_message;
    QList<ActMessage> m_held; ///< what failed while the bar was taken, oldest first
    QTimer m_countdown;
    QTimer m_fade;
};

} // namespace ui
