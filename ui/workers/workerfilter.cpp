// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workers/workerfilter.h"

#include "ui/look/states.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

using Field = WorkerFilter::Field;
using Relation = WorkerFilter::Relation;
using Term = WorkerFilter::Term;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(WorkerFilter)
};

const QList<std::pair<QString, Field>> &fields()
{
    static const QList<std::pair<QString, Field>> list{{u"state"_s, Field::State},
                                                       {u"critical"_s, Field::Critical},
                                                       {u"name"_s, Field::Name},
                                                       {u"error"_s, Field::Error},
                                                       {u"restarts"_s, Field::Restarts}};
    return list;
}

Relation relationOf(const QString &sign)
{
    return sign == u"<" ? Relation::Less
        : sign == u"<=" ? Relation::AtMost
        : sign == u">"  ? Relation::More
        : sign == u">=" ? Relation::AtLeast
        : sign == u"="  ? Relation::Equal
                        : Relation::Has;
}

/// What is wrong with the term; empty: nothing.
QString fill(Term &term, const QString &key, const QString &value)
{
    const auto field = std::find_if(fields().begin(), fields().end(),
                                    [&key](const auto &some) { return some.first == key; });
    if (field == fields().end()) {
        return Text::tr("“%1” is none of state, critical, name, error, restarts").arg(key);
    }
    term.field = field->second;
    if (term.field == Field::Restarts) {
        bool isNumber = false;
        term.number = value.toInt(&isNumber);
        term.relation = term.relation == Relation::Has ? Relation::Equal : term.relation;
        return isNumber ? QString() : Text::tr("restarts: “%1” is not a number").arg(value);
    }
    if (term.relation != Relation::Has && term.relation != Relation::Equal) {
        return Text::tr("%1 is not a number: write %1:%2").arg(key, value);
    }
    term.relation = Relation::Has;
    if (term.field == Field::Critical) {
        term.yes = value == u"yes";
        return term.yes || value == u"no"
            ? QString()
            : Text::tr("critical: “%1” is neither yes nor no").arg(value);
    }
    term.word = value;
    return value.isEmpty() ? Text::tr("%1: nothing stands behind it").arg(key) : QString();
}

bool has(const QString &text, const QString &word)
{
    return text.toCaseFolded().contains(word);
}

bool compares(Relation relation, int left, int right)
{
    switch (relation) {
    case Relation::Less:
        return left < right;
    case Relation::AtMost:
        return left <= right;
    case Relation::AtLeast:
        return left >= right;
    case Relation::More:
        return left > right;
    case Relation::Has:
    case Relation::Equal:
        break;
    }
    return left == right;
}

bool isState(const protocol::Worker &worker, const QString &word)
{
    return has(protocol::toText(worker.status), word) || has(lookOf(worker).word, word);
}

bool holds(const Term &term, const protocol::Worker &worker)
{
    const QString error = worker.error.value_or(QString());
    switch (term.field) {
    case Field::State:
        return isState(worker, term.word);
    case Field::Critical:
        return worker.critical == term.yes;
    case Field::Name:
        return has(worker.name, term.word);
    case Field::Error:
        return has(error, term.word);
    case Field::Restarts:
        return compares(term.relation, worker.restartCount, term.number);
    case Field::Any:
        break;
    }
    return has(worker.name, term.word) || isState(worker, term.word) || has(error, term.word);
}

} // namespace

WorkerFilter parseWorkerFilter(const QString &text)
{
    static const QRegularExpression form(u"^([a-z]+)(:|<=|>=|<|>|=)(.*)$"_s);
    WorkerFilter filter;
    const QStringList words = text.toCaseFolded().simplified().split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        Term term;
        const QRegularExpressionMatch match = form.match(word);
        if (match.hasMatch()) {
            term.relation = relationOf(match.captured(2));
            if (QString fault = fill(term, match.captured(1), match.captured(3));
                !fault.isEmpty()) {
                return {.fault = fault};
            }
        } else {
            term.word = word;
        }
        filter.terms.append(term);
    }
    return filter;
}

bool isAbnormal(const protocol::Worker &worker)
{
    return severity(lookOf(worker).tone) > severity(Tone::Hollow);
}

bool accepts(const WorkerFilter &filter, const protocol::Worker &worker)
{
    if (filter.abnormalOnly && !isAbnormal(worker)) {
        return false;
    }
    return std::all_of(filter.terms.begin(), filter.terms.end(),
                       [&worker](const Term &term) { return holds(term, worker); });
}

} // namespace ui
