// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/instancelist.h"

#include "ui/instances/instancerules.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

InstanceList::InstanceList(QString path, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
{ }

QString InstanceList::usualPath()
{
    return QCoreApplication::organizationName().isEmpty()
        ? QString()
        : QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
            + u"/signalbox/instances.json"_s;
}

QString InstanceList::load()
{
    QFile file(m_path);
    if (m_path.isEmpty() || !file.exists()) {
        return {};
    }
    KeptInstances kept;
    if (file.open(QIODevice::ReadOnly)) {
        kept = instancesFromJson(file.readAll());
    } else {
        kept.fault = file.errorString();
    }
    if (kept.fault.isEmpty()) {
        m_instances = kept.instances;
        Q_EMIT changed();
        return {};
    }
    const QString aside =
        m_path + QDateTime::currentDateTimeUtc().toString(u"'.broken-'yyyyMMdd'T'hhmmsszzz"_s);
    return file.rename(aside)
        ? tr("The list of instances cannot be used: %1. It was kept as %2, and a new one begins.")
              .arg(kept.fault, aside)
        : tr("The list of instances cannot be used: %1. It could not be put aside; what is changed "
             "here replaces it.")
              .arg(kept.fault);
}

std::optional<Instance> InstanceList::find(const QString &id) const
{
    const auto found = std::find_if(m_instances.begin(), m_instances.end(),
                                    [&id](const Instance &one) { return one.id == id; });
    return found == m_instances.end() ? std::nullopt : std::optional(*found);
}

std::optional<Instance> InstanceList::at(const QUrl &url) const
{
    const auto found = std::find_if(m_instances.begin(), m_instances.end(),
                                    [&url](const Instance &one) { return one.url == url; });
    return found == m_instances.end() ? std::nullopt : std::optional(*found);
}

QString InstanceList::put(const Instance &instance)
{
    return replace(instance.id, instance);
}

QString InstanceList::replace(const QString &id, const Instance &instance)
{
    QList<Instance> next = m_instances;
    const auto found =
        std::find_if(next.begin(), next.end(), [&id](const Instance &one) { return one.id == id; });
    const auto place = std::distance(next.begin(), found);
    if (found != next.end()) {
        next.erase(found);
    }
    if (QString fault = faultOf(instance, next); !fault.isEmpty()) {
        return fault;
    }
    next.insert(place, instance);
    return keep(next);
}

QString InstanceList::remove(const QString &id)
{
    QList<Instance> next = m_instances;
    next.removeIf([&id](const Instance &one) { return one.id == id; });
    return keep(next);
}

QString InstanceList::keep(const QList<Instance> &instances)
{
    if (!m_path.isEmpty()) {
        QDir().mkpath(QFileInfo(m_path).path());
        QSaveFile file(m_path);
        const QByteArray json = instancesToJson(instances);
        if (!file.open(QIODevice::WriteOnly)
            || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
            || file.write(json) != json.size() || !file.commit()) {
            return tr("%1 cannot be written: %2").arg(m_path, file.errorString());
        }
    }
    m_instances = instances;
    Q_EMIT changed();
    return {};
}

} // namespace ui
