// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/ctl.h"
#include "tests/scenario/support/securedaemon.h"
#include "tests/support/certificatefiles.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QSslCertificate>

using namespace Qt::StringLiterals;
using scenario::Daemon;
using support::CertificateFolder;

/// signalboxctl and a daemon behind TLS that wants tokens, by profiles.
class CtlSecureTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void profiles_data();
    void profiles();
    void certificateOnTheCommandLine();
    void followsBehindTls();
    void aRevokedTokenEndsIt();

private:
    QString path(const QString &name) const { return m_home.path() + u"/signalbox/"_s + name; }

    void write(const QString &name, const QByteArray &text) const
    {
        CertificateFolder::replace(path(name), text);
    }

    QTemporaryDir m_home;
    CertificateFolder m_certificate;
    Daemon m_daemon{{.toml = u"[server]\n"_s + m_certificate.toml()
                         + u"[security]\nrequire_token = true\n[ai]\nembedded = \"false\"\n"_s}};
};

void CtlSecureTest::initTestCase()
{
    QVERIFY2(m_daemon.start(), m_daemon.errorText().constData());
    QVERIFY(QDir(m_home.path()).mkpath(u"signalbox"_s));
    const QByteArray admin = scenario::newToken(m_daemon, u"admin"_s);
    QVERIFY(!admin.isEmpty());
    write(u"admin.token"_s, admin);
    const QSslCertificate ours =
        QSslCertificate::fromPath(m_certificate.certificateFile()).value(0);
    const auto profile = [&](const QByteArray &name, const QByteArray &more) -> QByteArray {
        return "[profile." + name + "]\nurl = \"" + m_daemon.url().toString().toUtf8() + "\"\n"
            + more + '\n';
    };
    const QByteArray token = "token_file = \"admin.token\"\n";
    const QByteArray digest = ours.digest(QCryptographicHash::Sha256).toHex();
    write(u"ctl.toml"_s,
          profile("file", token + "ca_file = \"" + m_certificate.certificateFile().toUtf8() + '"')
              + profile("print", token + "fingerprint = \"" + digest + '"')
              + profile("other", token + "fingerprint = \"" + QByteArray(64, 'a') + '"')
              + profile("system", token) + profile("stranger", "fingerprint = \"" + digest + '"'));
    qputenv("XDG_CONFIG_HOME", m_home.path().toUtf8());
}

void CtlSecureTest::cleanupTestCase()
{
    QCOMPARE(m_daemon.terminate(), std::optional(0));
}

void CtlSecureTest::profiles_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("err"); // a part of it
    QTest::newRow("a certificate file") << u"file"_s << 0 << QString();
    QTest::newRow("a fingerprint") << u"print"_s << 0 << QString();
    QTest::newRow("another's fingerprint") << u"other"_s << 3 << u"certificate"_s;
    QTest::newRow("the system's authorities") << u"system"_s << 3 << u"certificate"_s;
    QTest::newRow("no token") << u"stranger"_s << 1 << u"oken"_s;
}

void CtlSecureTest::profiles()
{
    QFETCH(QString, profile);
    QFETCH(QString, err);
    for (const QStringList &verb :
         {QStringList{u"workers"_s},
          QStringList{u"events"_s, u"follow"_s, u"--after"_s, u"0"_s, u"--count"_s, u"1"_s}}) {
        const Ended ended = ctl(verb + QStringList{u"--profile"_s, profile});
        QVERIFY2(ended.err.contains(err), qPrintable(ended.err));
        QCOMPARE(ended.err.isEmpty(), err.isEmpty());
        QTEST(ended.code, "code");
    }
}

void CtlSecureTest::certificateOnTheCommandLine()
{
    const QStringList arguments{u"tokens"_s,       u"--json"_s,
                                u"--token-file"_s, path(u"admin.token"_s),
                                u"--url"_s,        m_daemon.url().toString()};
    QCOMPARE(ctl(arguments).code, 3);
    const Ended ended =
        ctl(arguments + QStringList{u"--ca-file"_s, m_certificate.certificateFile()});
    QCOMPARE(ended.code, 0);
    QVERIFY(QJsonDocument::fromJson(ended.out.toUtf8()).object().contains(u"tokens"));
}

void CtlSecureTest::followsBehindTls()
{
    const Ended ended = ctl({u"events"_s, u"follow"_s, u"service.*"_s, u"--after"_s, u"0"_s,
                             u"--count"_s, u"3"_s, u"--profile"_s, u"print"_s});
    QCOMPARE(ended.code, 0);
    QCOMPARE(ended.out.count(u'\n'), 3);
}

// Who follows is told when its token is taken back.
void CtlSecureTest::aRevokedTokenEndsIt()
{
    const Ended made = ctl({u"tokens"_s, u"create"_s, u"phone"_s, u"--scope"_s, u"read"_s,
                            u"--json"_s, u"--profile"_s, u"print"_s});
    QCOMPARE(made.code, 0);
    const QJsonObject token = QJsonDocument::fromJson(made.out.toUtf8()).object();
    write(u"phone.token"_s, token.value(u"token").toString().toUtf8());

    QProcess follower;
    follower.start(scenario::programDirectory() + u"/signalboxctl"_s,
                   {u"events"_s, u"follow"_s, u"--after"_s, u"0"_s, u"--profile"_s, u"print"_s,
                    u"--token-file"_s, path(u"phone.token"_s)});
    QTRY_VERIFY_WITH_TIMEOUT(follower.bytesAvailable() > 0, 30000);
    const QString id = token.value(u"id").toString();
    QCOMPARE(ctl({u"tokens"_s, u"revoke"_s, id, u"--profile"_s, u"print"_s}).code, 0);
    QTRY_COMPARE_WITH_TIMEOUT(follower.state(), QProcess::NotRunning, 30000);
    QCOMPARE(follower.exitCode(), 1);
    const QByteArray errors = follower.readAllStandardError();
    QVERIFY2(errors.contains("not valid any more"), errors.constData());
}

QTEST_GUILESS_MAIN(CtlSecureTest)
#include "tst_ctlsecure.moc"
