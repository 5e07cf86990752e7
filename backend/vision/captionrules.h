// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/vision/measure.h"
#include "backend/workers/detectionrules.h"

namespace vision {

/// How much a caption is to say. Source: the prompts of Florence-2.
enum class CaptionDetail
{
    /// <CAPTION>, or no prompt.
    Brief,
    /// <DETAILED_CAPTION> and <MORE_DETAILED_CAPTION>.
    Detailed,
    /// Any other prompt: nothing that can be answered by measuring.
    None,
};

CaptionDetail captionDetail(const QString &prompt);

/// One sentence of what was found with at least 0.5 confidence and how the scene is lit and
/// coloured; when detailed, also where the tallest thing stands and how sharp the image is.
QString captionOf(const Measured &measured, const QList<workers::Detection> &found,
                  CaptionDetail detail);

} // namespace vision
