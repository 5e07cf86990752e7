// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/config/configfile.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace config;

/// What --demo brings along when it has a Prometheus of its own.
class DemoTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void prometheus_data();
    void prometheus();

private:
    ConfigFile m_file;
};

void DemoTest::prometheus_data()
{
    QTest::addColumn<QString>("own");
    QTest::addColumn<QString>("toml");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("origin");
    QTest::addColumn<QString>("faults");

    const QString own = u"http://127.0.0.1:39090"_s;
    const QString usual = u"http://prometheus:9090"_s;
    const QString same = u"[[worker]]\nname = \"demo_prometheus\"\ncommand = [\"a\"]\n"_s;
    const QString after =
        u"[[worker]]\nname = \"a\"\ncommand = [\"a\"]\nafter = [\"demo_prometheus\"]\n"_s;
    const QString taken =
        u"F:2: worker.demo_prometheus.name = \"demo_prometheus\": is the name of the demo's Prometheus"_s;
    QTest::newRow("its own") << own << QString() << own << u"demo"_s << QString();
    QTest::newRow("none") << QString() << QString() << usual << u"default"_s << QString();
    QTest::newRow("the user's") << own << u"[prometheus]\nurl = \"http://box:1\"\n"_s
                                << u"http://box:1"_s << u"F:2"_s << QString();
    QTest::newRow("its name") << own << same << own << u"demo"_s << taken;
    QTest::newRow("its name, where it is none")
        << QString() << same << usual << u"default"_s << taken;
    QTest::newRow("after it") << own << after << own << u"demo"_s << QString();
    QTest::newRow("after one that there is not")
        << QString() << after << usual << u"default"_s
        << u"F:4: worker.a.after = [\"demo_prometheus\"]: there is no worker demo_prometheus"_s;
}

void DemoTest::prometheus()
{
    QFETCH(QString, own);
    QFETCH(QString, toml);

    const QString path = m_file.write(toml.toUtf8());
    const Loaded loaded = load(Sources{.demo = true, .prometheusUrl = own, .path = path});
    QTEST(loaded.config.prometheus.url, "url");
    QString origin = loaded.origins.value(u"prometheus.url"_s);
    origin.replace(path, u"F"_s);
    QTEST(origin, "origin");
    const bool isOften = loaded.config.prometheus.pollInterval == 5s;
    QCOMPARE(isOften, !own.isEmpty());
    QTEST(linesOf(loaded, path), "faults");
}

QTEST_GUILESS_MAIN(DemoTest)
#include "tst_demo.moc"
