// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/config/listing.h"
#include "tests/config/configfile.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

using namespace Qt::StringLiterals;
using namespace config;

/// The settings as GET /api/config tells them.
class ListingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsEachValueAndItsOrigin_data();
    void tellsEachValueAndItsOrigin();
    void tellsNoSecret();
    void tellsEachKeyOnce();

private:
    QJsonObject told(const QString &key, const QJsonArray &all)
    {
        for (const auto &one : all) {
            if (one[u"key"].toString() == key) {
                return one.toObject();
            }
        }
        return {};
    }

    ConfigFile m_file;
};

namespace {

const QByteArray Text = R"([server]
port = 9000

[breakers.clip]
failure_threshold = 2

[[worker]]
name = "cam"
command = ["ffmpeg", "-i", "rtsp://root:hunter2@cam/live?token=s3cret",
    "--pin-auth", "4321", "-headers", "X-Api-Key: let me"]
environment = { LOG = "info", API_KEY = "abc", URL = "http://u:p@h/" }
)"_ba;

} // namespace

void ListingTest::tellsEachValueAndItsOrigin_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("origin");
    const auto row = [](const char *key, const QJsonValue &value, const QString &origin) {
        QTest::newRow(key) << QString::fromLatin1(key) << value << origin;
    };
    row("server.host", u"127.0.0.1"_s, u"default"_s);
    row("server.port", 9000, u":2"_s);
    row("pipeline.retention_days", 7, u"environment SIGNALBOX_PIPELINE__RETENTION_DAYS"_s);
    row("breakers.clip.failure_threshold", 2, u":5"_s);
    row("worker.cam.name", u"cam"_s, u":8"_s);
    row("security.require_token", false, u"default"_s);
    row("worker.cam.autostart", true, u"default"_s);
}

void ListingTest::tellsEachValueAndItsOrigin()
{
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    QFETCH(QString, origin);
    const QString path = m_file.write(Text);
    const QJsonArray all = listing(load(path, {{u"SIGNALBOX_PIPELINE__RETENTION_DAYS"_s, u"7"_s}}));
    const QJsonObject one = told(key, all);
    QCOMPARE(one[u"value"_s], value);
    QCOMPARE(one[u"origin"_s].toString(), origin.startsWith(u':') ? path + origin : origin);
}

void ListingTest::tellsNoSecret()
{
    const QByteArray all =
        QJsonDocument(listing(load(m_file.write(Text), {}))).toJson(QJsonDocument::Compact);
    for (const QByteArray secret : {"hunter2", "s3cret", "abc", "u:p@", "info", "4321", "let me"}) {
        QVERIFY2(!all.contains(secret), secret.constData());
    }
    QVERIFY(all.contains(R"("LOG":"***")"));
}

void ListingTest::tellsEachKeyOnce()
{
    QSet<QString> keys;
    const QJsonArray all = listing(load(m_file.write(Text), {}));
    for (const auto &one : all) {
        QVERIFY2(!keys.contains(one[u"key"].toString()), qPrintable(one[u"key"].toString()));
        keys.insert(one[u"key"].toString());
    }
    QVERIFY(keys.size() > 60);
}

QTEST_GUILESS_MAIN(ListingTest)
#include "tst_listing.moc"
