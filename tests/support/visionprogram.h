// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/workers/httpcall.h"

#include <QJsonObject>
#include <QProcess>

namespace support {

/// How long, in milliseconds, the program may take for what it has to do.
constexpr int Patience = 30000;

QByteArray json(const QJsonObject &object);

/// signalbox-vision on a free port, killed at the end.
class VisionProgram
{
public:
    VisionProgram() = default;
    ~VisionProgram();
    VisionProgram(const VisionProgram &) = delete;
    VisionProgram &operator=(const VisionProgram &) = delete;

    /// Where the program lies.
    static QString path();

    /// False when it does not name its address.
    bool start(const QStringList &arguments = {});

    /// Its first line.
    QString said() const { return m_said; }

    QString url() const { return m_url; }

    quint16 port() const { return m_url.section(u':', -1).toUShort(); }

    QProcess &process() { return m_process; }

    /// The whole answer, head and body.
    QByteArray get(const QByteArray &path) const;
    workers::HttpAnswer postJson(const QString &path, const QJsonObject &body) const;
    /// As a form with one file, and the camera's name when there is one.
    workers::HttpAnswer postFile(const QString &path, const QByteArray &content,
                                 const QString &cameraId = {}) const;

private:
    QProcess m_process;
    QString m_said;
    QString m_url;
};

} // namespace support
