// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/instancerules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ui;

/// What may be on the list of instances, and how it is written down.
class InstanceRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addresses_data();
    void addresses();
    void faults_data();
    void faults();
    void keepsEveryField();
    void brokenLists_data();
    void brokenLists();
    void marks();
};

namespace {

Instance nvr()
{
    return {.id = u"1"_s,
            .name = u"Home NVR"_s,
            .url = QUrl(u"https://nvr.example:8443"_s),
            .tag = u"HN"_s,
            .colour = u"teal"_s,
            .guard = Guard::Watch,
            .fingerprint = QString(64, u'a')};
}

} // namespace

void InstanceRulesTest::addresses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("address"); // empty: refused
    QTest::newRow("host") << u"nvr"_s << u"http://nvr:8000"_s;
    QTest::newRow("host and port") << u" nvr:9000 "_s << u"http://nvr:9000"_s;
    QTest::newRow("https") << u"https://nvr.example"_s << u"https://nvr.example:8000"_s;
    QTest::newRow("slash") << u"http://nvr:1/"_s << u"http://nvr:1"_s;
    QTest::newRow("IPv6") << u"http://[::1]:8000"_s << u"http://[::1]:8000"_s;
    QTest::newRow("nothing") << u""_s << QString();
    QTest::newRow("another scheme") << u"ftp://nvr"_s << QString();
    QTest::newRow("a user") << u"http://ann@nvr"_s << QString();
    QTest::newRow("a password") << u"http://ann:secret@nvr"_s << QString();
    QTest::newRow("a path") << u"http://nvr/api"_s << QString();
    QTest::newRow("a query") << u"http://nvr?token=x"_s << QString();
    QTest::newRow("port 0") << u"nvr:0"_s << QString();
    QTest::newRow("port 70000") << u"nvr:70000"_s << QString();
    QTest::newRow("a space") << u"my nvr"_s << QString();
}

void InstanceRulesTest::addresses()
{
    QFETCH(QString, typed);
    const auto address = addressFrom(typed);
    QTEST(address ? address->toString() : QString(), "address");
}

void InstanceRulesTest::faults_data()
{
    QTest::addColumn<Instance>("instance");
    QTest::addColumn<QString>("words"); // empty: it may be
    const auto row = [](const char *name, const Instance &instance, const QString &words) {
        QTest::newRow(name) << instance << words;
    };
    const auto with = [](auto change) {
        Instance instance = nvr();
        change(instance);
        return instance;
    };
    row("as it should be", nvr(), {});
    row("itself again", with([](Instance &one) {
            one.id = u"2"_s;
            one.name = u"Yard"_s;
        }),
        {});
    row("no name", with([](Instance &one) { one.name.clear(); }), u"Name ''"_s);
    row("spaces", with([](Instance &one) { one.name = u" x"_s; }), u"Name ' x'"_s);
    row("long name", with([](Instance &one) { one.name = QString(41, u'x'); }), u"1 to 40"_s);
    row("name of another", with([](Instance &one) { one.name = u"yard"_s; }),
        u"Name 'yard': another instance has it"_s);
    row("path", with([](Instance &one) { one.url = QUrl(u"http://a:1/b"_s); }),
        u"Address 'http://a:1/b'"_s);
    row("no port", with([](Instance &one) { one.url = QUrl(u"http://a"_s); }), u"Address"_s);
    row("long tag", with([](Instance &one) { one.tag = u"ABC"_s; }), u"Tag 'ABC'"_s);
    row("small tag", with([](Instance &one) { one.tag = u"a"_s; }), u"Tag 'a'"_s);
    row("red", with([](Instance &one) { one.colour = u"red"_s; }), u"Colour 'red'"_s);
    row("fingerprint", with([](Instance &one) { one.fingerprint = u"AB:CD"_s; }),
        u"Fingerprint 'AB:CD'"_s);
}

void InstanceRulesTest::faults()
{
    QFETCH(Instance, instance);
    QFETCH(QString, words);
    Instance yard = nvr();
    yard.id = u"2"_s;
    yard.name = u"Yard"_s;
    const QString fault = faultOf(instance, {yard});
    QCOMPARE(fault.isEmpty(), words.isEmpty());
    QVERIFY2(fault.contains(words), qPrintable(fault));
}

void InstanceRulesTest::keepsEveryField()
{
    Instance free = nvr();
    free.id = u"2"_s;
    free.name = u"Bür\u00f6"_s;
    free.guard = Guard::Free;
    free.fingerprint.clear();
    free.url = QUrl(u"http://127.0.0.1:8000"_s);
    const QList<Instance> all{nvr(), free};
    const KeptInstances kept = instancesFromJson(instancesToJson(all));
    QCOMPARE(kept.fault, QString());
    QCOMPARE(kept.instances, all);
}

void InstanceRulesTest::brokenLists_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half") << instancesToJson({nvr()}).first(100);
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("another version") << QByteArray(R"({"version": 2, "instances": []})");
    QTest::newRow("no list") << QByteArray(R"({"version": 1, "instances": {}})");
    QTest::newRow("numbers") << QByteArray(R"({"version": 1, "instances": [1]})");
    QTest::newRow("unknown mode") << instancesToJson({nvr()}).replace("\"watch\"", "\"look\"");
    QTest::newRow("no address") << instancesToJson({nvr()}).replace("https://nvr.example:8443",
                                                                    "nvr");
    QTest::newRow("twice the same name") << instancesToJson({nvr(), [] {
                                                                 Instance other = nvr();
                                                                 other.id = u"2"_s;
                                                                 return other;
                                                             }()});
}

void InstanceRulesTest::brokenLists()
{
    QFETCH(QByteArray, json);
    const KeptInstances kept = instancesFromJson(json);
    QVERIFY(!kept.fault.isEmpty());
    QCOMPARE(kept.instances, QList<Instance>());
}

void InstanceRulesTest::marks()
{
    QCOMPARE(usualTag(u"home-nvr"_s), u"HO"_s);
    QCOMPARE(usualTag(u"7"_s), u"7"_s);
    QVERIFY(instanceColours().contains(usualColour(u"home-nvr"_s)));
    QVERIFY(!instanceColour(u"red"_s));
    QCOMPARE(fingerprintText(u"00ff3a"_s), u"00:FF:3A"_s);
}

QTEST_GUILESS_MAIN(InstanceRulesTest)
#include "tst_instancerules.moc"
