// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/fleetmodel.h"

#include "ui/frame/factsdelegate.h"
#include "ui/instances/instancemark.h"
#include "ui/instances/instancerules.h"
#include "ui/look/format.h"

#include <QCoreApplication>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Fleet)
};

QString sinceText(const FleetMember &member)
{
    if (member.freshness.vouched) {
        const QString text = age(member.verdict.since, member.now);
        return text.isEmpty() ? noValue() : text;
    }
    return member.freshness.asOf ? Text::tr("as of %1").arg(clockTime(*member.freshness.asOf))
                                 : noValue();
}

QString summaryText(const FleetMember &member)
{
    if (member.freshness.vouched) {
        return member.verdict.sentence;
    }
    const QString was =
        member.freshness.asOf ? Text::tr("was: %1").arg(member.verdict.look.word) : QString();
    const QString why = member.freshness.error;
    return was.isEmpty() || why.isEmpty() ? was + why : Text::tr("%1 (%2)").arg(why, was);
}

QString textOf(const FleetMember &member, int column)
{
    switch (column) {
    case FleetModel::Name:
        return member.instance.name;
    case FleetModel::State:
        return lookOf(member).word;
    case FleetModel::Since:
        return sinceText(member);
    case FleetModel::Summary:
        return summaryText(member);
    case FleetModel::Address:
        return member.instance.embedded ? Text::tr("in this window")
                                        : member.instance.url.toString();
    case FleetModel::Mode:
        return guardText(member.instance.guard);
    default:
        return {};
    }
}

} // namespace

Look lookOf(const FleetMember &member)
{
    if (member.freshness.vouched) {
        return member.verdict.look;
    }
    return member.freshness.asOf || !member.freshness.error.isEmpty()
        ? Look{Glyph::Question, Tone::Unknown, Text::tr("Not known")}
        : Look{Glyph::Question, Tone::Unknown, Text::tr("Asking…")};
}

QString guardText(Guard guard)
{
    switch (guard) {
    case Guard::Watch:
        return Text::tr("Watch only");
    case Guard::Guarded:
        return Text::tr("Guarded");
    case Guard::Free:
        return Text::tr("Free");
    }
    return {};
}

int FleetModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FleetModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const FleetMember &member = row(index.row());
    switch (role) {
    case Qt::ToolTipRole:
        return plainTip(index.column() == Address ? member.instance.url.toString()
                                                  : textOf(member, index.column()));
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return textOf(member, index.column());
    case Qt::DecorationRole:
        return index.column() == Name ? QVariant::fromValue(InstanceTag{
                   instanceColour(member.instance.colour).value_or(QColor()), member.instance.tag})
                                      : QVariant();
    case LookRole:
        return index.column() == State ? QVariant::fromValue(lookOf(member)) : QVariant();
    default:
        return {};
    }
}

QVariant FleetModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Name:
        return Text::tr("Instance");
    case State:
        return Text::tr("State");
    case Since:
        return Text::tr("Since");
    case Summary:
        return Text::tr("What it says");
    case Address:
        return Text::tr("Address");
    case Mode:
        return Text::tr("Mode");
    default:
        return {};
    }
}

} // namespace ui
