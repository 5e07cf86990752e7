// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workers/logsearch.h"

#include "ui/look/tokens.h"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextBlock>
#include <QToolButton>

#include <algorithm>

namespace ui {

namespace {

constexpr qsizetype MostMarks = 2000; ///< a line in sight may be very long

} // namespace

QList<qsizetype> matchesIn(const QString &text, const QString &words)
{
    QList<qsizetype> places;
    if (words.isEmpty()) {
        return places;
    }
    for (qsizetype at = text.indexOf(words, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(words, at + words.size(), Qt::CaseInsensitive)) {
        places.append(at);
    }
    return places;
}

LogSearch::LogSearch(QPlainTextEdit &text, QWidget *parent)
    : QWidget(parent)
    , m_text(text)
    , m_field(new QLineEdit(this))
    , m_previous(new QToolButton(this))
    , m_next(new QToolButton(this))
    , m_count(new QLabel(this))
    , m_end(text.document())
{
    layOut();
    m_end.setKeepPositionOnInsert(true);
    // Queued: while the text changes the places of the matches are those of before.
    const QScrollBar *bar = text.verticalScrollBar();
    connect(bar, &QScrollBar::valueChanged, this, &LogSearch::mark, Qt::QueuedConnection);
    connect(bar, &QScrollBar::rangeChanged, this, &LogSearch::mark, Qt::QueuedConnection);
    connect(m_field, &QLineEdit::textChanged, this, &LogSearch::onTyped);
    connect(m_field, &QLineEdit::returnPressed, this, [this] {
        step(QGuiApplication::keyboardModifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
    });
    connect(m_previous, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { step(1); });
    tell();
}

void LogSearch::layOut()
{
    auto *name = new QLabel(tr("Lo&ok for"), this);
    name->setBuddy(m_field);
    m_field->setAccessibleName(tr("Find in the log"));
    m_field->setToolTip(tr("Ctrl+F in the log leads here; Enter: next, Shift+Enter: previous"));
    m_field->setClearButtonEnabled(true);
    m_previous->setArrowType(Qt::UpArrow);
    m_previous->setToolTip(tr("Previous match (Shift+F3)"));
    m_previous->setAccessibleName(tr("Previous match"));
    m_next->setArrowType(Qt::DownArrow);
    m_next->setToolTip(tr("Next match (F3)"));
    m_next->setAccessibleName(tr("Next match"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(name);
    row->addWidget(m_field, 1);
    for (QToolButton *button : {m_previous, m_next}) {
        button->setFocusPolicy(Qt::StrongFocus);
        button->setMinimumSize(24, std::max(24, fontMetrics().height() + 8));
        row->addWidget(button);
    }
    row->addWidget(m_count);
}

void LogSearch::begin()
{
    const QString selected = m_text.textCursor().selectedText();
    if (!selected.isEmpty() && !selected.contains(QChar::ParagraphSeparator)) {
        m_field->setText(selected);
    }
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void LogSearch::end()
{
    m_field->clear();
    m_text.setFocus(Qt::OtherFocusReason);
}

QString LogSearch::count() const
{
    return m_count->text();
}

qsizetype LogSearch::currentStart() const
{
    return m_current.hasSelection() ? m_current.selectionStart() : -1;
}

// The newest lines are what one looks at: the last match is the first to be shown.
void LogSearch::onTyped()
{
    const qsizetype from = currentStart();
    m_current = {};
    m_matches.clear();
    m_end.setPosition(0);
    m_endPlace = 0;
    refresh();
    if (m_matches.isEmpty()) {
        return;
    }
    const auto next = std::lower_bound(m_matches.begin(), m_matches.end(), from);
    showCurrent(from < 0 || next == m_matches.end() ? m_matches.last() : *next);
}

void LogSearch::step(int direction)
{
    if (m_matches.isEmpty()) {
        return;
    }
    const qsizetype from = currentStart();
    if (direction > 0) {
        const auto next = std::upper_bound(m_matches.begin(), m_matches.end(), from);
        showCurrent(next == m_matches.end() ? m_matches.first() : *next);
    } else {
        const auto same = std::lower_bound(m_matches.begin(), m_matches.end(), from);
        showCurrent(from < 0 || same == m_matches.begin() ? m_matches.last() : *(same - 1));
    }
}

void LogSearch::showCurrent(qsizetype place)
{
    m_current = QTextCursor(m_text.document());
    m_current.setPosition(static_cast<int>(place));
    m_current.setPosition(static_cast<int>(place + m_field->text().size()),
                          QTextCursor::KeepAnchor);
    QTextCursor shown = m_current;
    shown.clearSelection(); // its faint colour would cover ours
    m_text.setTextCursor(shown);
    mark();
    tell();
    Q_EMIT moved();
}

void LogSearch::refresh()
{
    dropGone();
    searchNew();
    mark();
    tell();
}

/// Lines that left at the beginning took their matches along and moved the others.
void LogSearch::dropGone()
{
    const qsizetype gone = m_endPlace - m_end.position();
    m_matches.erase(m_matches.begin(), std::lower_bound(m_matches.begin(), m_matches.end(), gone));
    for (qsizetype &place : m_matches) {
        place -= gone;
    }
}

void LogSearch::searchNew()
{
    const QString words = m_field->text();
    const int from = m_end.position();
    for (QTextBlock line = m_text.document()->findBlock(from); line.isValid(); line = line.next()) {
        const int begin = std::max(from, line.position());
        const QString text = line.text().mid(begin - line.position());
        for (const qsizetype place : matchesIn(text, words)) {
            m_matches.append(begin + place);
        }
    }
    m_end.movePosition(QTextCursor::End);
    m_endPlace = m_end.position();
}

/// The first and the last character in sight.
std::pair<qsizetype, qsizetype> LogSearch::sight() const
{
    const QRect room = m_text.viewport()->rect();
    const QTextBlock last = m_text.cursorForPosition(room.bottomLeft()).block();
    return {m_text.cursorForPosition(room.topLeft()).block().position(),
            last.position() + last.length()};
}

void LogSearch::mark()
{
    QList<QTextEdit::ExtraSelection> marks;
    const qsizetype length = m_field->text().size();
    const Tokens tokens = tokensOf(palette());
    const auto [from, to] = sight();
    for (auto next = std::lower_bound(m_matches.cbegin(), m_matches.cend(), from);
         next != m_matches.cend() && *next < to && marks.size() < MostMarks; ++next) {
        const qsizetype place = *next;
        QTextEdit::ExtraSelection one;
        one.cursor = QTextCursor(m_text.document());
        one.cursor.setPosition(static_cast<int>(place));
        one.cursor.setPosition(static_cast<int>(place + length), QTextCursor::KeepAnchor);
        one.format.setFontUnderline(true);
        if (place == currentStart()) {
            one.format.setBackground(tokens.text);
            one.format.setForeground(tokens.panel);
        }
        marks.append(one);
    }
    if (!marks.isEmpty() || !m_text.extraSelections().isEmpty()) {
        m_text.setExtraSelections(marks);
    }
}

void LogSearch::tell()
{
    const auto all = static_cast<int>(m_matches.size());
    const auto place = m_matches.indexOf(currentStart());
    const QString told = m_field->text().isEmpty() ? QString()
        : all == 0                                 ? tr("No match")
        : place < 0                                ? tr("Matches: %1").arg(all)
                                                   : tr("%1 of %2").arg(place + 1).arg(all);
    m_count->setText(told);
    m_field->setAccessibleDescription(told);
    m_previous->setEnabled(all > 0);
    m_next->setEnabled(all > 0);
}

} // namespace ui
