// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/postgrescluster.h"

#include "tests/support/signals.h"

#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QStandardPaths>
#include <QTest>
#include <QUuid>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace support {

namespace {

constexpr int PatienceMs = 60'000;
constexpr int QuitMs = 10'000;

bool isRoot()
{
    return ::geteuid() == 0;
}

/// The program and its arguments, as a user that PostgreSQL accepts.
QStringList command(const QString &program, const QStringList &arguments)
{
    const QStringList words = QStringList{QStandardPaths::findExecutable(program)} + arguments;
    // One that is killed leaves its shared memory to the machine; told to quit, it does not.
    QStringList before{u"setpriv"_s, u"--pdeathsig=QUIT"_s};
    if (isRoot()) {
        before += {u"--reuid=nobody"_s, u"--regid=nogroup"_s, u"--clear-groups"_s};
    }
    return before + words;
}

void begin(QProcess &process, const QStringList &words, const QString &folder)
{
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(folder);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    process.setProcessEnvironment(environment);
    process.start(words.constFirst(), words.mid(1));
}

/// Why there can be none on this machine, else nothing.
QString missing()
{
    for (const QString &program : {u"initdb"_s, u"postgres"_s}) {
        if (QStandardPaths::findExecutable(program).isEmpty()) {
            return program + u" is not in PATH: ./check unpacks it under build/servers"_s;
        }
    }
    return {};
}

} // namespace

PostgresCluster::PostgresCluster()
    : m_folder(std::make_unique<QTemporaryDir>(QDir::tempPath() + u"/pgXXXXXX"_s))
{ }

PostgresCluster::~PostgresCluster()
{
    if (!isRunning()) {
        return;
    }
    thaw();
    sendSignal(m_process.processId(), SIGQUIT);
    if (!m_process.waitForFinished(QuitMs)) {
        kill9();
    }
}

QString PostgresCluster::initialise()
{
    if (isRoot()) {
        QProcess owner;
        owner.start(u"chown"_s, {u"nobody:nogroup"_s, folder()});
        owner.waitForFinished(PatienceMs);
        // Programs under test may be somebody else: the socket is for all, the data is not.
        QFile::setPermissions(folder(),
                              QFile::permissions(folder()) | QFileDevice::ReadGroup
                                  | QFileDevice::ExeGroup | QFileDevice::ReadOther
                                  | QFileDevice::ExeOther);
    }
    QProcess init;
    begin(init,
          command(u"initdb"_s,
                  {u"--no-sync"_s, u"-A"_s, u"trust"_s, u"-U"_s, u"postgres"_s, u"-E"_s, u"UTF8"_s,
                   u"--locale=C.UTF-8"_s, u"-D"_s, folder() + u"/data"_s}),
          folder());
    if (!init.waitForFinished(PatienceMs) || init.exitCode() != 0) {
        return QString::fromUtf8(init.readAll());
    }
    m_isMade = true;
    return {};
}

QString PostgresCluster::start(const QStringList &settings)
{
    if (QString why = missing(); !why.isEmpty()) {
        return why;
    }
    if (!m_isMade) {
        if (QString fault = initialise(); !fault.isEmpty()) {
            return fault;
        }
    }
    // Without waiting for the disk: only the machine is trusted to go on, as where a process dies.
    QStringList arguments{u"-D"_s, folder() + u"/data"_s, u"-k"_s, folder(), u"-h"_s, QString(),
                          u"-F"_s};
    if (m_port > 0) {
        arguments += {u"-c"_s, u"listen_addresses=127.0.0.1"_s, u"-c"_s, u"port=%1"_s.arg(m_port)};
    }
    for (const QString &setting : settings) {
        arguments += {u"-c"_s, setting};
    }
    begin(m_process, command(u"postgres"_s, arguments), folder());
    QString fault;
    const auto answers = [&] {
        fault = run(u"SELECT 1"_s);
        return fault.isEmpty() || !isRunning();
    };
    return QTest::qWaitFor(answers, PatienceMs) && fault.isEmpty()
        ? QString()
        : fault + QString::fromUtf8(log());
}

QList<qint64> PostgresCluster::processes() const
{
    const qint64 server = m_process.processId();
    QFile file(u"/proc/%1/task/%1/children"_s.arg(server));
    QList<qint64> all{server};
    if (file.open(QIODevice::ReadOnly)) {
        const QList<QByteArray> pids = file.readAll().split(' ');
        for (const QByteArray &pid : pids) {
            all.append(pid.trimmed().toLongLong());
        }
    }
    return all;
}

void PostgresCluster::signalAll(int number)
{
    const QList<qint64> all = processes();
    for (const qint64 pid : all) {
        sendSignal(pid, number);
    }
}

void PostgresCluster::end(int number)
{
    sendSignal(m_process.processId(), number);
    m_process.waitForFinished(PatienceMs);
    m_log += m_process.readAll();
}

void PostgresCluster::stop()
{
    end(SIGINT);
}

void PostgresCluster::stopImmediately()
{
    end(SIGQUIT);
}

// What a killed server leaves of its memory and its pid is in the way of the next one, for as long
// as one of its processes lives.
void PostgresCluster::kill9()
{
    const QList<qint64> all = processes();
    for (const qint64 pid : all) {
        sendSignal(pid, SIGKILL);
    }
    m_process.waitForFinished(PatienceMs);
    for (const qint64 pid : all) {
        if (!QTest::qWaitFor([pid] { return !sendSignal(pid, 0); }, PatienceMs)) {
            qWarning() << "a process of the server is there still:" << pid;
        }
    }
}

void PostgresCluster::freeze()
{
    signalAll(SIGSTOP);
}

void PostgresCluster::thaw()
{
    signalAll(SIGCONT);
}

storage::Server PostgresCluster::server(const QString &database, const QString &user) const
{
    return {.user = user, .host = folder(), .database = database};
}

QString PostgresCluster::url(const QString &database) const
{
    return storage::toText(server(database));
}

QString PostgresCluster::run(const QString &sql, const QString &database) const
{
    const QString name = u"cluster-"_s + QUuid::createUuid().toString();
    QString fault;
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(u"QPSQL"_s, name);
        connection.setHostName(folder());
        connection.setPort(m_port > 0 ? m_port : storage::Server().port);
        connection.setDatabaseName(database);
        connection.setUserName(u"postgres"_s);
        connection.setConnectOptions(u"connect_timeout=2"_s);
        if (!connection.open()) {
            fault = connection.lastError().text();
        } else if (QSqlQuery query(connection); !query.exec(sql)) {
            fault = query.lastError().text();
        }
    }
    QSqlDatabase::removeDatabase(name);
    return fault;
}

void PostgresCluster::askForPasswords() const
{
    QFile rules(folder() + u"/data/pg_hba.conf"_s);
    if (rules.open(QIODevice::WriteOnly | QIODevice::Truncate)) {
        rules.write("local all postgres trust\nlocal all all scram-sha-256\n");
    }
    rules.close();
    run(u"SELECT pg_reload_conf()"_s);
}

QByteArray PostgresCluster::log()
{
    m_log += m_process.readAll();
    return m_log;
}

} // namespace support
