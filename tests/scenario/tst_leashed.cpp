// SPDX-License-Identifier: GPL-3.0-or-later
// What stands between a real backend and a program of the user's.
#include "tests/scenario/support/daemon.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr auto Toml = R"([ai]
embedded = false
[[worker]]
name = "sleeper"
command = ["sleep", "1000"]
)";

qint64 pidOfSleeper(const scenario::Daemon &daemon)
{
    const QByteArray body = daemon.get("/api/system/supervisor/workers/sleeper").body;
    return QJsonDocument::fromJson(body).object().value(u"pid").toInteger();
}

/// The fourth word of /proc/PID/stat, behind a name that may have blanks.
qint64 parentOf(qint64 pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    const QByteArray text = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    return text.mid(text.lastIndexOf(')') + 2).split(' ').value(1).toLongLong();
}

QString programOf(qint64 pid)
{
    return QFileInfo(QFile::symLinkTarget(u"/proc/%1/exe"_s.arg(pid))).fileName();
}

} // namespace

class LeashedTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSmallProgramStandsBetween();
};

void LeashedTest::theSmallProgramStandsBetween()
{
    scenario::Daemon daemon({.toml = QString::fromUtf8(Toml)});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    QTRY_VERIFY_WITH_TIMEOUT(pidOfSleeper(daemon) > 0, 20000);
    const qint64 sleeper = pidOfSleeper(daemon);
    QTRY_COMPARE(programOf(sleeper), u"sleep"_s);
    QCOMPARE(programOf(parentOf(sleeper)), u"signalbox-leash"_s);
    QCOMPARE(parentOf(parentOf(sleeper)), daemon.pid());
}

QTEST_GUILESS_MAIN(LeashedTest)
#include "tst_leashed.moc"
