// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/connectionrules.h"

#include <QDir>
#include <QStringView>

#include <functional>

class QWidget;

namespace ui {
class MainWindow;
}

/// For the program that renders the console in its states.
namespace tests {

/// Periods that make a state come soon.
ui::Timings hasty();

/// Waits for a state of the window; a picture of another one would mislead, so it ends the program.
void await(const char *what, const std::function<bool()> &isSo);

void awaitPill(const ui::MainWindow &window, QStringView word);

/// All of the overview is the present.
void awaitLevel(const ui::MainWindow &window);

/// What the page wants has been read, where anything can be read at all.
void awaitWanted(const ui::MainWindow &window);

/// Writes pictures into a directory.
class Shooter final
{
public:
    explicit Shooter(const QString &directory);

    void shoot(QWidget &widget, const QString &name) const;

    /// Every page of the list.
    void pages(ui::MainWindow &window, const QString &name) const;

    /// The page of this name.
    void page(ui::MainWindow &window, const QString &page, const QString &name) const;

private:
    QDir m_directory;
};

/// The pages of the machine: Monitoring and Performance.
void shootMachine(const Shooter &shooter, const QString &theme);

} // namespace tests
