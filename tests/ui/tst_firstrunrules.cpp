// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firstrun/firstrunrules.h"

#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(ui::FirstRunFacts)
Q_DECLARE_METATYPE(ui::FirstRun)

class FirstRunRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void state_data();
    void state();
};

void FirstRunRulesTest::state_data()
{
    QTest::addColumn<FirstRunFacts>("facts");
    QTest::addColumn<FirstRun>("state");
    const QList<protocol::Worker> builtin{{.name = u"file_watcher"_s, .builtin = true}};
    QList<protocol::Worker> own = builtin;
    own.append({.name = u"exporter"_s});
    using Workers = QList<protocol::Worker>;
    QTest::newRow("a backend elsewhere")
        << FirstRunFacts{false, builtin, 0, 0} << FirstRun::Elsewhere;
    QTest::newRow("nothing but the built-in workers")
        << FirstRunFacts{true, builtin, 0, 0} << FirstRun::Empty;
    QTest::newRow("no worker at all") << FirstRunFacts{true, Workers(), 0, 0} << FirstRun::Empty;
    QTest::newRow("a worker of the user's") << FirstRunFacts{true, own, 0, 0} << FirstRun::SetUp;
    QTest::newRow("a camera") << FirstRunFacts{true, builtin, 1, 0} << FirstRun::SetUp;
    QTest::newRow("another instance") << FirstRunFacts{true, builtin, 0, 1} << FirstRun::SetUp;
    QTest::newRow("workers are not known")
        << FirstRunFacts{true, std::nullopt, 0, 0} << FirstRun::Unknown;
    QTest::newRow("cameras are not known")
        << FirstRunFacts{true, builtin, std::nullopt, 0} << FirstRun::Unknown;
    QTest::newRow("another instance, nothing else is known")
        << FirstRunFacts{true, std::nullopt, std::nullopt, 1} << FirstRun::SetUp;
}

void FirstRunRulesTest::state()
{
    QFETCH(FirstRunFacts, facts);
    QTEST(firstRunOf(facts), "state");
}

QTEST_MAIN(FirstRunRulesTest)
#include "tst_firstrunrules.moc"
