// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/scenerules.h"

#include "backend/protocol/enumtable.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace pipeline {

namespace {

constexpr int Cells = ViewWidth * ViewHeight;
constexpr int Window = 4; ///< cells, each way
constexpr int LeastWindows = 6; ///< fewer of them know no place again
constexpr qsizetype MostKnown = 6;
constexpr double Adapting = 0.1; ///< the weight of the newest image

/// A window shows something from this variance on.
constexpr double LightVariance = 36;
constexpr double EdgesVariance = 100;

/// Of what was there, this much is left in a view that is blocked.
constexpr double BlockedShare = 0.35;
/// Of the sharpness, this much is left in one that is out of focus.
constexpr double TamperedShare = 0.5;
/// So dark and empty it may be the night.
constexpr double DarkLight = 24;

constexpr std::array<protocol::EnumWord<SceneChange>, 4> ChangeWords{{
    {SceneChange::ViewBlocked, u"view_blocked"},
    {SceneChange::AngleChanged, u"angle_changed"},
    {SceneChange::ViewTampered, u"view_tampered"},
    {SceneChange::Unknown, u"unknown"},
}};

struct Moments
{
    double meanA = 0;
    double meanB = 0;
    double varianceA = 0;
    double varianceB = 0;
    double covariance = 0;
};

double cell(const QByteArray &grid, int x, int y)
{
    return static_cast<unsigned char>(grid.at(y * ViewWidth + x));
}

Moments momentsOf(const QByteArray &a, const QByteArray &b, int left, int top)
{
    constexpr double count = Window * Window;
    Moments sums;
    for (int y = top; y < top + Window; ++y) {
        for (int x = left; x < left + Window; ++x) {
            const double valueA = cell(a, x, y);
            const double valueB = cell(b, x, y);
            sums.meanA += valueA / count;
            sums.meanB += valueB / count;
            sums.varianceA += valueA * valueA / count;
            sums.varianceB += valueB * valueB / count;
            sums.covariance += valueA * valueB / count;
        }
    }
    sums.varianceA -= sums.meanA * sums.meanA;
    sums.varianceB -= sums.meanB * sums.meanB;
    sums.covariance -= sums.meanA * sums.meanB;
    return sums;
}

double median(std::vector<double> &values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// By correlation, so that neither brightness nor contrast counts.
Likeness gridLikeness(const QByteArray &a, const QByteArray &b, double least)
{
    std::vector<double> values;
    for (int top = 0; top < ViewHeight; top += Window) {
        for (int left = 0; left < ViewWidth; left += Window) {
            const Moments m = momentsOf(a, b, left, top);
            if (std::max(m.varianceA, m.varianceB) < least) {
                continue;
            }
            const double scale = std::sqrt((m.varianceA + least / 4) * (m.varianceB + least / 4));
            values.push_back(std::clamp(m.covariance / scale, 0.0, 1.0));
        }
    }
    const auto windows = static_cast<int>(values.size());
    return {.value = values.empty() ? 1 : median(values), .windows = windows};
}

/// Parts of the view that show something.
int windowsIn(const View &view)
{
    return gridLikeness(view.light, view.light, LightVariance).windows
        + gridLikeness(view.edges, view.edges, EdgesVariance).windows;
}

double meanOf(const QByteArray &grid)
{
    double sum = 0;
    for (const char value : grid) {
        sum += static_cast<unsigned char>(value);
    }
    return sum / Cells;
}

bool isNight(const View &view)
{
    return meanOf(view.light) < DarkLight && windowsIn(view) < LeastWindows;
}

QByteArray mixed(const QByteArray &old, const QByteArray &next, double weight)
{
    QByteArray result(old.size(), Qt::Uninitialized);
    for (qsizetype i = 0; i < old.size(); ++i) {
        const double a = static_cast<unsigned char>(old.at(i));
        const double b = static_cast<unsigned char>(next.at(i));
        result[i] =
            static_cast<char>(static_cast<unsigned char>(std::lround(a + (b - a) * weight)));
    }
    return result;
}

void learn(Scene::Known &known, const View &view, protocol::SteadyTime now)
{
    const double weight = std::max(Adapting, 1.0 / (known.images + 1));
    known.view.light = mixed(known.view.light, view.light, weight);
    known.view.edges = mixed(known.view.edges, view.edges, weight);
    known.view.sharpness += (view.sharpness - known.view.sharpness) * weight;
    ++known.images;
    known.lastSeen = now;
}

void remember(Scene &scene, const View &view, int images, protocol::SteadyTime now)
{
    if (scene.known.size() == MostKnown) {
        const auto oldest = std::min_element(
            scene.known.begin(), scene.known.end(),
            [](const auto &one, const auto &other) { return one.lastSeen < other.lastSeen; });
        scene.known.erase(oldest);
    }
    scene.known.append({.view = view, .images = images, .lastSeen = now});
}

struct Nearest
{
    Scene::Known *known = nullptr;
    double value = 0;
};

Nearest nearestTo(Scene &scene, const View &view)
{
    Nearest nearest;
    for (Scene::Known &known : scene.known) {
        const double value = likenessOf(known.view, view).value;
        if (!nearest.known || value > nearest.value) {
            nearest = {.known = &known, .value = value};
        }
    }
    return nearest;
}

bool isBlurred(const View &view, const View &background)
{
    return view.sharpness < background.sharpness * TamperedShare;
}

bool isBlocked(const View &view, const View &background)
{
    return windowsIn(view) < windowsIn(background) * BlockedShare;
}

SceneChange judge(const View &view, const View &background)
{
    if (isBlocked(view, background)) {
        return SceneChange::ViewBlocked;
    }
    return isBlurred(view, background) ? SceneChange::ViewTampered : SceneChange::AngleChanged;
}

/// Of strange images in a row only the newest is kept: they may be many. That all of them show one
/// thing is noted as they come; something that moves about does not.
void beStrange(Scene &scene, const View &view, double likeness, const SceneLimits &limits,
               protocol::SteadyTime now)
{
    if (scene.strange == 0) {
        scene.strangeSince = now;
        scene.worst = 1;
        scene.isSteady = true;
    } else if (likenessOf(scene.lastStrange, view).value < limits.alike) {
        scene.isSteady = false;
    }
    ++scene.strange;
    scene.lastStrange = view;
    scene.worst = std::min(scene.worst, likeness);
}

} // namespace

bool View::isWhole() const
{
    return light.size() == Cells && edges.size() == Cells;
}

Likeness likenessOf(const View &one, const View &other)
{
    const Likeness light = gridLikeness(one.light, other.light, LightVariance);
    const Likeness edges = gridLikeness(one.edges, other.edges, EdgesVariance);
    if (light.windows < LeastWindows && edges.windows < LeastWindows) {
        return {.value = 1, .windows = light.windows + edges.windows};
    }
    const bool isByLight = edges.windows < LeastWindows
        || (light.windows >= LeastWindows && light.value > edges.value);
    return isByLight ? light : edges;
}

QString toText(SceneChange change)
{
    return protocol::wordOf(ChangeWords, change);
}

QStringList sceneChanges()
{
    QStringList words;
    for (const auto &word : ChangeWords) {
        words.append(word.word.toString());
    }
    return words;
}

std::optional<SceneVerdict> look(Scene &scene, const View &view, const SceneLimits &limits,
                                 protocol::SteadyTime now)
{
    if (!view.isWhole() || isNight(view)) {
        return std::nullopt;
    }
    if (scene.known.isEmpty()) {
        remember(scene, view, 1, now);
        return std::nullopt;
    }
    const Nearest nearest = nearestTo(scene, view);
    if (!nearest.known) {
        return std::nullopt;
    }
    const bool isBackground = nearest.known->images >= limits.learnt;
    const bool isSpoilt = isBackground
        && (isBlurred(view, nearest.known->view) || isBlocked(view, nearest.known->view));
    if (nearest.value >= limits.alike && !isSpoilt) {
        learn(*nearest.known, view, now);
        scene.strange = 0;
        return std::nullopt;
    }
    beStrange(scene, view, nearest.value, limits, now);
    if (scene.strange < limits.images || now - scene.strangeSince < limits.time) {
        return std::nullopt;
    }
    scene.strange = 0;
    const View background = nearest.known->view;
    // Of what is still being learnt nothing is known that could have changed.
    std::optional<SceneVerdict> verdict;
    if (isBackground && scene.isSteady) {
        verdict = {.change = judge(view, background), .similarity = scene.worst};
    }
    remember(scene, view, limits.learnt, now);
    return verdict;
}

} // namespace pipeline
