// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workers/historyview.h"

#include "ui/client/session.h"
#include "ui/frame/headerroom.h"
#include "ui/frame/trusttext.h"
#include "ui/frame/wholetext.h"
#include "ui/look/density.h"
#include "ui/look/format.h"
#include "ui/look/paint.h"
#include "ui/look/zone.h"

#include <QHeaderView>
#include <QIcon>
#include <QPainter>
#include <QPixmap>
#include <QUrl>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QString restartsPath(const QString &worker)
{
    return u"/api/system/supervisor/restart-history?limit=100&worker_name="_s
        + QString::fromLatin1(QUrl::toPercentEncoding(worker));
}

} // namespace

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString HistoryModel::keyOf(const protocol::RestartEvent &row) const
{
    const QString time = row.timestamp ? protocol::toIso(*row.timestamp) : QString();
    return time + u' ' + row.workerName + u' ' + protocol::toText(row.status);
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Time:
        return tr("Time (%1)").arg(zoneName());
    case What:
        return tr("What");
    case Attempt:
        return tr("Attempt");
    case Reason:
        return tr("Reason");
    default:
        return {};
    }
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const protocol::RestartEvent &event = row(index.row());
    if (role == Qt::ToolTipRole) {
        return index.column() == Time && event.timestamp
            ? fullTime(*event.timestamp)
            : plainTip(event.error.value_or(QString()));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
    case Time:
        return event.timestamp ? clockTime(*event.timestamp) : noValue();
    case What:
        return lookOfOutcome(event.status).word;
    case Attempt:
        return event.attempt;
    case Reason:
        return event.error ? event.error->simplified() : noValue();
    default:
        return {};
    }
}

HistoryView::HistoryView(Session &session, QWidget *parent)
    : QTableView(parent)
    , m_session(session)
    , m_resource(session.watch(restartsPath({})))
    , m_model(this)
{
    setModel(&m_model);
    connect(&m_resource, &Resource::updated, this, &HistoryView::take);
    connect(&m_resource, &Resource::settled, this, &HistoryView::showMark);
    connect(&session, &Session::pulsed, this, &HistoryView::showMark);
    setAccessibleName(tr("Restart history"));
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setFrameShape(QFrame::NoFrame);
    verticalHeader()->hide();
    keepRowHeight(*this, 8);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const int unit = fontMetrics().averageCharWidth();
    setColumnWidth(HistoryModel::Time, unit * 13);
    setColumnWidth(HistoryModel::What, unit * 16);
    setColumnWidth(HistoryModel::Attempt, unit * 10);
    makeRoomForWords(*horizontalHeader());
}

void HistoryView::setWorker(const QString &name)
{
    if (name != m_worker) {
        m_worker = name;
        m_resource.ask(restartsPath(name));
        m_resource.want(isVisible() && !name.isEmpty());
    }
}

bool HistoryView::viewportEvent(QEvent *event)
{
    return tellsWholeText(*this, *event) || QTableView::viewportEvent(event);
}

void HistoryView::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    m_resource.want(!m_worker.isEmpty());
}

void HistoryView::hideEvent(QHideEvent *event)
{
    QTableView::hideEvent(event);
    m_resource.want(false);
}

void HistoryView::read()
{
    m_resource.markDirty();
}

void HistoryView::take()
{
    m_model.merge(protocol::restartHistoryFromJson(m_resource.body()).items);
    showMark();
    viewport()->update();
}

/// What is to be said of the rows; nothing while there is no answer.
QString HistoryView::mark() const
{
    const Freshness trust = m_session.freshness(m_resource);
    return !trust.error.isEmpty() ? tr("Cannot be read: %1").arg(trust.error)
        : trust.asOf              ? trustText(trust)
                                  : QString();
}

void HistoryView::showMark()
{
    if (const QString mark = this->mark(); mark != accessibleDescription()) {
        setAccessibleDescription(mark);
        viewport()->update();
    }
}

void HistoryView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    QPainter painter(viewport());
    const Tokens tokens = tokensOf(palette());
    painter.setPen(tokens.muted);
    const QRect box = viewport()->rect();
    const QString mark = accessibleDescription();
    if (m_model.rows().isEmpty()) {
        const Freshness trust = m_session.freshness(m_resource);
        const QString nothing = trust.asOf ? tr("It has not been restarted yet") : tr("Loading…");
        const QString reason = trust.error.isEmpty() ? mark : trust.error;
        painter.drawText(box, Qt::AlignCenter | Qt::TextWordWrap,
                         reason.isEmpty() ? nothing : reason);
    } else if (!mark.isEmpty()) {
        const int line = fontMetrics().height() + 8;
        drawHatch(painter, box, tokens);
        const QRectF note(0, box.bottom() - line, box.width(), line + 1);
        painter.fillRect(note, tokens.panel);
        drawLine(painter, note.adjusted(6, 0, -6, 0), mark, tokens.text);
    }
}

} // namespace ui
