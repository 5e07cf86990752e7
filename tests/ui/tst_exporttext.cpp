// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/exporttext.h"
#include "ui/history/historymodels.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(ui::HistoryFilter)
Q_DECLARE_METATYPE(ui::ExportFormat)

namespace {

QJsonObject line(const QString &type, const QJsonObject &data)
{
    return {{u"sequence"_s, 7},
            {u"type"_s, type},
            {u"channel"_s, u"system"_s},
            {u"data"_s, data},
            {u"timestamp"_s, u"2026-01-02T03:04:05.678Z"_s},
            {u"cause"_s, 3}};
}

QJsonObject restart(const QString &worker, const QString &status, const QJsonValue &error)
{
    return {{u"worker_name"_s, worker},
            {u"timestamp"_s, u"2026-01-02T03:04:05.678Z"_s},
            {u"attempt"_s, 2},
            {u"status"_s, status},
            {u"error"_s, error}};
}

bool listed(const HistoryFilter &filter, const QJsonObject &object)
{
    return exportLine(ExportKind::Journal, ExportFormat::Json, filter, object).has_value();
}

} // namespace

class ExportTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void format_data();
    void format();
    void csvOfTheJournal();
    void csvOfRestarts();
    void jsonIsWhatCame();
    void fieldsAreQuoted_data();
    void fieldsAreQuoted();
    void journalFilter_data();
    void journalFilter();
    void restartFilter_data();
    void restartFilter();
    void queries();
    void offset_data();
    void offset();
};

void ExportTextTest::format_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<ExportFormat>("format");
    QTest::newRow("csv") << u"a.csv"_s << ExportFormat::Csv;
    QTest::newRow("json") << u"a.json"_s << ExportFormat::Json;
    QTest::newRow("large letters") << u"A.JSON"_s << ExportFormat::Json;
    QTest::newRow("nothing") << u"json"_s << ExportFormat::Csv;
}

void ExportTextTest::format()
{
    QFETCH(QString, name);
    QTEST(formatOf(name), "format");
}

void ExportTextTest::csvOfTheJournal()
{
    QCOMPARE(exportHead(ExportKind::Journal, ExportFormat::Csv),
             QByteArray("sequence,timestamp,type,channel,subject,sentence,data,cause\r\n"));
    const auto text =
        exportLine(ExportKind::Journal, ExportFormat::Csv, {},
                   line(u"service.status_changed"_s,
                        {{u"service"_s, u"worker:vision"_s}, {u"status"_s, u"running"_s}}));
    QCOMPARE(
        text.value(),
        QByteArray("7,2026-01-02T03:04:05.678Z,service.status_changed,system,vision,Running,"
                   "\"{\"\"service\"\":\"\"worker:vision\"\",\"\"status\"\":\"\"running\"\"}\","
                   "3\r\n"));
}

void ExportTextTest::csvOfRestarts()
{
    QCOMPARE(exportHead(ExportKind::Restarts, ExportFormat::Csv),
             QByteArray("timestamp,worker_name,status,attempt,error\r\n"));
    const auto text = exportLine(ExportKind::Restarts, ExportFormat::Csv, {},
                                 restart(u"vision"_s, u"crashed"_s, u"killed, signal 9"_s));
    QCOMPARE(text.value(),
             QByteArray("2026-01-02T03:04:05.678Z,vision,crashed,2,\"killed, signal 9\"\r\n"));
}

void ExportTextTest::jsonIsWhatCame()
{
    const QJsonObject first = line(u"job.failed"_s, {{u"error"_s, u"a \"quote\""_s}});
    const QJsonObject second = restart(u"vision"_s, u"success"_s, QJsonValue::Null);
    QByteArray text = exportHead(ExportKind::Journal, ExportFormat::Json);
    text += *exportLine(ExportKind::Journal, ExportFormat::Json, {}, first);
    text += exportBetween(ExportFormat::Json);
    text += *exportLine(ExportKind::Restarts, ExportFormat::Json, {}, second);
    text += exportFoot(ExportFormat::Json);
    QCOMPARE(QJsonDocument::fromJson(text).array(), (QJsonArray{first, second}));
    const QByteArray none =
        exportHead(ExportKind::Journal, ExportFormat::Json) + exportFoot(ExportFormat::Json);
    QVERIFY(QJsonDocument::fromJson(none).isArray());
}

