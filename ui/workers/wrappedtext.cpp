// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workers/wrappedtext.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QResizeEvent>

#include <algorithm>

namespace ui {

WrappedText::WrappedText(const QString &name, int leastLines, int mostLines, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_least(leastLines)
    , m_most(mostLines)
{
    setAccessibleName(name);
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setFrameShape(QFrame::NoFrame);
    document()->setDocumentMargin(0);
    viewport()->setAutoFillBackground(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    fit();
}

void WrappedText::setText(const QString &text)
{
    if (toPlainText() != text) {
        setPlainText(text);
        fit();
    }
}

void WrappedText::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    if (event->size().width() != event->oldSize().width()) {
        // Or its layout goes on thinking that it is as wide as it was.
        document()->markContentsDirty(0, document()->characterCount());
    }
    fit();
}

void WrappedText::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        fit();
    }
}

void WrappedText::fit()
{
    // The layout of plain text tells its height in lines.
    const int lines = static_cast<int>(document()->documentLayout()->documentSize().height());
    // A line may be a little higher than the font says, and half a line too few is a scroll bar.
    const int height = std::clamp(lines, m_least, m_most) * (fontMetrics().lineSpacing() + 1) + 2;
    setVerticalScrollBarPolicy(lines > m_most ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    if (height != minimumHeight() || height != maximumHeight()) {
        setFixedHeight(height);
    }
}

} // namespace ui
