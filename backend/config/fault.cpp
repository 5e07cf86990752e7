// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/config/fault.h"

using namespace Qt::StringLiterals;

namespace config {

QString toText(const Fault &fault)
{
    QString text = fault.file;
    if (fault.line > 0) {
        text += u':' + QString::number(fault.line);
    }
    text += u": "_s;
    if (!fault.key.isEmpty()) {
        text += fault.key;
        text += fault.value.isEmpty() ? u": "_s : QString(u" = " + fault.value + u": ");
    }
    return text + fault.rule;
}

} // namespace config
