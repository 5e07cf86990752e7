// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/captionservice.h"

#include "backend/vision/captionrules.h"
#include "backend/vision/requestrules.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;

namespace vision {

Response caption(Finder &finder, const ImageRequest &request)
{
    QElapsedTimer timer;
    timer.start();
    const protocol::Result<QString> prompt = shortTextOf(request.fields, u"prompt");
    if (!prompt) {
        return failure(400, prompt.error().detail);
    }
    const CaptionDetail detail = captionDetail(prompt.value());
    const bool available = detail != CaptionDetail::None;
    const QString result = available
        ? captionOf(measure(request.image), finder.objects(request.image), detail)
        : u"not available"_s;
    return success(
        {{u"result"_s, result},
         {u"prompt_used"_s, prompt.value().isEmpty() ? u"<CAPTION>"_s : prompt.value()},
         {u"available"_s, available},
         {u"reason"_s,
          available ? QJsonValue() : QJsonValue(u"the embedded service only writes captions"_s)},
         {u"inference_time_ms"_s, elapsedMs(timer)}});
}

} // namespace vision
