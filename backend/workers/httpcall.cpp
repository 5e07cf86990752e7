// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/httpcall.h"

#include "backend/protocol/jsonsize.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <memory>

#include <curl/curl.h>

using namespace Qt::StringLiterals;

namespace workers {

namespace {

constexpr qsizetype MaxAnswerBytes = qsizetype{16} * 1024 * 1024;
constexpr long ConnectTimeoutMs = 2000;
constexpr qsizetype MaxReason = 200;

struct CloseCurl
{
    void operator()(CURL *handle) const { curl_easy_cleanup(handle); }

    void operator()(curl_slist *list) const { curl_slist_free_all(list); }
};

size_t take(const char *data, size_t /*one*/, size_t count, void *target)
{
    auto *body = static_cast<QByteArray *>(target);
    if (body->size() + static_cast<qsizetype>(count) > MaxAnswerBytes) {
        return 0;
    }
    body->append(data, static_cast<qsizetype>(count));
    return count;
}

void configure(CURL *curl, const HttpRequest &request)
{
    const auto milliseconds = long{request.timeout.count()};
    curl_easy_setopt(curl, CURLOPT_URL, request.url.toUtf8().constData());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, std::min(milliseconds, ConnectTimeoutMs));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, std::max(milliseconds, 1L));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.constData());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
}

CallFailure failureOf(CURLcode code)
{
    switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
        return CallFailure::Timeout;
    case CURLE_WRITE_ERROR:
        return CallFailure::TooLarge;
    case CURLE_COULDNT_CONNECT:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_URL_MALFORMAT:
        return CallFailure::Refused;
    default:
        return CallFailure::Closed;
    }
}

bool isTooDeep(const QByteArray &json)
{
    return protocol::jsonSize(json).depth > protocol::MaxJsonDepth;
}

void judge(HttpAnswer &answer, CURLcode code, const char *words)
{
    if (code != CURLE_OK) {
        answer.failure = failureOf(code);
        answer.error = answer.failure == CallFailure::TooLarge
            ? u"the answer is larger than 16 MiB"_s
            : QString::fromUtf8(*words != '\0' ? words : curl_easy_strerror(code));
        answer.body.clear();
    } else if (answer.status < 200 || answer.status > 299) {
        answer.failure = CallFailure::Http;
        const QString reason = reasonIn(answer.body);
        answer.error = u"HTTP %1"_s.arg(answer.status)
            + (reason.isEmpty() ? QString() : QString(u": "_s + reason));
    } else if (isTooDeep(answer.body)) {
        answer.failure = CallFailure::Garbage;
        answer.error = u"the JSON is nested deeper than %1"_s.arg(protocol::MaxJsonDepth);
        answer.body.clear();
    }
}

} // namespace

QString wordOf(CallFailure failure)
{
    switch (failure) {
    case CallFailure::None:
        return {};
    case CallFailure::Timeout:
        return u"timeout"_s;
    case CallFailure::Refused:
        return u"refused"_s;
    case CallFailure::Closed:
        return u"closed"_s;
    case CallFailure::Http:
        return u"http"_s;
    case CallFailure::TooLarge:
        return u"too_large"_s;
    case CallFailure::Garbage:
        return u"garbage"_s;
    }
    return {};
}

QString reasonIn(const QByteArray &body)
{
    const QJsonObject object =
        isTooDeep(body) ? QJsonObject() : QJsonDocument::fromJson(body).object();
    const QString detail = object.value(u"detail").toString(object.value(u"error").toString());
    return detail.left(MaxReason);
}

HttpAnswer post(const HttpRequest &request)
{
    HttpAnswer answer;
    const std::unique_ptr<CURL, CloseCurl> curl(curl_easy_init());
    const QByteArray type = "Content-Type: " + request.contentType;
    // Without this curl waits a second for "100 Continue" before a large body.
    curl_slist *list = curl_slist_append(nullptr, "Expect:");
    const std::unique_ptr<curl_slist, CloseCurl> headers(curl_slist_append(list, type.constData()));
    configure(curl.get(), request);
    std::array<char, CURL_ERROR_SIZE> words{};
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, words.data());
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &answer.body);
    const CURLcode code = curl_easy_perform(curl.get());
    long status = 0;
    curl_off_t elapsed = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(curl.get(), CURLINFO_TOTAL_TIME_T, &elapsed);
    answer.status = static_cast<int>(status);
    answer.elapsed = std::chrono::milliseconds(elapsed / 1000);
    judge(answer, code, words.data());
    return answer;
}

} // namespace workers
