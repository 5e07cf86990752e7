// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/child.h"

#include <QTemporaryDir>

namespace support {

/// How long, in milliseconds, a worker may take for a job.
constexpr int Patience = 20000;

/// The answer of a detection service that has found a person.
constexpr auto GoodDetection =
    R"({"image_width":64,"image_height":64,"inference_time_ms":5,"detections":[)"
    R"({"class":"person","confidence":0.9,"bbox":{"x":1,"y":2,"width":30,"height":40}}]})";

/// A camera root with one image, cam/a.jpg, for detection workers.
class JobFolder
{
public:
    JobFolder();

    QString root() const { return path(QStringLiteral("root")); }

    /// Something beside the root.
    QString path(const QString &name) const { return m_folder.filePath(name); }

    /// The job to look at that image, for the service at `url`.
    QJsonObject detectionJob(const QString &url) const;

    /// The job to judge a batch of one person in that image, for the service at `url`.
    QJsonObject batchJob(const QString &url) const;

private:
    QTemporaryDir m_folder;
};

/// SHA-256 in hexadecimal digits.
QString hashOf(const QByteArray &content);

/// The job to judge a batch of one person, for the service at `url`.
QJsonObject analysisJob(const QString &url);

/// Gives the job to the worker: its first result; empty when none came.
QJsonObject resultOf(Child &child, const QJsonObject &job);

} // namespace support
