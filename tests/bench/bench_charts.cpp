// SPDX-License-Identifier: GPL-3.0-or-later
// bench_charts [SECONDS]: four charts with a day of points, one a second and three lines each, are
// zoomed and moved for so long (10 s); how many pictures of all four a second.
#include "tests/bench/rows.h"
#include "ui/charts/chart.h"
#include "ui/charts/chartzoomer.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QGridLayout>
#include <QKeyEvent>
#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int Points = 86'400;
constexpr int Lines = 3;

protocol::WallTime now()
{
    return protocol::WallTime(48h);
}

QList<ui::ChartLine> day()
{
    QRandomGenerator random(7);
    QList<ui::ChartLine> lines;
    for (int number = 0; number < Lines; ++number) {
        ui::ChartLine line{u"line %1"_s.arg(number), {}};
        line.points.reserve(Points);
        double value = 40;
        for (int i = Points; i > 0; --i) {
            value = std::clamp(value + random.bounded(4.0) - 2, 0.0, 100.0);
            const bool isGap = i % 20'000 < 60;
            line.points.append(
                {now() - std::chrono::seconds(i), isGap ? std::nullopt : std::optional(value)});
        }
        lines.append(line);
    }
    return lines;
}

void press(QWidget &chart, Qt::Key key)
{
    QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier);
    QCoreApplication::sendEvent(&chart, &event);
}

/// Into it as far as it goes, through a part of it, and out again.
QList<Qt::Key> round()
{
    QList<Qt::Key> keys;
    keys += QList<Qt::Key>(30, Qt::Key_Plus);
    keys += QList<Qt::Key>(20, Qt::Key_Left);
    keys += QList<Qt::Key>(10, Qt::Key_Minus);
    keys += QList<Qt::Key>(20, Qt::Key_Left);
    keys += QList<Qt::Key>(20, Qt::Key_Minus);
    return keys;
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const int seconds = argc > 1 ? QByteArray(argv[1]).toInt() : 10;
    QWidget window;
    auto *layout = new QGridLayout(&window);
    QList<ui::Chart *> charts;
    const QList<ui::ChartLine> lines = day();
    for (int i = 0; i < 4; ++i) {
        auto *chart =
            new ui::Chart({u"Load"_s, u"%"_s, u"none"_s},
                          i % 2 == 0 ? ui::ChartKind::Lines : ui::ChartKind::StackedLines, &window);
        chart->setFrame({.span = 24h, .warning = 75, .critical = 85});
        chart->show(lines, {.vouched = true, .asOf = now()}, now());
        layout->addWidget(chart, i / 2, i % 2);
        charts.append(chart);
    }
    window.resize(1280, 720);
    window.show();
    QCoreApplication::processEvents();

    QElapsedTimer all;
    all.start();
    qint64 longest = 0;
    int pictures = 0;
    while (all.elapsed() < qint64(seconds) * 1000) {
        for (const Qt::Key key : round()) {
            QElapsedTimer one;
            one.start();
            for (ui::Chart *chart : charts) {
                press(*chart, key);
            }
            QCoreApplication::processEvents();
            longest = std::max(longest, one.elapsed());
            ++pictures;
        }
    }
    const double rate = pictures * 1000.0 / static_cast<double>(all.elapsed());
    bench::row(u"four charts of %1 points a line, zoomed and moved"_s.arg(Points),
               u"%1 pictures a second, the slowest %2 ms"_s.arg(rate, 0, 'f', 0).arg(longest),
               u"asked for: 30 a second"_s);
    return 0;
}
