// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingsfile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QSettings>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SettingsFile)
};

} // namespace

std::optional<BrokenSettings> setAsideBrokenSettings(const QString &path)
{
    if (!QFileInfo::exists(path)) {
        return std::nullopt;
    }
    const QSettings settings(path, QSettings::IniFormat);
    (void)settings.allKeys(); // only then all of it is looked at
    if (settings.status() == QSettings::NoError) {
        return std::nullopt;
    }
    const QString aside =
        path + QDateTime::currentDateTimeUtc().toString(u"'.broken-'yyyyMMdd'T'hhmmsszzz"_s);
    return BrokenSettings{.path = path, .aside = QFile::rename(path, aside) ? aside : QString()};
}

QString brokenSettingsText(const BrokenSettings &broken)
{
    return broken.aside.isEmpty()
        ? Text::tr("What the console had remembered in %1 can be neither read nor put aside; all "
                   "settings are the usual ones.")
              .arg(broken.path)
        : Text::tr("What the console had remembered could not be read. It is kept as %1; all "
                   "settings are the usual ones.")
              .arg(broken.aside);
}

QString settingsPath()
{
    return QSettings().fileName();
}

} // namespace ui
