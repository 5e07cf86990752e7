// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/act/messagebar.h"

#include "ui/act/acttext.h"
#include "ui/act/commander.h"
#include "ui/frame/accessiblerole.h"
#include "ui/look/paint.h"

#include <QFontMetricsF>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;
using Kind = ActMessage::Kind;

namespace {

Look lookOfKind(Kind kind)
{
    switch (kind) {
    case Kind::Counting:
    case Kind::Pending:
    case Kind::Late:
        return {Glyph::Cycle, Tone::Transition, {}};
    case Kind::Failed:
        return {Glyph::Octagon, Tone::Critical, {}};
    case Kind::Done:
        return {Glyph::Play, Tone::Quiet, {}};
    case Kind::Unanswered:
        return {Glyph::Question, Tone::Unknown, {}};
    case Kind::Undone:
    case Kind::None:
        break;
    }
    return {Glyph::Square, Tone::Hollow, {}};
}

} // namespace

MessageBar::MessageBar(Commander &commander, QWidget *parent)
    : QWidget(parent)
    , m_commander(commander)
    , m_undo(new QPushButton(tr("&Undo"), this))
    , m_now(new QPushButton(tr("Do it &now"), this))
    , m_close(new QPushButton(tr("Dismiss"), this))
{
    setObjectName(u"messageBar"_s);
    m_undo->setObjectName(u"undo"_s);
    tellAs(*this, QAccessible::AlertMessage);
    setAccessibleName(tr("Result of the last action"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 5, 12, 5);
    layout->addStretch(1);
    for (QPushButton *button : {m_undo, m_now, m_close}) {
        layout->addWidget(button);
    }
    connect(m_undo, &QPushButton::clicked, &commander, &Commander::undo);
    connect(m_now, &QPushButton::clicked, &commander, &Commander::sendNow);
    connect(m_close, &QPushButton::clicked, &commander, &Commander::dismiss);
    connect(&commander, &Commander::changed, this, &MessageBar::refresh);
    refresh();
}

QString MessageBar::text() const
{
    const ActMessage message = m_commander.message();
    switch (message.kind) {
    case Kind::None:
        return {};
    case Kind::Counting:
        return countingText(message.verb, message.target, message.secondsLeft);
    case Kind::Pending:
        return pendingText(message.verb, message.target);
    case Kind::Late:
        return lateText(message.verb, message.target,
                        m_commander.stateNow(message.verb, message.target));
    case Kind::Done:
        return doneText(message.verb, message.target);
    case Kind::Failed:
        return failedText(message.verb, message.target, message.reason);
    case Kind::Unanswered:
        return unansweredText(message.verb, message.target, message.reason,
                              m_commander.stateNow(message.verb, message.target));
    case Kind::Undone:
        return undoneText(message.verb, message.target);
    }
    return {};
}

void MessageBar::refresh()
{
    const Kind kind = m_commander.message().kind;
    m_undo->setVisible(kind == Kind::Counting);
    m_now->setVisible(kind == Kind::Counting);
    m_close->setVisible(kind == Kind::Done || kind == Kind::Failed || kind == Kind::Unanswered
                        || kind == Kind::Late || kind == Kind::Undone);
    setVisible(kind != Kind::None);
    setMinimumHeight(m_undo->sizeHint().height() + 10);
    if (accessibleDescription() != text()) {
        setAccessibleDescription(text());
    }
    update();
}

void MessageBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens tokens = tokensOf(palette());
    const Look look = lookOfKind(m_commander.message().kind);
    painter.fillRect(rect(), tokens.field);
    painter.setPen(tokens.line);
    painter.drawLine(0, height() - 1, width(), height() - 1);
    const qreal side = QFontMetricsF(font()).height();
    drawGlyph(painter, QRectF(14, (height() - side) / 2, side, side), look, tokens);
    int end = width();
    for (const QPushButton *button : findChildren<QPushButton *>()) {
        end = button->isVisible() ? std::min(end, button->x()) : end;
    }
    const qreal left = 14 + side + 10;
    drawLine(painter, QRectF(left, 0, end - 10 - left, height()), text(), tokens.text);
}

} // namespace ui
