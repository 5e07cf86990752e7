// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/descriptor.h"
#include "backend/vision/detector.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <functional>
#include <map>
#include <random>

#include <opencv2/imgcodecs.hpp>

using namespace Qt::StringLiterals;

namespace {

/// A person followed from frame to frame by the overlap of the boxes.
struct Track
{
    std::map<int, cv::Rect> boxes = {};
    std::map<int, QList<double>> descriptors = {};

    int last() const { return boxes.rbegin()->first; }
};

constexpr double Sure = 0.6;
constexpr double SamePlace = 0.4;
constexpr int MaxGap = 2;
constexpr size_t ShortestTrack = 8;

double shared(const cv::Rect &a, const cv::Rect &b)
{
    const double common = (a & b).area();
    return common / (a.area() + b.area() - common);
}

/// The track that goes on in `box`, or a new one.
Track &trackFor(std::vector<Track> &tracks, const cv::Rect &box, int frame)
{
    Track *best = nullptr;
    double most = SamePlace;
    for (Track &track : tracks) {
        const bool open = track.last() < frame && frame - track.last() <= MaxGap;
        const double overlap = open ? shared(track.boxes.rbegin()->second, box) : 0;
        if (overlap > most) {
            best = &track;
            most = overlap;
        }
    }
    return best != nullptr ? *best : tracks.emplace_back();
}

void follow(std::vector<Track> &tracks, const cv::Mat &image, int frame)
{
    static const vision::PersonDetector detector;
    for (const workers::Detection &person : detector.detect(image)) {
        if (person.confidence < Sure) {
            continue;
        }
        const cv::Rect box(person.x, person.y, person.width, person.height);
        Track &track = trackFor(tracks, box, frame);
        track.boxes[frame] = box;
        track.descriptors[frame] = vision::describe(image(box));
    }
}

/// Two that are in one frame together are two people.
bool surelyDiffer(const Track &a, const Track &b)
{
    return std::any_of(a.boxes.begin(), a.boxes.end(), [&b](const auto &entry) {
        const auto other = b.boxes.find(entry.first);
        // Two boxes on one person would be no proof.
        return other != b.boxes.end() && (entry.second & other->second).area() == 0;
    });
}

/// How a later crop of a person ranks against one crop of each other person.
struct Ranking
{
    int queries = 0;
    int first = 0;
    double ranks = 0;
    double others = 0;

    void add(int better, int among)
    {
        ++queries;
        first += better == 0 ? 1 : 0;
        ranks += better + 1;
        others += among;
    }
};

using Likeness = std::function<double(const QList<double> &, const QList<double> &)>;

/// One crop of each person who is surely another one.
QList<QList<double>> othersThan(const Track &track, const std::vector<Track> &tracks)
{
    QList<QList<double>> others;
    for (const Track &other : tracks) {
        if (surelyDiffer(track, other)) {
            others.append(std::next(other.descriptors.begin(),
                                    static_cast<ptrdiff_t>(other.descriptors.size() / 2))
                              ->second);
        }
    }
    return others;
}

/// Each crop of the first half of a track is asked for the one half a track later.
Ranking rank(const std::vector<Track> &tracks, const Likeness &likeness)
{
    Ranking ranking;
    for (const Track &track : tracks) {
        const QList<QList<double>> others = othersThan(track, tracks);
        const auto half = static_cast<ptrdiff_t>(track.descriptors.size() / 2);
        auto asked = track.descriptors.begin();
        for (auto later = std::next(asked, half);
             later != track.descriptors.end() && !others.isEmpty(); ++later, ++asked) {
            const double own = likeness(asked->second, later->second);
            const auto better =
                std::count_if(others.begin(), others.end(), [&](const QList<double> &other) {
                    return likeness(asked->second, other) >= own;
                });
            ranking.add(static_cast<int>(better), static_cast<int>(others.size()));
        }
    }
    return ranking;
}

} // namespace

/// How well the descriptor tells people apart, measured on surveillance footage.
class PersonDescriptorTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void ranksTheSamePersonFirst();
    void chanceDoesNot();

private:
    std::vector<Track> m_tracks;
};

void PersonDescriptorTest::initTestCase()
{
    const QTemporaryDir folder;
    QCOMPARE(QProcess::execute(u"ffmpeg"_s,
                               {u"-loglevel"_s, u"error"_s, u"-i"_s,
                                QStringLiteral(SIGNALBOX_TEST_CLIP), u"-vf"_s, u"fps=4"_s,
                                u"-q:v"_s, u"2"_s, folder.filePath(u"%04d.jpg"_s)}),
             0);
    int frame = 0;
    for (const QString &name :
         QDir(folder.path()).entryList({u"*.jpg"_s}, QDir::Files, QDir::Name)) {
        follow(m_tracks, cv::imread(folder.filePath(name).toStdString()), frame++);
    }
    std::erase_if(m_tracks, [](const Track &track) { return track.boxes.size() < ShortestTrack; });
    QVERIFY2(m_tracks.size() >= 20, qPrintable(QString::number(m_tracks.size())));
}

void PersonDescriptorTest::ranksTheSamePersonFirst()
{
    const Ranking ranking = rank(m_tracks, vision::similarity);
    const double queries = ranking.queries;
    qInfo("%d crops among %.1f others each: first in %.1f %%, mean rank %.2f", ranking.queries,
          ranking.others / queries, 100 * ranking.first / queries, ranking.ranks / queries);
    // Measured: first in 86.0 %, mean rank 1.21, of 413 crops among 4.3 others each.
    QVERIFY(ranking.first >= 0.8 * queries);
    QVERIFY(ranking.ranks <= 1.3 * queries);
}

/// The measure can fail: likeness by chance stays far below the floor.
void PersonDescriptorTest::chanceDoesNot()
{
    std::minstd_rand random(7);
    const Ranking ranking = rank(
        m_tracks, [&random](const auto &, const auto &) { return static_cast<double>(random()); });
    QVERIFY(ranking.first < 0.45 * ranking.queries);
}

QTEST_GUILESS_MAIN(PersonDescriptorTest)
#include "tst_persondescriptor.moc"
