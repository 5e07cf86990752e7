// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/startfailure.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using ui::StartChoice;
using ui::StartFailure;
using ui::StartFailureWindow;

/// What the window says and offers when there was nothing to start.
class StartFailureTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offers_data();
    void offers();
    void showsEveryFault();
};

void StartFailureTest::offers_data()
{
    QTest::addColumn<QUrl>("running");
    QTest::addColumn<bool>("portHelps");
    QTest::addColumn<bool>("directoryHelps");
    QTest::addColumn<QList<StartChoice>>("choices");

    const QUrl url(u"http://127.0.0.1:8000"_s);
    QTest::newRow("faults") << QUrl() << false << false << QList{StartChoice::Quit};
    QTest::newRow("a port that something holds")
        << QUrl() << true << false << QList{StartChoice::OtherPort, StartChoice::Quit};
    QTest::newRow("a port that a Signalbox holds")
        << url << true << false
        << QList{StartChoice::ConnectToRunning, StartChoice::OtherPort, StartChoice::Quit};
    QTest::newRow("a directory that a Signalbox holds")
        << url << false << true
        << QList{StartChoice::ConnectToRunning, StartChoice::OtherDirectory, StartChoice::Quit};
}

void StartFailureTest::offers()
{
    QFETCH(QUrl, running);
    QFETCH(bool, portHelps);
    QFETCH(bool, directoryHelps);
    QFETCH(QList<StartChoice>, choices);

    const StartFailure failure{.sentence = u"it cannot be"_s,
                               .running = running,
                               .portHelps = portHelps,
                               .directoryHelps = directoryHelps};
    QList<StartChoice> offered;
    for (qsizetype i = 0; i < choices.size(); ++i) {
        StartFailureWindow window(failure);
        const auto buttons = window.findChildren<QPushButton *>();
        QCOMPARE(buttons.size(), choices.size());
        buttons.at(i)->click();
        offered.append(window.choice());
    }
    QCOMPARE(offered, choices);
}

void StartFailureTest::showsEveryFault()
{
    QStringList faults;
    for (int i = 1; i <= 40; ++i) {
        faults.append(u"signalbox.toml:%1: nothing of this is known"_s.arg(i));
    }
    const StartFailureWindow window({.sentence = u"it cannot be"_s, .faults = faults});
    const auto *list = window.findChild<QPlainTextEdit *>();
    QVERIFY(list);
    QCOMPARE(list->toPlainText(), faults.join(u'\n'));
    QVERIFY(list->isReadOnly());
    QVERIFY2(window.sizeHint().height() < 600, "the window must fit a small screen");
    QVERIFY(!StartFailureWindow({.sentence = u"it cannot be"_s}).findChild<QPlainTextEdit *>());
}

QTEST_MAIN(StartFailureTest)
#include "tst_startfailure.moc"
