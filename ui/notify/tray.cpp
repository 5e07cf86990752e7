// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notify/tray.h"

#include "ui/instances/fleetmodel.h"
#include "ui/look/paint.h"

#include <QAction>
#include <QPainter>
#include <QPixmap>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

void drawDot(QPainter &painter, const QRectF &box, const Tokens &tokens)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.ink);
    const qreal less = box.width() * 0.2;
    painter.drawEllipse(box.adjusted(less, less, -less, -less));
}

void drawSign(QPainter &painter, const QRectF &box, TraySign sign, const Tokens &tokens)
{
    switch (sign) {
    case TraySign::Dot:
        drawDot(painter, box, tokens);
        break;
    case TraySign::Triangle:
        drawGlyph(painter, box, {Glyph::Triangle, Tone::Warning, {}}, tokens);
        break;
    case TraySign::Octagon:
        drawGlyph(painter, box, {Glyph::Octagon, Tone::Critical, {}}, tokens);
        break;
    case TraySign::Question:
        drawGlyph(painter, box, {Glyph::Question, Tone::Unknown, {}}, tokens);
        break;
    }
}

QPixmap picture(TraySign sign, int side)
{
    QPixmap pixmap(side, side);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens tokens = ui::tokens(Scheme::Light);
    const qreal round = side / 6.0;
    painter.setPen(QPen(tokens.line, 1));
    painter.setBrush(tokens.panel);
    painter.drawRoundedRect(QRectF(0.5, 0.5, side - 1, side - 1), round, round);
    const qreal less = side * 0.1;
    drawSign(painter, QRectF(0, 0, side, side).adjusted(less, less, -less, -less), sign, tokens);
    return pixmap;
}

} // namespace

Tray::Tray(QObject *parent)
    : QObject(parent)
    , m_fleetEnd(m_menu.addSeparator())
    , m_show(m_menu.addAction(QString()))
    , m_mute(m_menu.addAction(QString()))
    , m_quit(m_menu.addAction(QString()))
{
    m_fleetEnd->setVisible(false);
    m_mute->setCheckable(true);
    m_menu.insertSeparator(m_quit);
    connect(m_show, &QAction::triggered, this, &Tray::showWanted);
    connect(m_mute, &QAction::triggered, this, &Tray::muteWanted);
    connect(m_quit, &QAction::triggered, this, &Tray::quitWanted);
    retranslate();
    m_icon.setContextMenu(&m_menu);
    connect(&m_icon, &QSystemTrayIcon::activated, this,
            [this](QSystemTrayIcon::ActivationReason reason) {
                if (reason != QSystemTrayIcon::Context) {
                    Q_EMIT showWanted();
                }
            });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &Tray::sayingClicked);
    m_icon.setIcon(icon(m_state.sign));
    m_icon.show();
}

QIcon Tray::icon(TraySign sign)
{
    QIcon icon;
    for (const int side : {16, 22, 24, 32, 48, 64}) {
        icon.addPixmap(picture(sign, side));
    }
    return icon;
}

void Tray::retranslate()
{
    m_show->setText(tr("&Show the window"));
    m_mute->setText(tr("&Mute notifications for 15 minutes"));
    m_quit->setText(tr("&Quit"));
}

void Tray::setState(const QObject *window, const TrayState &state)
{
    m_states.insert(window, state);
    refresh();
}

void Tray::forget(const QObject *window)
{
    if (m_states.remove(window) > 0) {
        refresh();
    }
}

void Tray::refresh()
{
    const TrayState state = trayStateOfAll(m_states.values());
    if (state == m_state) {
        return;
    }
    if (state.sign != m_state.sign) {
        m_icon.setIcon(icon(state.sign));
    }
    m_state = state;
    m_icon.setToolTip(state.hint);
}

// The actions stay while the menu is open and only say something else.
void Tray::setFleet(const QList<FleetMember> &members)
{
    while (m_fleet.size() > members.size()) {
        delete m_fleet.takeLast();
    }
    while (m_fleet.size() < members.size()) {
        auto *action = new QAction(this);
        connect(action, &QAction::triggered, this,
                [this, action] { Q_EMIT instanceWanted(action->data().toString()); });
        m_menu.insertAction(m_fleetEnd, action);
        m_fleet << action;
    }
    for (qsizetype i = 0; i < members.size(); ++i) {
        const FleetMember &member = members.at(i);
        QString name = member.instance.name;
        m_fleet.at(i)->setData(member.instance.id);
        m_fleet.at(i)->setText(tr("%1: %2", "an instance and its verdict")
                                   .arg(name.replace(u'&', u"&&"_s), lookOf(member).word));
        m_fleet.at(i)->setIcon(icon(trayState(member.verdict, member.freshness, {}).sign));
    }
    m_fleetEnd->setVisible(!members.isEmpty());
}

void Tray::setMuted(bool isMuted)
{
    m_mute->setChecked(isMuted);
}

void Tray::say(const Notice &notice)
{
    m_icon.showMessage(notice.title, notice.body,
                       notice.urgency == Urgency::Critical ? QSystemTrayIcon::Critical
                                                           : QSystemTrayIcon::Warning);
}

} // namespace ui
