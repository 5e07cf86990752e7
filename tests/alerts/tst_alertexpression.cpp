// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/alerts/alertexpression.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace alerts;

Q_DECLARE_METATYPE(alerts::Truth)

class AlertExpressionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void truths_data();
    void truths();
    void subjects_data();
    void subjects();
    void faults_data();
    void faults();
    void messages_data();
    void messages();
    void vocabularyIsClear();
};

namespace {

const Facts Own{{u"worker.name"_s, u"cam"_s},
                {u"worker.status"_s, u"failed"_s},
                {u"worker.critical"_s, true},
                {u"worker.builtin"_s, false},
                {u"worker.restart_count"_s, 5},
                {u"worker.error"_s, QJsonValue()},
                {u"event.risk_level"_s, u"high"_s},
                {u"event.risk_score"_s, 75},
                {u"event.summary"_s, u"A person at the gate"_s}};
const Facts Shared{{u"health.status"_s, u"healthy"_s}, {u"performance.host_disk_percent"_s, 91.5}};

/// A group of `depth` parentheses around a flag.
QString nested(int depth)
{
    return QString(depth, u'(') + u"worker.critical"_s + QString(depth, u')');
}

} // namespace

void AlertExpressionTest::truths_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Truth>("truth");
    const auto row = [](const QString &text, Truth truth) {
        QTest::newRow(qPrintable(text)) << text << truth;
    };
    row(u"event.risk_score >= 60"_s, Truth::Yes);
    row(u"event.risk_score >= 75"_s, Truth::Yes);
    row(u"event.risk_score > 75"_s, Truth::No);
    row(u"event.risk_score <= 75"_s, Truth::Yes);
    row(u"event.risk_score < 75.5"_s, Truth::Yes);
    row(u"event.risk_score >= -1"_s, Truth::Yes);
    row(u"event.risk_score == 75"_s, Truth::Yes);
    row(u"event.risk_score != 75"_s, Truth::No);
    row(u"event.risk_level == \"high\""_s, Truth::Yes);
    row(u"event.risk_level == 'critical'"_s, Truth::No);
    row(u"event.risk_level >= \"medium\""_s, Truth::Yes);
    row(u"event.risk_level > \"high\""_s, Truth::No);
    row(u"event.risk_level < \"critical\""_s, Truth::Yes);
    row(u"event.summary contains \"PERSON\""_s, Truth::Yes);
    row(u"event.summary contains \"dog\""_s, Truth::No);
    row(u"worker.status == \"failed\""_s, Truth::Yes);
    row(u"worker.status != \"running\""_s, Truth::Yes);
    row(u"worker.critical"_s, Truth::Yes);
    row(u"not worker.critical"_s, Truth::No);
    row(u"worker.builtin == true"_s, Truth::No);
    row(u"worker.critical and worker.status != \"running\""_s, Truth::Yes);
    row(u"worker.builtin or worker.critical"_s, Truth::Yes);
    // and binds closer than or, not closer than both
    row(u"worker.critical or worker.builtin and worker.builtin"_s, Truth::Yes);
    row(u"(worker.critical or worker.builtin) and worker.builtin"_s, Truth::No);
    row(u"not worker.builtin and worker.builtin"_s, Truth::No);
    row(u"not (worker.builtin and worker.critical)"_s, Truth::Yes);
    row(u"not not worker.critical"_s, Truth::Yes);
    // what there is one of
    row(u"performance.host_disk_percent >= 90"_s, Truth::Yes);
    row(u"worker.status == \"failed\" and health.status == \"healthy\""_s, Truth::Yes);
    // what is null or missing is neither equal nor unequal
    row(u"worker.error == \"x\""_s, Truth::Unknown);
    row(u"worker.error != \"x\""_s, Truth::Unknown);
    row(u"worker.error contains \"x\""_s, Truth::Unknown);
    row(u"not worker.error == \"x\""_s, Truth::Unknown);
    row(u"performance.gpu_temperature >= 85"_s, Truth::Unknown);
    // where it does not matter, the rest decides
    row(u"worker.critical or worker.error == \"x\""_s, Truth::Yes);
    row(u"worker.builtin and worker.error == \"x\""_s, Truth::No);
    row(u"worker.critical and worker.error == \"x\""_s, Truth::Unknown);
    row(u"  worker.critical\tand\n worker.critical  "_s, Truth::Yes);
}

