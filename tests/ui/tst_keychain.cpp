// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/privatebus.h"
#include "ui/instances/keychain.h"

#include <QDirIterator>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>

using namespace Qt::StringLiterals;
using namespace ui;

namespace {

const QString Token = u"sbx_token_that_is_secret"_s;

} // namespace

/// Tokens in a real Secret Service (gnome-keyring), which ./check unpacks under build/servers.
class KeychainTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keepsAToken();
    void anotherRunReadsIt();
    void replacesAndForgets();
    void unknownOneIsNone();
    void nothingInPlainText();
    void serviceThatDies();

private:
    bool write(const QString &id, const QString &token)
    {
        std::optional<QString> fault;
        m_keychain->write(id, token, this, [&fault](const QString &said) { fault = said; });
        (void)QTest::qWaitFor([&fault] { return fault.has_value(); }, 20'000);
        return fault == QString();
    }

    std::optional<Keychain::Found> read(const QString &id)
    {
        std::optional<Keychain::Found> found;
        m_keychain->read(id, this, [&found](const Keychain::Found &said) { found = said; });
        (void)QTest::qWaitFor([&found] { return found.has_value(); }, 20'000);
        return found;
    }

    QString token(const QString &id)
    {
        const auto found = read(id);
        return found && found->fault.isEmpty() ? found->token : u"fault"_s;
    }

    QTemporaryDir m_folder;
    tests::PrivateBus m_bus;
    std::unique_ptr<scenario::ServerProcess> m_keyring;
    std::unique_ptr<Keychain> m_keychain;
};

void KeychainTest::initTestCase()
{
    for (const QString &name : {u"dbus-daemon"_s, u"gnome-keyring-daemon"_s}) {
        QVERIFY2(!QStandardPaths::findExecutable(name).isEmpty(),
                 qPrintable(name + u" is not in PATH: ./check unpacks it under build/servers"));
    }
    QVERIFY(m_bus.start());
    m_keyring = std::make_unique<scenario::ServerProcess>(
        u"gnome-keyring-daemon"_s,
        QStringList{u"--foreground"_s, u"--components=secrets"_s, u"--unlock"_s});
    for (const QString &name : {u"XDG_DATA_HOME"_s, u"XDG_RUNTIME_DIR"_s, u"HOME"_s}) {
        m_keyring->setVariable(name, m_folder.path());
    }
    QVERIFY(m_keyring->start("password"));
    m_keychain = std::make_unique<Keychain>();
    // It is ready when it takes one.
    QTRY_VERIFY_WITH_TIMEOUT(write(u"warm-up"_s, u"x"_s), 30'000);
}

void KeychainTest::keepsAToken()
{
    QVERIFY(write(u"gate"_s, Token));
    QCOMPARE(token(u"gate"_s), Token);
}

void KeychainTest::anotherRunReadsIt()
{
    QVERIFY(write(u"gate"_s, Token));
    m_keychain = std::make_unique<Keychain>();
    QCOMPARE(token(u"gate"_s), Token);
}

void KeychainTest::replacesAndForgets()
{
    QVERIFY(write(u"gate"_s, Token));
    QVERIFY(write(u"gate"_s, u"another"_s));
    QCOMPARE(token(u"gate"_s), u"another"_s);
    std::optional<QString> fault;
    m_keychain->remove(u"gate"_s, this, [&fault](const QString &said) { fault = said; });
    QTRY_COMPARE(fault, QString());
    QCOMPARE(token(u"gate"_s), QString());
}

void KeychainTest::unknownOneIsNone()
{
    QCOMPARE(token(u"nobody"_s), QString());
}

void KeychainTest::nothingInPlainText()
{
    QVERIFY(write(u"gate"_s, Token));
    int files = 0;
    for (QDirIterator it(m_folder.path(), QDir::Files, QDirIterator::Subdirectories);
         it.hasNext();) {
        QFile file(it.next());
        QVERIFY(!file.open(QIODevice::ReadOnly) || !file.readAll().contains(Token.toUtf8()));
        ++files;
    }
    QVERIFY(files > 1);
}

// The last one, for the service does not come back: the token is known until the program ends.
void KeychainTest::serviceThatDies()
{
    m_keyring->kill9();
    std::optional<QString> fault;
    m_keychain->write(u"yard"_s, Token, this, [&fault](const QString &said) { fault = said; });
    QTRY_VERIFY_WITH_TIMEOUT(fault.has_value(), 60'000);
    QVERIFY2(fault->contains(u"until the program ends"_s), qPrintable(*fault));
    const auto found = read(u"yard"_s);
    QVERIFY(found.has_value());
    QCOMPARE(found->token, Token);
    QVERIFY(!found->fault.isEmpty());
}

QTEST_GUILESS_MAIN(KeychainTest)
#include "tst_keychain.moc"
