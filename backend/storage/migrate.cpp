// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/schema.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

using namespace Qt::StringLiterals;

namespace storage {

namespace {

QStringList withVersion(const Migration &step)
{
    return step.statements
        + QStringList{u"PRAGMA application_id = %1"_s.arg(ApplicationId),
                      u"PRAGMA user_version = %1"_s.arg(step.version)};
}

} // namespace

protocol::Result<protocol::Done> migrate(QSqlDatabase &database, const QList<Migration> &steps,
                                         const StatementHook &beforeStatement)
{
    QSqlQuery query(database);
    const auto failed = [&](int version) {
        const QString reason = query.lastError().text();
        query.exec(u"ROLLBACK"_s);
        return protocol::Error{
            protocol::ErrorKind::Unavailable,
            u"the store cannot be brought to version %1: %2"_s.arg(version).arg(reason)};
    };
    if (!query.exec(u"PRAGMA user_version"_s) || !query.next()) {
        return failed(0);
    }
    const int present = query.value(0).toInt();
    query.finish();
    int number = 0;
    for (const Migration &step : steps) {
        if (step.version <= present) {
            continue;
        }
        const QStringList statements =
            QStringList{u"BEGIN IMMEDIATE"_s} + withVersion(step) + QStringList{u"COMMIT"_s};
        for (const QString &statement : statements) {
            if (beforeStatement) {
                beforeStatement(number++);
            }
            if (!query.exec(statement)) {
                return failed(step.version);
            }
        }
    }
    return protocol::Done{};
}

} // namespace storage