void AlertExpressionTest::truths()
{
    QFETCH(QString, text);
    QFETCH(Truth, truth);
    const auto expression = parseExpression(text);
    QVERIFY2(expression, qPrintable(expression ? QString() : expression.error().detail));
    QCOMPARE(evaluate(expression.value(), Own, Shared), truth);
}

void AlertExpressionTest::subjects_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("kind");
    QTest::newRow("events") << u"event.risk_score >= 60"_s << u"event"_s;
    QTest::newRow("workers") << u"worker.status == \"failed\""_s << u"worker"_s;
    QTest::newRow("one of a kind") << u"store.status != \"healthy\""_s << u"store"_s;
    QTest::newRow("many before one")
        << u"health.ready and camera.status == \"offline\""_s << u"camera"_s;
    QTest::newRow("the first of those that there is one of")
        << u"broker.status == \"unhealthy\" or store.status == \"unhealthy\""_s << u"broker"_s;
}

void AlertExpressionTest::subjects()
{
    QFETCH(QString, text);
    QFETCH(QString, kind);
    QCOMPARE(parseExpression(text).value().kind, kind);
}

void AlertExpressionTest::faults_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("fault");
    const auto row = [](const char *name, const QString &text, const QString &fault) {
        QTest::newRow(name) << text << fault;
    };
    row("nothing", {}, u"must be a condition such as worker.status == \"failed\""_s);
    row("blanks", u"  "_s, u"must be a condition such as worker.status == \"failed\""_s);
    row("too long", QString(1001, u'x'), u"must have at most 1000 characters"_s);
    row("too deep", nested(21), u"is nested more than 20 deep (column 21)"_s);
    row("too many nots", u"not "_s.repeated(25) + u"worker.critical"_s,
        u"is nested more than 20 deep (column 81)"_s);
    row("an unknown fact", u"worker.state == \"failed\""_s,
        u"there is no fact worker.state; did you mean worker.status? (column 1)"_s);
    row("nothing like it", u"weather == 3"_s, u"there is no fact weather (column 1)"_s);
    row("half a name", u"worker == 3"_s, u"there is no fact worker (column 1)"_s);
    row("a capital letter", u"Worker.status == \"failed\""_s,
        u"there is no fact Worker.status; did you mean worker.status? (column 1)"_s);
    row("no comparison", u"worker.status"_s,
        u"expected a comparison after worker.status, such as worker.status == \"running\", not the "
        "end (column 14)"_s);
    row("two facts side by side", u"worker.restart_count worker.status"_s,
        u"expected a comparison after worker.restart_count, such as worker.restart_count >= 10, "
        "not worker.status (column 22)"_s);
    row("no value", u"event.risk_score >="_s,
        u"event.risk_score is a number, not the end (column 20)"_s);
    row("text for a number", u"event.risk_score >= \"60\""_s,
        u"event.risk_score is a number, not \"60\" (column 21)"_s);
    row("a unit", u"event.risk_score >= 60s"_s, u"60s is not a number (column 21)"_s);
    row("number for a text", u"worker.name == 3"_s,
        u"worker.name is a text in quotes, not 3 (column 16)"_s);
    row("number for a flag", u"worker.critical == 1"_s,
        u"worker.critical is true or false, not 1 (column 20)"_s);
    row("a word without quotes", u"worker.status == failed"_s,
        u"worker.status is one of \"running\", \"stopped\", \"crashed\", \"restarting\", "
        "\"failed\", not failed (column 18)"_s);
    row("a word that it never is", u"breaker.state == \"opened\""_s,
        u"breaker.state is one of \"closed\", \"open\", \"half_open\", not \"opened\" (column 18)"_s);
    row("an order of words", u"worker.status > \"failed\""_s,
        u"worker.status has no order: compare it with == or !=, not > (column 15)"_s);
    row("contains of a number", u"event.risk_score contains 6"_s,
        u"event.risk_score is no text (column 18)"_s);
    row("two kinds", u"worker.critical and camera.enabled"_s,
        u"a rule is about one thing: worker, so not camera too (column 21)"_s);
    row("an open text", u"worker.status == \"failed"_s,
        u"a text has no end: \" is missing (column 18)"_s);
    row("an open group", u"(worker.critical"_s,
        u"expected ) for the ( of column 1, not the end (column 17)"_s);
    row("a group closed twice", u"worker.critical)"_s,
        u"expected and, or, or the end, not ) (column 16)"_s);
    row("an empty group", u"()"_s, u"expected a fact such as worker.status, not ) (column 2)"_s);
    row("an end after and", u"worker.critical and"_s,
        u"expected a fact such as worker.status, not the end (column 20)"_s);
    row("a value first", u"60 <= event.risk_score"_s,
        u"expected a fact such as worker.status, not 60 (column 1)"_s);
    row("the signs of C", u"worker.critical && worker.builtin"_s,
        u"unknown sign &; did you mean and? (column 17)"_s);
    row("an or of C", u"worker.critical || worker.builtin"_s,
        u"unknown sign |; did you mean or? (column 17)"_s);
    row("one equals sign", u"worker.status = \"failed\""_s,
        u"unknown sign =; did you mean ==? (column 15)"_s);
    row("an exclamation mark", u"!worker.critical"_s,
        u"unknown sign !; did you mean not, or !=? (column 1)"_s);
    row("a foreign sign", u"worker.critical ≠ true"_s, u"unknown sign ≠ (column 17)"_s);
    row("a percent sign", u"performance.host_cpu_percent >= %1"_s, u"unknown sign % (column 33)"_s);
}

