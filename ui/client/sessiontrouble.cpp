// SPDX-License-Identifier: GPL-3.0-or-later
// Why a backend that answers cannot be shown.
#include "ui/client/session.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

Rejection rejectionOf(int status)
{
    // Only who comes with wrong tokens is told that there were too many of them.
    return status == 401 || status == 429 ? Rejection::Token
        : status == 403                   ? Rejection::Scope
                                          : Rejection::None;
}

} // namespace

QStringList Session::foreignAnswers() const
{
    QStringList faults;
    for (const Resource *resource : allResources()) {
        if (resource->isForeign()) {
            faults << resource->name() + u": "_s + resource->error();
        }
    }
    return faults;
}

Rejection Session::rejection() const
{
    // A socket may open without a token, and nothing can be read then.
    return m_eventStream.isOpen() ? toldRejection() : m_rejection;
}

Rejection Session::toldRejection() const
{
    return rejectionOf(m_supervisor->lastStatus());
}

/// A socket that is not let in tells nobody why; the same door does, asked in the usual way. Who is
/// refused does not go on knocking: another token or certificate comes by hand.
void Session::askWhy()
{
    if (m_abandoned) {
        return;
    }
    m_api.get(m_supervisor->path(), this, [this](const Answer &answer) {
        if (!m_eventStream.isOpen()) {
            m_rejection = answer.isUntrusted ? Rejection::Certificate : rejectionOf(answer.status);
            if (m_rejection != Rejection::None) {
                m_eventStream.holdOff(m_timings.refused);
                m_systemStream.holdOff(m_timings.refused);
            }
            pulse();
        }
    });
}

} // namespace ui
