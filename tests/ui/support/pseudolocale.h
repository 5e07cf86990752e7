// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

namespace tests {

/// A language that nobody speaks: every text in brackets, with accents, a quarter longer. What is
/// shown without brackets has not gone through a translation.
class PseudoLocale final : public QTranslator
{
    Q_OBJECT

public:
    using QTranslator::QTranslator;

    QString translate(const char *context, const char *source, const char *disambiguation,
                      int n) const override;

    bool isEmpty() const override { return false; }

    /// "Sort &now" becomes "[Sört &nöw~~]"; places for arguments stay as they are.
    static QString pseudo(const QString &text);
};

} // namespace tests
