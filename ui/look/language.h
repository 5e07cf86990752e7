// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QApplication;

namespace ui {

enum class Language
{
    System, ///< the first of the desktop's languages that there is a translation for
    English,
    German
};

/// The language of a desktop that prefers `codes` ("de-AT", "en"), best first: never System, and
/// English where none is spoken here.
Language languageOf(const QStringList &codes);

/// The language that was chosen in an earlier run; System when none was.
Language rememberedLanguage();

/// Makes the program speak a language; may be called again at any time. Texts that are made from
/// now on are in it. Windows get a QEvent::LanguageChange.
void applyLanguage(QApplication &application, Language language);

/// Applies a language to the running program and remembers it for the next start.
void chooseLanguage(Language language);

} // namespace ui
