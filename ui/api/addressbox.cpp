// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/api/addressbox.h"

#include "ui/api/addressrules.h"
#include "ui/api/apiparts.h"
#include "ui/api/routerules.h"
#include "ui/client/session.h"
#include "ui/frame/wanted.h"
#include "ui/look/format.h"

#include <QAction>
#include <QDesktopServices>
#include <QGridLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <memory>

namespace ui {

using namespace Qt::StringLiterals;

AddressBox::AddressBox(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_description(session.watchFixed(u"/asyncapi.json"_s))
    , m_rows(new QGridLayout)
{
    m_rows->setHorizontalSpacing(16);
    m_rows->setVerticalSpacing(2);
    m_rows->setColumnStretch(3, 1); // a button stands beside its address
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(makeHeading(tr("Address"), this));
    layout->addLayout(m_rows);
    if (isOfThisMachine(session.connection().url)) {
        layout->addWidget(
            makeHint(tr("A loopback address: only programs on this machine reach it."), this));
    }
    wantWhileShown(*this, {&m_description});
    connect(&m_description, &Resource::updated, this, &AddressBox::refresh);
    refresh();
}

/// The console itself listens to both sockets; the description may name more.
void AddressBox::refresh()
{
    QStringList sockets{u"/ws/events"_s, u"/ws/system"_s};
    sockets += socketsOf(m_description.body());
    sockets.removeDuplicates();
    if (sockets == m_sockets) {
        return; // the focus stays where it is
    }
    m_sockets = sockets;
    m_addresses.clear();
    while (const std::unique_ptr<QLayoutItem> item{m_rows->takeAt(0)}) {
        delete item->widget();
    }
    const QUrl &base = m_session.connection().url;
    addRow(tr("HTTP"), addressOf(base, {}), false);
    for (const QString &socket : sockets) {
        addRow(tr("WebSocket"), socketAddress(base, socket), false);
    }
    addRow(tr("Documentation"), addressOf(base, u"/docs"_s), true);
}

void AddressBox::addRow(const QString &name, const QUrl &url, bool isPage)
{
    const QString address = url.toString(QUrl::FullyEncoded);
    const auto row = static_cast<int>(m_addresses.size());
    m_addresses << address;
    auto *title = new QLabel(name, this);
    title->setForegroundRole(QPalette::PlaceholderText);
    auto *text = new QLabel(address, this);
    text->setTextFormat(Qt::PlainText);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *action = new QAction(isPage ? tr("Open") : tr("Copy"), this);
    connect(action, &QAction::triggered, this, [url, address, isPage] {
        if (isPage) {
            QDesktopServices::openUrl(url);
        } else {
            copyText(address);
        }
    });
    QToolButton *button = makeButton(action, this);
    const QString spoken = isPage ? tr("Open %1") : tr("Copy %1");
    action->setParent(button);
    button->setAccessibleName(spoken.arg(address));
    action->setToolTip(plainTip(spoken.arg(address)));
    m_rows->addWidget(title, row, 0);
    m_rows->addWidget(text, row, 1);
    m_rows->addWidget(button, row, 2);
}

} // namespace ui
