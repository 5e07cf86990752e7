// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/resource.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace ui {

using namespace std::chrono;

Resource::Resource(ApiClient &api, QString path, On503 on503, const Timings &timings,
                   QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_path(std::move(path))
    , m_on503(on503)
    , m_timings(timings)
{
    m_wait.setSingleShot(true);
    m_safety.setSingleShot(true);
    connect(&m_wait, &QTimer::timeout, this, &Resource::read);
    connect(&m_safety, &QTimer::timeout, this, &Resource::readSoon);
}

ResourceFacts Resource::facts() const
{
    return {.answered = m_answered, .failing = !m_error.isEmpty(), .dirtySince = m_dirtySince};
}

void Resource::ask(const QString &path)
{
    if (path == m_path) {
        return;
    }
    m_path = path;
    m_cost = {};
    forget();
    m_body = {};
    m_goodAt.reset();
    m_error.clear();
    m_lastStatus = 0;
    Q_EMIT updated();
    markDirty();
}

void Resource::want(bool wanted)
{
    if (wanted == m_wanted) {
        return;
    }
    m_wanted = wanted;
    m_cost = {};
    const bool isGood = m_answered && m_error.isEmpty() && !m_dirtySince;
    if (m_isFixed && isGood) {
        return;
    }
    forget();
    markDirty();
}

void Resource::markDirty()
{
    if (!isActive()) {
        return; // all is read anyway when it becomes so
    }
    const auto now = protocol::Now::read().steady;
    if (!m_dirtySince) {
        m_dirtySince = now;
    }
    if (m_reading && !m_dirtyAgain) {
        m_dirtyAgain = now;
    }
    readSoon();
}

void Resource::forget()
{
    ++m_epoch;
    m_reading = false;
    m_answered = false;
    m_settled = false;
    m_isForeign = false;
    m_dirtySince.reset();
    m_dirtyAgain.reset();
    m_wait.stop();
    m_safety.stop();
}

void Resource::beginEpoch()
{
    forget();
    m_suspended = false;
    markDirty();
}

void Resource::suspend()
{
    forget();
    m_suspended = true;
}

void Resource::readSoon()
{
    if (!isActive() || m_reading || m_wait.isActive()) {
        return;
    }
    const auto now = protocol::Now::read().steady;
    const auto due = m_lastRead ? *m_lastRead + restOf(m_cost, m_timings) : now;
    m_wait.start(std::max(milliseconds(0), ceil<milliseconds>(due - now)));
}

void Resource::read()
{
    m_reading = true;
    m_safety.stop();
    m_dirtyAgain.reset();
    m_lastRead = protocol::Now::read().steady;
    m_api.get(m_path, this, [this, epoch = m_epoch](const Answer &answer) { take(answer, epoch); });
}

void Resource::take(const Answer &answer, int epoch)
{
    if (epoch != m_epoch) {
        return; // asked before the connection was lost
    }
    const auto begun = protocol::Now::read().steady;
    const bool data = answer.ok()
        || (answer.status == 503 && m_on503 == On503::IsData && !answer.isForeign
            && answer.body.contains(u"status"));
    m_reading = false;
    m_settled = true;
    m_lastStatus = answer.status;
    m_error = data ? QString() : answer.error;
    m_isForeign = answer.isForeign;
    if (data) {
        const auto now = protocol::Now::read();
        m_goodAt = now.wall - duration_cast<milliseconds>(now.steady - answer.askedAt);
        m_answered = true;
        m_dirtySince = std::exchange(m_dirtyAgain, std::nullopt);
        m_body = answer.body;
        Q_EMIT updated();
    }
    if (data && m_dirtySince) {
        readSoon();
    } else if (!data || !m_isFixed) {
        const auto soon = std::min(m_timings.safety, milliseconds(2000));
        m_safety.start(data ? m_timings.safety : retryAfter(answer.status, soon, m_timings));
    }
    const QPointer<Resource> guard(this);
    Q_EMIT settled();
    if (guard) {
        m_cost = ceil<milliseconds>(protocol::Now::read().steady - begun);
    }
}

} // namespace ui
