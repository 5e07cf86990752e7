// SPDX-License-Identifier: GPL-3.0-or-later
// The phase of a run that is about images: their files, then their rows.
#include "backend/cleanup/run.h"
#include "backend/cleanup/runstore.h"
#include "backend/cleanup/servicelines.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cleanup {

namespace {

constexpr int ImagesARead = 200; ///< a line of so many paths is never too long for the service

} // namespace

void Run::readImages()
{
    if (m_isLastSlab) {
        endPhase();
        return;
    }
    inStore<ImageSlab>(
        storage::Mode::Read,
        [before = m_settings.before, after = m_imageCursor](storage::Transaction &tx) {
            return spentImages(tx, before, after, ImagesARead);
        },
        [this](const ImageSlab &slab) { imagesRead(slab); });
}

void Run::imagesRead(const ImageSlab &slab)
{
    if (slab.spent.isEmpty() || m_stopReason) {
        progress().done += slab.looked;
        m_imageCursor = slab.next;
        m_isLastSlab = slab.isEnd;
        goOn();
        return;
    }
    QJsonObject request = filesRequest(m_settings.deleteImages ? u"delete"_s : u"missing"_s,
                                       m_settings.places.cameraRoot, slab.spent);
    request.insert(u"dry_run"_s, isDry());
    ask(request, [this, slab](const QJsonObject &answer) { imagesAnswered(slab, answer); });
}

void Run::imagesAnswered(const ImageSlab &slab, const QJsonObject &answer)
{
    if (hasFault(answer)) {
        return;
    }
    const QSet<qsizetype> gone = goneIn(answer);
    const QSet<qsizetype> failed = failedIn(answer);
    for (qsizetype i = 0; i < slab.spent.size(); ++i) {
        const bool isAway = m_settings.deleteImages ? !failed.contains(i) : gone.contains(i);
        if (isAway) {
            m_toRemove.append(slab.spent.at(i).imageId);
        }
    }
    m_job.counts.images += answer.value(u"deleted").toInteger();
    m_job.counts.spaceReclaimedBytes += answer.value(u"bytes").toInteger();
    noteFailures(answer.value(u"failed").toArray());
    progress().done += slab.looked;
    m_imageCursor = slab.next;
    m_isLastSlab = slab.isEnd;
    if (isDry()) {
        m_job.counts.imageRows += m_toRemove.size();
        m_toRemove.clear();
    }
    step();
}

void Run::removeRows()
{
    const QList<qint64> ids = m_toRemove.first(std::min<qsizetype>(m_limit, m_toRemove.size()));
    inStore<qint64>(
        storage::Mode::Write, [ids](storage::Transaction &tx) { return removeImages(tx, ids); },
        [this, looked = ids.size()](qint64 rows) {
            m_job.counts.imageRows += rows;
            m_toRemove.remove(0, looked);
            m_limit = nextBatch(m_limit, looked, m_took);
            goOn();
        });
}

} // namespace cleanup
