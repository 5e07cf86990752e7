// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paging/timechoice.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QSignalBlocker>

#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QDateTime utc(protocol::WallTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC);
}

protocol::WallTime wallTime(const QDateTime &time)
{
    return protocol::WallTime(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
}

std::chrono::hours lengthOf(int choice)
{
    switch (choice) {
    case TimeChoice::LastHour:
        return std::chrono::hours(1);
    case TimeChoice::LastDay:
        return std::chrono::hours(24);
    default:
        return std::chrono::hours(24 * 7);
    }
}

} // namespace

TimeChoice::TimeChoice(std::function<protocol::WallTime()> now, QWidget *parent)
    : QWidget(parent)
    , m_now(std::move(now))
    , m_choice(new QComboBox(this))
    , m_from(new QDateTimeEdit(this))
    , m_to(new QDateTimeEdit(this))
{
    m_choice->setAccessibleName(tr("Time"));
    m_choice->addItems({tr("Any time"), tr("Last hour"), tr("Last 24 hours"), tr("Last 7 days"),
                        tr("From – to…")});
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_choice);
    for (QDateTimeEdit *edit : {m_from, m_to}) {
        edit->setTimeSpec(Qt::UTC);
        edit->setDisplayFormat(u"yyyy-MM-dd HH:mm"_s);
        edit->setCalendarPopup(true);
        edit->setKeyboardTracking(false); // not at each digit
        edit->hide();
        layout->addWidget(edit);
        connect(edit, &QDateTimeEdit::dateTimeChanged, this, &TimeChoice::take);
    }
    m_from->setAccessibleName(tr("From (UTC)"));
    m_to->setAccessibleName(tr("To (UTC)"));
    m_from->setToolTip(m_from->accessibleName());
    m_to->setToolTip(m_to->accessibleName());
    connect(m_choice, &QComboBox::currentIndexChanged, this, &TimeChoice::onChoice);
}

void TimeChoice::choose(Choice choice)
{
    m_choice->setCurrentIndex(choice);
}

void TimeChoice::choose(const TimeSpan &span)
{
    choose(FromTo);
    const protocol::WallTime now = m_now();
    {
        const QSignalBlocker from(m_from);
        const QSignalBlocker to(m_to);
        m_from->setDateTime(utc(span.since.value_or(now)));
        m_to->setDateTime(utc(span.until.value_or(now)));
    }
    take();
}

void TimeChoice::onChoice()
{
    const bool isFromTo = m_choice->currentIndex() == FromTo;
    if (isFromTo && !m_from->isVisibleTo(this)) {
        const QSignalBlocker from(m_from);
        const QSignalBlocker to(m_to);
        m_from->setDateTime(utc(m_now() - std::chrono::hours(24)));
        m_to->setDateTime(utc(m_now()));
    }
    m_from->setVisible(isFromTo);
    m_to->setVisible(isFromTo);
    take();
}

void TimeChoice::take()
{
    TimeSpan span;
    const int choice = m_choice->currentIndex();
    if (choice == FromTo) {
        span = {wallTime(m_from->dateTime()), wallTime(m_to->dateTime())};
    } else if (choice != Always) {
        span.since = m_now() - lengthOf(choice);
    }
    if (span != m_span) {
        m_span = span;
        Q_EMIT changed();
    }
}

} // namespace ui