void ExportTextTest::fieldsAreQuoted_data()
{
    QTest::addColumn<QString>("error");
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("a formula") << u"=HYPERLINK(1)"_s << QByteArray("'=HYPERLINK(1)");
    QTest::newRow("another") << u"@SUM(1,2)"_s << QByteArray("\"'@SUM(1,2)\"");
    QTest::newRow("a switch") << u"--all"_s << QByteArray("'--all");
    QTest::newRow("a number") << u"-12.5"_s << QByteArray("-12.5");
    QTest::newRow("plain") << u"exit 3"_s << QByteArray("exit 3");
    QTest::newRow("comma") << u"a,b"_s << QByteArray("\"a,b\"");
    QTest::newRow("quote") << uR"(say "no")"_s << QByteArray(R"("say ""no""")");
    QTest::newRow("lines") << u"a\nb"_s << QByteArray("\"a\nb\"");
    QTest::newRow("umlaut") << u"Tür"_s << QByteArray("T\xC3\xBCr");
    QTest::newRow("nothing") << QString() << QByteArray();
}

void ExportTextTest::fieldsAreQuoted()
{
    QFETCH(QString, error);
    QFETCH(QByteArray, field);
    const auto text = exportLine(ExportKind::Restarts, ExportFormat::Csv, {},
                                 restart(u"a"_s, u"failed"_s, error));
    QCOMPARE(text.value(), QByteArray("2026-01-02T03:04:05.678Z,a,failed,2," + field + "\r\n"));
}

void ExportTextTest::journalFilter_data()
{
    QTest::addColumn<HistoryFilter>("filter");
    QTest::addColumn<QString>("type");
    QTest::addColumn<bool>("isListed");
    const QString service = u"service.status_changed"_s;
    QTest::newRow("all") << HistoryFilter{} << service << true;
    QTest::newRow("figures") << HistoryFilter{} << u"system.status"_s << false;
    QTest::newRow("figures too") << HistoryFilter{.withFigures = true} << u"system.status"_s
                                 << true;
    QTest::newRow("its worker") << HistoryFilter{.worker = u"vision"_s} << service << true;
    QTest::newRow("another worker") << HistoryFilter{.worker = u"vis"_s} << service << false;
    QTest::newRow("text in the data") << HistoryFilter{.text = u"SIGKILL"_s} << service << true;
    QTest::newRow("letters of any size") << HistoryFilter{.text = u"sigkill"_s} << service << true;
    QTest::newRow("text in the type") << HistoryFilter{.text = u"status_ch"_s} << service << true;
    QTest::newRow("text in the sentence")
        << HistoryFilter{.text = u"was running"_s} << service << true;
    QTest::newRow("another text") << HistoryFilter{.text = u"SIGSEGV"_s} << service << false;
}

void ExportTextTest::journalFilter()
{
    QFETCH(HistoryFilter, filter);
    QFETCH(QString, type);
    QTEST(listed(filter,
                 line(type,
                      {{u"service"_s, u"worker:vision"_s},
                       {u"status"_s, u"crashed"_s},
                       {u"previous_status"_s, u"running"_s},
                       {u"message"_s, u"killed by signal 9 (SIGKILL)"_s}})),
          "isListed");
}

void ExportTextTest::restartFilter_data()
{
    QTest::addColumn<HistoryFilter>("filter");
    QTest::addColumn<bool>("isListed");
    const auto time = *protocol::fromIso(u"2026-01-02T03:04:05.678Z");
    QTest::newRow("all") << HistoryFilter{} << true;
    QTest::newRow("its worker") << HistoryFilter{.worker = u"vision"_s} << true;
    QTest::newRow("another worker") << HistoryFilter{.worker = u"file_watcher"_s} << false;
    QTest::newRow("its outcome") << HistoryFilter{.type = u"crashed"_s} << true;
    QTest::newRow("another outcome") << HistoryFilter{.type = u"manual"_s} << false;
    QTest::newRow("within") << HistoryFilter{.time = {time, time + 1s}} << true;
    QTest::newRow("before") << HistoryFilter{.time = {time + 1s, {}}} << false;
    QTest::newRow("text") << HistoryFilter{.text = u"SIGNAL"_s} << true;
    QTest::newRow("another text") << HistoryFilter{.text = u"code"_s} << false;
}

void ExportTextTest::restartFilter()
{
    QFETCH(HistoryFilter, filter);
    const auto text = exportLine(ExportKind::Restarts, ExportFormat::Csv, filter,
                                 restart(u"vision"_s, u"crashed"_s, u"signal 9"_s));
    QTEST(text.has_value(), "isListed");
}

void ExportTextTest::queries()
{
    const protocol::WallTime noon(12h);
    const HistoryFilter filter{
        .worker = u"a b"_s, .type = u"alert."_s, .time = {noon, std::nullopt}, .text = u"ours"_s};
    QCOMPARE(journalQuery(filter), u"&type=alert.&since=1970-01-01T12%3A00%3A00.000Z"_s);
    QCOMPARE(restartsQuery(filter), u"&worker_name=a%20b"_s);
}

void ExportTextTest::offset_data()
{
    QTest::addColumn<int>("items");
    QTest::addColumn<QJsonValue>("hasMore");
    QTest::addColumn<QString>("offset");
    QTest::addColumn<QString>("next");
    QTest::newRow("first") << 2 << QJsonValue(true) << QString() << u"2"_s;
    QTest::newRow("second") << 2 << QJsonValue(true) << u"2"_s << u"4"_s;
    QTest::newRow("last") << 1 << QJsonValue(false) << u"4"_s << QString();
    QTest::newRow("none") << 0 << QJsonValue(true) << u"4"_s << QString();
    QTest::newRow("not told") << 2 << QJsonValue() << u"2"_s << QString();
}

void ExportTextTest::offset()
{
    QFETCH(int, items);
    QFETCH(QJsonValue, hasMore);
    QFETCH(QString, offset);
    QJsonArray list;
    for (int i = 0; i < items; ++i) {
        list.append(QJsonObject());
    }
    const QJsonObject body{{u"items"_s, list},
                           {u"pagination"_s, QJsonObject{{u"has_more"_s, hasMore}}}};
    QTEST(nextOffset(body, offset).value_or(QString()), "next");
}

QTEST_GUILESS_MAIN(ExportTextTest)
#include "tst_exporttext.moc"
