// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/trusttext.h"

#include "ui/client/freshness.h"
#include "ui/look/format.h"

#include <QCoreApplication>

namespace ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Trust)
};

} // namespace

QString trustText(const Freshness &freshness)
{
    QStringList sentences;
    if (!freshness.vouched) {
        sentences << (freshness.asOf
                          ? Text::tr("Out of date, as of %1.").arg(clockTime(*freshness.asOf))
                          : Text::tr("Not known yet."));
    }
    if (!freshness.error.isEmpty()) {
        sentences << Text::tr("Cannot be read: %1").arg(freshness.error);
    } else if (!freshness.note.isEmpty()) {
        sentences << freshness.note;
    }
    return sentences.join(u' ');
}

QString datedTip(const QStringList &lines, const Freshness &freshness)
{
    if (!freshness.asOf || lines.isEmpty()) {
        return {};
    }
    const QString trust = trustText(freshness);
    return plainTip((trust.isEmpty() ? lines : QStringList{trust} + lines).join(u'\n'));
}

} // namespace ui
