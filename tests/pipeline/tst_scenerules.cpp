// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/scenerules.h"
#include "backend/workers/imagecheck.h"
#include "backend/workers/sceneview.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace pipeline;

namespace {

const QString Photographs = QStringLiteral(SIGNALBOX_EXAMPLES) + u'/';

/// As the decoder sees it: through a JPEG.
View viewOf(const cv::Mat &image)
{
    std::vector<unsigned char> encoded;
    cv::imencode(".jpg", image, encoded, {cv::IMWRITE_JPEG_QUALITY, 85});
    const QByteArray bytes(reinterpret_cast<const char *>(encoded.data()),
                           static_cast<qsizetype>(encoded.size()));
    std::vector<unsigned char> grey;
    const auto info = workers::checkImage(bytes, &grey);
    const auto small = workers::smallGrey(bytes, info.value(), grey);
    const auto view = workers::sceneView(*small, ViewWidth, ViewHeight);
    return {.light = view->light, .edges = view->edges, .sharpness = view->sharpness};
}

cv::Mat photograph(const QString &name)
{
    return cv::imread(QString(Photographs + name).toStdString());
}

/// Darker or brighter, with the noise of a sensor.
cv::Mat lit(const cv::Mat &image, double gamma, double factor, double noise, quint64 seed = 1)
{
    cv::Mat light;
    image.convertTo(light, CV_32F, 1 / 255.0);
    cv::pow(light, gamma, light);
    light *= factor;
    cv::Mat grain(light.size(), light.type());
    cv::RNG(seed).fill(grain, cv::RNG::NORMAL, 0, noise);
    light += grain;
    cv::Mat result;
    light.convertTo(result, CV_8U, 255);
    return result;
}

cv::Mat turned(const cv::Mat &image, double degrees, double right)
{
    cv::Mat turn = cv::getRotationMatrix2D(
        {static_cast<float>(image.cols) / 2, static_cast<float>(image.rows) / 2}, degrees, 1);
    turn.at<double>(0, 2) += right * image.cols;
    cv::Mat result;
    cv::warpAffine(image, result, turn, image.size(), cv::INTER_LINEAR, cv::BORDER_REFLECT);
    return result;
}

cv::Mat blurred(const cv::Mat &image, double radius)
{
    cv::Mat result;
    cv::GaussianBlur(image, result, {0, 0}, radius * image.cols / 640);
    return result;
}

cv::Mat covered(const cv::Mat &image, int percent)
{
    cv::Mat result = image.clone();
    cv::rectangle(result, {0, 0, image.cols * percent / 100, image.rows}, {40, 60, 90}, -1);
    return result;
}

/// A hand or a cloth before the lens: some light and no shapes.
cv::Mat wall(const cv::Mat &image)
{
    return lit(cv::Mat(image.size(), image.type(), cv::Scalar(60, 64, 58)), 1, 1, 0.01);
}

/// By night in infrared: grey, with a bright spot in the middle.
cv::Mat infrared(const cv::Mat &image)
{
    cv::Mat grey;
    cv::cvtColor(image, grey, cv::COLOR_BGR2GRAY);
    cv::cvtColor(grey, grey, cv::COLOR_GRAY2BGR);
    cv::Mat spot(image.size(), image.type(), cv::Scalar());
    cv::circle(spot, {image.cols / 2, image.rows / 2}, image.rows / 4, {255, 255, 255}, -1);
    cv::GaussianBlur(spot, spot, {0, 0}, image.rows / 30.0);
    cv::Mat result;
    cv::addWeighted(lit(grey, 1.5, 1, 0.01), 0.7, spot, 0.3, 0, result);
    return result;
}

const QStringList Scenes{u"home.jpg"_s,  u"building.jpg"_s, u"board.jpg"_s,
                         u"graf1.png"_s, u"aloeL.jpg"_s,    u"leuvenA.jpg"_s};

/// A camera that sends an image each ten seconds.
class Camera final
{
public:
    /// What is said of it, and with which likeness.
    QStringList send(const View &view, int times = 1, std::chrono::milliseconds pause = 10s)
    {
        QStringList said;
        for (int i = 0; i < times; ++i) {
            m_now += pause;
            if (const auto verdict = look(m_scene, view, {}, m_now)) {
                said.append(toText(verdict->change));
                m_similarity = verdict->similarity;
            }
        }
        return said;
    }

