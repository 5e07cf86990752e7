// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/keychain.h"

#include <QPointer>
#include <qt6keychain/keychain.h>

#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

const QString Service = u"signalbox"_s;

QString faultOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::NoError:
    case QKeychain::EntryNotFound:
        return {};
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return Keychain::tr("This desktop has no keychain.");
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return Keychain::tr("The keychain is locked.");
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError:
        break;
    }
    return Keychain::tr("The keychain cannot be used: %1").arg(job.errorString());
}

/// Starts the job; tells of its end unless the one who asked has died.
template<typename Job>
void run(Job *job, QObject *context, const std::function<void(const Job &)> &then)
{
    job->setAutoDelete(true);
    job->setInsecureFallback(false); // never in a settings file
    const QPointer<QObject> guard(context);
    QObject::connect(job, &QKeychain::Job::finished, job, [job, guard, then] {
        if (guard) {
            then(*job);
        }
    });
    job->start();
}

} // namespace

Keychain::Keychain(QObject *parent)
    : QObject(parent)
{ }

void Keychain::read(const QString &id, QObject *context, const ReadHandler &handler)
{
    auto *job = new QKeychain::ReadPasswordJob(Service, this);
    job->setKey(id);
    run<QKeychain::ReadPasswordJob>(
        job, context, [this, id, handler](const QKeychain::ReadPasswordJob &read) {
            const QString fault = faultOf(read);
            const QString known = m_ofThisRun.value(id);
            const bool isKept = fault.isEmpty() && !read.textData().isEmpty() && known.isEmpty();
            handler({.token = isKept ? read.textData() : known, .fault = fault});
        });
}

void Keychain::write(const QString &id, const QString &token, QObject *context,
                     const DoneHandler &handler)
{
    m_ofThisRun.insert(id, token);
    auto *job = new QKeychain::WritePasswordJob(Service, this);
    job->setKey(id);
    job->setTextData(token);
    run<QKeychain::WritePasswordJob>(
        job, context, [this, id, token, handler](const QKeychain::WritePasswordJob &written) {
            const QString fault = faultOf(written);
            if (fault.isEmpty() && m_ofThisRun.value(id) == token) {
                m_ofThisRun.remove(id);
            }
            handler(fault.isEmpty()
                        ? fault
                        : tr("%1 The token is known until the program ends.").arg(fault));
        });
}

void Keychain::remove(const QString &id, QObject *context, const DoneHandler &handler)
{
    m_ofThisRun.remove(id);
    auto *job = new QKeychain::DeletePasswordJob(Service, this);
    job->setKey(id);
    run<QKeychain::DeletePasswordJob>(
        job, context,
        [handler](const QKeychain::DeletePasswordJob &removed) { handler(faultOf(removed)); });
}

} // namespace ui