void AlertExpressionTest::faults()
{
    QFETCH(QString, text);
    QFETCH(QString, fault);
    QCOMPARE(expressionFault(text), fault);
}

void AlertExpressionTest::messages_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("filled");
    const auto row = [](const char *name, const QString &message, const QString &fault,
                        const QString &filled) {
        QTest::newRow(name) << message << fault << filled;
    };
    row("plain", u"Look at it"_s, {}, u"Look at it"_s);
    row("a fact", u"Worker {worker.name} is {worker.status}!"_s, {}, u"Worker cam is failed!"_s);
    row("a number and a flag", u"{worker.restart_count} {worker.critical}"_s, {}, u"5 true"_s);
    row("not known now", u"because: {worker.error}"_s, {}, u"because: unknown"_s);
    row("of the whole", u"{health.status}"_s, {}, u"healthy"_s);
    row("an open brace", u"{worker.name"_s, {}, u"{worker.name"_s);
    row("of another kind", u"{camera.name}"_s,
        u"{camera.name} is not known here; there are: worker.name, worker.status, "
        "worker.critical, worker.builtin, worker.restart_count, worker.max_restarts, "
        "worker.error, health.status, health.ready, health.message"_s,
        {});
}

void AlertExpressionTest::messages()
{
    QFETCH(QString, message);
    QFETCH(QString, fault);
    QFETCH(QString, filled);
    const Expression expression =
        parseExpression(u"worker.critical and health.status == \"healthy\""_s).value();
    QCOMPARE(messageFault(message, expression), fault);
    if (fault.isEmpty()) {
        QCOMPARE(alerts::filled(message, Own, Shared), filled);
    }
}

// No name twice, and none that the grammar takes for something else.
void AlertExpressionTest::vocabularyIsClear()
{
    QStringList names = factNames();
    QCOMPARE(names.removeDuplicates(), 0);
    for (const QString &name : std::as_const(names)) {
        QVERIFY2(!expressionFault(name).contains(u"no fact"_s), qPrintable(name));
    }
}

QTEST_GUILESS_MAIN(AlertExpressionTest)
#include "tst_alertexpression.moc"
