// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/jobs.h"

#include "tests/support/testimages.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;

namespace support {

JobFolder::JobFolder()
{
    writeFile(root() + u"/cam/a.jpg"_s, jpegImage(64, 64));
}

QString hashOf(const QByteArray &content)
{
    const QByteArray hash = QCryptographicHash::hash(content, QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex());
}

QJsonObject JobFolder::detectionJob(const QString &url) const
{
    return {{u"type"_s, u"job"_s},
            {u"id"_s, 7},
            {u"token"_s, u"t-1"_s},
            {u"path"_s, QString(root() + u"/cam/a.jpg"_s)},
            {u"root"_s, root()},
            {u"camera_id"_s, u"cam"_s},
            {u"sha256"_s, hashOf(jpegImage(64, 64))},
            {u"url"_s, url},
            {u"timeout_ms"_s, 1500},
            {u"confidence_threshold"_s, 0.5}};
}

QJsonObject JobFolder::batchJob(const QString &url) const
{
    const QJsonObject detection{
        {u"id"_s, 5},
        {u"object_type"_s, u"person"_s},
        {u"confidence"_s, 0.9},
        {u"detected_at"_s, u"2025-12-27T21:14:00Z"_s},
        {u"bbox"_s, QJsonObject{{u"x"_s, 10}, {u"y"_s, 10}, {u"width"_s, 20}, {u"height"_s, 40}}},
        {u"file_path"_s, QString(root() + u"/cam/a.jpg"_s)},
        {u"media_type"_s, u"image"_s},
        {u"sha256"_s, hashOf(jpegImage(64, 64))}};
    QJsonObject job = analysisJob(url);
    job.insert(u"root"_s, root());
    job.insert(
        u"batch"_s,
        QJsonObject{{u"camera_id"_s, u"front_door"_s}, {u"detections"_s, QJsonArray{detection}}});
    return job;
}

QJsonObject analysisJob(const QString &url)
{
    const QJsonObject detection{{u"object_type"_s, u"person"_s},
                                {u"confidence"_s, 0.9},
                                {u"detected_at"_s, u"2025-12-27T21:14:00Z"_s}};
    return {
        {u"type"_s, u"job"_s},
        {u"id"_s, 7},
        {u"token"_s, u"t-1"_s},
        {u"url"_s, url},
        {u"timeout_ms"_s, 1500},
        {u"batch"_s,
         QJsonObject{{u"camera_id"_s, u"front_door"_s}, {u"detections"_s, QJsonArray{detection}}}}};
}

QJsonObject resultOf(Child &child, const QJsonObject &job)
{
    child.send(job);
    const bool answered =
        QTest::qWaitFor([&child] { return !child.lines(u"result"_s).isEmpty(); }, Patience);
    return answered ? child.last(u"result"_s) : QJsonObject();
}

} // namespace support
