// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/tokens/tokenfile.h"

#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <thread>
#include <vector>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace tokens;
using http::Scope;

namespace {

constexpr auto Mine = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

protocol::WallTime now()
{
    return protocol::Now::read().wall;
}

QFileDevice::Permissions modeOf(const QString &path)
{
    constexpr auto user = QFileDevice::ReadUser | QFileDevice::WriteUser | QFileDevice::ExeUser;
    return QFileInfo(path).permissions() & ~QFileDevice::Permissions(user);
}

} // namespace

class TokenFileTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noFileIsNoToken();
    void createsAndRevokes();
    void namesAreUnique();
    void randomBytesDiffer();
    void looserModeIsRefused_data();
    void looserModeIsRefused();
    void whatIsNoListStaysAsItIs();
    void pipeDoesNotBlock();
    void linkIsNotFollowed_data();
    void linkIsNotFollowed();
    void writersDoNotLoseEachOther();

private:
    QString path() const { return fileIn(m_directory.path()); }

    void init() { QFile::remove(path()); }

    QTemporaryDir m_directory;
};

void TokenFileTest::noFileIsNoToken()
{
    init();
    const auto list = read(path());
    QVERIFY(list);
    QVERIFY(list.value().isEmpty());
    QVERIFY(!QFile::exists(path()));
}

void TokenFileTest::createsAndRevokes()
{
    init();
    const auto one = create(path(), {.name = u"one"_s, .scope = Scope::Read}, now());
    const auto two = create(path(), {.name = u"two"_s, .scope = Scope::Admin}, now());
    QVERIFY(one && two);
    QCOMPARE(modeOf(path()), Mine);
    QCOMPARE(read(path()).value(), (QList<Token>{one.value().token, two.value().token}));
    const auto gone = revoke(path(), one.value().token.id);
    QVERIFY(gone);
    QCOMPARE(gone.value(), one.value().token);
    QCOMPARE(read(path()).value(), QList<Token>{two.value().token});
    const auto again = revoke(path(), one.value().token.id);
    QVERIFY(!again);
    QVERIFY(again.error().kind == protocol::ErrorKind::NotFound);
    QCOMPARE(modeOf(path()), Mine);
}

void TokenFileTest::namesAreUnique()
{
    init();
    QVERIFY(create(path(), {.name = u"one"_s, .scope = Scope::Read}, now()));
    const auto again = create(path(), {.name = u"one"_s, .scope = Scope::Admin}, now());
    QVERIFY(!again);
    QVERIFY(again.error().kind == protocol::ErrorKind::Conflict);
    QCOMPARE(read(path()).value().size(), 1);
}

void TokenFileTest::randomBytesDiffer()
{
    QSet<QByteArray> seen;
    for (int i = 0; i < 1000; ++i) {
        seen.insert(randomBytes());
    }
    QCOMPARE(seen.size(), 1000);
    QCOMPARE(randomBytes().size(), RandomBytes);
}

void TokenFileTest::looserModeIsRefused_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<bool>("isRight");
    QTest::newRow("0600") << 0600 << true;
    QTest::newRow("0400") << 0400 << true;
    QTest::newRow("0640") << 0640 << false;
    QTest::newRow("0620") << 0620 << false;
    QTest::newRow("0604") << 0604 << false;
    QTest::newRow("0602") << 0602 << false;
    QTest::newRow("0610") << 0610 << false;
}

void TokenFileTest::looserModeIsRefused()
{
    QFETCH(const int, mode);
    QFETCH(const bool, isRight);
    init();
    QVERIFY(create(path(), {.name = u"one"_s, .scope = Scope::Read}, now()));
    QCOMPARE(::chmod(QFile::encodeName(path()).constData(), static_cast<mode_t>(mode)), 0);
    const auto list = read(path());
    QCOMPARE(list.ok(), isRight);
    if (!isRight) {
        QCOMPARE(list.error().detail, path() + u": is open to others; give it mode 0600"_s);
        // Nobody else's tokens are signed by us, so none is added to them.
        QVERIFY(!create(path(), {.name = u"two"_s, .scope = Scope::Read}, now()));
    }
}

void TokenFileTest::whatIsNoListStaysAsItIs()
{
    init();
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{}");
    file.setPermissions(Mine);
    file.close();
    const auto refused = create(path(), {.name = u"one"_s, .scope = Scope::Read}, now());
    QVERIFY(!refused);
    QCOMPARE(refused.error().detail, path() + u": is not a list of tokens of this version"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "{}");
}

void TokenFileTest::pipeDoesNotBlock()
{
    init();
    QCOMPARE(::mkfifo(QFile::encodeName(path()).constData(), 0600), 0);
    const auto list = read(path());
    QVERIFY(!list);
    QCOMPARE(list.error().detail, path() + u": is not a plain file"_s);
}

void TokenFileTest::linkIsNotFollowed_data()
{
    QTest::addColumn<bool>("leadsSomewhere");
    QTest::newRow("to nothing") << false;
    QTest::newRow("to a file") << true;
}

void TokenFileTest::linkIsNotFollowed()
{
    QFETCH(const bool, leadsSomewhere);
    init();
    const QString elsewhere = m_directory.filePath(u"elsewhere"_s);
    if (leadsSomewhere) {
        QVERIFY(create(elsewhere, {.name = u"one"_s, .scope = Scope::Read}, now()));
    }
    QVERIFY(QFile::link(elsewhere, path()));
    const auto refused = create(path(), {.name = u"two"_s, .scope = Scope::Read}, now());
    QVERIFY(!refused);
    QCOMPARE(refused.error().detail, path() + u": is a symbolic link; put the file itself there"_s);
    QCOMPARE(QFile::exists(elsewhere), leadsSomewhere);
    if (leadsSomewhere) {
        QCOMPARE(read(elsewhere).value().size(), 1);
    }
}

void TokenFileTest::writersDoNotLoseEachOther()
{
    init();
    constexpr int writers = 4;
    constexpr int each = 5;
    std::vector<std::thread> threads;
    for (int i = 0; i < writers; ++i) {
        threads.emplace_back([this, i] {
            for (int j = 0; j < each; ++j) {
                (void)create(path(), {.name = u"%1-%2"_s.arg(i).arg(j), .scope = Scope::Read},
                             now());
            }
        });
    }
    for (std::thread &thread : threads) {
        thread.join();
    }
    QCOMPARE(read(path()).value().size(), writers * each);
}

QTEST_GUILESS_MAIN(TokenFileTest)
#include "tst_tokenfile.moc"
