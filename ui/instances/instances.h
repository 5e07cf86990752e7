// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connection.h"
#include "ui/instances/instancelist.h"
#include "ui/instances/keychain.h"

#include <functional>
#include <optional>

namespace ui {

/// The instances of an operator and their secrets: all that a connection to one of them needs.
class Instances final : public QObject
{
    Q_OBJECT

public:
    explicit Instances(const QString &path = {}, QObject *parent = nullptr);

    InstanceList &list() { return m_list; }

    /// The backend inside this program, while there is one. Its instance has the id homeId().
    void setHome(const std::optional<Connection> &home);

    bool hasHome() const { return m_home.has_value(); }

    static QString homeId();

    /// That one, if there is one, and those of the list.
    QList<Instance> all() const;

    Keychain &keychain() { return m_keychain; }

    /// Why the list that was kept could not be used; empty: it could.
    QString fault() const { return m_fault; }

    /// A connection to the instance, with its token; `handler` is called once and later, unless
    /// `context` has died.
    void connectionTo(const Instance &instance, QObject *context,
                      const std::function<void(const Connection &)> &handler);

Q_SIGNALS:
    /// There is another backend inside, or none any more.
    void homeChanged();

private:
    InstanceList m_list;
    Keychain m_keychain;
    std::optional<Connection> m_home;
    QString m_fault;
};

} // namespace ui
