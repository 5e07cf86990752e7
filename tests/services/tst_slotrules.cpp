// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/slotrules.h"

#include <QTest>

using services::SlotFigures;
using services::slotFigures;

Q_DECLARE_METATYPE(std::optional<services::SlotFigures>)

/// What a llama.cpp server says of its slots.
class SlotRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
};

void SlotRulesTest::reads_data()
{
    using Wanted = std::optional<SlotFigures>;
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Wanted>("wanted");
    const auto row = [](const char *name, const QByteArray &body, const Wanted &wanted) {
        QTest::newRow(name) << body << wanted;
    };
    row("a state other than 0 is busy",
        R"([{"id":0,"state":1,"n_ctx":4096},{"id":1,"state":0,"n_ctx":4096}])",
        SlotFigures{.active = 1, .total = 2, .contextSize = 4096});
    row("newer servers say is_processing",
        R"([{"id":0,"is_processing":true,"n_ctx":2048},{"id":1,"is_processing":false}])",
        SlotFigures{.active = 1, .total = 2, .contextSize = 2048});
    row("without a context", R"([{"state":0}])", SlotFigures{.active = 0, .total = 1});
    row("no slots", "[]", SlotFigures{});
    row("no list", R"({"error":"not supported"})", std::nullopt);
    row("no slots in it", "[1,2]", std::nullopt);
    row("no JSON", "<html>", std::nullopt);
    row("empty", "", std::nullopt);
    row("too deep", QByteArray(1000, '[') + QByteArray(1000, ']'), std::nullopt);
}

void SlotRulesTest::reads()
{
    QFETCH(QByteArray, body);
    QTEST(slotFigures(body), "wanted");
}

QTEST_GUILESS_MAIN(SlotRulesTest)
#include "tst_slotrules.moc"
