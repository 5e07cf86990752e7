// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <array>

namespace protocol {

/// The built-in workers, in the order in which the specification lists them.
inline constexpr QStringView FileWatcher = u"file_watcher";
inline constexpr QStringView DetectionWorker = u"detection_worker";
inline constexpr QStringView AnalysisWorker = u"analysis_worker";
inline constexpr QStringView CleanupService = u"cleanup_service";
/// The embedded AI services as a supervised worker.
inline constexpr QStringView VisionWorker = u"vision";
/// The camera of the demo, a worker too.
inline constexpr QStringView DemoCamera = u"demo_camera";
/// The demo's own Prometheus, where one is installed.
inline constexpr QStringView DemoPrometheus = u"demo_prometheus";

/// Names that a [[worker]] of the user's may not take.
QStringList reservedWorkerNames();

/// True when `name` matches ^[a-zA-Z][a-zA-Z0-9_]*$ and has at most 64 characters.
/// Source: specification, "Worker Name Validation".
bool isWorkerName(QStringView name);

/// One of the five AI services that the specification tracks.
struct AiServiceName
{
    QStringView name;
    QStringView displayName;
    bool critical = false;
};

/// Source: specification, "AI Services Tracked"; the order is that of its example.
inline constexpr std::array<AiServiceName, 5> AiServices{{
    {u"yolo26", u"YOLO26 Object Detection", true},
    {u"nemotron", u"Nemotron LLM Risk Analysis", true},
    {u"florence", u"Florence-2 Vision Language", false},
    {u"clip", u"CLIP Embedding Service", false},
    {u"enrichment", u"Enrichment Service", false},
}};

/// low 0-29, medium 30-59, high 60-84, critical 85-100; always derived from the score, never taken
/// from a model.
QString riskLevel(int riskScore);

/// The id of a camera from its folder's name: lower case, spaces and hyphens as underscores ("Front
/// Door" is front_door).
QString cameraId(QStringView folderName);

} // namespace protocol
