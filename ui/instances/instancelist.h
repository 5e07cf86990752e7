// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/instances/instance.h"

#include <QList>
#include <QObject>

#include <optional>

namespace ui {

/// The backends that the operator looks after, in a file of the user's.
class InstanceList final : public QObject
{
    Q_OBJECT

public:
    /// With an empty path nothing is kept.
    explicit InstanceList(QString path, QObject *parent = nullptr);

    /// Where the list of this user is kept; empty for a program without a name, as in tests.
    static QString usualPath();

    /// Reads the file. One that cannot be used is put aside under another name and the list begins
    /// empty; what is returned says so in one sentence. Empty: all is well.
    QString load();

    const QList<Instance> &instances() const { return m_instances; }

    std::optional<Instance> find(const QString &id) const;

    /// The one with this address.
    std::optional<Instance> at(const QUrl &url) const;

    /// Adds one, or replaces that with the same id. Returns why not; then nothing has changed.
    QString put(const Instance &instance);

    /// The same, in the place of the one with `id`.
    QString replace(const QString &id, const Instance &instance);

    QString remove(const QString &id);

Q_SIGNALS:
    void changed();

private:
    QString keep(const QList<Instance> &instances);

    QString m_path;
    QList<Instance> m_instances;
};

} // namespace ui
