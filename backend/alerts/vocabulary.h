// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonValue>
#include <QList>
#include <QString>
#include <QStringList>

namespace alerts {

/// What is known of a subject, by full name: "worker.status" is "failed". What is missing or null
/// cannot be known at present.
using Facts = QHash<QString, QJsonValue>;

enum class FactType
{
    Number,
    Flag, ///< true or false
    Text,
    Word, ///< one of a few
    Level ///< one of a few that have an order, the least first
};

/// Something that a rule may ask of its subject.
struct FactName
{
    QStringView name = {}; ///< without its kind: "status"
    FactType type = FactType::Text;
    QStringView words = {}; ///< of a word or level: "closed|open|half_open"
};

/// How many subjects a kind has.
enum class Number
{
    One, ///< the store, the host
    Many, ///< each worker, each camera
    Events ///< something that happens once
};

/// A kind of thing that rules are about, and all that can be asked of it.
struct Kind
{
    QStringView name = {};
    Number number = Number::One;
    QList<FactName> facts = {};
};

/// All kinds, in the order of the documentation.
const QList<Kind> &kinds();

/// Nothing for an unknown name.
const Kind *kindOf(QStringView name);

/// Nothing when the kind has no such fact.
const FactName *factOf(const Kind &kind, QStringView name);

/// All full names, such as "worker.status".
QStringList factNames();

} // namespace alerts