    double similarity() const { return m_similarity; }

private:
    Scene m_scene;
    protocol::SteadyTime m_now = protocol::SteadyTime(1'700'000'000'000ms);
    double m_similarity = 1;
};

} // namespace

/// What a camera shows, by real photographs and real footage.
class SceneRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changes_data();
    void changes();
    void takesItsTime_data();
    void takesItsTime();
    void knowsAnOldViewAgain();
    void saysNothingWhileItLearns();
    void saysNothingOfFootage();
    void words();
};

void SceneRulesTest::changes_data()
{
    QTest::addColumn<QString>("scene");
    QTest::addColumn<QString>("what");
    QTest::addColumn<QStringList>("said");
    const QStringList blocked{u"view_blocked"_s};
    const QStringList moved{u"angle_changed"_s};
    const QStringList spoilt{u"view_tampered"_s};
    const QList<std::pair<QString, QStringList>> all{{u"blocked"_s, blocked},
                                                     {u"turned by 20 degrees"_s, moved},
                                                     {u"moved by a tenth"_s, moved},
                                                     {u"moved by a quarter"_s, moved},
                                                     {u"out of focus"_s, spoilt},
                                                     {u"smeared"_s, spoilt},
                                                     {u"darker"_s, {}},
                                                     {u"brighter"_s, {}},
                                                     {u"dusk"_s, {}},
                                                     {u"infrared"_s, {}},
                                                     {u"a third covered"_s, {}},
                                                     {u"turned by a degree"_s, {}},
                                                     {u"in the dark"_s, {}},
                                                     {u"the same"_s, {}}};
    for (const QString &scene : Scenes) {
        for (const auto &[what, said] : all) {
            QTest::addRow("%s, %s", qPrintable(scene), qPrintable(what)) << scene << what << said;
        }
    }
}

void SceneRulesTest::changes()
{
    QFETCH(QString, scene);
    QFETCH(QString, what);
    QFETCH(QStringList, said);
    const cv::Mat image = photograph(scene);
    QVERIFY(!image.empty());
    const QMap<QString, std::function<cv::Mat()>> made{
        {u"blocked"_s, [&] { return wall(image); }},
        {u"turned by 20 degrees"_s, [&] { return turned(image, 20, 0); }},
        {u"moved by a tenth"_s, [&] { return turned(image, 0, 0.1); }},
        {u"moved by a quarter"_s, [&] { return turned(image, 0, 0.25); }},
        {u"out of focus"_s, [&] { return blurred(image, 2); }},
        {u"smeared"_s, [&] { return blurred(image, 5); }},
        {u"darker"_s, [&] { return lit(image, 2, 1, 0.01); }},
        {u"brighter"_s, [&] { return lit(image, 0.5, 1, 0.01); }},
        {u"dusk"_s, [&] { return lit(image, 1, 0.3, 0.02); }},
        {u"infrared"_s, [&] { return infrared(image); }},
        {u"a third covered"_s, [&] { return covered(image, 33); }},
        {u"turned by a degree"_s, [&] { return turned(image, 1, 0); }},
        {u"in the dark"_s, [&] { return lit(image, 1, 0, 0.01); }},
        {u"the same"_s, [&] { return lit(image, 1, 1, 0.02, 7); }}};
    Camera camera;
    QCOMPARE(camera.send(viewOf(lit(image, 1, 1, 0.01)), 20), QStringList());
    QCOMPARE(camera.send(viewOf(made.value(what)()), 20), said);
    if (!said.isEmpty()) {
        QVERIFY(camera.similarity() >= 0 && camera.similarity() <= 1);
    }
}

