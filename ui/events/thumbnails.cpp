// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/thumbnails.h"

#include "ui/client/session.h"
#include "ui/events/picture.h"

namespace ui {

using namespace Qt::StringLiterals;

Thumbnails::Thumbnails(Session &session, QSize size, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_size(size)
    , m_known(MostKib)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &Thumbnails::pump);
}

void Thumbnails::show(const QList<qint64> &events)
{
    m_wanted = events;
    pump();
}

QPixmap Thumbnails::picture(qint64 event) const
{
    const Known *known = m_known.object(event);
    return known ? known->picture : QPixmap();
}

QString Thumbnails::reason(qint64 event) const
{
    const Known *known = m_known.object(event);
    return known ? known->reason : QString();
}

void Thumbnails::pump()
{
    if (m_retry.isActive()) {
        return;
    }
    for (const qint64 event : std::as_const(m_wanted)) {
        if (m_asked.size() >= AtOnce) {
            return;
        }
        if (m_known.contains(event) || m_asked.contains(event)) {
            continue;
        }
        m_asked.append(event);
        m_session.api().getBytes(u"/api/events/%1/thumbnail"_s.arg(event), this,
                                 [this, event](const Bytes &bytes) { take(event, bytes); });
    }
}

void Thumbnails::take(qint64 event, const Bytes &bytes)
{
    m_asked.removeAll(event);
    // The backend was not there, had too much to do or did not let us in: that says nothing of the
    // picture.
    constexpr std::chrono::seconds soon(1);
    const auto wait = retryAfter(bytes.status, soon, m_session.timings());
    if (!bytes.ok() && (bytes.status == 0 || bytes.status >= 500 || wait > soon)) {
        m_retry.start(wait);
        return;
    }
    auto *known = new Known;
    if (bytes.ok()) {
        known->picture = QPixmap::fromImage(pictureOf(bytes.data, m_size).image);
        known->reason = known->picture.isNull() ? tr("Cannot be drawn") : QString();
    } else {
        known->reason = bytes.status == 404 ? tr("No picture") : bytes.error;
    }
    const qsizetype size = qsizetype{4} * known->picture.width() * known->picture.height();
    m_known.insert(event, known, std::max<qsizetype>(1, size / 1024));
    Q_EMIT changed(event);
    pump();
}

} // namespace ui
