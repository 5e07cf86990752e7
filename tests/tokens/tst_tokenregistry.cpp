// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/tokens/registry.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace tokens;
using http::Scope;

namespace {

constexpr int Soon = 5000;

protocol::WallTime now()
{
    return protocol::Now::read().wall;
}

} // namespace

class TokenRegistryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatAnotherProcessWritesCounts();
    void endIsToldWithinASecond_data();
    void endIsToldWithinASecond();
    void brokenFileKeepsWhatWasRead();
    void failureThatPassesIsTriedAgain();
    void noEntryToTheDirectoryIsNoEmptyList();
    void fileThatGoesTakesAllWithIt();
    void ownIsInNoFile();
    void writesInTheBackground();

private:
    QString path() const { return fileIn(m_directory->path()); }

    Fresh add(const QString &name, std::optional<protocol::WallTime> expires = {}) const
    {
        return create(path(), {.name = name, .scope = Scope::Read, .expiresAt = expires}, now())
            .value();
    }

    std::unique_ptr<QTemporaryDir> m_directory;
};

void TokenRegistryTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
}

void TokenRegistryTest::whatAnotherProcessWritesCounts()
{
    Registry registry(path());
    QVERIFY(registry.list().isEmpty());
    const Fresh one = add(u"one"_s);
    // At once, without a turn of the loop.
    QVERIFY(registry.judge(one.secret));
    QVERIFY(registry.isGood(one.token.id));
    QVERIFY(revoke(path(), one.token.id));
    QVERIFY(!registry.judge(one.secret));
    QVERIFY(!registry.isGood(one.token.id));
}

void TokenRegistryTest::endIsToldWithinASecond_data()
{
    QTest::addColumn<bool>("isRevoked");
    QTest::newRow("revoked by another process") << true;
    QTest::newRow("expired") << false;
}

void TokenRegistryTest::endIsToldWithinASecond()
{
    QFETCH(const bool, isRevoked);
    const auto end = now() + 1s;
    const Fresh one = add(u"one"_s, isRevoked ? std::nullopt : std::optional(end));
    const Fresh two = add(u"two"_s);
    Registry registry(path());
    QSignalSpy ended(&registry, &Registry::ended);
    if (isRevoked) {
        QVERIFY(revoke(path(), one.token.id));
    } else {
        QTRY_VERIFY(now() >= end);
    }
    QElapsedTimer watch;
    watch.start();
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, Soon);
    QVERIFY2(watch.elapsed() < 1000, qPrintable(QString::number(watch.elapsed())));
    QCOMPARE(ended.first().first().toString(), one.token.id);
    QVERIFY(!registry.judge(one.secret));
    QVERIFY(registry.judge(two.secret));
    // It is told once.
    QVERIFY(!ended.wait(1200));
}

void TokenRegistryTest::brokenFileKeepsWhatWasRead()
{
    const Fresh one = add(u"one"_s);
    Registry registry(path());
    QSignalSpy faults(&registry, &Registry::faultChanged);
    QSignalSpy ended(&registry, &Registry::ended);
    QFile file(path());
    const auto mine = file.permissions();
    QVERIFY(file.setPermissions(mine | QFileDevice::ReadOther));
    QTRY_COMPARE_WITH_TIMEOUT(faults.count(), 1, Soon);
    QCOMPARE(registry.fault(), path() + u": is open to others; give it mode 0600"_s);
    QVERIFY(registry.judge(one.secret));
    QVERIFY(file.setPermissions(mine));
    QTRY_COMPARE_WITH_TIMEOUT(faults.count(), 2, Soon);
    QVERIFY(registry.fault().isEmpty());
    QCOMPARE(ended.count(), 0);
}

// The file is the same before and after: nothing but another try can tell that it can be read.
void TokenRegistryTest::failureThatPassesIsTriedAgain()
{
    Registry registry(path());
    const Fresh one = add(u"one"_s);
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const rlimit none{.rlim_cur = 0, .rlim_max = before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &none), 0);
    const bool isFound = registry.judge(one.secret).ok();
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
    QVERIFY(!isFound);
    QVERIFY(!registry.fault().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(registry.judge(one.secret).ok(), Soon);
    QVERIFY(registry.fault().isEmpty());
}

void TokenRegistryTest::noEntryToTheDirectoryIsNoEmptyList()
{
    const QString folder = m_directory->filePath(u"data"_s);
    QVERIFY(QDir().mkdir(folder));
    const Fresh one =
        create(fileIn(folder), {.name = u"one"_s, .scope = Scope::Read}, now()).value();
    Registry registry(fileIn(folder));
    const QString aside = m_directory->filePath(u"aside"_s);
    QVERIFY(QFile::rename(folder, aside));
    // A loop of links stands for all that keeps us from looking.
    QVERIFY(QFile::link(folder, folder));
    QVERIFY(registry.judge(one.secret));
    QVERIFY(registry.fault().startsWith(fileIn(folder) + u": "_s));
    QVERIFY(QFile::remove(folder));
    QVERIFY(QFile::rename(aside, folder));
    QTRY_VERIFY_WITH_TIMEOUT(registry.fault().isEmpty(), Soon);
    QVERIFY(registry.judge(one.secret));
}

void TokenRegistryTest::fileThatGoesTakesAllWithIt()
{
    const Fresh one = add(u"one"_s);
    Registry registry(path());
    QSignalSpy ended(&registry, &Registry::ended);
    QVERIFY(QFile::remove(path()));
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, Soon);
    QVERIFY(!registry.judge(one.secret));
}

void TokenRegistryTest::ownIsInNoFile()
{
    Registry registry(path());
    const QByteArray secret = registry.createOwn(u"console"_s, Scope::Admin);
    const auto judged = registry.judge(secret);
    QVERIFY(judged);
    QCOMPARE(judged.value().name, u"console"_s);
    QVERIFY(judged.value().scope == Scope::Admin);
    QVERIFY(registry.isGood(judged.value().id));
    QVERIFY(registry.list().isEmpty());
    QVERIFY(!QFile::exists(path()));
    QVERIFY(!Registry(path()).judge(secret));
}

void TokenRegistryTest::writesInTheBackground()
{
    Registry registry(path());
    QSignalSpy changed(&registry, &Registry::changed);
    std::optional<protocol::Result<Fresh>> fresh;
    registry.create({.name = u"one"_s, .scope = Scope::Operate}, this,
                    [&](const protocol::Result<Fresh> &result) { fresh = result; });
    QVERIFY(!fresh); // not in this turn
    QTRY_VERIFY(fresh);
    QVERIFY(fresh->ok());
    QVERIFY(registry.judge(fresh->value().secret));
    QCOMPARE(changed.count(), 1);
    std::optional<protocol::Result<Token>> gone;
    registry.revoke(fresh->value().token.id, this,
                    [&](const protocol::Result<Token> &result) { gone = result; });
    QTRY_VERIFY(gone);
    QVERIFY(gone->ok());
    QVERIFY(registry.list().isEmpty());
    // Whoever has left is not called, and a registry that goes does not leave its work behind.
    auto leaving = std::make_unique<QObject>();
    registry.create({.name = u"two"_s, .scope = Scope::Read}, leaving.get(),
                    [](const protocol::Result<Fresh> &) { QFAIL("nobody is there"); });
    leaving.reset();
    QTRY_COMPARE(registry.list().size(), 1);
}

QTEST_GUILESS_MAIN(TokenRegistryTest)
#include "tst_tokenregistry.moc"
