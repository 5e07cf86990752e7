// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextCursor>
#include <QWidget>

#include <utility>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QToolButton;

namespace ui {

/// Where `words` begin in `text`, whatever their case; the next one never begins inside the last.
QList<qsizetype> matchesIn(const QString &text, const QString &words);

/// The row above a log that finds words in it: the matches in sight are marked, one of all is the
/// current one, and how many there are is said.
class LogSearch final : public QWidget
{
    Q_OBJECT

public:
    LogSearch(QPlainTextEdit &text, QWidget *parent);

    QLineEdit *field() const { return m_field; }

    /// Takes what is selected in the log, if it is on one line, and waits for more.
    void begin();

    /// To the next match, or with -1 to the one before; from the last one to the first.
    void step(int direction);

    /// Looks for nothing any more.
    void end();

    /// The log has more lines at its end, or fewer at its beginning; only the new ones are
    /// searched.
    void refresh();

    /// "2 of 7", "No match"; empty while nothing is looked for.
    QString count() const;

Q_SIGNALS:
    void moved(); ///< to a match: the log shows it

private:
    void layOut();
    void onTyped();
    void dropGone();
    void searchNew();
    void showCurrent(qsizetype place);
    void mark();
    void tell();
    qsizetype currentStart() const;
    std::pair<qsizetype, qsizetype> sight() const;

    QPlainTextEdit &m_text;
    QLineEdit *m_field;
    QToolButton *m_previous;
    QToolButton *m_next;
    QLabel *m_count;
    QList<qsizetype> m_matches; ///< in order
    QTextCursor m_current; ///< moves with the text; selects nothing while there is none
    QTextCursor m_end; ///< of what has been searched; moves with the text
    qsizetype m_endPlace = 0; ///< where it was then
};

} // namespace ui
