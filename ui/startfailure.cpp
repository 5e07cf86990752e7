// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/startfailure.h"

#include "ui/look/paint.h"

#include <QFont>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPixmap>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

namespace {

QPixmap octagon(int side, const QPalette &palette, qreal ratio)
{
    QPixmap pixmap(QSize(side, side) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    drawGlyph(painter, QRectF(0, 0, side, side), {Glyph::Octagon, Tone::Critical, {}},
              tokensOf(palette));
    return pixmap;
}

// The line of standard error goes on after the program's name; here it stands alone.
QString asSentence(const QString &line)
{
    return line.isEmpty() ? line : line.at(0).toUpper() + line.sliced(1);
}

} // namespace

StartFailureWindow::StartFailureWindow(const StartFailure &failure, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Signalbox could not start"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(8);
    layout->addLayout(headOf(failure.sentence));
    if (!failure.faults.isEmpty()) {
        layout->addWidget(listOf(failure.faults), 1);
    }
    if (!failure.running.isEmpty()) {
        offer(tr("&Connect to the running one at %1").arg(failure.running.toDisplayString()),
              StartChoice::ConnectToRunning);
    }
    if (failure.portHelps) {
        offer(tr("Start on another &port"), StartChoice::OtherPort);
    }
    if (failure.directoryHelps) {
        offer(tr("Use another data &directory…"), StartChoice::OtherDirectory);
    }
    offer(tr("&Quit"), StartChoice::Quit);
}

QLayout *StartFailureWindow::headOf(const QString &line)
{
    auto *icon = new QLabel(this);
    icon->setPixmap(octagon(fontMetrics().height() * 2, palette(), devicePixelRatioF()));
    icon->setAlignment(Qt::AlignTop);
    auto *title = new QLabel(tr("The backend could not start"), this);
    QFont large = font();
    large.setBold(true);
    large.setPointSizeF(font().pointSizeF() * 1.25);
    title->setFont(large);
    auto *sentence = new QLabel(asSentence(line), this);
    sentence->setWordWrap(true);
    sentence->setTextFormat(Qt::PlainText);
    sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    sentence->setMinimumWidth(440);
    auto *text = new QVBoxLayout;
    text->setSpacing(8);
    text->addWidget(title);
    text->addWidget(sentence);
    text->addSpacing(10);
    auto *head = new QHBoxLayout;
    head->setSpacing(16);
    head->addWidget(icon);
    head->addLayout(text, 1);
    return head;
}

QPlainTextEdit *StartFailureWindow::listOf(const QStringList &faults)
{
    constexpr qsizetype mostLines = 12;
    auto *list = new QPlainTextEdit(faults.join(u'\n'), this);
    list->setReadOnly(true);
    list->setTabChangesFocus(true);
    list->setAccessibleName(tr("What is wrong"));
    // Two lines of the window for one that wraps.
    const int lines = static_cast<int>(std::min(faults.size() * 2 + 1, mostLines));
    list->setMinimumHeight(lines * fontMetrics().lineSpacing());
    return list;
}

void StartFailureWindow::offer(const QString &text, StartChoice choice)
{
    auto *button = new QPushButton(text, this);
    button->setMinimumHeight(fontMetrics().height() + 14);
    connect(button, &QPushButton::clicked, this, [this, choice] {
        m_choice = choice;
        accept();
    });
    layout()->addWidget(button);
}

} // namespace ui
