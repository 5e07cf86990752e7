// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workers/logview.h"

#include "ui/client/session.h"
#include "ui/look/format.h"
#include "ui/workers/logsearch.h"

#include <QCheckBox>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QUrl>
#include <QVBoxLayout>

#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int ShownLines = 2000;
constexpr std::chrono::seconds Period{1};

} // namespace

LogView::LogView(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_text(new QPlainTextEdit(this))
    , m_search(new LogSearch(*m_text, this))
    , m_follow(new QCheckBox(tr("&Follow"), this))
    , m_pause(new QCheckBox(tr("&Pause"), this))
    , m_note(new QLabel(this))
{
    layOut();
    m_timer.setInterval(Period);
    connect(&m_timer, &QTimer::timeout, this, &LogView::read);
    connect(m_pause, &QCheckBox::toggled, this, &LogView::showHeld);
    // What one has found stays in sight.
    connect(m_search, &LogSearch::moved, this, [this] { m_follow->setChecked(false); });
    connect(&session, &Session::statusChanged, this, [this] {
        // Let in again, it need not wait for the end of the pause.
        if (isVisible() && m_timer.intervalAsDuration() > Period
            && m_session.rejection() == Rejection::None) {
            read();
        }
    });
}

void LogView::layOut()
{
    m_note->setObjectName(u"note"_s);
    m_text->setReadOnly(true);
    m_text->setMaximumBlockCount(ShownLines);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setAccessibleName(tr("Log"));
    m_follow->setChecked(true);
    m_follow->setToolTip(tr("Keep the newest line in sight"));
    m_pause->setToolTip(tr("Hold the picture; what comes meanwhile is kept"));
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_follow);
    bar->addWidget(m_pause);
    bar->addStretch(1);
    bar->addWidget(m_note);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addLayout(bar);
    layout->addWidget(m_search);
    layout->addWidget(m_text, 1);
}

void LogView::setWorker(const QString &name)
{
    if (name == m_worker) {
        return;
    }
    m_worker = name;
    m_pause->setChecked(false); // a picture that is held is one of the worker before
    m_tail.clear();
    m_held.clear();
    m_text->clear();
    m_search->refresh();
    m_reading = false;
    setNote({});
    if (isVisible()) {
        read();
    }
}

QString LogView::text() const
{
    return m_text->toPlainText();
}

void LogView::showEvent(QShowEvent *)
{
    m_timer.start();
    read();
}

void LogView::hideEvent(QHideEvent *)
{
    m_timer.stop();
}

void LogView::read()
{
    if (m_reading || m_worker.isEmpty()) {
        return;
    }
    m_reading = true;
    const QString name = QString::fromLatin1(QUrl::toPercentEncoding(m_worker));
    m_session.api().get(u"/api/system/supervisor/workers/"_s + name + u"/logs?tail=500"_s, this,
                        [this, worker = m_worker](const Answer &answer) {
                            if (worker != m_worker) {
                                return; // another one has been chosen meanwhile
                            }
                            m_reading = false;
                            pace(answer.status);
                            if (answer.ok()) {
                                take(logLines(answer.body));
                                setNote(m_tail.isEmpty() ? tr("Nothing has been written yet")
                                                         : QString());
                            } else {
                                setNote(tr("Not live: %1").arg(answer.error));
                            }
                        });
}

void LogView::pace(int status)
{
    const auto wait = retryAfter(status, Period, m_session.timings());
    if (m_timer.isActive() && m_timer.intervalAsDuration() != wait) {
        m_timer.start(wait);
    }
}

void LogView::take(const QList<LogLine> &tail)
{
    const LogStep step = newLines(m_tail, tail);
    m_tail = tail;
    if (step.startsOver) {
        m_held.append({.text = tr("… lines are missing here …")});
    }
    m_held.append(step.added);
    if (m_held.size() > ShownLines) {
        m_held.remove(0, m_held.size() - ShownLines);
    }
    showHeld();
}

void LogView::showHeld()
{
    if (m_pause->isChecked() || m_held.isEmpty()) {
        return;
    }
    const int place = m_text->verticalScrollBar()->value();
    QStringList lines;
    for (const LogLine &line : std::exchange(m_held, {})) {
        lines << shownLine(line);
    }
    m_text->appendPlainText(lines.join(u'\n'));
    QScrollBar *bar = m_text->verticalScrollBar();
    bar->setValue(m_follow->isChecked() ? bar->maximum() : place);
    m_search->refresh();
}

namespace {

/// What a key does in the log.
enum class LogKey
{
    None,
    Find,
    Next,
    Previous,
    End,
};

LogKey logKeyOf(const QKeyEvent &event, bool isSearching)
{
    if (event.matches(QKeySequence::Find)) {
        return LogKey::Find;
    }
    if (event.matches(QKeySequence::FindNext)) {
        return LogKey::Next;
    }
    if (event.matches(QKeySequence::FindPrevious)) {
        return LogKey::Previous;
    }
    return isSearching && event.key() == Qt::Key_Escape ? LogKey::End : LogKey::None;
}

} // namespace

/// While the focus is in here its keys come before those of the window.
bool LogView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride
        && logKeyOf(*static_cast<QKeyEvent *>(event), !m_search->field()->text().isEmpty())
            != LogKey::None) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void LogView::keyPressEvent(QKeyEvent *event)
{
    switch (logKeyOf(*event, !m_search->field()->text().isEmpty())) {
    case LogKey::Find:
        m_search->begin();
        break;
    case LogKey::Next:
        m_search->step(1);
        break;
    case LogKey::Previous:
        m_search->step(-1);
        break;
    case LogKey::End:
        m_search->end();
        break;
    case LogKey::None:
        QWidget::keyPressEvent(event);
        break;
    }
}

void LogView::setNote(const QString &note)
{
    m_note->setText(note);
}

} // namespace ui
