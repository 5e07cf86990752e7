// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/keychain.h"

#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace ui;

/// A desktop without a keychain: a token is known until the program ends, and no file has it.
class KeychainlessTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void knownForThisRunOnly();

private:
    QTemporaryDir m_home;
};

void KeychainlessTest::initTestCase()
{
    for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"}) {
        qputenv(name, QFile::encodeName(m_home.path()));
    }
    qputenv("DBUS_SESSION_BUS_ADDRESS",
            "unix:path=" + QFile::encodeName(m_home.filePath(u"no-bus"_s)));
}

void KeychainlessTest::knownForThisRunOnly()
{
    const QString token = u"sbx_token_that_is_secret"_s;
    std::optional<Keychain::Found> found;
    {
        Keychain keychain;
        std::optional<QString> fault;
        keychain.write(u"gate"_s, token, this, [&fault](const QString &said) { fault = said; });
        QTRY_VERIFY_WITH_TIMEOUT(fault.has_value(), 30'000);
        QVERIFY2(fault->endsWith(u"The token is known until the program ends."_s),
                 qPrintable(*fault));
        keychain.read(u"gate"_s, this, [&found](const Keychain::Found &said) { found = said; });
        QTRY_VERIFY_WITH_TIMEOUT(found.has_value(), 30'000);
        QCOMPARE(found->token, token);
        QVERIFY(!found->fault.isEmpty());
    }
    Keychain next;
    found.reset();
    next.read(u"gate"_s, this, [&found](const Keychain::Found &said) { found = said; });
    QTRY_VERIFY_WITH_TIMEOUT(found.has_value(), 30'000);
    QCOMPARE(found->token, QString());
    for (QDirIterator it(m_home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
         it.hasNext();) {
        QFile file(it.next());
        QVERIFY(!file.open(QIODevice::ReadOnly) || !file.readAll().contains(token.toUtf8()));
    }
}

QTEST_GUILESS_MAIN(KeychainlessTest)
#include "tst_keychainless.moc"
