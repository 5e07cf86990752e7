// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/decoders.h"

#include "backend/pipeline/decoderlines.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>

#include <algorithm>
#include <chrono>
#include <csignal>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(decoderLog, "signalbox.pipeline.decoders")

namespace pipeline {

namespace {

constexpr int MaxDeaths = 2;
// SIGKILL seldom is the file's fault (a person, the kernel short of memory): such deaths weigh
// less.
constexpr int MaxKills = 6;
constexpr auto RetryAfterFailedStart = 1s;
constexpr auto FileDeadline = 30s;
constexpr auto IdleBeforeRelease = 30s;
constexpr qsizetype MaxLineBytes = qsizetype(64) * 1024;

// How the program says that it could not shut itself in, and how a loader says that a library is
// missing: no file has been looked at by then.
constexpr int NotShutIn = 3;
constexpr int NotLoaded = 127;
constexpr qsizetype MaxComplaintBytes = 500;

bool neverBegan(const QProcess &process)
{
    return process.exitStatus() == QProcess::NormalExit
        && (process.exitCode() == NotShutIn || process.exitCode() == NotLoaded);
}

bool wasKilled(const QProcess &process)
{
    return process.exitStatus() == QProcess::CrashExit && process.exitCode() == SIGKILL;
}

QString deathOf(const QProcess &process)
{
    if (process.exitStatus() == QProcess::CrashExit) {
        return u"killed by signal "_s % QString::number(process.exitCode());
    }
    return u"exited with code "_s % QString::number(process.exitCode());
}

} // namespace

Decoders::Decoders(QStringList command, int count, QObject *parent)
    : QObject(parent)
    , m_command(std::move(command))
    , m_count(static_cast<std::size_t>(count))
{
    m_idle.setSingleShot(true);
    m_idle.setInterval(IdleBeforeRelease);
    connect(&m_idle, &QTimer::timeout, this, &Decoders::letGo);
}

Decoders::~Decoders()
{
    stop();
}

void Decoders::take(const QJsonObject &request, Callback done)
{
    m_waiting.push_back(std::make_unique<Task>(Task{.request = request, .done = std::move(done)}));
    dispatch();
}

void Decoders::decode(const QString &path, const QString &root, Callback done)
{
    take(decoderRequest(path, root, u"image"_s), std::move(done));
}

void Decoders::hashVideo(const QString &path, const QString &root, Callback done)
{
    take(decoderRequest(path, root, u"video"_s), std::move(done));
}

void Decoders::makeThumbnail(const ThumbnailWish &wish, Callback done)
{
    take(thumbnailRequest(wish), std::move(done));
}

qsizetype Decoders::pending() const
{
    const auto busy = std::count_if(m_children.begin(), m_children.end(),
                                    [](const auto &child) { return child->task != nullptr; });
    return static_cast<qsizetype>(m_waiting.size()) + busy;
}

void Decoders::stop()
{
    m_stopping = true;
    m_waiting.clear();
    for (const auto &child : m_children) {
        if (child->process) {
            child->process->disconnect(this);
            child->process->kill();
        }
    }
    // ~QProcess would wait for the child: it is handed to the event loop, or to init when that has
    // ended.
    for (const auto &child : m_children) {
        if (QProcess *process = child->process.release()) {
            connect(process, &QProcess::finished, process, &QObject::deleteLater);
        }
    }
    m_children.clear();
}

void Decoders::dispatch()
{
    while (!m_waiting.empty() && !m_stopping) {
        Child *child = idleChild();
        if (child == nullptr) {
            return;
        }
        child->task = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_idle.stop();
        if (child->process) {
            give(*child);
        } else {
            launch(*child);
        }
    }
}

Decoders::Child *Decoders::idleChild()
{
    for (const auto &child : m_children) {
        if (child->task == nullptr) {
            return child.get();
        }
    }
    if (m_children.size() < m_count) {
        m_children.push_back(std::make_unique<Child>());
        return m_children.back().get();
    }
    return nullptr;
}

void Decoders::launch(Child &child)
{
    child.process = std::make_unique<QProcess>();
    child.deadline = std::make_unique<QTimer>();
    child.input.clear();
    child.complaint.clear();
    child.death.clear();
    child.deadline->setSingleShot(true);
    connect(child.deadline.get(), &QTimer::timeout, this, [&child] {
        child.death = u"took longer than 30 s"_s;
        child.process->kill();
    });
    connect(child.process.get(), &QProcess::readyReadStandardOutput, this,
            [this, &child] { read(child); });
    connect(child.process.get(), &QProcess::finished, this, [this, &child] { died(child); });
    connect(child.process.get(), &QProcess::readyReadStandardError, this,
            [this, &child] { complained(child); });
    // Queued: where no process can be made at all, it is told from within start().
    connect(
        child.process.get(), &QProcess::errorOccurred, this,
        [this, &child, process = child.process.get()](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart && child.process.get() == process) {
                failedToStart(child, process->errorString());
            }
        },
        Qt::QueuedConnection);
    child.process->start(m_command.first(), m_command.mid(1));
    give(child);
}

