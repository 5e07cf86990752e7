// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/child.h"

#include "tests/support/permissions.h"

#include <QCoreApplication>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace support {

Child::Child(const QStringList &args, const QStringList &environment)
{
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    for (const QString &variable : environment) {
        variables.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    }
    m_process.setProcessEnvironment(variables);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &Child::read);
    m_process.setChildProcessModifier(letPermissionsBind);
    m_process.start(QCoreApplication::applicationDirPath() + u"/childhost"_s, args);
    m_process.waitForStarted();
}

Child::~Child()
{
    m_process.kill();
    m_process.waitForFinished();
}

void Child::send(const QJsonObject &message)
{
    m_process.write(QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n');
}

QList<QJsonObject> Child::lines(const QString &type) const
{
    QList<QJsonObject> found;
    for (const QJsonObject &line : m_lines) {
        if (line.value(u"type"_s).toString() == type) {
            found.append(line);
        }
    }
    return found;
}

QJsonObject Child::last(const QString &type) const
{
    const QList<QJsonObject> found = lines(type);
    return found.isEmpty() ? QJsonObject() : found.back();
}

void Child::read()
{
    while (m_process.canReadLine()) {
        m_lines.append(QJsonDocument::fromJson(m_process.readLine()).object());
    }
}

} // namespace support
