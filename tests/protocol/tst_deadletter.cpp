// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/deadletter.h"
#include "backend/protocol/jsonwriter.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace protocol;

/// A dead letter on the wire.
class DeadLetterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysInTheirOrder();
    void survivesTheWire();
    void whatIsMissingIsNothing();

private:
    static DeadLetterPage page();
    static QByteArray bytesOf(const DeadLetterPage &page);
};

DeadLetterPage DeadLetterTest::page()
{
    const WallTime first(std::chrono::milliseconds(1'766'831'400'000));
    const WallTime last = first + std::chrono::seconds(3);
    return {
        .items = {{.id = 12,
                   .queueName = u"detection"_s,
                   .originalJob = {{u"image_id"_s, 7}},
                   .error = u"HTTP 500"_s,
                   .attemptCount = 2,
                   .firstFailedAt = first,
                   .lastFailedAt = last,
                   .errorType = u"http"_s,
                   .httpStatus = 500,
                   .history = {{.at = first, .reason = u"no answer"_s, .errorType = u"timeout"_s},
                               {.at = last,
                                .reason = u"HTTP 500"_s,
                                .errorType = u"http"_s,
                                .httpStatus = 500}}}},
        .nextCursor = u"12"_s};
}

QByteArray DeadLetterTest::bytesOf(const DeadLetterPage &page)
{
    JsonWriter json;
    write(json, page);
    return json.bytes();
}

void DeadLetterTest::keysInTheirOrder()
{
    QCOMPARE(bytesOf(page()),
             R"({"items":[{"id":12,"queue_name":"detection","original_job":{"image_id":7},)"
             R"("error":"HTTP 500","attempt_count":2,"first_failed_at":"2025-12-27T10:30:00.000Z",)"
             R"("last_failed_at":"2025-12-27T10:30:03.000Z","error_type":"http","http_status":500,)"
             R"("history":[{"at":"2025-12-27T10:30:00.000Z","reason":"no answer",)"
             R"("error_type":"timeout","http_status":null},{"at":"2025-12-27T10:30:03.000Z",)"
             R"("reason":"HTTP 500","error_type":"http","http_status":500}]}],)"
             R"("next_cursor":"12"})");
}

void DeadLetterTest::survivesTheWire()
{
    QCOMPARE(deadLetterPageFromJson(QJsonDocument::fromJson(bytesOf(page())).object()), page());
    QCOMPARE(deadLetterPageFromJson(QJsonDocument::fromJson(bytesOf({})).object()),
             DeadLetterPage());
}

void DeadLetterTest::whatIsMissingIsNothing()
{
    const auto read = deadLetterPageFromJson(
        QJsonDocument::fromJson(R"({"items":[{"id":"x","history":3,"http_status":null}]})")
            .object());
    QCOMPARE(read, (DeadLetterPage{.items = {DeadLetter()}}));
}

QTEST_GUILESS_MAIN(DeadLetterTest)
#include "tst_deadletter.moc"
