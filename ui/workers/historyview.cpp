// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workers/historyview.h"

#include "ui/client/session.h"
#include "ui/frame/headerroom.h"
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
    , m_model(this)
{
    setModel(&m_model);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &HistoryView::read);
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
    if (name == m_worker) {
        return;
    }
    m_worker = name;
    m_model.merge({});
    m_note = tr("Loading…");
    m_error.clear();
    ++m_question; // what is under way is about another worker
    if (isVisible()) {
        read();
    }
}

bool HistoryView::viewportEvent(QEvent *event)
{
    return tellsWholeText(*this, *event) || QTableView::viewportEvent(event);
}

void HistoryView::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    read();
}

void HistoryView::read()
{
    if (m_worker.isEmpty() || !isVisible()) {
        return;
    }
    const QString name = QString::fromLatin1(QUrl::toPercentEncoding(m_worker));
    m_session.api().get(u"/api/system/supervisor/restart-history?limit=100&worker_name="_s + name,
                        this, [this, question = ++m_question](const Answer &answer) {
                            if (question == m_question) {
                                take(answer);
                            }
                        });
}

void HistoryView::take(const Answer &answer)
{
    m_error = answer.error;
    m_note = tr("It has not been restarted yet");
    if (answer.ok()) {
        m_model.merge(protocol::restartHistoryFromJson(answer.body).items);
    } else {
        m_retry.start(retryAfter(answer.status, std::chrono::seconds(2), m_session.timings()));
    }
    setAccessibleDescription(m_error.isEmpty() ? QString() : tr("Cannot be read: %1").arg(m_error));
    viewport()->update();
}

void HistoryView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    QPainter painter(viewport());
    const Tokens tokens = tokensOf(palette());
    painter.setPen(tokens.muted);
    const QRect box = viewport()->rect();
    if (m_model.rows().isEmpty()) {
        painter.drawText(box, Qt::AlignCenter | Qt::TextWordWrap,
                         m_error.isEmpty() ? m_note : m_error);
    } else if (!m_error.isEmpty()) {
        const int line = fontMetrics().height() + 8;
        drawHatch(painter, box, tokens);
        const QRectF note(0, box.bottom() - line, box.width(), line + 1);
        painter.fillRect(note, tokens.panel);
        drawLine(painter, note.adjusted(6, 0, -6, 0), accessibleDescription(), tokens.text);
    }
}

} // namespace ui
