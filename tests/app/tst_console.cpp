// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console.h"
#include "app/startup.h"
#include "ui/act/commander.h"
#include "ui/firstrun/firstrunpanel.h"
#include "ui/instances/instancelist.h"
#include "ui/mainwindow.h"
#include "ui/overview/overviewpage.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QMessageBox>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

constexpr int Patience = 60000;

const QString Quiet = u"[server]\nport = 0\n[ai]\nembedded = \"false\"\n"_s;

} // namespace

/// The console with the real backend inside it.
class ConsoleTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void badFileStopsNothing();
    void fileIsTakenByANewBackend();
    void closingAnotherInstanceLeadsHome();
    void quitInAnotherInstanceEndsTheProgram();

private:
    void openElsewhere();
    static QAction *action(const QString &text);

    static QMessageBox *question() { return window()->findChild<QMessageBox *>(); }

    QString write(const QString &name, const QString &toml) const
    {
        QFile file(m_home->filePath(name));
        [[maybe_unused]] const bool isOpen = file.open(QIODevice::WriteOnly);
        Q_ASSERT_X(isOpen, "ConsoleTest", "the configuration cannot be written");
        file.write(toml.toUtf8());
        return file.fileName();
    }

    static ui::MainWindow *window()
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (auto *found = qobject_cast<ui::MainWindow *>(widget);
                found != nullptr && found->isVisible()) {
                return found;
            }
        }
        return nullptr;
    }

    static ui::OverviewPage *overview()
    {
        return window() != nullptr ? window()->findChild<ui::OverviewPage *>() : nullptr;
    }

    static ui::Commander *commander()
    {
        return window() != nullptr ? window()->findChild<ui::Commander *>() : nullptr;
    }

    static bool waitForWorker()
    {
        return QTest::qWaitFor(
            [] {
                const auto worker = commander()->worker(u"file_watcher"_s);
                return worker && worker->status == protocol::WorkerStatus::Running;
            },
            Patience);
    }

    static bool isHome()
    {
        return window() != nullptr && window()->windowTitle().contains(u"this machine");
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<app::Console> m_console;
};

void ConsoleTest::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", m_home->path().toLocal8Bit());
    qputenv("DBUS_SESSION_BUS_ADDRESS",
            "unix:path=" + QFile::encodeName(m_home->filePath(u"no"_s)));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home->path());
    QCoreApplication::setOrganizationName(u"signalbox-test"_s);
    ui::InstanceList list(ui::InstanceList::usualPath());
    QCOMPARE(list.put({.id = u"gate"_s,
                       .name = u"gate"_s,
                       .url = QUrl(u"http://127.0.0.1:1"_s),
                       .tag = u"GA"_s,
                       .colour = u"moss"_s}),
             QString());
    const QString file = write(u"empty.toml"_s, Quiet);
    app::Startup startup = app::prepare(
        config::CommandLine{.configFile = file, .dataDirectory = m_home->filePath(u"data"_s)});
    QCOMPARE(startup.faults, QStringList());
    startup.settings.surroundings.programDirectory = qEnvironmentVariable("SIGNALBOX_BIN");
    m_console = std::make_unique<app::Console>(startup);
    m_console->begin();
    QTRY_VERIFY_WITH_TIMEOUT(overview() != nullptr && overview()->isFirstRun(), Patience);
}

void ConsoleTest::cleanup()
{
    m_console.reset();
    m_home.reset();
}

// One clear error that names field, value and rule; the backend runs on.
void ConsoleTest::badFileStopsNothing()
{
    const ui::MainWindow *before = window();
    const QString bad = write(u"bad.toml"_s, u"[server]\nport = 70000\n"_s);
    Q_EMIT overview()->firstSteps()->otherStartWanted({.configFile = bad});
    const QString told = overview()->firstSteps()->faults();
    QVERIFY2(told.contains(u"server.port") && told.contains(u"70000"), qPrintable(told));
    QCOMPARE(window(), before);
    QVERIFY(window()->isEnabled());
    QVERIFY(waitForWorker());
}

void ConsoleTest::fileIsTakenByANewBackend()
{
    const QString good =
        write(u"good.toml"_s,
              Quiet + u"[[worker]]\nname = \"sleeper\"\ncommand = [\"/bin/sleep\", \"1000\"]\n"_s);
    QVERIFY(!commander()->worker(u"sleeper"_s));
    Q_EMIT overview()->firstSteps()->otherStartWanted({.configFile = good});
    QTRY_VERIFY_WITH_TIMEOUT(commander() != nullptr && commander()->worker(u"sleeper"_s)
                                 && commander()->worker(u"sleeper"_s)->status
                                     == protocol::WorkerStatus::Running,
                             Patience);
    QVERIFY(window()->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(!overview()->isFirstRun(), Patience); // something is set up now
}

QAction *ConsoleTest::action(const QString &text)
{
    for (QAction *action : window()->findChildren<QAction *>()) {
        if (action->text().remove(u'&') == text) {
            return action;
        }
    }
    return nullptr;
}

/// Whether anybody answers there is no matter.
void ConsoleTest::openElsewhere()
{
    QVERIFY(!action(u"Back to the backend in this window"_s)->isEnabled());
    Q_EMIT window()->instanceChosen(u"gate"_s);
    QTRY_VERIFY_WITH_TIMEOUT(window() != nullptr && !isHome(), Patience);
    QVERIFY2(window()->windowTitle().contains(u"gate"), qPrintable(window()->windowTitle()));
}

void ConsoleTest::closingAnotherInstanceLeadsHome()
{
    openElsewhere();
    QVERIFY(window()->close());
    QTRY_VERIFY(isHome());
    QCOMPARE(question(), nullptr);

    openElsewhere();
    action(u"Back to the backend in this window"_s)->trigger();
    QTRY_VERIFY(isHome());
    QVERIFY(waitForWorker());
}

void ConsoleTest::quitInAnotherInstanceEndsTheProgram()
{
    QVERIFY(waitForWorker());
    openElsewhere();
    action(u"Quit"_s)->trigger();
    QVERIFY(question() != nullptr);
    QVERIFY2(question()->informativeText().contains(u"Workers that will stop: "),
             qPrintable(question()->informativeText()));
    question()->button(QMessageBox::Cancel)->click();
    QTRY_COMPARE(question(), nullptr);
    QVERIFY(!isHome());

    action(u"Quit"_s)->trigger();
    question()->buttons().last()->click();
    QTimer::singleShot(Patience, qApp, [] { QApplication::exit(1); });
    QCOMPARE(QApplication::exec(), 0);
    QCOMPARE(window(), nullptr);
    QVERIFY(!QFile::exists(m_home->filePath(u"data/api.json"_s)));
}

QTEST_MAIN(ConsoleTest)
#include "tst_console.moc"
