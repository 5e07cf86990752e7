// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctltarget.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using app::Choice;
using app::Target;
using Environment = QMap<QString, QString>;

/// Which backend is meant, and how it is recognised.
class CtlTargetTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void precedence_data();
    void precedence();
    void token_data();
    void token();
    void profile();
    void faults_data();
    void faults();

private:
    void write(const QString &name, const QByteArray &text) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }

    QString path(const QString &name) const { return m_folder.path() + u"/signalbox/"_s + name; }

    QTemporaryDir m_folder;
};

namespace {

const QByteArray Toml = "[profile.home]\n"
                        "url = \"https://home:8000\"\n"
                        "token_file = \"home.token\"\n"
                        "fingerprint = \"AB:cd:"
                        "0000000000000000000000000000000000000000000000000000000000ef\"\n"
                        "[profile.bare]\n"
                        "url = \"http://bare:1\"\n";

} // namespace

void CtlTargetTest::init()
{
    QVERIFY(QDir(m_folder.path()).mkpath(u"signalbox"_s));
    write(u"ctl.toml"_s, Toml);
    write(u"home.token"_s, "sb_home\n");
    write(u"other.token"_s, "sb_other");
}

void CtlTargetTest::precedence_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("profile");
    QTest::addColumn<Environment>("environment");
    QTest::addColumn<QString>("result");
    const QString urlName = u"SIGNALBOX_URL"_s;
    const QString profileName = u"SIGNALBOX_PROFILE"_s;
    const Environment both{{urlName, u"http://variable"_s}, {profileName, u"home"_s}};
    QTest::newRow("nothing") << QString() << QString() << Environment()
                             << u"http://127.0.0.1:8000"_s;
    QTest::newRow("the option") << u"http://option"_s << QString() << both << u"http://option"_s;
    QTest::newRow("the profile of the option")
        << QString() << u"bare"_s << both << u"http://bare:1"_s;
    QTest::newRow("the variable") << QString() << QString() << both << u"http://variable"_s;
    QTest::newRow("the profile of the variable")
        << QString() << QString() << Environment{{profileName, u"home"_s}}
        << u"https://home:8000"_s;
}

void CtlTargetTest::precedence()
{
    QFETCH(QString, url);
    QFETCH(QString, profile);
    QFETCH(Environment, environment);
    environment.insert(u"XDG_CONFIG_HOME"_s, m_folder.path());
    const auto target = app::targetOf({.url = url, .profile = profile}, environment);
    QVERIFY2(target.ok(), target ? "" : qPrintable(target.error().detail));
    QTEST(target.value().url.toString(), "result");
}

void CtlTargetTest::token_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QByteArray>("result");
    QTest::newRow("none") << QString() << QString() << QString() << QByteArray();
    QTest::newRow("the variable") << QString() << QString() << u"sb_var"_s << QByteArray("sb_var");
    QTest::newRow("the profile") << u"home"_s << QString() << u"sb_var"_s << QByteArray("sb_home");
    QTest::newRow("a profile without")
        << u"bare"_s << QString() << u"sb_var"_s << QByteArray("sb_var");
    QTest::newRow("the option") << u"home"_s << u"other.token"_s << u"sb_var"_s
                                << QByteArray("sb_other");
}

void CtlTargetTest::token()
{
    QFETCH(QString, profile);
    QFETCH(QString, file);
    QFETCH(QString, variable);
    const auto target =
        app::targetOf({.profile = profile, .tokenFile = file.isEmpty() ? file : path(file)},
                      {{u"XDG_CONFIG_HOME"_s, m_folder.path()}, {u"SIGNALBOX_TOKEN"_s, variable}});
    QVERIFY2(target.ok(), target ? "" : qPrintable(target.error().detail));
    QTEST(target.value().token, "result");
}

void CtlTargetTest::profile()
{
    const auto target =
        app::targetOf({.profile = u"home"_s}, {{u"XDG_CONFIG_HOME"_s, m_folder.path()}});
    QVERIFY(target.ok());
    const QByteArray fingerprint = QByteArray::fromHex("abcd" + QByteArray(58, '0') + "ef");
    QCOMPARE(target.value(),
             (Target{.url = QUrl(u"https://home:8000"_s),
                     .token = "sb_home",
                     .fingerprint = fingerprint}));
}

void CtlTargetTest::faults_data()
{
    QTest::addColumn<QByteArray>("toml");
    QTest::addColumn<QString>("error"); // FILE stands for that of the profiles
    const auto row = [](const char *name, const QByteArray &toml, const QString &error) {
        QTest::newRow(name) << toml << error;
    };
    row("another one", "[profile.bare]\nurl = \"http://bare\"\n",
        u"--profile home: FILE has bare"_s);
    row("none at all", "", u"--profile home: FILE has no profiles"_s);
    row("no TOML", "[profile.home\n", u"FILE:1: "_s);
    row("no url", "\n[profile.home]\n", u"FILE:2: profile.home: has no url"_s);
    row("a bad url", "[profile.home]\nurl = \"home\"\n",
        u"FILE:1: not the address of a backend, such as http://127.0.0.1:8000"_s);
    row("an unknown key", "[profile.home]\nurl = \"http://home\"\ntoken = \"sb_x\"\n",
        u"FILE:3: token: unknown; a profile has url, token_file, ca_file and fingerprint"_s);
    row("no text", "[profile.home]\nurl = 8000\n", u"FILE:2: url: must be a text"_s);
    row("a short fingerprint", "[profile.home]\nfingerprint = \"ab:cd\"\n",
        u"FILE:2: fingerprint: must be the 64 digits of a SHA-256"_s);
    row("two ways to trust",
        "[profile.home]\nurl = \"https://home\"\nca_file = \"a\"\nfingerprint = \""
            + QByteArray(64, 'a') + "\"\n",
        u"FILE:1: profile.home: ca_file and fingerprint exclude each other"_s);
    row("trust without https", "[profile.home]\nurl = \"http://home\"\nca_file = \"a\"\n",
        u"FILE:1: a certificate needs an address that begins with https"_s);
    row("a token file that is not there",
        "[profile.home]\nurl = \"http://home\"\ntoken_file = \"no.token\"\n",
        u"no.token: No such file or directory"_s);
}

void CtlTargetTest::faults()
{
    QFETCH(QByteArray, toml);
    QFETCH(QString, error);
    write(u"ctl.toml"_s, toml);
    const auto target =
        app::targetOf({.profile = u"home"_s}, {{u"XDG_CONFIG_HOME"_s, m_folder.path()}});
    QVERIFY(!target);
    const QString detail = target.error().detail;
    const QString expected = error.replace(u"FILE"_s, path(u"ctl.toml"_s));
    QVERIFY2(detail.contains(expected), qPrintable(detail));
    QVERIFY2(!detail.contains(u"sb_x"), qPrintable(detail));
}

QTEST_GUILESS_MAIN(CtlTargetTest)
#include "tst_ctltarget.moc"
