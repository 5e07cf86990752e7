// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/failureframe.h"

#include "ui/look/paint.h"

#include <QAccessible>
#include <QFont>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int Border = 4;
constexpr int Edge = 14;

} // namespace

FailureFrame::FailureFrame(QWidget *parent)
    : QWidget(parent)
    , m_head(new QWidget(this))
    , m_sentence(new QLabel(m_head))
    , m_remedy(new QPushButton(m_head))
{
    setObjectName(u"failureFrame"_s);
    QFont bold = font();
    bold.setBold(true);
    m_sentence->setFont(bold);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    QPalette onRed = palette();
    onRed.setColor(QPalette::WindowText, tokens(Scheme::Light).onCritical); // it is on each ground
    m_sentence->setPalette(onRed);
    m_remedy->setAutoDefault(false);
    auto *row = new QHBoxLayout(m_head);
    row->setContentsMargins(Edge + fontMetrics().height() + 10, 6, Edge, 6);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_remedy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    m_head->hide();
    connect(m_remedy, &QPushButton::clicked, this, &FailureFrame::remedyWanted);
}

void FailureFrame::setContent(QWidget *content)
{
    static_cast<QVBoxLayout *>(layout())->addWidget(content, 1);
}

void FailureFrame::setFailure(const QString &sentence, const Remedy &remedy)
{
    if (sentence == failure() && remedy.verb == m_remedy->text()) {
        return;
    }
    const bool isNew = failure().isEmpty();
    m_sentence->setText(sentence);
    m_remedy->setText(remedy.verb);
    m_remedy->setToolTip(remedy.hint);
    m_remedy->setAccessibleDescription(remedy.hint);
    m_remedy->setVisible(!remedy.verb.isEmpty());
    m_head->setVisible(!sentence.isEmpty());
    layout()->setContentsMargins(sentence.isEmpty() ? QMargins()
                                                    : QMargins(Border, 0, Border, Border));
    setAccessibleName(sentence);
    if (isNew && !sentence.isEmpty()) {
        tellIt();
    }
    update();
}

QString FailureFrame::failure() const
{
    return m_sentence->text();
}

/// Once, not with every second that goes by.
void FailureFrame::tellIt() const
{
    QAccessibleEvent alert(m_head, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void FailureFrame::paintEvent(QPaintEvent *)
{
    if (failure().isEmpty()) {
        return;
    }
    QPainter painter(this);
    const Tokens tokens = tokensOf(palette());
    painter.fillRect(rect(), tokens.critical);
    const qreal side = fontMetrics().height();
    const QRectF head = m_head->geometry();
    drawGlyph(painter, QRectF(Edge, head.center().y() - side / 2, side, side),
              {Glyph::Octagon, Tone::Critical, {}},
              {tokens.critical, tokens.onCritical, tokens.onCritical});
}

} // namespace ui
