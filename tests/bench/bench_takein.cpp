// SPDX-License-Identifier: GPL-3.0-or-later
// bench_takein [COUNT]: so many files are made while the file watcher stands still; how long until
// the intake has committed all of them after it goes on, with decoders that answer at once and a
// queue without a limit. The watcher, the intake and the store are the real ones.
#include "backend/pipeline/intake.h"
#include "backend/protocol/names.h"
#include "tests/support/signals.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <string>

using namespace Qt::StringLiterals;

namespace {

constexpr int Cameras = 10;
constexpr int FileBytes = 1100; ///< the least that is taken is 1,000

/// The decoder: another content each time, without a look at the file.
int answerAtOnce()
{
    std::ios::sync_with_stdio(false);
    std::string line;
    for (qint64 number = 0; std::getline(std::cin, line); ++number) {
        std::printf(R"({"ok":true,"sha256":"%lld-%lld"})"
                    "\n",
                    QCoreApplication::applicationPid(), number);
        std::fflush(stdout);
    }
    return 0;
}

bool makeFiles(const QString &root, int count)
{
    QByteArray bytes(FileBytes, '\0');
    bytes.replace(0, 4, QByteArray("\xff\xd8\xff\xe0", 4));
    bytes.replace(FileBytes - 2, 2, QByteArray("\xff\xd9", 2));
    for (int number = 0; number < count; ++number) {
        QFile file(u"%1/camera %2/%3.jpg"_s.arg(root)
                       .arg(number % Cameras)
                       .arg(number, 6, 10, QChar(u'0')));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
            return false;
        }
    }
    return true;
}

/// The watcher as the supervisor runs it, and the intake as the pipeline does.
class Bench final
{
public:
    explicit Bench(const QString &folder, storage::Storage &store)
        : m_store(store)
        , m_root(folder + u"/cameras"_s)
        , m_decoders({QCoreApplication::applicationFilePath(), u"--decoder"_s}, 2)
        , m_intake(store, m_decoders, m_root, {.queueCapacity = 0})
    {
        for (int camera = 0; camera < Cameras; ++camera) {
            QDir().mkpath(u"%1/camera %2"_s.arg(m_root).arg(camera));
        }
        m_watcher.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        QObject::connect(&m_watcher, &QProcess::readyReadStandardOutput, &m_watcher, [this] {
            while (m_watcher.canReadLine()) {
                m_intake.take(QJsonDocument::fromJson(m_watcher.readLine()).object());
            }
        });
        QObject::connect(&m_intake, &pipeline::Intake::toWatcher, &m_watcher,
                         [this](const QByteArray &line) { m_watcher.write(line + '\n'); });
        QObject::connect(&m_intake, &pipeline::Intake::accepted, &m_watcher,
                         [this] { ++m_accepted; });
        m_watcher.start(qEnvironmentVariable("SIGNALBOX_BIN", u"build/release/bin"_s)
                            + u"/signalboxd"_s,
                        {u"--worker"_s, protocol::FileWatcher.toString(), u"--root"_s, m_root});
    }

    /// Seconds, or nothing after 20 minutes.
    std::optional<double> run(int count)
    {
        m_intake.watcherReady();
        until([this] { return m_intake.status().observerType == protocol::ObserverType::Native; });
        const qint64 pid = m_watcher.processId();
        support::sendSignal(pid, SIGSTOP);
        const bool isMade = makeFiles(m_root, count);
        QElapsedTimer clock;
        clock.start();
        support::sendSignal(pid, SIGCONT);
        const bool isTaken = isMade && until([&] { return m_accepted >= count; });
        const double seconds = static_cast<double>(clock.elapsed()) / 1000.0;
        m_watcher.kill();
        m_watcher.waitForFinished();
        return isTaken && rows(u"count(*)"_s) == count && rows(u"count(DISTINCT path)"_s) == count
            ? std::optional(seconds)
            : std::nullopt;
    }

private:
    static bool until(const std::function<bool()> &isTrue)
    {
        constexpr int patience = 1'200'000;
        QElapsedTimer clock;
        clock.start();
        while (!isTrue() && clock.elapsed() < patience) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
        return isTrue();
    }

    qint64 rows(const QString &what)
    {
        std::optional<qint64> found;
        m_store.read<qint64>(
            nullptr,
            [what](storage::Transaction &tx) {
                QSqlQuery &query = tx.exec(u"SELECT %1 FROM images"_s.arg(what));
                return query.next() ? query.value(0).toLongLong() : -1;
            },
            [&found](const protocol::Result<qint64> &read) { found = read ? read.value() : -1; });
        until([&found] { return found.has_value(); });
        return found.value_or(-1);
    }

    storage::Storage &m_store;
    QString m_root;
    pipeline::Decoders m_decoders;
    pipeline::Intake m_intake;
    QProcess m_watcher;
    int m_accepted = 0;
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    if (argc > 1 && std::string_view(argv[1]) == "--decoder") {
        return answerAtOnce();
    }
    const int count = argc > 1 ? std::max(1, std::atoi(argv[1])) : 100'000;
    const QTemporaryDir folder;
    auto store = storage::Storage::open(folder.filePath(u"signalbox.db"_s));
    if (!store) {
        std::fprintf(stderr, "%s\n", qPrintable(store.error().detail));
        return 1;
    }
    Bench bench(folder.path(), *store.value());
    const auto seconds = bench.run(count);
    if (!seconds) {
        std::fputs("wrong: not all of them exactly once\n", stderr);
        return 1;
    }
    std::printf(
        R"({"name":"%d files while the watcher stood still: accepted, with instant decoders",)"
        R"("value":"%.1f s","beside":"%.0f files/s"})"
        "\n",
        count, *seconds, count / *seconds);
    return 0;
}
