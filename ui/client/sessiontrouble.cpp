// SPDX-License-Identifier: GPL-3.0-or-later
// Why a backend that answers cannot be shown.
#include "ui/client/session.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

Rejection rejectionOf(int status)
{
    return status == 401 ? Rejection::Token : status == 403 ? Rejection::Scope : Rejection::None;
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
    return m_eventStream.isOpen() ? rejectionOf(m_supervisor->lastStatus()) : m_rejection;
}

/// A socket that is not let in tells nobody why; the same door does, asked in the usual way.
void Session::askWhy()
{
    if (m_abandoned) {
        return;
    }
    m_api.get(m_supervisor->path(), this, [this](const Answer &answer) {
        if (!m_eventStream.isOpen()) {
            m_rejection = answer.isUntrusted ? Rejection::Certificate : rejectionOf(answer.status);
            pulse();
        }
    });
}

} // namespace ui
