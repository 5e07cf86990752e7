// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"
#include "backend/protocol/event.h"
#include "backend/protocol/result.h"
#include "backend/storage/engine.h"

#include <QList>
#include <QSqlQuery>
#include <QVariantList>

#include <functional>
#include <optional>

namespace storage {

class Database;

/// Leaves a work early: its own changes are undone, those of its neighbours in the group are not.
/// The only exception of ours; it never leaves the storage thread.
class Failure final
{
public:
    explicit Failure(protocol::Error error)
        : m_error(std::move(error))
    { }

    const protocol::Error &error() const { return m_error; }

private:
    protocol::Error m_error;
};

/// A journal line that was not written since it breaks its registry schema.
struct Refusal
{
    protocol::Event event = {};
    QString fault = {};
};

/// Completes a journal line (its channel) and says what is wrong with it; runs on the storage
/// thread.
using Admission = std::function<std::optional<QString>(protocol::Event &)>;

/// How the journal's lines are written.
struct JournalRules
{
    QString node = {};
    Admission admit = {}; ///< none: every line is taken
};

enum class Mode
{
    Read, ///< a statement that writes is a failure
    Write
};

/// What a work sees of the store, on the storage thread and only while it runs.
class Transaction final
{
public:
    Transaction(Database &database, const JournalRules &rules, Mode mode, protocol::Now time);
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    ~Transaction();

    /// For the few statements that are not the same in both.
    Engine engine() const;

    /// Runs one statement with positional values (`?`); a failing one throws Failure (Conflict for
    /// a broken constraint).
    ///
    /// Statements are prepared once and kept: the reference is good until the same SQL text runs
    /// again. A null QString is bound as empty text; a default QVariant as NULL.
    QSqlQuery &exec(const QString &sql, const QVariantList &values = {});

    /// How many rows the statement changed.
    int change(const QString &sql, const QVariantList &values = {});

    /// Runs an INSERT and returns the new row's id.
    qint64 insert(const QString &sql, const QVariantList &values = {});

    /// Writes a journal line with this work and returns its sequence; 0 when the registry refused
    /// it (counted and logged, the work goes on). A line without a time gets now.
    qint64 journal(protocol::Event draft);

    [[noreturn]] void fail(protocol::Error error);

    const protocol::Now now; ///< taken once for the work

    QList<protocol::Event> takeLines() { return std::exchange(m_lines, {}); }

    QList<Refusal> takeRefusals() { return std::exchange(m_refusals, {}); }

private:
    Database &m_database;
    const JournalRules &m_rules;
    Mode m_mode;
    QList<protocol::Event> m_lines = {};
    QList<Refusal> m_refusals = {};
};

/// Time as the store writes it: NULL for nothing.
QVariant stored(const std::optional<protocol::WallTime> &time);
QVariant stored(protocol::WallTime time);

/// Text as the store writes it: NULL for nothing.
QVariant stored(const std::optional<QString> &text);

} // namespace storage
