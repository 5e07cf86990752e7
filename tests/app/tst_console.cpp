// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console.h"
#include "app/startup.h"
#include "ui/act/commander.h"
#include "ui/firstrun/firstrunpanel.h"
#include "ui/frame/failureframe.h"
#include "ui/instances/instancelist.h"
#include "ui/mainwindow.h"
#include "ui/overview/overviewpage.h"

#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <semaphore>

using namespace Qt::StringLiterals;

namespace {

constexpr int Patience = 60000;

const QString Quiet = u"[server]\nport = 0\n[ai]\nembedded = \"false\"\n"_s;

/// The thread does nothing as long as this lives.
class Hang final
{
public:
    explicit Hang(QThread &thread)
        : m_there(new QObject)
    {
        m_there->moveToThread(&thread);
        QMetaObject::invokeMethod(m_there, [this] { m_end.acquire(); });
    }

    ~Hang()
    {
        m_there->deleteLater();
        m_end.release();
    }

    Q_DISABLE_COPY_MOVE(Hang)

private:
    QObject *m_there;
    std::binary_semaphore m_end{0};
};

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
    void backendThatReactsIsRestarted();
    void backendThatHangsIsSaid();

private:
    void begin();
    void beginWithAnInstance();
    void openElsewhere();
    static QAction *action(const QString &text);

    static QMessageBox *question()
    {
        return window() != nullptr ? window()->findChild<QMessageBox *>() : nullptr;
    }

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
                const auto worker =
                    commander() != nullptr ? commander()->worker(u"file_watcher"_s) : std::nullopt;
                return worker && worker->status == protocol::WorkerStatus::Running;
            },
            Patience);
    }

    static bool isHome()
    {
        return window() != nullptr && window()->windowTitle().contains(u"this machine");
    }

    std::unique_ptr<QTemporaryDir> m_home;
    app::Startup m_startup;
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
    const QString file = write(u"empty.toml"_s, Quiet);
    app::Startup startup = app::prepare(
        config::CommandLine{.configFile = file, .dataDirectory = m_home->filePath(u"data"_s)});
    QCOMPARE(startup.faults, QStringList());
    startup.settings.surroundings.programDirectory = qEnvironmentVariable("SIGNALBOX_BIN");
    m_startup = startup;
}

void ConsoleTest::begin()
{
    m_console = std::make_unique<app::Console>(m_startup);
    m_console->begin();
    QTRY_VERIFY_WITH_TIMEOUT(overview() != nullptr, Patience);
}

/// Whether anybody answers there is no matter.
void ConsoleTest::beginWithAnInstance()
{
    ui::InstanceList list(ui::InstanceList::usualPath());
    QCOMPARE(list.put({.id = u"gate"_s,
                       .name = u"gate"_s,
                       .url = QUrl(u"http://127.0.0.1:1"_s),
                       .tag = u"GA"_s,
                       .colour = u"moss"_s}),
             QString());
    begin();
}

void ConsoleTest::cleanup()
{
    m_console.reset();
    m_home.reset();
}

// One clear error that names field, value and rule; the backend runs on.
void ConsoleTest::badFileStopsNothing()
{
    begin();
    QTRY_VERIFY_WITH_TIMEOUT(overview()->isFirstRun(), Patience);
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
    begin();
    QTRY_VERIFY_WITH_TIMEOUT(overview()->isFirstRun(), Patience);
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

void ConsoleTest::openElsewhere()
{
    QVERIFY(!action(u"Back to the backend in this window"_s)->isEnabled());
    Q_EMIT window()->instanceChosen(u"gate"_s);
    QTRY_VERIFY_WITH_TIMEOUT(window() != nullptr && !isHome(), Patience);
    QVERIFY2(window()->windowTitle().contains(u"gate"), qPrintable(window()->windowTitle()));
}

void ConsoleTest::closingAnotherInstanceLeadsHome()
{
    beginWithAnInstance();
    openElsewhere();
    QVERIFY(window()->close());
    QTRY_VERIFY(isHome());
    QCOMPARE(question(), nullptr);
    openElsewhere();
    action(u"Back to the backend in this window"_s)->trigger();
    QTRY_VERIFY(isHome());
}

void ConsoleTest::quitInAnotherInstanceEndsTheProgram()
{
    beginWithAnInstance();
    QVERIFY(waitForWorker());
    openElsewhere();
    action(u"Quit"_s)->trigger();
    QVERIFY(question() != nullptr);
    QVERIFY2(question()->informativeText().startsWith(
                 u"The backend inside this program, [TH] this machine, stops too. "
                 "Workers that will stop: "_s),
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

void ConsoleTest::backendThatReactsIsRestarted()
{
    begin();
    QVERIFY(waitForWorker());
    const QPointer<ui::MainWindow> before = window();
    Q_EMIT before->restartWanted();
    QTRY_VERIFY_WITH_TIMEOUT(before.isNull() && window() != nullptr, Patience);
    QVERIFY(waitForWorker());
}

void ConsoleTest::backendThatHangsIsSaid()
{
    begin();
    QVERIFY(waitForWorker());
    const auto *frame = window()->findChild<ui::FailureFrame *>();
    QCOMPARE(frame->failure(), QString());
    {
        const Hang hang(*m_console->findChild<QThread *>(u"backend"_s));
        QElapsedTimer silence;
        silence.start();
        QTRY_VERIFY_WITH_TIMEOUT(!frame->failure().isEmpty(), Patience);
        QVERIFY2(silence.elapsed() < 10000, qPrintable(QString::number(silence.elapsed())));
        auto *restart = frame->findChild<QPushButton *>();
        QVERIFY(restart->isVisible());
        restart->click();
        QTRY_VERIFY_WITH_TIMEOUT(question() != nullptr, Patience);
        QVERIFY2(question()->text().contains(u"does not react"), qPrintable(question()->text()));
        QVERIFY(question()->informativeText().contains(u"All workers are killed at once"_s));
        question()->button(QMessageBox::Cancel)->click();
        QVERIFY(!frame->failure().isEmpty());
    }
    QTRY_VERIFY_WITH_TIMEOUT(frame->failure().isEmpty(), Patience);
    QVERIFY(waitForWorker());
}

QTEST_MAIN(ConsoleTest)
#include "tst_console.moc"
