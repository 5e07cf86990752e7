// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/config/config.h"

#include <QJsonValue>

#include <variant>

namespace config {

/// A key whose value is one of a few words. Trivial on purpose: of a variant with anything else
/// g++ 12 says that it may be used without a value.
struct Words
{
    QStringView words = {}; ///< "auto|native|polling"
    void *target = nullptr; ///< the enum, or the number, that the word stands for
    int (*get)(const void *) = nullptr; ///< index into the words
    void (*set)(void *, int) = nullptr;
};

/// Where the value of a key lies in a configuration.
using Slot = std::variant<bool *, int *, qint64 *, double *, milliseconds *, QString *,
                          QStringList *, QList<int> *, QMap<QString, QString> *, Words>;

/// What is wrong with a text, in words; empty when nothing is.
using TextRule = QString (*)(const QString &);

/// One row of the only table of keys: reading, checking, printing and the environment share it.
struct Key
{
    QString name = {}; ///< with its section: "server.port"
    Slot slot = {};
    double min = 0; ///< of numbers; durations in seconds
    double max = 0;
    TextRule textRule = nullptr; ///< of a text, or of each text of a list
};

/// The keys of every section but [breakers.NAME], [[worker]] and [[alert]], in the order of the
/// documentation.
QList<Key> keysOf(Config &config);

QList<Key> keysOf(Breaker &breaker, const QString &section);
QList<Key> keysOf(WorkerSection &worker, const QString &section);
QList<Key> keysOf(AlertSection &alert, const QString &section);

/// Sets a key if the value obeys its rules; otherwise returns the rule and changes nothing.
[[nodiscard]] QString assign(const Key &key, const QJsonValue &value);

/// The value that a key has now.
QJsonValue valueOf(const Key &key);

/// The text of an environment variable or an option in the type of its key (a list: words between
/// commas); text that does not fit stays text, so that assign() names the rule.
QJsonValue fromText(const Key &key, const QString &text);

/// A value as it is written in TOML, secrets in URLs masked.
QString toToml(const QJsonValue &value);

} // namespace config
