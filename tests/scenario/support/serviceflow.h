// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/scenario/support/daemon.h"
#include "tests/scenario/support/eventrecorder.h"
#include "tests/scenario/support/jpegs.h"
#include "tests/scenario/support/storereader.h"
#include "tests/scenario/support/stubservice.h"

#include <QObject>
#include <QTest>

#include <memory>

Q_DECLARE_METATYPE(scenario::Behaviour)

namespace scenario {

inline const QString Yolo = QStringLiteral("yolo26");
inline const QString Nemotron = QStringLiteral("nemotron");

/// A real daemon on the five stub services, and what it says of them. A test class is to be derived
/// from it; after each test function no worker may have ended and every event told must be as the
/// registry wants it.
class ServiceFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

protected:
    /// `more` is configuration that begins inside [breakers]; a call may last so many seconds.
    void begin(const QString &more, int timeout = 1);
    void awaitRunning();
    bool uploadOne(quint32 seed) const;

    QJsonObject pipeline() const { return m_daemon->get("/api/system/pipeline").json(); }

    QString mode() const
    {
        return pipeline()[QStringLiteral("degradation")][QStringLiteral("mode")].toString();
    }

    QStringList features() const;
    QString breakerState(const QString &service) const;
    QString serviceStatus(const QString &service) const;

    qint64 queued(const QString &queue, const QString &state) const
    {
        return pipeline()[QStringLiteral("queues")][queue][state].toInteger(-1);
    }

    qint64 images(const QString &state) const;
    qint64 count(const QString &table) const;
    /// Jobs of this kind in these states, quoted as SQL wants them.
    qint64 jobs(const QString &kind, const QString &states) const;

    QString m_pipelineToml; ///< more keys of [pipeline] for begin()
    std::unique_ptr<StubService> m_stub;
    std::unique_ptr<Daemon> m_daemon;
    std::unique_ptr<EventRecorder> m_events;
    QMap<QString, Process> m_workers;
};

} // namespace scenario
