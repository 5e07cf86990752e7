// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/leashoptions.h"

#include <QByteArrayList>
#include <QTest>

using supervisor::LeashOptions;

class LeashOptionsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whole();
    void faults_data();
    void faults();

private:
    static std::optional<LeashOptions> read(QByteArrayList words);
};

std::optional<LeashOptions> LeashOptionsTest::read(QByteArrayList words)
{
    std::vector<char *> arguments;
    for (QByteArray &word : words) {
        arguments.push_back(word.data());
    }
    auto options = supervisor::leashOptions(arguments);
    if (options) {
        options->command.clear(); // the words do not live any longer
    }
    return options;
}

void LeashOptionsTest::whole()
{
    QByteArrayList words{"--status",   "5",   "--lifeline", "6",          "--memory-mb", "100",
                         "--grace-ms", "250", "--",         "/bin/sleep", "--help"};
    std::vector<char *> arguments;
    for (QByteArray &word : words) {
        arguments.push_back(word.data());
    }
    const auto options = supervisor::leashOptions(arguments);
    QVERIFY(options);
    QCOMPARE(options->status, 5);
    QCOMPARE(options->lifeline, 6);
    QCOMPARE(options->memoryMb, rlim_t(100));
    QCOMPARE(options->graceMs, 250);
    QCOMPARE(options->command.size(), std::size_t(3));
    QCOMPARE(QByteArray(options->command[0]), QByteArray("/bin/sleep"));
    QCOMPARE(QByteArray(options->command[1]), QByteArray("--help"));
    QVERIFY(options->command[2] == nullptr);
}

void LeashOptionsTest::faults_data()
{
    QTest::addColumn<QByteArrayList>("words");
    QTest::newRow("nothing") << QByteArrayList();
    QTest::newRow("no status") << QByteArrayList{"--lifeline", "6", "--", "true"};
    QTest::newRow("no lifeline") << QByteArrayList{"--status", "5", "--", "true"};
    QTest::newRow("no command") << QByteArrayList{"--status", "5", "--lifeline", "6", "--"};
    QTest::newRow("no separator") << QByteArrayList{"--status", "5", "--lifeline", "6"};
    QTest::newRow("unknown") << QByteArrayList{"--status", "5", "--lifeline", "6",
                                               "--colour", "1", "--",         "true"};
}

void LeashOptionsTest::faults()
{
    QFETCH(const QByteArrayList, words);
    QVERIFY(!read(words));
}

QTEST_GUILESS_MAIN(LeashOptionsTest)
#include "tst_leashoptions.moc"
