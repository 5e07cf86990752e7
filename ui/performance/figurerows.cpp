// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/performance/figurerows.h"

#include "ui/charts/chartrules.h"
#include "ui/look/format.h"

#include <QCoreApplication>

namespace ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Performance)
};

/// The sign of a figure that has reached a limit.
Look signOf(const Gauge &gauge)
{
    switch (toneOf(gauge)) {
    case Tone::Critical:
        return {Glyph::Octagon, Tone::Critical, {}};
    case Tone::Warning:
        return {Glyph::Triangle, Tone::Warning, {}};
    case Tone::Quiet:
    case Tone::Hollow:
    case Tone::Transition:
    case Tone::Unknown:
        break;
    }
    return {Glyph::None, Tone::Quiet, {}};
}

} // namespace

QString percent(const std::optional<double> &figure)
{
    return figure ? Text::tr("%1 %").arg(qRound(*figure)) : noValue();
}

QString withUnit(const std::optional<double> &figure, const QString &pattern)
{
    return figure ? pattern.arg(figureText(figure)) : noValue();
}

QString gigabytes(const std::optional<double> &figure)
{
    return withUnit(figure, Text::tr("%1 GB"));
}

QString megabytes(const std::optional<double> &figure)
{
    return withUnit(figure, Text::tr("%1 MB"));
}

PanelRow measured(const QString &name, const Gauge &gauge, const QString &value,
                  const QString &note)
{
    return {.look = signOf(gauge), .name = name, .gauge = gauge, .value = value, .note = note};
}

PanelRow fact(const QString &name, const QString &note)
{
    return {.name = name, .note = note};
}

Look lookOfStatus(const QString &status)
{
    return status == u"unreachable" ? Look{Glyph::Octagon, Tone::Critical, Text::tr("Unreachable")}
                                    : lookOfHealth(status);
}

} // namespace ui
