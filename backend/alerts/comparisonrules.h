// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/alerts/alertexpression.h"
#include "backend/alerts/tokens.h"

#include <QJsonValue>
#include <QString>

/// What a fact may be compared with, and how.
namespace alerts {

/// A token as a fault shows it.
QString shown(const Token &token);

/// An example of a comparison with a fact.
QString exampleOf(const QString &name, const FactName &fact);

/// What is wrong with comparing a fact in this way; empty when nothing is.
QString operatorFault(const QString &name, const FactName &fact, Expression::Op op,
                      const QString &sign);

/// The value that a token stands for; null for one that stands for none.
QJsonValue valueOf(const Token &token);

/// What is wrong with a value for a fact; empty when nothing is.
QString valueFault(const QString &name, const FactName &fact, const Token &token);

} // namespace alerts
