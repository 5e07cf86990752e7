// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/accountsline.h"

#include "ui/frame/accessiblerole.h"
#include "ui/look/format.h"
#include "ui/look/paint.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <numeric>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

qint64 lostOf(const protocol::StageAccount &account)
{
    return std::accumulate(account.lost.begin(), account.lost.end(), qint64(0));
}

} // namespace

bool isBalanced(const protocol::StageAccount &account)
{
    return account.in == account.out + account.waiting + lostOf(account);
}

QString accountText(const protocol::StageAccount &account)
{
    return QCoreApplication::translate("Accounts",
                                       "%1: %2 in %3 %4 out + %5 waiting + %6 "
                                       "accounted for")
        .arg(account.stage, QString::number(account.in), isBalanced(account) ? u"="_s : u"≠"_s,
             QString::number(account.out), QString::number(account.waiting),
             QString::number(lostOf(account)));
}

AccountsLine::AccountsLine(QWidget *parent)
    : QWidget(parent)
{
    tellAs(*this, QAccessible::StaticText);
    setAccessibleName(tr("Accounts"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void AccountsLine::setAccounts(const QList<protocol::StageAccount> &accounts,
                               const Freshness &freshness)
{
    m_accounts = accounts;
    m_freshness = freshness;
    if (text() != accessibleDescription()) {
        setAccessibleDescription(text());
        setToolTip(plainTip(text()));
        update();
    }
}

QString AccountsLine::text() const
{
    if (!m_freshness.asOf) {
        return tr("Accounts: not known yet");
    }
    QStringList parts;
    for (const protocol::StageAccount &account : m_accounts) {
        parts << accountText(account);
    }
    const QString books = parts.isEmpty() ? noValue() : parts.join(u"  ·  "_s);
    return m_freshness.vouched
        ? tr("Accounts  %1").arg(books)
        : tr("Accounts, as of %1  %2").arg(clockTime(*m_freshness.asOf), books);
}

/// The present books only: a picture of then accuses nobody.
Look AccountsLine::mark() const
{
    if (!m_freshness.vouched) {
        return {Glyph::Clock, Tone::Quiet, {}};
    }
    return std::all_of(m_accounts.begin(), m_accounts.end(), isBalanced)
        ? Look{Glyph::None, Tone::Quiet, {}}
        : Look{Glyph::Triangle, Tone::Warning, {}};
}

QSize AccountsLine::sizeHint() const
{
    return {600, static_cast<int>(QFontMetricsF(font()).height()) + 8};
}

void AccountsLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens tokens = tokensOf(palette());
    painter.setPen(tokens.line);
    painter.setBrush(tokens.panel);
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    QRectF box = QRectF(rect()).adjusted(10, 0, -10, 0);
    const Look sign = mark();
    if (sign.glyph != Glyph::None) {
        const qreal side = QFontMetricsF(font()).height() * 0.9;
        drawGlyph(painter, QRectF(box.left(), box.center().y() - side / 2, side, side), sign,
                  tokens);
        box.setLeft(box.left() + side + 6);
    }
    drawLine(painter, box, text(), sign.tone == Tone::Warning ? tokens.text : tokens.muted);
    if (!m_freshness.vouched && m_freshness.asOf) {
        drawHatch(painter, QRectF(rect()).adjusted(1, 1, -1, -1), tokens);
    }
}

} // namespace ui
