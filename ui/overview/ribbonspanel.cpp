// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/ribbonspanel.h"

#include "ui/frame/trusttext.h"
#include "ui/frame/verdict.h"
#include "ui/look/format.h"
#include "ui/look/paint.h"
#include "ui/look/zone.h"
#include "ui/models/mirror.h"
#include "ui/overview/ribbonfacts.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <QtMath>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto Day = 24h;
constexpr auto Step = 10s; ///< between two pictures of a quiet day
constexpr auto BusyStep = 1s; ///< and of one in which much happens
constexpr auto BetweenHours = 6h; ///< marks on the axis
constexpr qreal Thinnest = 3; ///< so that a second of trouble in a day is seen

/// How much of its lane a state fills.
qreal heightOf(Tone tone)
{
    switch (tone) {
    case Tone::Critical:
        return 1;
    case Tone::Warning:
        return 0.75;
    case Tone::Transition:
    case Tone::Hollow:
    case Tone::Unknown:
        return 0.5;
    case Tone::Quiet:
        break;
    }
    return 0.2;
}

QFont smaller(const QFont &font)
{
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.88);
    return small;
}

} // namespace

RibbonsPanel::RibbonsPanel(Mirror &mirror, QWidget *parent)
    : Panel(tr("LAST 24 H (%1)").arg(zoneName()), parent)
    , m_mirror(mirror)
    , m_feed(mirror.session(), this)
{
    setObjectName(u"ribbons"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    const auto mark = [this] { m_isDue = true; };
    connect(&m_feed, &DayFeed::changed, this, mark);
    connect(&mirror.session().health(), &Resource::updated, this, mark);
}

/// Before the day was read nothing is known of it, whatever else was.
Freshness RibbonsPanel::trust() const
{
    Freshness freshness = m_mirror.session().freshness(m_mirror.session().journal());
    if (!m_feed.knownSince()) {
        return {.error = m_feed.error().isEmpty() ? freshness.error : m_feed.error()};
    }
    return freshness;
}

void RibbonsPanel::refresh()
{
    const Freshness freshness = trust();
    const protocol::WallTime now = m_mirror.session().serverNow(m_mirror.session().journal());
    if (m_feed.knownSince() && std::chrono::abs(now - m_madeAt) >= (m_isDue ? BusyStep : Step)) {
        m_isDue = false;
        m_madeAt = now;
        const auto &changes = m_feed.changes();
        // What has just been told may be ahead of our idea of the backend's clock.
        const auto until = changes.isEmpty() ? now : std::max(now, changes.last().timestamp + 1s);
        m_span = {until - Day, until};
        QStringList workers;
        for (const protocol::Worker &worker : m_mirror.workers().rows()) {
            workers << worker.name;
        }
        const RibbonFacts facts{.changes = changes,
                                .span = {std::max(m_span.from, *m_feed.knownSince()), until},
                                .dark = darkTimes(changes, workers)};
        const Verdict whole = verdictOf(m_mirror.health());
        QList<Ribbon> ribbons = troubledRibbons(facts);
        ribbons.prepend(overallRibbon(facts, whole.look, whole.since));
        setRibbons(ribbons);
    }
    setFreshness(freshness);
}

void RibbonsPanel::setRibbons(const QList<Ribbon> &ribbons)
{
    const bool isAsMany = m_ribbons.size() == ribbons.size();
    m_ribbons = ribbons;
    if (!isAsMany) {
        updateGeometry();
    }
    setSummary(ribbons.size() > 1 ? tr("in trouble: %1").arg(ribbons.size() - 1)
                                  : tr("no worker, breaker or service was in trouble"));
    contentChanged();
}

/// Room for the hours and for some lanes; a large screen gives more.
QSize RibbonsPanel::minimumSizeHint() const
{
    constexpr qsizetype most = 4;
    const auto lanes = static_cast<qreal>(std::clamp<qsizetype>(m_ribbons.size(), 1, most) + 1);
    const qreal frame = height() - contentBox().height();
    return {0, qCeil(frame + lanes * QFontMetricsF(smaller(font())).height())};
}

QString RibbonsPanel::spoken() const
{
    QStringList told;
    for (const Ribbon &ribbon : m_ribbons) {
        told << ribbonSpoken(ribbon);
    }
    return told.join(u"; "_s);
}

Facts RibbonsPanel::facts() const
{
    return ribbonFacts(m_ribbons, m_span);
}

/// What a large screen has to spare goes to the lanes.
qreal RibbonsPanel::laneHeight(const QRectF &box) const
{
    const qreal least = QFontMetricsF(smaller(font())).height();
    return std::clamp(box.height() / static_cast<qreal>(m_ribbons.size() + 1), least, least * 1.8);
}

/// The last line of the box belongs to the hours.
qsizetype RibbonsPanel::shownRibbons(const QRectF &box) const
{
    const auto room = static_cast<qsizetype>((box.height() + 4) / laneHeight(box)) - 1;
    return std::clamp<qsizetype>(room, 1, std::max<qsizetype>(1, m_ribbons.size()));
}

QRectF RibbonsPanel::lane(const QRectF &box, qsizetype number) const
{
    const qreal names = std::min(box.width() / 4, QFontMetricsF(font()).averageCharWidth() * 22);
    return {box.left() + names, box.top() + static_cast<qreal>(number) * laneHeight(box),
            box.width() - names, laneHeight(box)};
}

qreal RibbonsPanel::placeOf(const QRectF &lane, protocol::WallTime time) const
{
    const auto whole = std::max(m_span.until - m_span.from, std::chrono::milliseconds(1));
    const qreal part =
        static_cast<qreal>((time - m_span.from).count()) / static_cast<qreal>(whole.count());
    return lane.left() + lane.width() * std::clamp(part, 0.0, 1.0);
}

void RibbonsPanel::paintStretch(QPainter &painter, const QRectF &lane,
                                const RibbonStretch &stretch) const
{
    const Tokens tokens = look();
    const ToneColours colours = coloursOf(stretch.look.tone, tokens);
    const qreal left = placeOf(lane, stretch.begin);
    const qreal least = stretch.look.tone == Tone::Quiet ? 0 : Thinnest;
    const qreal height = (lane.height() - 4) * heightOf(stretch.look.tone);
    const QRectF box(left, lane.bottom() - 2 - height,
                     std::max(least, placeOf(lane, stretch.end) - left), height);
    if (stretch.look.tone == Tone::Quiet) {
        painter.fillRect(box, tokens.ink);
    } else if (colours.fill.alpha() > 0) {
        painter.fillRect(box, colours.fill);
    } else {
        painter.setPen(QPen(colours.outline, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void RibbonsPanel::paintRibbon(QPainter &painter, const QRectF &lane, const Ribbon &ribbon) const
{
    QList<RibbonStretch> worstLast = ribbon.stretches;
    std::stable_sort(worstLast.begin(), worstLast.end(),
                     [](const RibbonStretch &a, const RibbonStretch &b) {
                         return severity(a.look.tone) < severity(b.look.tone);
                     });
    for (const RibbonStretch &stretch : worstLast) {
        paintStretch(painter, lane, stretch);
    }
}

void RibbonsPanel::paintHours(QPainter &painter, const QRectF &box, qsizetype lanes) const
{
    const Tokens tokens = look();
    const QRectF axis = lane(box, lanes);
    painter.setPen(QPen(tokens.line, 1));
    painter.drawLine(axis.topLeft(), axis.topRight());
    auto hour = std::chrono::ceil<std::chrono::hours>(m_span.from);
    while (hour.time_since_epoch() % BetweenHours != 0h) {
        hour += 1h;
    }
    for (; hour <= m_span.until; hour += BetweenHours) {
        const qreal x = qRound(placeOf(axis, hour)) + 0.5;
        painter.setPen(QPen(tokens.ink, 1, Qt::DotLine));
        painter.drawLine(QPointF(x, box.top()), QPointF(x, axis.top() + 3));
        const QString text = clockTime(hour).left(5);
        const qreal half = QFontMetricsF(painter.font()).horizontalAdvance(text) / 2 + 2;
        // The mark of an hour that is just over stands at the very edge; its words do not.
        const qreal left = std::min(x - half, box.right() - 2 * half);
        drawLine(painter, QRectF(left, axis.top() + 2, 2 * half, axis.height() - 2), text,
                 tokens.muted, Qt::AlignHCenter | Qt::AlignTop);
    }
}

void RibbonsPanel::paintContent(QPainter &painter, const QRectF &box)
{
    const Tokens tokens = look();
    const qsizetype shown = shownRibbons(box);
    painter.setFont(smaller(font()));
    paintHours(painter, box, shown);
    for (qsizetype i = 0; i < shown && i < m_ribbons.size(); ++i) {
        const QRectF place = lane(box, i);
        drawLine(painter,
                 QRectF(box.left(), place.top(), place.left() - box.left() - 8, place.height()),
                 m_ribbons.at(i).name, tokens.muted);
        paintRibbon(painter, place, m_ribbons.at(i));
    }
}

QString RibbonsPanel::lineAt(const QPointF &point) const
{
    const QRectF box = contentBox();
    for (qsizetype i = 0; i < std::min(shownRibbons(box), m_ribbons.size()); ++i) {
        const QRectF place = lane(box, i);
        if (!QRectF(box.left(), place.top(), box.width(), place.height()).contains(point)) {
            continue;
        }
        for (const RibbonStretch &stretch : m_ribbons.at(i).stretches) {
            const qreal left = placeOf(place, stretch.begin);
            const qreal right = std::max(left + Thinnest, placeOf(place, stretch.end));
            if (point.x() >= left && point.x() < right) {
                return tr("%1: %2 %3 to %4")
                    .arg(m_ribbons.at(i).name, stretch.look.word, clockTime(stretch.begin),
                         clockTime(stretch.end));
            }
        }
        return ribbonSpoken(m_ribbons.at(i));
    }
    return {};
}

QString RibbonsPanel::hintAt(const QPointF &point) const
{
    const QString line = lineAt(point);
    return datedTip(line.isEmpty() ? QStringList() : QStringList{line}, freshness());
}

bool RibbonsPanel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), hintAt(help->pos()), this);
        return true;
    }
    return Panel::event(event);
}

} // namespace ui
