// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/deadletterspanel.h"

#include "ui/act/acttext.h"
#include "ui/act/commander.h"
#include "ui/act/workeractions.h"
#include "ui/frame/columns.h"
#include "ui/frame/factstable.h"
#include "ui/look/density.h"
#include "ui/look/tokens.h"
#include "ui/models/mirror.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

using Offer = DeadLetterFeed::Offer;

DeadLettersPanel::DeadLettersPanel(Mirror &mirror, Commander &commander, QWidget *parent)
    : QWidget(parent)
    , m_mirror(mirror)
    , m_commander(commander)
    , m_heading(new QLabel(this))
    , m_table(new FactsTable(tr("Dead letters"), this))
{
    for (std::size_t i = 0; i < LetterVerbs.size(); ++i) {
        const Verb verb = LetterVerbs.at(i);
        m_actions.at(i) = new QAction(menuText(verb), this);
        m_actions.at(i)->setIconText(verbWord(verb));
        connect(m_actions.at(i), &QAction::triggered, this,
                [this, verb] { m_commander.wish(verb, targetOf(verb)); });
        m_buttons.at(i) = new QToolButton(this);
        m_buttons.at(i)->setDefaultAction(m_actions.at(i));
        m_buttons.at(i)->setToolButtonStyle(Qt::ToolButtonTextOnly);
        m_buttons.at(i)->setFocusPolicy(Qt::StrongFocus);
        m_buttons.at(i)->setMinimumHeight(std::max(24, fontMetrics().height() + 8));
    }
    m_table->setModel(&mirror.deadLetters().model());
    layOut();
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &DeadLettersPanel::refresh);
    connect(&commander, &Commander::changed, this, &DeadLettersPanel::refresh);
}

void DeadLettersPanel::layOut()
{
    QFont bold = font();
    bold.setBold(true);
    bold.setPointSizeF(font().pointSizeF() * 0.88);
    m_heading->setFont(bold);
    m_heading->setWordWrap(true); // beside longer buttons it has two lines
    m_heading->setForegroundRole(QPalette::PlaceholderText);
    auto *head = new QHBoxLayout;
    head->setSpacing(4);
    head->addWidget(m_heading, 1);
    for (QToolButton *button : m_buttons) {
        head->addWidget(button);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 2, 3, 3);
    layout->setSpacing(2);
    layout->addLayout(head);
    layout->addWidget(m_table, 1);
    m_table->setWordWrap(true);
    keepRowHeight(*m_table, 8, 2);
    const int unit = fontMetrics().averageCharWidth();
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(DeadLettersModel::Reason, QHeaderView::Stretch);
    m_table->setColumnWidth(DeadLettersModel::Queue, unit * 12);
    m_table->setColumnWidth(DeadLettersModel::Attempts, unit * 7);
    m_table->setColumnWidth(DeadLettersModel::When, unit * 13);
    keepColumns(*m_table, u"pipeline/deadLetters");
}

QAction *DeadLettersPanel::action(Verb verb) const
{
    const auto *const found = std::find(LetterVerbs.begin(), LetterVerbs.end(), verb);
    return m_actions.at(static_cast<std::size_t>(found - LetterVerbs.begin()));
}

QString DeadLettersPanel::selected() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? QString()
                          : m_mirror.deadLetters().model().row(rows.first().row()).key();
}

// All of the queue of the selected letter; without a selection, of the fullest queue.
QString DeadLettersPanel::targetOf(Verb verb) const
{
    if (verb != Verb::ReplayAll) {
        return selected();
    }
    if (!selected().isEmpty()) {
        return selected().section(u'/', 0, 0);
    }
    const auto &counts = m_mirror.deadLetters().counts();
    const auto fullest = std::max_element(counts.begin(), counts.end());
    return fullest == counts.end() ? QString() : fullest.key();
}

QString DeadLettersPanel::heading() const
{
    return m_heading->text();
}

void DeadLettersPanel::refresh()
{
    const DeadLetterFeed &letters = m_mirror.deadLetters();
    const bool isOffered = letters.offer() != Offer::No;
    Freshness freshness = letters.freshness();
    const bool isCounted = isOffered && freshness.vouched;
    m_heading->setText(isCounted ? tr("DEAD LETTERS  %1").arg(letters.total())
                                 : tr("DEAD LETTERS"));
    if (!isOffered) {
        freshness = {.vouched = true, .asOf = m_mirror.session().serverClock()};
    }
    m_table->setFreshness(freshness,
                          isOffered ? tr("No dead letters")
                                    : tr("This backend does not list dead letters"));
    m_table->horizontalHeader()->setVisible(!letters.model().rows().isEmpty());
    for (std::size_t i = 0; i < LetterVerbs.size(); ++i) {
        const Verb verb = LetterVerbs.at(i);
        const QString target = targetOf(verb);
        showRefusal(*m_actions.at(i), verb, target, m_commander.refusal(verb, target));
        m_buttons.at(i)->setVisible(isOffered);
    }
}

void DeadLettersPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens tokens = tokensOf(palette());
    painter.setPen(tokens.line);
    painter.setBrush(tokens.panel);
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
}

} // namespace ui
