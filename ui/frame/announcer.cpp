// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/announcer.h"

#include <QAccessible>
#include <QWidget>

namespace ui {

Announcer::Announcer(QWidget &told, std::chrono::milliseconds pause)
    : QObject(&told)
    , m_widget(told)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, &Announcer::tell);
}

void Announcer::setState(const QString &words)
{
    m_state = words;
    if (m_told.isEmpty()) {
        m_told = words;
    } else if (!m_pause.isActive()) {
        tell();
    }
}

void Announcer::tell()
{
    if (m_state == m_told) {
        return;
    }
    m_told = m_state;
    m_pause.start();
    QAccessibleEvent alert(&m_widget, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent announcement(&m_widget, m_told);
    announcement.setPoliteness(QAccessible::AnnouncementPoliteness::Assertive);
    QAccessible::updateAccessibility(&announcement);
#endif
    Q_EMIT told(m_told);
}

} // namespace ui
