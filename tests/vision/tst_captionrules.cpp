// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/captionrules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace vision;
using workers::Detection;

class CaptionRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void prompts_data();
    void prompts();
    void captions_data();
    void captions();
    void details();
    void colours_data();
    void colours();
};

namespace {

Detection seen(const QString &type, double confidence = 0.9, int height = 100)
{
    return {.objectType = type,
            .confidence = confidence,
            .x = 500,
            .y = 10,
            .width = 60,
            .height = height};
}

} // namespace

void CaptionRulesTest::prompts_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<int>("detail");
    const auto row = [](const char *label, const QString &prompt, CaptionDetail detail) {
        QTest::newRow(label) << prompt << static_cast<int>(detail);
    };
    row("none", {}, CaptionDetail::Brief);
    row("caption", u"<CAPTION>"_s, CaptionDetail::Brief);
    row("small letters", u" <caption> "_s, CaptionDetail::Brief);
    row("detailed", u"<DETAILED_CAPTION>"_s, CaptionDetail::Detailed);
    row("more detailed", u"<MORE_DETAILED_CAPTION>"_s, CaptionDetail::Detailed);
    row("text in the image", u"<OCR>"_s, CaptionDetail::None);
    row("a question", u"What is the person wearing?"_s, CaptionDetail::None);
}

void CaptionRulesTest::prompts()
{
    QFETCH(QString, prompt);
    QTEST(static_cast<int>(captionDetail(prompt)), "detail");
}

void CaptionRulesTest::captions_data()
{
    QTest::addColumn<QList<Detection>>("found");
    QTest::addColumn<double>("brightness");
    QTest::addColumn<QString>("caption");
    const auto row = [](const char *label, const QList<Detection> &found, double brightness,
                        const QString &caption) {
        QTest::newRow(label) << found << brightness << caption;
    };
    const Detection person = seen(u"person"_s);
    row("nobody", {}, 0.5, u"No person is seen in an evenly lit scene that is mostly grey."_s);
    row("one", {person}, 0.7, u"One person is seen in a bright scene that is mostly grey."_s);
    row("two", {person, person}, 0.1, u"2 people are seen in a dark scene that is mostly grey."_s);
    row("kinds", {seen(u"bus"_s), seen(u"bus"_s), person, seen(u"car"_s)}, 0.5,
        u"One person, 2 buses and one car are seen in an evenly lit scene that is mostly grey."_s);
    row("hardly one", {seen(u"person"_s, 0.4)}, 0.5,
        u"No person is seen in an evenly lit scene that is mostly grey."_s);
}

void CaptionRulesTest::captions()
{
    QFETCH(QList<Detection>, found);
    QFETCH(double, brightness);
    const Measured measured{.brightness = brightness,
                            .dominantColour = u"grey"_s,
                            .light = brightness < 0.2 ? u"night"_s : u"day"_s};
    QTEST(captionOf(measured, found, CaptionDetail::Brief), "caption");
}

void CaptionRulesTest::details()
{
    const Measured measured{.width = 768,
                            .height = 576,
                            .brightness = 0.5,
                            .sharpness = 20,
                            .dominantColour = u"green"_s,
                            .light = u"day"_s};
    QCOMPARE(
        captionOf(measured, {seen(u"person"_s), seen(u"car"_s, 0.9, 288)}, CaptionDetail::Detailed),
        u"One person and one car are seen in an evenly lit scene that is mostly green. The "
        "tallest, a car, stands on the right and takes 50 % of the image's height. The image "
        "is 768 x 576 pixels and blurred."_s);
}

void CaptionRulesTest::colours_data()
{
    QTest::addColumn<cv::Vec3b>("colour"); ///< blue, green, red
    QTest::addColumn<QString>("name");
    const auto row = [](const QString &name, const cv::Vec3b &colour) {
        QTest::addRow("%s %d", qPrintable(name), colour[0]) << colour << name;
    };
    row(u"red"_s, {0, 0, 255});
    row(u"red"_s, {40, 0, 220}); // from the other end of the circle
    row(u"orange"_s, {0, 128, 255});
    row(u"yellow"_s, {0, 230, 240});
    row(u"green"_s, {30, 160, 30});
    row(u"blue"_s, {200, 60, 20});
    row(u"purple"_s, {160, 30, 130});
    row(u"black"_s, {10, 12, 11});
    row(u"white"_s, {250, 250, 250});
    row(u"grey"_s, {120, 125, 128});
}

void CaptionRulesTest::colours()
{
    QFETCH(cv::Vec3b, colour);
    QTEST(dominantColour(cv::Mat(40, 3000, CV_8UC3, cv::Scalar(colour))), "name");
}

QTEST_GUILESS_MAIN(CaptionRulesTest)
#include "tst_captionrules.moc"
