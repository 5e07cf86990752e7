// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace contract {

/// What the door or the router answers by themselves, to a request for whatever route.
struct CommonAnswer
{
    int status = 0;
    QString name = {};
    QStringView description = {};
};

QList<CommonAnswer> commonAnswers();

} // namespace contract
