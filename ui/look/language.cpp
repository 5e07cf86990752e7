// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/language.h"

#include "ui/remembered.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QStringView LanguageKey = u"look/language";
constexpr QStringView TranslatorName = u"signalboxTranslator";

QString codeOf(Language language)
{
    switch (language) {
    case Language::System:
        return {};
    case Language::English:
        return u"en"_s;
    case Language::German:
        return u"de"_s;
    }
    return {};
}

void install(QApplication &application, const QString &file, const QString &directory)
{
    auto *translator = new QTranslator(&application);
    translator->setObjectName(TranslatorName);
    // Without Qt's own the words of its dialogs stay English, which is no reason to stay away.
    if (translator->load(file, directory)) {
        QCoreApplication::installTranslator(translator);
    } else {
        delete translator;
    }
}

} // namespace

Language languageOf(const QStringList &codes)
{
    for (const QString &code : codes) {
        for (const Language language : {Language::English, Language::German}) {
            if (code.section(u'-', 0, 0) == codeOf(language)) {
                return language;
            }
        }
    }
    return Language::English;
}

Language rememberedLanguage()
{
    const QString word = remembered(LanguageKey).toString();
    return word == u"en" ? Language::English : word == u"de" ? Language::German : Language::System;
}

void applyLanguage(QApplication &application, Language language)
{
    const QString code = codeOf(
        language == Language::System ? languageOf(QLocale::system().uiLanguages()) : language);
    for (auto *former : application.findChildren<QTranslator *>(TranslatorName.toString(),
                                                                Qt::FindDirectChildrenOnly)) {
        delete former;
    }
    QLocale::setDefault(language == Language::System ? QLocale::system() : QLocale(code));
    install(application, u"qtbase_"_s + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(application, u"signalbox_"_s + code, u":/signalbox/translations"_s);
}

void chooseLanguage(Language language)
{
    remember(LanguageKey, language == Language::System ? u"system"_s : codeOf(language));
    if (auto *application = qobject_cast<QApplication *>(QCoreApplication::instance())) {
        applyLanguage(*application, language);
    }
}

} // namespace ui
