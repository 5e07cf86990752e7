// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/config/configfile.h"

using namespace Qt::StringLiterals;
using namespace config;

class SupportTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsIgnored_data();
    void nothingIsIgnored();
    void variableIsNamed();
    void demoCameraIsAWorker_data();
    void demoCameraIsAWorker();

private:
    QString inFile(const QString &toml, bool demo = false);

    ConfigFile m_file;
};

/// What load() finds, else what cannot be done yet, as lines.
QString SupportTest::inFile(const QString &toml, bool demo)
{
    const QString path = m_file.write(toml.toUtf8());
    Loaded loaded = load(Sources{.demo = demo, .path = path});
    if (loaded.faults.isEmpty()) {
        loaded.faults = unsupported(loaded);
    }
    return linesOf(loaded, path);
}

void SupportTest::nothingIsIgnored_data()
{
    QTest::addColumn<QString>("toml");
    QTest::addColumn<QString>("expected");

    QTest::newRow("nothing said") << QString() << QString();
    for (const auto *host : {"127.0.0.1", "127.0.0.2", "::1", "localhost"}) {
        QTest::newRow(host) << u"[server]\nhost = \"%1\"\n"_s.arg(QLatin1StringView(host))
                            << QString();
    }
    QTest::newRow("every address, behind a proxy")
        << u"[server]\nhost = \"0.0.0.0\"\nallow_plaintext = true\n"_s << QString();
    QTest::newRow("tokens") << u"[security]\nrequire_token = true\n"_s << QString();
    m_file.writeTo(u"password"_s, "x");
    QTest::newRow("PostgreSQL")
        << u"[storage]\nurl = \"postgresql://u@localhost:5432/x\"\npassword_file = \"%1\"\n"_s.arg(
               m_file.in(u"password"_s))
        << QString();
    QTest::newRow("a password for a file")
        << u"[storage]\npassword_file = \"%1\"\n"_s.arg(m_file.in(u"password"_s))
        << u"F:2: storage.password_file = \"%1\": has no meaning for storage.url = "
           "\"sqlite:signalbox.db\""_s.arg(m_file.in(u"password"_s));
    QTest::newRow("Redis and tokens")
        << u"[queue]\nurl = \"redis://localhost:6379/0\"\n[security]\nrequire_token = true\n"_s
        << u"F:2: queue.url = \"redis://localhost:6379/0\": this version has the embedded queue "
           "only "
           "(embedded:)"_s;
    QTest::newRow("a password for a queue that has none")
        << u"[queue]\npassword_file = \"%1\"\n"_s.arg(m_file.in(u"password"_s))
        << u"F:2: queue.password_file = \"%1\": this version has the embedded queue only "
           "(embedded:)"_s.arg(m_file.in(u"password"_s));
    QTest::newRow("Prometheus")
        << u"[prometheus]\nurl = \"http://box:9090\"\npoll_interval_seconds = 1\n"
           "timeout_seconds = 1\n"_s
        << QString();
    QTest::newRow("the default, said aloud") << u"[queue]\nurl = \"embedded:\"\n"_s << QString();
    m_file.writeTo(u"certificate.pem"_s, "x");
    m_file.writeTo(u"key.pem"_s, "x");
    const QString certificate = m_file.in(u"certificate.pem"_s);
    const QString key = m_file.in(u"key.pem"_s);
    QTest::newRow("TLS, everywhere") << u"[server]\nhost = \"::\"\ntls_certificate_file = \"%1\"\n"
                                        "tls_key_file = \"%2\"\n"_s.arg(certificate, key)
                                     << QString();
}

void SupportTest::nothingIsIgnored()
{
    QFETCH(QString, toml);
    QTEST(inFile(toml), "expected");
}

void SupportTest::variableIsNamed()
{
    const Loaded loaded = load({}, {{u"SIGNALBOX_QUEUE__URL"_s, u"redis://localhost:6379/0"_s}});
    QCOMPARE(loaded.faults, QList<Fault>());
    Loaded refused;
    refused.faults = unsupported(loaded);
    QCOMPARE(linesOf(refused, {}),
             u"environment SIGNALBOX_QUEUE__URL: queue.url = \"redis://localhost:6379/0\": this "
             "version has the embedded queue only (embedded:)"_s);
}

void SupportTest::demoCameraIsAWorker_data()
{
    QTest::addColumn<QString>("toml");
    QTest::addColumn<QString>("expected");

    QTest::newRow("its name is taken")
        << u"[[worker]]\nname = \"demo_camera\"\ncommand = [\"a\"]\n"_s
        << u"F:2: worker.demo_camera.name = \"demo_camera\": is the name of the demo's camera"_s;
    QTest::newRow("others may follow it")
        << u"[[worker]]\nname = \"cam\"\ncommand = [\"a\"]\nafter = [\"demo_camera\"]\n"_s
        << QString();
}

void SupportTest::demoCameraIsAWorker()
{
    QFETCH(QString, toml);
    QTEST(inFile(toml, true), "expected");
}

QTEST_GUILESS_MAIN(SupportTest)
#include "tst_support.moc"
