// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/targetrules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Values = QHash<QString, QString>;

/// Parameters that may be repeated, and those whose values are words; the others are tested through
/// the router.
class TargetRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lists_data();
    void lists();
    void words_data();
    void words();
};

void TargetRulesTest::lists_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("detail");
    const auto row = [](const QByteArray &query, const QString &value, const QString &detail = {}) {
        QTest::newRow(query.constData()) << query << value << detail;
    };
    row("a=1", u"1"_s);
    row("a=1&a=2", u"1,2"_s);
    row("a=1&b=x&a=2,3&a=4", u"1,2,3,4"_s);
    row("a=&a=2", u",2"_s);
    row("a&a", u","_s);
    row("a=%2C&a=%31", u",,1"_s);
    row("a=1&a=%ff", {}, u"Query parameter 'a' has a malformed value"_s);
    row("a=1&b=1&b=2", {}, u"Query parameter 'b' is given more than once"_s);
}

void TargetRulesTest::lists()
{
    QFETCH(QByteArray, query);
    QFETCH(QString, value);
    QFETCH(QString, detail);
    const auto decoded = http::decodedQuery(query, {u"a"_s, u"b"_s}, {u"a"_s});
    QCOMPARE(decoded ? decoded.value().value(u"a"_s) : QString(), value);
    QCOMPARE(decoded ? QString() : decoded.error().detail, detail);
}

void TargetRulesTest::words_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<Values>("chosen");
    QTest::addColumn<QString>("detail");
    const auto row = [](const QByteArray &query, const Values &chosen, const QString &detail = {}) {
        QTest::newRow(query.isEmpty() ? "none" : query.constData()) << query << chosen << detail;
    };
    row("", {});
    row("names=new", {{u"names"_s, u"new"_s}});
    row("x=1&names=old&y", {{u"names"_s, u"old"_s}});
    row("names=other", {}, u"Query parameter 'names' must be one of old, new, not 'other'"_s);
    row("names=", {}, u"Query parameter 'names' must be one of old, new, not ''"_s);
    row("names=old&names=old", {}, u"Query parameter 'names' is given more than once"_s);
    row("names=%00", {}, u"Query parameter 'names' has a malformed value"_s);
    row("names=" + QByteArray(101, 'x'), {},
        u"Query parameter 'names' must be one of old, new, not '%1'"_s.arg(QString(100, u'x')));
}

void TargetRulesTest::words()
{
    QFETCH(QByteArray, query);
    QFETCH(Values, chosen);
    QFETCH(QString, detail);
    const auto found = http::chosenWords(query, {{u"names"_s, {u"old"_s, u"new"_s}}});
    QCOMPARE(found ? found.value() : Values(), chosen);
    QCOMPARE(found ? QString() : found.error().detail, detail);
}

QTEST_GUILESS_MAIN(TargetRulesTest)
#include "tst_targetrules.moc"
