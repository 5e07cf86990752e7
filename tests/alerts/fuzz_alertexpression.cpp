// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/alerts/alertexpression.h"

using namespace alerts;

/// Any text is refused with a reason, or it is a condition: one that is about something, that can
/// be evaluated without any knowledge, and reads the same again.
extern "C" int LLVMFuzzerTestOneInput(const char *data, std::size_t size)
{
    const QString text = QString::fromUtf8(data, static_cast<qsizetype>(size));
    const auto expression = parseExpression(text);
    if (!expression) {
        if (expression.error().detail.isEmpty() || expressionFault(text).isEmpty()) {
            qFatal("refused without a reason");
        }
        return 0;
    }
    if (expression.value().kind.isEmpty() || expression.value().steps.isEmpty()) {
        qFatal("a condition about nothing");
    }
    if (evaluate(expression.value(), {}, {}) != Truth::Unknown) {
        qFatal("known without facts");
    }
    if (parseExpression(text).value() != expression.value()) {
        qFatal("read differently the second time");
    }
    static_cast<void>(messageFault(text, expression.value()));
    static_cast<void>(filled(text, {}, {}));
    return 0;
}