void Decoders::give(Child &child)
{
    child.process->write(QJsonDocument(child.task->request).toJson(QJsonDocument::Compact) + '\n');
    child.deadline->start(FileDeadline);
}

void Decoders::read(Child &child)
{
    child.input += child.process->readAllStandardOutput();
    qsizetype end = child.input.indexOf('\n');
    while (end >= 0) {
        const QByteArray line = child.input.left(end);
        child.input.remove(0, end + 1);
        answer(child, line);
        end = child.input.indexOf('\n');
    }
    if (child.input.size() > MaxLineBytes) {
        child.death = u"answered more than 64 KiB"_s;
        child.process->kill();
    }
}

void Decoders::complained(Child &child)
{
    child.complaint += child.process->readAllStandardError();
    child.complaint = child.complaint.right(MaxComplaintBytes);
}

void Decoders::answer(Child &child, const QByteArray &line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    if (child.task == nullptr || !object.contains(u"ok")) {
        return;
    }
    child.deadline->stop();
    const std::unique_ptr<Task> task = std::move(child.task);
    task->done(decodedFromJson(object));
    dispatch();
    if (pending() == 0) {
        m_idle.start();
    }
}

void Decoders::died(Child &child)
{
    if (child.death.isEmpty() && child.task && neverBegan(*child.process)) {
        complained(child);
        failedToStart(child, QString::fromUtf8(child.complaint).trimmed());
        return;
    }
    const QString death = child.death.isEmpty() ? deathOf(*child.process) : child.death;
    const bool blameless = child.death.isEmpty() && wasKilled(*child.process);
    child.process.release()->deleteLater();
    child.deadline->stop();
    std::unique_ptr<Task> task = std::move(child.task);
    if (task == nullptr) {
        return;
    }
    qCWarning(decoderLog) << "a decoder died on" << task->request.value(u"path").toString() << ":"
                          << death;
    (blameless ? task->kills : task->deaths) += 1;
    if (task->deaths < MaxDeaths && task->kills < MaxKills) {
        m_waiting.push_front(std::move(task));
    } else {
        task->done({.ok = false, .reason = u"the decoder "_s % death % u" on it, twice"_s});
    }
    QMetaObject::invokeMethod(this, &Decoders::dispatch, Qt::QueuedConnection);
}

// Not the file's fault: it waits until a decoder can be started.
void Decoders::failedToStart(Child &child, const QString &why)
{
    qCWarning(decoderLog).noquote() << "cannot start a decoder:" << why;
    child.process->disconnect(this);
    child.process.release()->deleteLater();
    child.deadline->stop();
    if (child.task) {
        m_waiting.push_front(std::move(child.task));
    }
    QTimer::singleShot(RetryAfterFailedStart, this, &Decoders::dispatch);
}

void Decoders::letGo()
{
    for (const auto &child : m_children) {
        if (child->task == nullptr && child->process) {
            child->process->closeWriteChannel(); // it ends by itself at the end of its input
        }
    }
}

} // namespace pipeline
