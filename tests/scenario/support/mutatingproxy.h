// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/scenario/support/request.h"

#include <QTcpServer>
#include <QUrl>

#include <functional>

class QTcpSocket;

namespace scenario {

/// What becomes of an answer to a GET of this path (without its query).
using Mutation = std::function<Answer(const QByteArray &path, Answer answer)>;

/// Stands between a client and a real backend and changes what that answers: a backend that nobody
/// can make answer so. WebSockets pass as they are.
class MutatingProxy final : public QObject
{
    Q_OBJECT

public:
    explicit MutatingProxy(QUrl backend);

    QUrl url() const;

    /// From the next answer on; without one all pass as they are.
    void setMutation(Mutation mutation) { m_mutation = std::move(mutation); }

    /// Answers that were changed since the start.
    int changed() const { return m_changed; }

private:
    struct Visit;

    void accept();
    void onRequest(Visit &visit);
    void onAnswer(Visit &visit);

    QUrl m_backend;
    QTcpServer m_server;
    Mutation m_mutation;
    int m_changed = 0;
};

} // namespace scenario
