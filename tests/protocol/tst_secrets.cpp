// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/secrets.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// What is shown in place of a secret.
class SecretsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data();
    void names();
    void texts_data();
    void texts();
    void commands_data();
    void commands();
};

void SecretsTest::names_data()
{
    QTest::addColumn<bool>("isSecret");
    for (const char *name :
         {"AWS_SECRET_ACCESS_KEY", "SECRET_KEY", "PRIVATE_KEY", "DB_PASS", "RTSP_PASS", "SMTP_AUTH",
          "MYSQL_PWD", "accessToken", "CAMERA_PASSWORD1", "password", "api_key", "API-KEY",
          "apikey", "key", "passphrase", "credentials", "--token", "-pass"}) {
        QTest::newRow(name) << true;
    }
    for (const char *name : {"LOG", "keyboard", "monkey", "host", "password_file", "tls_key_file",
                             "retention_days", "max_per_address"}) {
        QTest::newRow(name) << false;
    }
}

void SecretsTest::names()
{
    QFETCH(bool, isSecret);
    QCOMPARE(protocol::isSecretName(QString::fromLatin1(QTest::currentDataTag())), isSecret);
}

void SecretsTest::texts_data()
{
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *text, const char *shown) {
        QTest::newRow(text) << QString::fromLatin1(shown);
    };
    row("rtsp://root:hunter2@cam/live", "rtsp://root:***@cam/live");
    row("https://hunter2@host/", "https://***@host/");
    row("http://h/?token=x", "http://h/?token=***");
    row("http://h/?a=1&access_token=x&b=2", "http://h/?a=1&access_token=***&b=2");
    row("http://h/?api_key=x", "http://h/?api_key=***");
    row("http://h/?user=me&pwd=x", "http://h/?user=me&pwd=***");
    row("http://h:80/?channel=1", "http://h:80/?channel=1");
    row("http://auth.lan:80/", "http://auth.lan:80/");
    row("--token=abc", "--token=***");
    row("--token=", "--token=");
    row("Authorization: Bearer x", "Authorization: ***");
    row(R"(Authorization: Digest a="b", c="d")", "Authorization: ***");
    row("-H 'X-Api-Key: abc def'", "-H 'X-Api-Key: ***");
    row("send Bearer abc.def", "send Bearer ***");
    row(R"({"password": "a b", "port": 1})", R"({"password": ***, "port": 1})");
    row("DB_PASS='a b' exec tool", "DB_PASS=*** exec tool");
    row("PASS=a\\ b exec tool", "PASS=*** exec tool");
    row("exec tool --password hunter2 --port 1", "exec tool --password *** --port 1");
    row("exec tool --no-auth --password hunter2", "exec tool --no-auth *** ***");
    row("echo \"# $HOME\"; x=y", "echo \"# $HOME\"; x=y");
    row("curl -u joe:s3cret http://h/", "curl -u joe:*** http://h/");
    row("curl --user 'joe:s3 cret' http://h/", "curl --user 'joe:***' http://h/");
    row("curl --proxy-user=joe:s3cret h", "curl --proxy-user=joe:*** h");
    row("sh -c \"curl -U 'joe:a b' -u k:v\"", "sh -c \"curl -U 'joe:***' -u k:***\"");
    row("scan -u https://h:80/p", "scan -u https://h:80/p");
    row("docker run -u 1000:1000 image", "docker run -u 1000:1000 image");
    row("sort -u a:b", "sort -u a:***");
}

void SecretsTest::texts()
{
    QFETCH(QString, shown);
    QCOMPARE(protocol::masked(QString::fromLatin1(QTest::currentDataTag())), shown);
    QCOMPARE(protocol::masked(shown), shown);
}

void SecretsTest::commands_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<QStringList>("shown");
    QTest::newRow("the next argument") << QStringList{u"a"_s, u"--password"_s, u"hunter2"_s, u"b"_s}
                                       << QStringList{u"a"_s, u"--password"_s, u"***"_s, u"b"_s};
    QTest::newRow("a single dash")
        << QStringList{u"-pass"_s, u"hunter2"_s} << QStringList{u"-pass"_s, u"***"_s};
    QTest::newRow("the same argument")
        << QStringList{u"--token=abc"_s, u"b"_s} << QStringList{u"--token=***"_s, u"b"_s};
    QTest::newRow("a header") << QStringList{u"-headers"_s, u"Authorization: Bearer x"_s}
                              << QStringList{u"-headers"_s, u"Authorization: ***"_s};
    QTest::newRow("a switch is no value") << QStringList{u"--auth"_s, u"--pwd"_s, u"hunter2"_s}
                                          << QStringList{u"--auth"_s, u"***"_s, u"***"_s};
    QTest::newRow("the file of a secret")
        << QStringList{u"--password-file"_s, u"/p"_s} << QStringList{u"--password-file"_s, u"/p"_s};
    QTest::newRow("a log-in") << QStringList{u"curl"_s, u"-u"_s, u"joe:s3cret"_s}
                              << QStringList{u"curl"_s, u"-u"_s, u"joe:***"_s};
    QTest::newRow("a log-in with a space") << QStringList{u"curl"_s, u"-U"_s, u"joe:my secret:x"_s}
                                           << QStringList{u"curl"_s, u"-U"_s, u"joe:***"_s};
    QTest::newRow("a log-in in one, another secret behind it")
        << QStringList{u"curl"_s, u"--user=joe:s3cret"_s, u"--proxy=http://bob:hunter2@p/"_s}
        << QStringList{u"curl"_s, u"--user=joe:***"_s, u"--proxy=http://***@p/"_s};
    QTest::newRow("a shell's command, a password behind it")
        << QStringList{u"sh"_s, u"-c"_s, u"curl -u joe:s3cret http://h/"_s, u"--password=x"_s}
        << QStringList{u"sh"_s, u"-c"_s, u"curl -u joe:*** http://h/"_s, u"--password=***"_s};
    QTest::newRow("a URL behind -u") << QStringList{u"scan"_s, u"-u"_s, u"https://me:pw@h:80/"_s}
                                     << QStringList{u"scan"_s, u"-u"_s, u"https://***@h:80/"_s};
    QTest::newRow("ids") << QStringList{u"run"_s, u"-u"_s, u"1000:1000"_s}
                         << QStringList{u"run"_s, u"-u"_s, u"1000:1000"_s};
    QTest::newRow("no option") << QStringList{u"token"_s, u"b"_s}
                               << QStringList{u"token"_s, u"b"_s};
}

void SecretsTest::commands()
{
    QFETCH(QStringList, command);
    QTEST(protocol::maskedCommand(command), "shown");
}

QTEST_GUILESS_MAIN(SecretsTest)
#include "tst_secrets.moc"
