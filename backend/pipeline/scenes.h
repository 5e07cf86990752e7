// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/pipeline/scenerules.h"
#include "backend/storage/storage.h"

#include <QHash>
#include <QObject>

namespace pipeline {

/// Knows what each camera usually shows, and tells when it shows something else for good. What it
/// knows is learnt anew with each start. Lives on the backend thread.
class Scenes final : public QObject
{
    Q_OBJECT

public:
    explicit Scenes(storage::Storage &store, SceneLimits limits = {}, QObject *parent = nullptr);

    /// An image of that camera was accepted.
    void take(const QString &cameraId, const View &view);

private:
    storage::Storage &m_store;
    SceneLimits m_limits;
    QHash<QString, Scene> m_scenes;
};

} // namespace pipeline
