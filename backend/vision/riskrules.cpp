// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/riskrules.h"

#include "backend/protocol/names.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using workers::ObjectFacts;
using workers::SceneFacts;

namespace vision {

namespace {

/// Of scenes without a person, a vehicle or something unknown to us.
constexpr int HarmlessCap = 15;

enum class Kind
{
    Person,
    Vehicle,
    Animal,
    Face,
    Motion,
    Other,
};

Kind kindOf(const QString &objectType)
{
    static constexpr std::array<QStringView, 5> vehicles{u"car", u"truck", u"bus", u"motorcycle",
                                                         u"bicycle"};
    static constexpr std::array<QStringView, 3> animals{u"dog", u"cat", u"bird"};
    const QStringView word(objectType);
    if (word == u"person") {
        return Kind::Person;
    }
    if (word == u"face" || word == u"motion") {
        return word == u"face" ? Kind::Face : Kind::Motion;
    }
    if (std::find(vehicles.begin(), vehicles.end(), word) != vehicles.end()) {
        return Kind::Vehicle;
    }
    return std::find(animals.begin(), animals.end(), word) != animals.end() ? Kind::Animal
                                                                            : Kind::Other;
}

/// What the objects of interest have in common.
struct Scene
{
    int people = 0;
    int vehicles = 0;
    int animals = 0;
    int faces = 0;
    int motions = 0;
    int others = 0;
    int longestStay = 0;
    double nearest = 0;
    double bestConfidence = 0;
};

int &countOf(Scene &scene, Kind kind)
{
    switch (kind) {
    case Kind::Person:
        return scene.people;
    case Kind::Vehicle:
        return scene.vehicles;
    case Kind::Animal:
        return scene.animals;
    case Kind::Face:
        return scene.faces;
    case Kind::Motion:
        return scene.motions;
    case Kind::Other:
        break;
    }
    return scene.others;
}

/// Faces and movement say nothing about how sure anything else is.
bool isKnown(Kind kind)
{
    return kind != Kind::Face && kind != Kind::Motion;
}

Scene lookAt(const SceneFacts &facts)
{
    Scene scene;
    const bool anyKnown =
        std::any_of(facts.objects.begin(), facts.objects.end(),
                    [](const ObjectFacts &object) { return isKnown(kindOf(object.objectType)); });
    for (const ObjectFacts &object : facts.objects) {
        const Kind kind = kindOf(object.objectType);
        countOf(scene, kind) += std::max(object.atOnce, 1);
        if (isKnown(kind) || !anyKnown) {
            scene.bestConfidence = std::max(scene.bestConfidence, object.bestConfidence);
        }
        if (kind == Kind::Person || kind == Kind::Vehicle) {
            scene.longestStay = std::max(scene.longestStay, object.presentSeconds);
        }
        if (kind == Kind::Person) {
            scene.nearest = std::max(scene.nearest, object.largestFraction);
        }
    }
    return scene;
}

/// A sum that remembers what it is made of.
struct Score
{
    int points = 0;
    QStringList reasons = {};

    void add(int more, const QString &reason)
    {
        points += more;
        reasons.append(u"%1 (%2%3)"_s.arg(reason, more < 0 ? QString() : u"+"_s).arg(more));
    }
};

QString counted(int count, const QString &one, const QString &many)
{
    return u"%1 %2"_s.arg(count).arg(count == 1 ? one : many);
}

void addObjects(Score &score, const Scene &scene)
{
    if (scene.people > 0) {
        score.add(25, u"a person is in view"_s);
    }
    if (scene.people > 1) {
        score.add(std::min((scene.people - 1) * 8, 24), u"%1 people at once"_s.arg(scene.people));
    }
    if (scene.vehicles > 0) {
        score.add(12, counted(scene.vehicles, u"vehicle"_s, u"vehicles"_s));
    }
    if (scene.animals > 0) {
        score.add(4, counted(scene.animals, u"animal"_s, u"animals"_s));
    }
    if (scene.others > 0) {
        score.add(8, counted(scene.others, u"other object"_s, u"other objects"_s));
    }
}

void addFacesAndMotion(Score &score, const Scene &scene)
{
    if (scene.people > 0) {
        return; // they are the person's
    }
    if (scene.faces > 0) {
        score.add(10, u"a face is seen, but no person was recognised"_s);
    }
    const bool alone = scene.vehicles + scene.animals + scene.others + scene.faces == 0;
    if (scene.motions > 0 && alone) {
        score.add(5, u"something moves, but nothing was recognised in it"_s);
    }
}

void addTime(Score &score, int hour)
{
    if (hour >= 22 || (hour >= 0 && hour < 6)) {
        score.add(20, u"it is night, %1 o'clock"_s.arg(hour));
    } else if (hour == 6 || hour == 20 || hour == 21) {
        score.add(8, u"it is early or late, %1 o'clock"_s.arg(hour));
    } else if (hour < 0) {
        score.reasons.append(u"the time of day is not known"_s);
    }
}

void addStay(Score &score, int seconds)
{
    if (seconds > 30) {
        score.add(seconds > 120 ? 20 : seconds > 60 ? 15 : 8, u"present for %1 s"_s.arg(seconds));
    }
}

void addNearness(Score &score, double fraction)
{
    if (fraction > 0.5) {
        score.add(fraction > 0.8 ? 18 : 12,
                  u"near the camera, %1 % of the image height"_s.arg(qRound(fraction * 100)));
    }
}

QString summaryOf(const SceneFacts &facts, const Scene &scene)
{
    QStringList parts;
    if (scene.people > 0) {
        parts.append(counted(scene.people, u"person"_s, u"people"_s));
    }
    if (scene.vehicles > 0) {
        parts.append(counted(scene.vehicles, u"vehicle"_s, u"vehicles"_s));
    }
    if (scene.animals > 0) {
        parts.append(counted(scene.animals, u"animal"_s, u"animals"_s));
    }
    if (scene.faces > 0) {
        parts.append(counted(scene.faces, u"face"_s, u"faces"_s));
    }
    if (scene.motions > 0) {
        parts.append(u"movement"_s);
    }
    if (scene.others > 0) {
        parts.append(counted(scene.others, u"other object"_s, u"other objects"_s));
    }
    QString summary = parts.join(u", "_s) + u" seen by "_s
        + (facts.cameraId.isEmpty() ? u"an unnamed camera"_s : facts.cameraId);
    if (scene.longestStay > 0) {
        summary += u" for %1 s"_s.arg(scene.longestStay);
    }
    return summary + (facts.localHour >= 0 ? u" at "_s + facts.localTime.mid(11, 5) : QString())
        + u'.';
}

} // namespace

workers::Assessment assess(const SceneFacts &facts)
{
    const Scene scene = lookAt(facts);
    Score score;
    addObjects(score, scene);
    addFacesAndMotion(score, scene);
    if (scene.people > 0 || scene.vehicles > 0) {
        addTime(score, facts.localHour);
        addStay(score, scene.longestStay);
        addNearness(score, scene.nearest);
    } else if (scene.others == 0 && score.points > HarmlessCap) {
        score.points = HarmlessCap;
    }
    if (scene.bestConfidence < 0.6) {
        score.add(-10, u"no detection is certain"_s);
    }
    const int points = std::clamp(score.points, 0, 100);
    return {.riskScore = points,
            .riskLevel = protocol::riskLevel(points),
            .summary = summaryOf(facts, scene),
            .reasoning = score.reasons.join(u"; "_s) + u'.'};
}

} // namespace vision
