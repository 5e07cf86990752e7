// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/vision/httpserver.h"

namespace vision {

/// How the answer of a language model is wrapped.
enum class CompletionStyle
{
    /// {content}, as llama.cpp's /completion.
    Plain,
    /// {choices: [{message: {content}}]}, as /v1/chat/completions.
    Chat,
};

inline constexpr const char *RiskModel = "signalbox-risk-rules";

/// Assesses the facts of a prompt by rules; 400 for a prompt without facts, 413 above 256 Ki
/// characters.
Response complete(const Request &request, CompletionStyle style);

} // namespace vision
