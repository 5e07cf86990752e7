// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/support/showpage.h"
#include "ui/api/apipage.h"
#include "ui/api/createtokendialog.h"
#include "ui/api/revoketokendialog.h"
#include "ui/api/tokenspanel.h"
#include "ui/frame/factstable.h"

#include <QAction>
#include <QLineEdit>
#include <QTest>

namespace tests {

/// The page API & events of a backend that has two tokens, one of them in use.
class TokensConsole final
{
public:
    explicit TokensConsole(ui::Guard guard = ui::Guard::Free, Silence silence = Silence::Patient)
        : console(silence, false, guard)
    {
        using namespace Qt::StringLiterals;
        console.backend.set(u"/api/tokens"_s, R"({"tokens":[
            {"id":"aa","name":"grafana","scope":"read","created_at":"2026-01-02T03:04:05.000Z",
             "expires_at":null,"expired":false},
            {"id":"bb/../c","name":"old one","scope":"admin",
             "created_at":"2026-01-02T03:04:05.000Z","expires_at":"2026-02-02T03:04:05.000Z",
             "expired":true}],"total":2})");
        console.backend.set(u"/api/clients"_s, R"({"clients":[{"id":"c1","path":"/ws/events",
            "peer":"127.0.0.1","token":{"id":"aa","name":"grafana"},"scope":"read",
            "subscriptions":null}],"total":1})");
    }

    /// Once: it can be looked at now.
    bool show()
    {
        showPage<ui::ApiPage>(console);
        return QTest::qWaitFor([this] {
            return console.isLive() && table().model()->rowCount() == 2
                && panel().createAction()->isEnabled();
        });
    }

    ui::TokensPanel &panel() const { return *console.window->findChild<ui::TokensPanel *>(); }

    ui::FactsTable &table() const { return *panel().table(); }

    ui::CreateTokenDialog &askNew(const QString &name) const
    {
        panel().createAction()->trigger();
        auto *dialog = panel().findChild<ui::CreateTokenDialog *>();
        dialog->findChild<QLineEdit *>(QStringLiteral("name"))->setText(name);
        return *dialog;
    }

    ui::RevokeTokenDialog &askRevoke(int row) const
    {
        table().selectRow(row);
        panel().revokeAction()->trigger();
        return *panel().findChild<ui::RevokeTokenDialog *>();
    }

    ConsoleFixture console;
};

} // namespace tests
