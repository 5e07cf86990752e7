// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/accounts.h"

#include "backend/pipeline/imagestore.h"
#include "backend/pipeline/setaside.h"

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

/// How a stage reads its counts.
struct StageWords
{
    QString open = {}; ///< the fate of what is in work
    QString done = {};
    QStringList lost = {}; ///< told of even where none was
};

StageWords wordsOf(QStringView stage)
{
    if (stage == ImagesStage) {
        return {.open = u"accepted"_s,
                .done = u"done"_s,
                .lost = {u"duplicate"_s, u"too_old"_s, u"rejected"_s, u"dead"_s}};
    }
    if (stage == BatchesStage) {
        return {.open = u"open"_s, .done = u"closed"_s, .lost = {u"empty"_s}};
    }
    return {.open = u"open"_s, .done = u"done"_s, .lost = {u"dead"_s, u"discarded"_s}};
}

qint64 waitingIn(storage::Transaction &tx, QStringView stage)
{
    QSqlQuery *found = nullptr;
    if (stage == ImagesStage) {
        found = &tx.exec(u"SELECT count(*) FROM images WHERE state = 'accepted'"_s);
    } else if (stage == BatchesStage) {
        found = &tx.exec(u"SELECT count(*) FROM batches WHERE state = 'open'"_s);
    } else {
        found = &tx.exec(u"SELECT coalesce(sum(jobs), 0) FROM job_counts "
                         "WHERE kind = ? AND state IN ('waiting', 'leased')"_s,
                         {stage.toString()});
    }
    return found->next() ? found->value(0).toLongLong() : 0;
}

protocol::StageAccount readAccount(storage::Transaction &tx, QStringView stage)
{
    const StageWords words = wordsOf(stage);
    protocol::StageAccount account{.stage = stage.toString(), .waiting = waitingIn(tx, stage)};
    for (const QString &reason : words.lost) {
        account.lost.insert(reason, 0);
    }
    QSqlQuery &counts =
        tx.exec(u"SELECT fate, items FROM stage_counts WHERE stage = ?"_s, {account.stage});
    while (counts.next()) {
        const QString fate = counts.value(0).toString();
        const qint64 items = counts.value(1).toLongLong();
        if (fate == u"in") {
            account.in = items;
        } else if (fate == words.done) {
            account.out = items;
        } else if (fate != words.open) {
            account.lost.insert(fate, items);
        }
    }
    return account;
}

/// What never became an image has come in as well.
void addSetAside(protocol::StageAccount &images, const QMap<QString, qint64> &counts)
{
    for (auto it = counts.begin(); it != counts.end(); ++it) {
        images.in += it.value();
        images.lost[it.key()] += it.value();
    }
}

} // namespace

QList<protocol::StageAccount> readAccounts(storage::Transaction &tx)
{
    QList<protocol::StageAccount> accounts;
    for (const QStringView stage : {ImagesStage, DetectionQueue, BatchesStage, AnalysisQueue}) {
        accounts.append(readAccount(tx, stage));
    }
    addSetAside(accounts.first(), setAsideCounts(tx));
    return accounts;
}

} // namespace pipeline
