// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QUrl>

namespace ui {
class Instances;
class MainWindow;
} // namespace ui

/// What the program that renders the console shows, in pieces; each leaves the window as it was.
namespace tests {

class FakeBackend;
class Shooter;

/// A journal in which a worker crashed twice, a breaker was open and the backend was away for a
/// while.
QByteArray dayOfTrouble();

/// What some minutes look like: the clock of the backend runs through them, a minute an answer. In
/// the middle of them the pipeline cannot be read.
void liveMinutes(FakeBackend &backend, const ui::MainWindow &window, int minutes);

/// Tells the window that all that the backend answers has changed.
void tellAll(FakeBackend &backend);

/// One that is well, one that is not, one where nobody listens.
void addInstances(ui::Instances &instances, const QUrl &well, const QUrl &ill);

/// A worker's log and history, a countdown, several at once, what came of it.
void shootWorkers(Shooter &shooter, FakeBackend &backend, ui::MainWindow &window);

/// A breaker in trouble, letters that were given up, charts as tables.
void shootTrouble(Shooter &shooter, ui::MainWindow &window);

/// The dialogs, the command palette, the list of keys.
void shootDialogs(Shooter &shooter, FakeBackend &backend, ui::MainWindow &window);

/// The overview alone, in large letters.
void shootWall(Shooter &shooter, ui::MainWindow &window);

/// An empty product, a backend that stopped, a start that failed.
void shootBeginning(Shooter &shooter);

/// Monitoring, Performance and API & events in states of their own.
void shootMachine(Shooter &shooter, FakeBackend &backend, ui::MainWindow &window);

} // namespace tests
