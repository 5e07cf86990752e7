// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlverbs.h"

#include <QCommandLineParser>

#include <span>

namespace app {

/// What an option may be.
enum class Kind
{
    Flag, ///< there or not
    Text,
    Whole, ///< a number between two others
    Fraction, ///< from 0 to 1
    Time,
    Choice, ///< one of a few words
};

/// One option of the command line.
struct Option
{
    QStringView name = {};
    Kind kind = Kind::Flag;
    QStringView value = {}; ///< how its value is called
    QStringView help = {};
    QStringView query = {}; ///< the parameter that it becomes; empty: it concerns this program
    qint64 least = 0; ///< of a number
    qint64 most = 0;
    QStringView choices = {}; ///< between spaces; of a flag: what the parameter is then
    bool isForAll = false; ///< every verb takes it
};

std::span<const Option> options();

/// Those that a verb takes beside the ones that all take.
QList<Option> optionsOf(const Verb &verb);

void addOptions(QCommandLineParser &parser);

/// What is wrong with the options that are set for this verb; empty when nothing is.
QString optionFault(const Verb &verb, const QCommandLineParser &parser);

/// What the options say of the request, but for those that go into its body.
QString queryOf(const Verb &verb, const QCommandLineParser &parser);

/// The whole number that an option has, else `otherwise`.
qint64 numberOf(const QCommandLineParser &parser, const QString &option, qint64 otherwise);

/// The general help, and that of one verb.
QString generalHelp();
QString helpOf(const Verb &verb);

} // namespace app
