// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/visionprogram.h"

#include "backend/workers/detectionrules.h"

#include <QJsonDocument>
#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace support {

QByteArray json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

VisionProgram::~VisionProgram()
{
    m_process.kill();
    m_process.waitForFinished();
}

QString VisionProgram::path()
{
    return qEnvironmentVariable("SIGNALBOX_BIN") + u"/signalbox-vision"_s;
}

bool VisionProgram::start(const QStringList &arguments)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(path(), QStringList{u"--port"_s, u"0"_s} + arguments);
    if (!m_process.waitForReadyRead(Patience)) {
        m_said = u"nothing: "_s + m_process.errorString();
        return false;
    }
    m_said = QString::fromUtf8(m_process.readLine());
    const QString before = u"signalbox-vision listening on "_s;
    m_url = m_said.mid(before.size()).trimmed();
    return m_said.startsWith(before + u"http://127.0.0.1:"_s);
}

QByteArray VisionProgram::get(const QByteArray &path) const
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, port());
    socket.write("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    while (socket.state() != QAbstractSocket::UnconnectedState
           && socket.waitForReadyRead(Patience)) { }
    return socket.readAll();
}

workers::HttpAnswer VisionProgram::postJson(const QString &path, const QJsonObject &body) const
{
    return workers::post(
        {.url = m_url + path, .contentType = "application/json", .body = json(body)});
}

workers::HttpAnswer VisionProgram::postFile(const QString &path, const QByteArray &content,
                                            const QString &cameraId) const
{
    return workers::post({.url = m_url + path,
                          .contentType = "multipart/form-data; boundary=BoundaryOfTest",
                          .body = workers::multipartFile(content, "BoundaryOfTest", cameraId)});
}

} // namespace support
