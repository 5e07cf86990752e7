// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlcolour.h"

#include <QStringView>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace app {

namespace {

constexpr QStringView Green = u"\x1b[32m";
constexpr QStringView Yellow = u"\x1b[33m";
constexpr QStringView Red = u"\x1b[31m";
constexpr QStringView Plain = u"\x1b[0m";

struct Word
{
    QStringView word;
    QStringView colour;
};

constexpr std::array<Word, 33> Words{{
    {u"running", Green},  {u"healthy", Green},     {u"closed", Green},     {u"up", Green},
    {u"online", Green},   {u"normal", Green},      {u"success", Green},    {u"done", Green},
    {u"resolved", Green}, {u"restarting", Yellow}, {u"degraded", Yellow},  {u"half_open", Yellow},
    {u"minimal", Yellow}, {u"unknown", Yellow},    {u"stopped", Yellow},   {u"cancelled", Yellow},
    {u"medium", Yellow},  {u"pending", Yellow},    {u"delivered", Yellow}, {u"not running", Yellow},
    {u"warning", Yellow}, {u"crashed", Red},       {u"failed", Red},       {u"unhealthy", Red},
    {u"open", Red},       {u"down", Red},          {u"offline", Red},      {u"critical", Red},
    {u"high", Red},       {u"error", Red},         {u"unreachable", Red},  {u"not healthy", Red},
    {u"lost", Red},
}};

/// The whole text, or what stands before its first comma or colon.
QStringView stateIn(const QString &text)
{
    const auto end = std::find_if(text.begin(), text.end(), [](QChar character) {
        return character == u',' || character == u':';
    });
    return QStringView(text).left(end - text.begin());
}

} // namespace

QString coloured(const QString &text)
{
    const QStringView state = stateIn(text);
    const auto found = std::find_if(Words.begin(), Words.end(),
                                    [state](const Word &word) { return word.word == state; });
    return found == Words.end() ? text
                                : QString(found->colour % state % Plain % text.mid(state.size()));
}

QString bold(const QString &text)
{
    return u"\x1b[1m" % text % Plain;
}

} // namespace app
