// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/browser.h"

#include "tests/scenario/support/processes.h"
#include "tests/scenario/support/request.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QStandardPaths>

#include <csignal>

#include <sys/prctl.h>

using namespace Qt::StringLiterals;

namespace scenario {

Browser::~Browser()
{
    m_socket.abort();
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

QString Browser::program()
{
    return QStandardPaths::findExecutable(u"chromium-headless-shell"_s);
}

bool Browser::start()
{
    // The wrapper in usr/bin looks for its parts under /usr; the libraries lie beside them.
    const QString root = QFileInfo(program()).absolutePath() % u"/.."_s;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LD_LIBRARY_PATH"_s, root % u"/lib/x86_64-linux-gnu"_s);
    environment.insert(u"HOME"_s, m_profile.path());
    m_process.setProcessEnvironment(environment);
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    // Its sandbox needs what containers have not; it sees only pages of ours.
    m_process.start(root % u"/lib/chromium/chromium-headless-shell"_s,
                    {u"--no-sandbox"_s, u"--disable-gpu"_s, u"--disable-dev-shm-usage"_s,
                     u"--remote-debugging-port=0"_s,
                     QString(u"--user-data-dir="_s % m_profile.path()), u"about:blank"_s});
    const auto port = waitForPort();
    if (!port) {
        return false;
    }
    const Answer pages = request(*port, "GET", "/json/list");
    const QString address =
        QJsonDocument::fromJson(pages.body).array().first()[u"webSocketDebuggerUrl"].toString();
    QObject::connect(&m_socket, &QWebSocket::textMessageReceived, &m_socket,
                     [this](const QString &message) { take(message); });
    m_socket.open(QUrl(address));
    if (!waitUntil([this] { return m_socket.state() == QAbstractSocket::ConnectedState; })) {
        return false;
    }
    for (const QString &domain : {u"Runtime.enable"_s, u"Page.enable"_s, u"Log.enable"_s}) {
        call(domain);
    }
    return true;
}

std::optional<quint16> Browser::waitForPort()
{
    // It writes this file when it listens.
    const QString file = m_profile.filePath(u"DevToolsActivePort"_s);
    QString line;
    const bool isThere = waitUntil(
        [&] {
            QFile port(file);
            line =
                port.open(QIODevice::ReadOnly) ? QString::fromLatin1(port.readLine()) : QString();
            return line.endsWith(u'\n');
        },
        60000);
    return isThere ? std::optional(line.trimmed().toUShort()) : std::nullopt;
}

bool Browser::open(const QUrl &url)
{
    call(u"Page.navigate"_s, {{u"url"_s, url.toString()}});
    return waitUntil([&] {
        return evaluate(u"location.href + ' ' + document.readyState"_s).toString()
            == url.toString() % u" complete"_s;
    });
}

QJsonValue Browser::evaluate(const QString &expression)
{
    const QJsonObject answer = call(
        u"Runtime.evaluate"_s,
        {{u"expression"_s, expression}, {u"awaitPromise"_s, true}, {u"returnByValue"_s, true}});
    if (answer.contains(u"exceptionDetails"_s)) {
        m_complaints.append(
            answer.value(u"exceptionDetails")[u"exception"][u"description"].toString());
        return QJsonValue::Undefined;
    }
    return answer.value(u"result")[u"value"];
}

QJsonObject Browser::call(const QString &method, const QJsonObject &parameters)
{
    const int id = ++m_lastId;
    const QJsonObject message{{u"id"_s, id}, {u"method"_s, method}, {u"params"_s, parameters}};
    m_socket.sendTextMessage(
        QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
    (void)waitUntil([this, id] { return m_answers.contains(id); });
    return m_answers.take(id);
}

void Browser::take(const QString &text)
{
    const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
    const QString method = message.value(u"method").toString();
    const QJsonValue parameters = message.value(u"params");
    if (message.contains(u"id"_s)) {
        m_answers.insert(message.value(u"id").toInt(), message.value(u"result").toObject());
    } else if (method == u"Runtime.exceptionThrown") {
        m_complaints.append(
            parameters[u"exceptionDetails"][u"exception"][u"description"].toString());
    } else if (method == u"Log.entryAdded"
               && parameters[u"entry"][u"level"].toString() == u"error") {
        m_complaints.append(parameters[u"entry"][u"text"].toString() % u' '
                            % parameters[u"entry"][u"url"].toString());
    }
}

} // namespace scenario
