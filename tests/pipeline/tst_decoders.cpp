// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/decoders.h"

#include <QTemporaryDir>
#include <QTest>

#include <optional>

#include <sys/resource.h>

using namespace Qt::StringLiterals;
using pipeline::Decoded;
using pipeline::Decoders;

/// The pool, with small real processes in the place of decoders; the decoder itself has its own
/// tests.
class DecodersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersInTheEnd();
    void twoDeathsRefuseTheFile();
    void aKillFromOutsideIsForgiven();
    void aMissingProgramBlamesNoFile();
    void aDecoderThatCannotBeginBlamesNoFile_data();
    void aDecoderThatCannotBeginBlamesNoFile();
    void noRoomForAProcess();
    void manyFilesFewChildren();
};

namespace {

QStringList shell(const QString &script)
{
    return {u"/bin/sh"_s, u"-c"_s, script};
}

const QString AnswerAll =
    u"while read line; do echo '{\"id\":1,\"ok\":true,\"sha256\":\"ab\",\"mtime_ns\":\"7\"}'; done"_s;

} // namespace

void DecodersTest::answersInTheEnd()
{
    Decoders decoders(shell(AnswerAll), 1);
    std::optional<Decoded> answer;
    decoders.decode(u"/c/1.jpg"_s, u"/c"_s,
                    [&answer](const Decoded &decoded) { answer = decoded; });
    QTRY_VERIFY(answer);
    QVERIFY(answer->ok);
    QCOMPARE(answer->sha256, u"ab"_s);
    QCOMPARE(answer->mtimeNs, 7);
    QCOMPARE(decoders.pending(), 0);
}

void DecodersTest::twoDeathsRefuseTheFile()
{
    Decoders decoders(shell(u"read line; kill -SEGV $$"_s), 1);
    std::optional<Decoded> answer;
    decoders.decode(u"/c/bomb.jpg"_s, u"/c"_s,
                    [&answer](const Decoded &decoded) { answer = decoded; });
    QTRY_VERIFY(answer);
    QVERIFY(!answer->ok);
    QVERIFY2(answer->reason.contains(u"signal 11"), qPrintable(answer->reason));
}

void DecodersTest::aKillFromOutsideIsForgiven()
{
    // Dies by SIGKILL until its marker exists, then works: three deaths are more than a bomb is
    // allowed.
    QTemporaryDir dir;
    const QString script =
        u"cd '%1'; n=$(ls | wc -l); : > mark$n; read line; if [ $n -lt 3 ]; then kill -9 $$; fi; "
        "echo '{\"ok\":true}'; cat > /dev/null"_s.arg(dir.path());
    Decoders decoders(shell(script), 1);
    std::optional<Decoded> answer;
    decoders.decode(u"/c/1.jpg"_s, u"/c"_s,
                    [&answer](const Decoded &decoded) { answer = decoded; });
    QTRY_VERIFY(answer);
    QVERIFY(answer->ok);
}

void DecodersTest::aMissingProgramBlamesNoFile()
{
    Decoders decoders({u"/nonexistent/decoder"_s}, 1);
    bool answered = false;
    decoders.decode(u"/c/1.jpg"_s, u"/c"_s, [&answered](const Decoded &) { answered = true; });
    QTRY_COMPARE(decoders.pending(), 1);
    QVERIFY(!answered);
}

void DecodersTest::aDecoderThatCannotBeginBlamesNoFile_data()
{
    QTest::addColumn<int>("code");
    QTest::newRow("it could not shut itself in") << 3;
    QTest::newRow("a library is missing") << 127;
}

// It fails twice, as a bomb would make it; then it can begin.
void DecodersTest::aDecoderThatCannotBeginBlamesNoFile()
{
    QFETCH(int, code);
    QTemporaryDir dir;
    const QString script = u"cd '%1'; n=$(ls | wc -l); : > mark$n; if [ $n -lt 2 ]; then exit %2; "
                           "fi; read line; echo '{\"ok\":true}'; cat > /dev/null"_s.arg(dir.path())
                               .arg(code);
    Decoders decoders(shell(script), 1);
    std::optional<Decoded> answer;
    decoders.decode(u"/c/1.jpg"_s, u"/c"_s,
                    [&answer](const Decoded &decoded) { answer = decoded; });
    QTRY_VERIFY(answer);
    QVERIFY2(answer->ok, qPrintable(answer->reason));
}

// Where there is no descriptor left, no process can be made: it is told from within the start.
void DecodersTest::noRoomForAProcess()
{
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    Decoders decoders(shell(AnswerAll), 2);
    int answers = 0;
    const rlimit none{.rlim_cur = 3, .rlim_max = before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &none), 0);
    for (int i = 0; i < 3; ++i) {
        decoders.decode(u"/c/%1.jpg"_s.arg(i), u"/c"_s, [&answers](const Decoded &) { ++answers; });
    }
    QCoreApplication::processEvents();
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
    QCOMPARE(decoders.pending(), 3);
    QTRY_COMPARE(answers, 3);
}

void DecodersTest::manyFilesFewChildren()
{
    Decoders decoders(shell(AnswerAll), 2);
    int answers = 0;
    for (int i = 0; i < 100; ++i) {
        decoders.decode(u"/c/%1.jpg"_s.arg(i), u"/c"_s, [&answers](const Decoded &) { ++answers; });
    }
    QTRY_COMPARE(answers, 100);
}

QTEST_GUILESS_MAIN(DecodersTest)
#include "tst_decoders.moc"
