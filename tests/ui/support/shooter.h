// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/connectionrules.h"

#include <QDir>
#include <QHash>
#include <QMap>
#include <QStringList>
#include <QStringView>

#include <functional>

class QImage;
class QWidget;

namespace ui {
class MainWindow;
}

/// For the program that renders the console in its states.
namespace tests {

/// Periods that make a state come soon.
ui::Timings hasty();

/// Those of a window that is only to be live: however busy this machine is, it is not stale.
ui::Timings steady();

/// Waits for a state of the window; a picture of another one would mislead, so it ends the program.
void await(const char *what, const std::function<bool()> &isSo);

void awaitState(const ui::MainWindow &window, ui::ConnectionState state);

/// All of the overview is the present.
void awaitLevel(const ui::MainWindow &window);

/// What the page wants has been read, where anything can be read at all.
void awaitWanted(const ui::MainWindow &window);

/// Brings the page with this English name to the front and waits until it is read.
void turnTo(ui::MainWindow &window, QStringView page);

/// Writes pictures into a directory, and keeps what is wrong with them as far as a program can see
/// it: one that is blank or like another one, and the faults of its layout.
class Shooter final
{
public:
    explicit Shooter(const QString &directory);

    /// What all pictures from now on have in common: how it looks and what is the case. None of
    /// them may be as that of its name in one of the other series.
    void begin(const QString &series, const QStringList &unlike = {})
    {
        m_series = series;
        m_unlike = unlike;
    }

    /// Pictures of this name may be alike: what they show is the same whatever happens.
    void keepAlike(const QString &name) { m_alike << name; }

    void shoot(QWidget &widget, const QString &name);

    /// Every page of the list and its tabs, but for those named, which do not tell of the backend.
    void pages(ui::MainWindow &window, const QStringList &without = {});

    /// The page of this name and its tabs.
    void page(ui::MainWindow &window, const QString &page, const QString &name = {});

    int taken() const { return m_taken; }

    /// A line for each fault, with the pictures that have it.
    QStringList faults() const;

private:
    void note(const QString &fault, const QString &picture);
    void checkPicture(const QImage &content, const QString &name);

    QDir m_directory;
    QString m_series;
    int m_taken = 0;
    QStringList m_unlike;
    QStringList m_alike;
    QHash<QString, QByteArray> m_contents; ///< by series and name
    QMap<QString, QStringList> m_faults;
};

} // namespace tests
