// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/beneath.h"
#include "tests/support/swapper.h"
#include "tests/support/testimages.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/un.h>

using namespace Qt::StringLiterals;
using support::Swapper;
using support::writeFile;
using workers::UniqueFd;

namespace {

const QByteArray Inside = QByteArrayLiteral("what may be read");
const QByteArray Secret = QByteArrayLiteral("what may not be read");
constexpr qint64 Most = 1000;
constexpr int Swaps = 10000;

/// From now on the kernel has no openat2(2), as old ones.
bool forbidOpenat2()
{
    std::array filter{
        sock_filter BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        sock_filter BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat2, 0, 1),
        sock_filter BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        sock_filter BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const sock_fprog program{.len = filter.size(), .filter = filter.data()};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
        && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

bool makeSocket(const QByteArray &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, path.constData(), sizeof(address.sun_path));
    const UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM, 0));
    return ::bind(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof(address)) == 0;
}

} // namespace

/// What a camera's uploader may put in the way of a reader: nothing outside the root is read, and
/// nothing hangs. Run twice, with openat2(2) and without.
class BeneathTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void plainFiles_data();
    void plainFiles();
    void attacks_data();
    void attacks();
    void devices();
    void folderIsSwapped();
    void fileIsSwapped();
    void fileIsSwappedForAPipe();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }

    QByteArray bytesOf(const QString &name) const { return QFile::encodeName(path(name)); }

    protocol::Result<QByteArray> read(const QString &relative) const
    {
        const QString root = path(u"root"_s);
        return workers::readBeneath(root, root + u'/' + relative, Most);
    }

    void readDuringSwaps(const QString &first, const QString &second);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void BeneathTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(writeFile(path(u"root/cam/a.jpg"_s), Inside));
    QVERIFY(writeFile(path(u"outside/a.jpg"_s), Secret));
}

void BeneathTest::plainFiles_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("plain") << QByteArray("b.jpg");
    QTest::newRow("a line end") << QByteArray("a\nb.jpg");
    QTest::newRow("255 bytes") << QByteArray(251, 'n') + ".jpg";
    QTest::newRow("not UTF-8") << QByteArray("\xe4\xff.jpg");
    QTest::newRow("dots") << QByteArray("...");
    QTest::newRow("looks like an escape") << QByteArray("%2e%2e");
}

// A name may be anything; it is for others to refuse it.
void BeneathTest::plainFiles()
{
    QFETCH(QByteArray, name);
    const QByteArray relative = QByteArrayLiteral("cam/").append(name);
    const UniqueFd root(workers::openRoot(path(u"root"_s)));
    const UniqueFd made(::openat(root.get(), relative.constData(), O_CREAT | O_WRONLY, 0600));
    QVERIFY(made.valid());
    QCOMPARE(::write(made.get(), "x", 1), 1);
    const UniqueFd fd(workers::openBeneath(root.get(), relative, O_RDONLY));
    QVERIFY2(fd.valid(), qPrintable(workers::reasonOf(errno)));
    QCOMPARE(workers::readAll(fd.get(), Most).value(), QByteArray("x"));
    QCOMPARE(::unlinkat(root.get(), relative.constData(), 0), 0);
}

void BeneathTest::attacks_data()
{
    QTest::addColumn<QString>("link"); ///< made beneath the root …
    QTest::addColumn<QString>("target"); ///< … to this; % is the folder of the test
    QTest::addColumn<QString>("asked");
    const auto row = [](const char *label, const QString &link, const QString &target,
                        const QString &asked) { QTest::newRow(label) << link << target << asked; };
    row("a link to a file", u"cam/l.jpg"_s, u"%/outside/a.jpg"_s, u"cam/l.jpg"_s);
    row("a relative one", u"cam/l.jpg"_s, u"../../outside/a.jpg"_s, u"cam/l.jpg"_s);
    row("one that stays inside", u"cam/l.jpg"_s, u"a.jpg"_s, u"cam/l.jpg"_s);
    row("a link to a folder", u"l"_s, u"%/outside"_s, u"l/a.jpg"_s);
    row("a link to the root", u"l"_s, u"."_s, u"l/cam/a.jpg"_s);
    row("a link to itself", u"cam/l.jpg"_s, u"l.jpg"_s, u"cam/l.jpg"_s);
    row("into /proc", u"l"_s, u"/proc/self/root"_s, u"l/etc/passwd"_s);
    row("an open file of ours", u"cam/l.jpg"_s, u"/proc/self/fd/0"_s, u"cam/l.jpg"_s);
    row("a terminal", u"cam/l.jpg"_s, u"/dev/tty"_s, u"cam/l.jpg"_s);
    row("upwards", {}, {}, u"../outside/a.jpg"_s);
    row("upwards from within", {}, {}, u"cam/../../outside/a.jpg"_s);
    row("upwards and back", {}, {}, u"../root/../outside/a.jpg"_s);
    row("from the top", {}, {}, u"/etc/passwd"_s);
    row("a folder", {}, {}, u"cam"_s);
    row("the parent", {}, {}, u"cam/.."_s);
    row("a file as a folder", {}, {}, u"cam/a.jpg/a.jpg"_s);
    row("a name of 256 bytes", {}, {}, u"cam/"_s + QString(256, u'n'));
    row("a path that is too long", {}, {}, u"cam/"_s.repeated(2000));
    row("a NUL", {}, {}, u"cam/a.jpg"_s + QChar(u'\0') + u"b"_s);
    row("nothing there", {}, {}, u"cam/none.jpg"_s);
}