void SceneRulesTest::takesItsTime_data()
{
    QTest::addColumn<int>("images");
    QTest::addColumn<int>("pause"); ///< seconds
    QTest::addColumn<bool>("isSaid");
    QTest::newRow("four are too few") << 4 << 60 << false;
    QTest::newRow("five") << 5 << 60 << true;
    QTest::newRow("a burst of many is too short") << 29 << 1 << false;
    QTest::newRow("as many, long enough") << 31 << 1 << true;
}

void SceneRulesTest::takesItsTime()
{
    QFETCH(int, images);
    QFETCH(int, pause);
    QFETCH(bool, isSaid);
    const cv::Mat image = photograph(u"building.jpg"_s);
    Camera camera;
    camera.send(viewOf(image), 20);
    const QStringList said = camera.send(viewOf(wall(image)), images, std::chrono::seconds(pause));
    QCOMPARE(!said.isEmpty(), isSaid);
    if (!isSaid) {
        // What passes is forgotten: as many again say nothing either.
        camera.send(viewOf(image));
        QCOMPARE(camera.send(viewOf(wall(image)), images, std::chrono::seconds(pause)),
                 QStringList());
    }
}

// Told once; what is uncovered again, or turned back, is no change.
void SceneRulesTest::knowsAnOldViewAgain()
{
    const cv::Mat image = photograph(u"building.jpg"_s);
    Camera camera;
    camera.send(viewOf(image), 20);
    QCOMPARE(camera.send(viewOf(turned(image, 20, 0)), 50), QStringList{u"angle_changed"_s});
    QCOMPARE(camera.send(viewOf(image), 50), QStringList());
    QCOMPARE(camera.send(viewOf(wall(image)), 50), QStringList{u"view_blocked"_s});
    QCOMPARE(camera.send(viewOf(image), 50), QStringList());
}

void SceneRulesTest::saysNothingWhileItLearns()
{
    const cv::Mat image = photograph(u"building.jpg"_s);
    Camera camera;
    QCOMPARE(camera.send(viewOf(image), 2), QStringList());
    QCOMPARE(camera.send(viewOf(turned(image, 20, 0)), 10), QStringList());
    QCOMPARE(camera.send({}, 10), QStringList()); // too small to show anything
}

// A minute and a half of people who walk through, by day, at dusk and in infrared.
void SceneRulesTest::saysNothingOfFootage()
{
    const QTemporaryDir folder;
    const int code = QProcess::execute(u"ffmpeg"_s,
                                       {u"-v"_s, u"error"_s, u"-i"_s, Photographs + u"vtest.avi"_s,
                                        u"-vf"_s, u"fps=4"_s, folder.filePath(u"%04d.jpg"_s)});
    QCOMPARE(code, 0);
    const QStringList names = QDir(folder.path()).entryList(QDir::Files, QDir::Name);
    QVERIFY(names.size() > 300);
    Camera camera;
    int alarms = 0;
    double least = 1;
    std::optional<View> first;
    for (const QString &name : names) {
        const cv::Mat image = cv::imread(folder.filePath(name).toStdString());
        const View view = viewOf(image);
        first = first.value_or(view);
        least = std::min(least, likenessOf(*first, view).value);
        for (const cv::Mat &light : {image, lit(image, 1, 0.3, 0.02), infrared(image)}) {
            alarms += static_cast<int>(camera.send(viewOf(light)).size());
        }
    }
    QCOMPARE(alarms, 0);
    QVERIFY2(least > 0.8, qPrintable(QString::number(least)));
}

void SceneRulesTest::words()
{
    QCOMPARE(
        sceneChanges(),
        (QStringList{u"view_blocked"_s, u"angle_changed"_s, u"view_tampered"_s, u"unknown"_s}));
}

QTEST_GUILESS_MAIN(SceneRulesTest)
#include "tst_scenerules.moc"
