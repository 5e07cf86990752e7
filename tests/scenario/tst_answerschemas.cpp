// SPDX-License-Identifier: GPL-3.0-or-later
// What the console expects of answers is what the backend documents. After a change of a schema
// this test writes the new answers.json and says where it is, to be copied into resources/contract.
#include "tests/scenario/support/daemon.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace scenario;

namespace {

// What they say to a reader, and rules that nobody in the console relies on.
const QStringList LeftOut{u"description"_s, u"enum"_s,     u"minLength"_s, u"maxLength"_s,
                          u"minItems"_s,    u"maxItems"_s, u"pattern"_s,   u"default"_s};

QJsonValue cut(const QJsonValue &schema)
{
    if (schema.isArray()) {
        QJsonArray list;
        for (const auto &element : schema.toArray()) {
            list.append(cut(element));
        }
        return list;
    }
    QJsonObject object = schema.toObject();
    for (const QString &key : object.keys()) {
        if (key == u"properties") {
            QJsonObject properties = object[key].toObject();
            for (const QString &name : properties.keys()) {
                properties[name] = cut(properties[name]);
            }
            object[key] = properties;
        } else if (LeftOut.contains(key)) {
            object.remove(key);
        } else {
            object[key] = cut(object[key]);
        }
    }
    return schema.isObject() ? QJsonValue(object) : schema;
}

/// The names that a schema refers to, and those that these refer to.
void collect(const QJsonValue &schema, const QJsonObject &all, QSet<QString> &names)
{
    for (const auto &element : schema.toArray()) {
        collect(element, all, names);
    }
    const QJsonObject object = schema.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString name = it.key() == u"$ref" ? it->toString().section(u'/', -1) : QString();
        if (!name.isEmpty() && !names.contains(name)) {
            names.insert(name);
            collect(all[name], all, names);
        }
        collect(*it, all, names);
    }
}

QJsonObject contractOf(const QJsonObject &openApi)
{
    const QJsonObject all = openApi[u"components"_s][u"schemas"_s].toObject();
    const QJsonObject paths = openApi[u"paths"_s].toObject();
    QJsonObject answers;
    QSet<QString> names;
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        if (!path.key().startsWith(u"/api/")) {
            continue; // for probes and readers, not for the console
        }
        const QJsonObject responses = path.value()[u"get"_s][u"responses"_s].toObject();
        QJsonObject ofPath;
        for (auto it = responses.begin(); it != responses.end(); ++it) {
            const QJsonValue schema = it.value()[u"content"_s][u"application/json"_s][u"schema"_s];
            if (schema.isObject() && !schema[u"$ref"_s].toString().endsWith(u"/Error")) {
                ofPath[it.key()] = cut(schema);
                collect(schema, all, names);
            }
        }
        if (!ofPath.isEmpty()) {
            answers[path.key()] = ofPath;
        }
    }
    QJsonObject schemas;
    for (const QString &name : names) {
        schemas[name] = cut(all[name]);
    }
    return {{u"paths"_s, answers}, {u"schemas"_s, schemas}};
}

} // namespace

class AnswerSchemasTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWhatTheBackendDocuments();
};

void AnswerSchemasTest::isWhatTheBackendDocuments()
{
    Daemon daemon({.toml = u"[ai]\nembedded = \"false\"\n"_s});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    const QJsonObject now = contractOf(daemon.get("/openapi.json").json());
    QVERIFY(now[u"paths"_s].toObject().contains(u"/api/system/supervisor"_s));
    QFile known(u":/signalbox/contract/answers.json"_s);
    QVERIFY(known.open(QIODevice::ReadOnly));
    if (QJsonDocument::fromJson(known.readAll()).object() != now) {
        QFile file(QDir::tempPath() + u"/answers.json"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QJsonDocument(now).toJson());
        QFAIL(qPrintable(u"resources/contract/answers.json is out of date; the new one is "_s
                         + file.fileName()));
    }
}

QTEST_GUILESS_MAIN(AnswerSchemasTest)
#include "tst_answerschemas.moc"
