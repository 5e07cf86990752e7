// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/instances.h"

#include "ui/instances/instancerules.h"

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

QList<Instance> Instances::all() const
{
    QList<Instance> all = m_list.instances();
    if (m_home) {
        all.prepend({.id = homeId(),
                     .name = m_home->name,
                     .url = m_home->url,
                     .tag = usualTag(m_home->name),
                     .colour = usualColour(m_home->name),
                     .guard = m_home->guard,
                     .embedded = true});
    }
    return all;
}

void Instances::connectionTo(const Instance &instance, QObject *context,
                             const std::function<void(const Connection &)> &handler)
{
    if (instance.embedded) {
        // Its token is in no keychain.
        QMetaObject::invokeMethod(
            context,
            [home = m_home, handler] {
                if (home) {
                    handler(*home);
                }
            },
            Qt::QueuedConnection);
        return;
    }
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
