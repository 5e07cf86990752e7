// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/instances.h"

namespace ui {

using namespace Qt::StringLiterals;

Instances::Instances(const QString &path, QObject *parent)
    : QObject(parent)
    , m_list(path)
    , m_fault(m_list.load())
{ }

// Those of the list are UUIDs.
QString Instances::homeId()
{
    return u"embedded"_s;
}

void Instances::setHome(const std::optional<Connection> &home)
{
    m_home = home;
    Q_EMIT homeChanged();
}

void Instances::connectionTo(const Instance &instance, QObject *context,
                             const std::function<void(const Connection &)> &handler)
{
    m_keychain.read(instance.id, context, [instance, handler](const Keychain::Found &found) {
        handler({.url = instance.url,
                 .token = found.token,
                 .name = instance.name,
                 .tag = instance.tag,
                 .colour = instance.colour,
                 .guard = instance.guard,
                 .fingerprint = instance.fingerprint});
    });
}

} // namespace ui
