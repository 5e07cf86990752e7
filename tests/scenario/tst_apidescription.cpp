// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/daemon.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using scenario::Daemon;

/// The description of the whole API, as the daemon serves it.
class ApiDescriptionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyOperationIsDescribed();
    void referencesLeadSomewhere();
    void everySchemaIsUsed();
    void documentedRoutes_data();
    void documentedRoutes();
    void readingChangesNothing();

private:
    Daemon m_daemon{{.toml = u"[ai]\nembedded = \"false\"\n"_s}};
    QByteArray m_text;
    QJsonObject m_document;
};

void ApiDescriptionTest::initTestCase()
{
    QVERIFY2(m_daemon.start(), m_daemon.errorText().constData());
    const auto answer = m_daemon.get("/openapi.json");
    QCOMPARE(answer.header("content-type"), QByteArray("application/json"));
    m_text = answer.body;
    m_document = answer.json();
    QVERIFY(!m_document.isEmpty());
}

void ApiDescriptionTest::everyOperationIsDescribed()
{
    QSet<QString> ids;
    QSet<QString> tags;
    const QJsonArray known = m_document.value(u"tags").toArray();
    for (const auto &tag : known) {
        QVERIFY2(!tag[u"description"].toString().isEmpty(), qPrintable(tag[u"name"].toString()));
        tags.insert(tag[u"name"].toString());
    }
    const QJsonObject paths = m_document.value(u"paths").toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QJsonObject operations = path.value().toObject();
        for (auto it = operations.begin(); it != operations.end(); ++it) {
            const QJsonValue operation = it.value();
            const QByteArray name = (it.key() % u' ' % path.key()).toUtf8();
            const QString id = operation[u"operationId"].toString();
            QVERIFY2(!id.isEmpty() && !ids.contains(id), name.constData());
            ids.insert(id);
            QVERIFY2(!operation[u"summary"].toString().isEmpty(), name.constData());
            QVERIFY2(tags.contains(operation[u"tags"][0].toString()), name.constData());
            const QStringList statuses = operation[u"responses"].toObject().keys();
            QVERIFY2(std::any_of(statuses.begin(), statuses.end(),
                                 [](const QString &status) { return status.startsWith(u'2'); }),
                     name.constData());
        }
    }
    QVERIFY(ids.size() >= 27);
}

void ApiDescriptionTest::referencesLeadSomewhere()
{
    static const QRegularExpression reference(u"\"\\$ref\":\"#/([^\"]+)\""_s);
    auto matches = reference.globalMatch(QString::fromUtf8(m_text));
    QVERIFY(matches.hasNext());
    while (matches.hasNext()) {
        QJsonValue at = m_document;
        const QString path = matches.next().captured(1);
        const QStringList keys = path.split(u'/');
        for (const QString &key : keys) {
            at = at[key];
        }
        QVERIFY2(at.isObject(), qPrintable(path));
    }
}

void ApiDescriptionTest::everySchemaIsUsed()
{
    const QStringList names = m_document.value(u"components")[u"schemas"].toObject().keys();
    for (const QString &name : names) {
        const QByteArray reference = u"\"#/components/schemas/%1\""_s.arg(name).toUtf8();
        QVERIFY2(m_text.contains(reference), qPrintable(name));
    }
}

// The sixteen routes of the specification, in the order of its text, and what its diagram shows.
void ApiDescriptionTest::documentedRoutes_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *method, const QString &path) {
        QTest::addRow("%s %s", method, qPrintable(path)) << QString::fromLatin1(method) << path;
    };
    row("get", u"/api/system/supervisor"_s);
    row("get", u"/api/system/supervisor/status"_s);
    row("post", u"/api/system/supervisor/workers/{name}/start"_s);
    row("post", u"/api/system/supervisor/workers/{name}/stop"_s);
    row("post", u"/api/system/supervisor/workers/{name}/restart"_s);
    row("post", u"/api/system/supervisor/reset/{name}"_s);
    row("get", u"/api/system/supervisor/restart-history"_s);
    row("get", u"/api/system/pipeline"_s);
    row("get", u"/api/system/websocket/events"_s);
    row("get", u"/api/system/health/full"_s);
    row("get", u"/api/system/circuit-breakers"_s);
    row("post", u"/api/system/circuit-breakers/{name}/reset"_s);
}

void ApiDescriptionTest::documentedRoutes()
{
    QFETCH(const QString, method);
    QFETCH(const QString, path);
    QVERIFY(m_document.value(u"paths")[path][method].isObject());
}

// Whoever may only read cannot change anything: what needs no more than that is a GET.
void ApiDescriptionTest::readingChangesNothing()
{
    const QJsonObject paths = m_document.value(u"paths").toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QJsonObject operations = path.value().toObject();
        for (auto it = operations.begin(); it != operations.end(); ++it) {
            const QString scope = it.value()[u"x-scope"].toString();
            const QByteArray name = (it.key() % u' ' % path.key()).toUtf8();
            QVERIFY2(it.key() == u"get" || scope == u"operate" || scope == u"admin",
                     name.constData());
        }
    }
}

QTEST_GUILESS_MAIN(ApiDescriptionTest)
#include "tst_apidescription.moc"
