// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/breakers/breakerdetail.h"

#include "ui/act/acttext.h"
#include "ui/act/commander.h"
#include "ui/act/workeractions.h"
#include "ui/client/session.h"
#include "ui/frame/columns.h"
#include "ui/frame/factstable.h"
#include "ui/frame/hatchoverlay.h"
#include "ui/look/format.h"
#include "ui/look/tokens.h"

#include <QAction>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

BreakerDetail::BreakerDetail(Session &session, Commander &commander, QWidget *parent)
    : QWidget(parent)
    , m_commander(commander)
    , m_feed(session, this)
    , m_reset(new QAction(menuText(Verb::ResetBreaker), this))
    , m_heading(new QLabel(this))
    , m_table(new FactsTable(tr("Changes of the breaker"), this))
    , m_facts(makeFacts())
    , m_hatch(new HatchOverlay(m_facts, 0))
{
    m_reset->setIconText(verbWord(Verb::ResetBreaker));
    connect(m_reset, &QAction::triggered, this,
            [this] { m_commander.wish(Verb::ResetBreaker, m_breaker); });
    auto *button = new QToolButton(this);
    button->setObjectName(u"reset"_s);
    button->setDefaultAction(m_reset);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setMinimumHeight(fontMetrics().height() + 12);
    QFont large = font();
    large.setBold(true);
    large.setPointSizeF(font().pointSizeF() * 1.15);
    m_heading->setFont(large);
    m_table->setModel(&m_feed.model());
    m_table->horizontalHeader()->setStretchLastSection(true);
    const int unit = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(TransitionsModel::Time, unit * 13);
    m_table->setColumnWidth(TransitionsModel::State, unit * 14);
    m_table->setColumnWidth(TransitionsModel::Before, unit * 14);
    keepColumns(*m_table, u"breakers/transitions");
    auto *head = new QHBoxLayout;
    head->addWidget(m_heading, 1);
    head->addWidget(button);
    auto *body = new QHBoxLayout;
    body->setSpacing(16);
    body->addWidget(m_table, 3);
    body->addWidget(m_facts, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addLayout(body, 1);
}

QWidget *BreakerDetail::makeFacts()
{
    auto *page = new QWidget(this);
    auto *form = new QFormLayout(page);
    form->setContentsMargins(6, 0, 6, 0);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setVerticalSpacing(4);
    form->setHorizontalSpacing(12);
    const QStringList names{tr("Opens after"),  tr("Tried again"),  tr("Trials at once"),
                            tr("Closes after"), tr("Last failure"), tr("Last error"),
                            tr("Latency"),      tr("Service")};
    for (const QString &name : names) {
        auto *label = new QLabel(name, page);
        label->setForegroundRole(QPalette::PlaceholderText);
        auto *value = new QLabel(page);
        value->setObjectName(name);
        value->setTextFormat(Qt::PlainText); // an error is what somebody else wrote
        value->setWordWrap(true);
        value->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        value->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        value->setMinimumWidth(60);
        form->addRow(label, value);
        m_values.append(value);
    }
    return page;
}

QString BreakerDetail::fact(const QString &name) const
{
    const auto *label = findChild<QLabel *>(name);
    return label == nullptr ? QString() : label->text();
}

void BreakerDetail::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_feed.read();
}

void BreakerDetail::showFacts(const BreakerRow &row, protocol::WallTime now)
{
    const protocol::BreakerConfig &config = row.breaker.config;
    const QStringList texts{tr("%1 failures in a row").arg(config.failureThreshold),
                            tr("after %1 s").arg(config.recoveryTimeoutSeconds),
                            QString::number(config.halfOpenMaxCalls),
                            tr("%1 good trials").arg(config.successThreshold),
                            momentAgo(row.breaker.lastFailureTime, now),
                            row.breaker.lastError ? row.breaker.lastError->simplified() : noValue(),
                            latencyText(row),
                            serviceText(row)};
    for (qsizetype i = 0; i < m_values.size(); ++i) {
        m_values.at(i)->setText(texts.at(i));
        m_values.at(i)->setToolTip(plainTip(texts.at(i)));
    }
}

void BreakerDetail::refresh(const std::optional<BreakerRow> &row, const Freshness &freshness,
                            protocol::WallTime now)
{
    m_breaker = row ? row->breaker.name : QString();
    m_feed.setBreaker(m_breaker);
    m_heading->setText(row ? tr("%1: %2").arg(m_breaker, lookOf(row->breaker).word)
                           : tr("No breaker is selected"));
    if (row && !freshness.vouched && freshness.asOf) {
        m_heading->setText(tr("%1, as of %2").arg(m_heading->text(), clockTime(*freshness.asOf)));
    }
    m_facts->setVisible(row.has_value());
    m_table->setVisible(row.has_value());
    if (row) {
        showFacts(*row, now);
    }
    m_hatch->setVisible(!freshness.vouched && freshness.asOf);
    m_hatch->raise();
    m_table->setFreshness(m_feed.freshness(),
                          m_feed.isComplete()
                              ? tr("It has not changed as far back as the journal goes")
                              : tr("It has not changed in the last 500 changes of services"));
    showRefusal(*m_reset, Verb::ResetBreaker, m_breaker,
                m_commander.refusal(Verb::ResetBreaker, m_breaker));
}

void BreakerDetail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens tokens = tokensOf(palette());
    painter.setPen(tokens.line);
    painter.setBrush(tokens.panel);
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
}

} // namespace ui
