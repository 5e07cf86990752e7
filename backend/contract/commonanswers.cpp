// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/contract/commonanswers.h"

using namespace Qt::StringLiterals;

namespace contract {

QList<CommonAnswer> commonAnswers()
{
    return {
        {400, u"BadRequest"_s, u"The request, a parameter or the body is malformed"},
        {401, u"Unauthorized"_s, u"A token is needed, or the one given is not valid"},
        {403, u"Forbidden"_s, u"The token has too few rights, or another web page asks"},
        {408, u"RequestTimeout"_s, u"The request came too slowly"},
        {411, u"LengthRequired"_s, u"A body needs a Content-Length"},
        {413, u"ContentTooLarge"_s, u"The body is too large"},
        {414, u"UriTooLong"_s, u"The URL is too long"},
        {415, u"UnsupportedMediaType"_s, u"A body has to be application/json"},
        {417, u"ExpectationFailed"_s, u"What the request expects cannot be done"},
        {421, u"MisdirectedRequest"_s, u"The Host is none of ours"},
        {429, u"TooManyRequests"_s, u"Too many failed log-ins; see Retry-After"},
        {431, u"HeaderFieldsTooLarge"_s, u"The head of the request is too large"},
        {500, u"InternalError"_s, u"A defect of ours"},
        {503, u"Unavailable"_s,
         u"A part that is needed is away, or there are too many connections"},
        {504, u"AnswerTimeout"_s, u"The answer took too long"},
        {505, u"HttpVersionNotSupported"_s, u"Neither HTTP/1.1 nor HTTP/1.0"},
    };
}

} // namespace contract
