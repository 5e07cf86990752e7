// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/act/bulkrules.h"

#include <QObject>
#include <QTimer>

namespace ui {

class Commander;
struct ActMessage;

/// Carries one wish for several targets to the backend, a few at once, and keeps what came of each
/// until it is told to forget.
class Bulk final : public QObject
{
    Q_OBJECT

public:
    explicit Bulk(Commander &commander);

    /// Not all of them have been sent, or some have no answer yet and nobody has lost patience.
    bool isRunning() const;

    Verb verb() const { return m_verb; }

    const QList<BulkItem> &items() const { return m_items; }

    /// Whom of these the wish could be sent for now.
    BulkPlan plan(Verb verb, const QStringList &targets) const;

    /// Begins, unless the wishes before are still running. What may no longer be sent when its turn
    /// comes is not sent.
    void run(Verb verb, const QStringList &targets);

    /// Sends no more; what was sent is still answered.
    void callOff();

    /// Forgets the results, unless it is still running.
    void clear();

Q_SIGNALS:
    void changed();

private:
    void go();
    void send(qsizetype place);
    void leave(Refusal why);
    void onTold(int run, const ActMessage &message);

    Commander &m_commander;
    Verb m_verb = Verb::Start;
    QList<BulkItem> m_items;
    int m_run = 0; ///< late answers to an earlier one are not for this one
    QTimer m_again; ///< for what passes in a moment
};

} // namespace ui
