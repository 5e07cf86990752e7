// SPDX-License-Identifier: GPL-3.0-or-later
// Where others of this machine find us.
#include "backend/backend.h"

#include <QCoreApplication>
#include <QFile>
#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QSaveFile>

#include <utility>

using namespace Qt::StringLiterals;

Q_DECLARE_LOGGING_CATEGORY(backendLog)

QString addressFile(const QString &dataDirectory)
{
    return dataDirectory % u"/api.json"_s;
}

QUrl reachableUrl(QUrl url)
{
    const QHostAddress host(url.host());
    if (host == QHostAddress(QHostAddress::AnyIPv4)) {
        url.setHost(u"127.0.0.1"_s);
    } else if (host == QHostAddress(QHostAddress::AnyIPv6)) {
        url.setHost(u"::1"_s);
    }
    return url;
}

// Where we are, for whoever wants to use this directory too; no secret is in it.
void Backend::leaveAddress(const QUrl &url)
{
    QSaveFile file(addressFile(m_settings.surroundings.dataDirectory));
    if (!file.open(QIODevice::WriteOnly)) {
        return;
    }
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    const QJsonObject content{{u"url"_s, reachableUrl(url).toString()},
                              {u"pid"_s, QCoreApplication::applicationPid()}};
    file.write(QJsonDocument(content).toJson(QJsonDocument::Compact));
    if (!file.commit()) {
        qCWarning(backendLog) << "cannot write" << file.fileName();
    }
    m_isAddressLeft = true;
}

// While the lock is still ours: afterwards the file may be another one's.
void Backend::forgetAddress()
{
    if (std::exchange(m_isAddressLeft, false)) {
        QFile::remove(addressFile(m_settings.surroundings.dataDirectory));
    }
}
