// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/contractcheck.h"
#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/hostilerequests.h"
#include "tests/scenario/support/keptclient.h"
#include "tests/scenario/support/memory.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using scenario::Answer;
using scenario::ContractCheck;
using scenario::Daemon;
using scenario::HostileRequest;
using scenario::HostileRequests;
using scenario::KeptClient;
using scenario::Operation;

namespace {

constexpr int UsualCount = 150; ///< requests a route
constexpr qint64 MostGrowthKib = 65536 * scenario::MemorySlack;

int requestsPerRoute()
{
    const int asked = qEnvironmentVariableIntValue("SIGNALBOX_HOSTILE");
    return asked > 0 ? asked : UsualCount;
}

qint64 residentKib(qint64 pid)
{
    QFile file(u"/proc/%1/status"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly)) {
        return -1;
    }
    const QByteArray status = file.readAll();
    const qsizetype at = status.indexOf("VmRSS:");
    return status.mid(at + 6, 20).trimmed().split(' ').first().toLongLong();
}

qsizetype openFiles(qint64 pid)
{
    return QDir(u"/proc/%1/fd"_s.arg(pid))
        .entryList(QDir::NoDotAndDotDot | QDir::AllEntries)
        .size();
}

QByteArray shown(const Operation &operation, const HostileRequest &request, const Answer &answer)
{
    return operation.method + ' ' + request.target.left(300) + "\n" + request.body.left(300) + "\n"
        + QByteArray::number(answer.status) + ' ' + answer.body.left(300);
}

} // namespace

/// Everything that the description knows, asked in every way that it does not allow.
class ApiHostileTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void onlyDocumentedAnswers_data();
    void onlyDocumentedAnswers();
    void nothingHasGrown();

private:
    void ask(const Operation &operation, HostileRequests &requests, KeptClient &client);

    Daemon m_daemon{{.toml = u"[ai]\nembedded = \"false\"\n"_s}};
    std::unique_ptr<ContractCheck> m_contract;
    QList<Operation> m_operations;
    qint64 m_residentKib = 0;
    qsizetype m_openFiles = 0;
};

void ApiHostileTest::initTestCase()
{
    QVERIFY2(m_daemon.start(), m_daemon.errorText().constData());
    for (const QString &name :
         {u"file_watcher"_s, u"detection_worker"_s, u"analysis_worker"_s, u"cleanup_service"_s}) {
        QVERIFY2(m_daemon.waitForWorker(name, u"running"_s), m_daemon.errorText().constData());
    }
    const Answer document = m_daemon.get("/openapi.json");
    m_contract = std::make_unique<ContractCheck>(document.body);
    m_operations = scenario::operationsOf(document.json());
    QVERIFY(m_operations.size() >= 27);
}

void ApiHostileTest::onlyDocumentedAnswers_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < m_operations.size(); ++i) {
        QTest::newRow(m_operations[i].name().constData()) << i;
    }
}

void ApiHostileTest::onlyDocumentedAnswers()
{
    QFETCH(const int, index);
    const Operation operation = m_operations[index];
    HostileRequests requests(static_cast<quint32>(index) + 1); // the same ones each time
    KeptClient client(m_daemon.port());
    const int count = requestsPerRoute();
    for (int i = 0; i < count && !QTest::currentTestFailed(); ++i) {
        ask(operation, requests, client);
    }
    // Memory that is kept for good shows in what comes after the first rounds.
    m_residentKib = m_residentKib == 0 ? residentKib(m_daemon.pid()) : m_residentKib;
    m_openFiles = m_openFiles == 0 ? openFiles(m_daemon.pid()) : m_openFiles;
}

void ApiHostileTest::ask(const Operation &operation, HostileRequests &requests, KeptClient &client)
{
    const HostileRequest request = requests.next(operation);
    const Answer answer =
        client.ask(operation.method, request.target, request.headers, request.body);
    const QByteArray all = shown(operation, request, answer);
    QVERIFY2(answer.status != 0, all.constData());
    QVERIFY2(answer.status != 500, all.constData());
    const QString fault = m_contract->fault(operation.method, request.target, answer);
    QVERIFY2(fault.isEmpty(), QByteArray(fault.toUtf8() + '\n' + all).constData());
    QVERIFY2(answer.header("x-injected").isEmpty(), all.constData());
    if (answer.status >= 400 && answer.status != 503) {
        QVERIFY2(!answer.detail().isEmpty(), all.constData());
    }
}

void ApiHostileTest::nothingHasGrown()
{
    QVERIFY(m_daemon.isRunning());
    const qint64 grown = residentKib(m_daemon.pid()) - m_residentKib;
    qInfo() << "grown by" << grown << "KiB;" << requestsPerRoute() << "requests a route,"
            << m_operations.size() << "routes";
    QVERIFY2(grown < MostGrowthKib, QByteArray::number(grown).constData());
    QTRY_VERIFY(openFiles(m_daemon.pid()) <= m_openFiles + 2);
    QCOMPARE(m_daemon.get("/api/system/supervisor").status, 200);
    QVERIFY2(!m_daemon.errorText().contains("A handler threw"), m_daemon.errorText().constData());
    QCOMPARE(m_daemon.terminate(), std::optional(0));
}

QTEST_GUILESS_MAIN(ApiHostileTest)
#include "tst_apihostile.moc"