void BeneathTest::attacks()
{
    QFETCH(QString, link);
    QFETCH(QString, target);
    QFETCH(QString, asked);
    if (!link.isEmpty()) {
        QVERIFY(::symlink(QFile::encodeName(target.replace(u'%', m_folder->path())).constData(),
                          bytesOf(u"root/"_s + link).constData())
                == 0);
    }
    const auto got = read(asked);
    QVERIFY2(!got.ok(), got.ok() ? got.value().constData() : "");
    QVERIFY(!got.error().detail.isEmpty());
    QCOMPARE(read(u"cam/a.jpg"_s).value(), Inside);
}

void BeneathTest::devices()
{
    QCOMPARE(::mkfifo(bytesOf(u"root/cam/pipe.jpg"_s).constData(), 0600), 0);
    QVERIFY(makeSocket(bytesOf(u"root/cam/socket.jpg"_s)));
    QStringList names{u"pipe.jpg"_s, u"socket.jpg"_s};
    // Only root may, and not in every container.
    if (::mknod(bytesOf(u"root/cam/zero.jpg"_s).constData(), S_IFCHR | 0600, makedev(1, 5)) == 0) {
        names.append(u"zero.jpg"_s);
    }
    for (const QString &name : names) {
        const auto got = read(u"cam/"_s + name);
        QVERIFY2(!got.ok(), qPrintable(name));
    }
}

/// Reads root/cam/a.jpg until the two have changed places often enough.
void BeneathTest::readDuringSwaps(const QString &first, const QString &second)
{
    int good = 0;
    int refused = 0;
    {
        const Swapper swapper(bytesOf(first), bytesOf(second));
        while (swapper.swaps() < Swaps) {
            const auto got = read(u"cam/a.jpg"_s);
            ++(got.ok() ? good : refused);
            QVERIFY(!got.ok() || got.value() == Inside);
        }
    }
    qInfo() << Swaps << "swaps," << good << "reads and" << refused << "refusals";
    QVERIFY(good > 0 && refused > 0);
    QCOMPARE(read(u"cam/a.jpg"_s).value(), Inside);
}

void BeneathTest::folderIsSwapped()
{
    QVERIFY(QFile::link(path(u"outside"_s), path(u"root/trap"_s)));
    readDuringSwaps(u"root/cam"_s, u"root/trap"_s);
}

void BeneathTest::fileIsSwapped()
{
    QVERIFY(QFile::link(path(u"outside/a.jpg"_s), path(u"root/trap"_s)));
    readDuringSwaps(u"root/cam/a.jpg"_s, u"root/trap"_s);
}

void BeneathTest::fileIsSwappedForAPipe()
{
    QCOMPARE(::mkfifo(bytesOf(u"root/trap"_s).constData(), 0600), 0);
    readDuringSwaps(u"root/cam/a.jpg"_s, u"root/trap"_s);
}

int main(int argc, char **argv)
{
    int failed = 0;
    {
        BeneathTest test;
        failed = QTest::qExec(&test, argc, argv);
    }
    if (!forbidOpenat2() || ::syscall(SYS_openat2, AT_FDCWD, ".", nullptr, 0) != -1
        || errno != ENOSYS) {
        return 1;
    }
    BeneathTest test;
    return failed + QTest::qExec(&test, argc, argv);
}

#include "tst_beneath.moc"
