// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/connectionrules.h"
#include "ui/connection.h"
#include "ui/look/theme.h"

#include <QMainWindow>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <optional>

class QAction;
class QLabel;
class QListWidget;
class QMenu;
class QStackedWidget;

namespace ui {

class AlarmNotices;
class Commander;
class FailureFrame;
class Instances;
class MessageBar;
class Mirror;
class SettingsPage;
class TopBar;
class Tray;
class TroubleBar;
class WorkerActions;
enum class Verb;
struct OtherStart;

/// One window that mirrors one backend through its API.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    /// Without `instances` the list of them is empty and not kept.
    explicit MainWindow(const Connection &connection, QWidget *parent = nullptr,
                        const Timings &timings = {}, Instances *instances = nullptr);

    /// Takes the place of `former`, which only can be destroyed from then on: its connection, what
    /// is under way, its page, what is chosen there. All texts are made anew.
    explicit MainWindow(MainWindow &former);
    ~MainWindow() override;

    /// The backend inside this program stops, and another window is for the next one: says so in a
    /// red frame, for good.
    void backendStopping();

    /// The backend inside does not even react: asks whether the program may be restarted.
    void offerProgramRestart();

    /// Tells alarms on the desktop, and how things are in the program's tray if there is one; then
    /// the window can be hidden there. Without this it does neither.
    void joinDesktop(Tray *tray);

    /// Whether this is the window that the program shows; the tray leads to that one. One that is
    /// not is hidden, and goes on telling alarms.
    void setInFront(bool isInFront);

    /// Ends the program, after having asked, over the window `over`, where workers would stop.
    void askToQuit(QWidget &over);

    /// What was wanted by otherStartWanted() cannot be.
    void startRefused(const QStringList &faults);

Q_SIGNALS:
    /// The operator wants the program to end. A window with the backend in it has asked whether
    /// its workers may stop, and has closed.
    void quitRequested();

    /// The operator wants the silent backend inside the program to be restarted.
    void restartWanted();

    /// And, since it does not react, the program.
    void programRestartWanted();

    /// The operator wants the instance with this id in place of this window's.
    void instanceChosen(const QString &id);

    /// The backend inside the program is to be another one.
    void otherStartWanted(const OtherStart &start);

    /// The program speaks another language or tells times by another clock now; a window that
    /// does takes this one's place.
    void renewalWanted();

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    MainWindow(Mirror *mirror, Commander *commander, Instances *instances, QWidget *parent);

    template<typename Page>
    Page *page() const
    {
        return findChild<Page *>();
    }

    void layOut();
    void makeMenus();
    void makeInstanceMenu();
    void makeWayHome(QMenu &menu);
    void makeViewMenu();
    void makeThemeMenu(QMenu &view);
    void makeLanguageMenu(QMenu &view);
    void makeFilterActions(QMenu &view);
    void makeColumnsAction(QMenu &view);
    void makeDensityMenu(QMenu &view);
    void makeHelpMenu();
    void makePages();
    void showPage(int page);
    void showWorker(const QString &name);
    void showAlarm(const QString &id); ///< empty: the page
    void showEventOf(qint64 event);
    void connectPages();
    void refresh();
    void refreshStatusBar();
    void refreshFailure();
    void refreshTrouble();
    void mendTrouble();
    void askConsequence(Verb verb, const QString &target);
    void quit();
    bool leadsHome() const; ///< it shows another backend than the one in this program
    bool stopsWorkers() const; ///< or may stop some, if it closes
    std::optional<int> runningWorkers() const; ///< nothing when nobody vouches for a number
    QString stopText() const;
    QString stopTextElsewhere() const;
    void about();
    void tellTray();
    void shareWishes(const SettingsPage &settings);
    void recall();
    void followTray();
    void watchFleet();
    void mute(bool isWanted);
    void showWall(bool isWanted);
    void hideToTray();
    void comeForward();
    void store() const;

    Instances *m_instances;
    Mirror *m_mirror;
    Commander *m_commander;
    WorkerActions *m_actions;
    FailureFrame *m_frame;
    TopBar *m_top;
    TroubleBar *m_trouble;
    MessageBar *m_message;
    QListWidget *m_list;
    QStackedWidget *m_pages;
    QLabel *m_address;
    QLabel *m_counts;
    QLabel *m_version;
    QAction *m_hide = nullptr; ///< to the tray
    QAction *m_wall = nullptr;
    AlarmNotices *m_notices = nullptr;
    QPointer<Tray> m_tray;
    std::unique_ptr<QObject> m_inFront; ///< what ties the tray to this window, while it does
    bool m_isParked = false; ///< another window is in front
    QTimer m_trayCheck; ///< runs while the tray is the only way to the window
    QString m_failure;
    bool m_isStopHanging = false; ///< what is being restarted does not even stop
    bool m_quitting = false;
};

} // namespace ui
