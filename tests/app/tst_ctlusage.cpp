// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/ctl.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// What signalboxctl says of words that it cannot use: nothing is asked of the API then.
class CtlUsageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void usage_data();
    void usage();
};

void CtlUsageTest::usage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("err");
    const auto row = [](const QStringList &arguments, const QString &err) {
        QTest::newRow(qPrintable(u"_"_s + arguments.join(u' '))) << arguments << err;
    };
    row({}, u"a verb is missing; see --help"_s);
    row({u"dance"_s}, u"unknown verb: dance; see --help"_s);
    row({u"start"_s}, u"workers start: NAME is missing"_s);
    row({u"workers"_s, u"start"_s}, u"workers start: NAME is missing"_s);
    row({u"start"_s, u"a"_s, u"b"_s}, u"workers start takes only NAME: b"_s);
    row({u"start"_s, QString()}, u"workers start: an empty argument"_s);
    row({u"workers"_s, u"dance"_s}, u"workers takes no argument: dance"_s);
    row({u"dlq"_s, u"a"_s, u"b"_s}, u"dlq takes only [QUEUE]: b"_s);
    row({u"dlq-discard"_s, u"detection"_s}, u"dlq discard: ID|all is missing"_s);
    row({u"workers"_s, u"--tail"_s, u"3"_s}, u"--tail has no meaning for workers"_s);
    row({u"cleanup"_s, u"--dry-run"_s}, u"--dry-run has no meaning for cleanup"_s);
    row({u"cleanup-run"_s, u"--delete"_s}, u"--delete has no meaning for cleanup run"_s);
    row({u"cleanup-orphans"_s, u"--delete"_s, u"--dry-run"_s},
        u"--dry-run and --delete exclude each other"_s);
    row({u"workers"_s, u"--colour"_s}, u"Unknown option 'colour'."_s);
    row({u"workers"_s, u"--json=3"_s}, u"Unexpected value after '--json'."_s);
    row({u"history"_s, u"--worker"_s}, u"Missing value after '--worker'."_s);
    row({u"history"_s, u"--worker="_s}, u"--worker: must not be empty"_s);
    row({u"history"_s, u"--limit"_s, u"1"_s, u"--limit"_s, u"2"_s}, u"--limit: is given 2 times"_s);
    for (const auto &text : {u"0"_s, u"101"_s, u"-1"_s, u"ten"_s, u"1.5"_s, u"1e3"_s}) {
        row({u"history"_s, u"--limit="_s + text},
            u"--limit %1: must be a whole number from 1 to 100"_s.arg(text));
    }
    row({u"start"_s, u"a"_s, u"--wait=soon"_s},
        u"--wait soon: must be a whole number from 1 to 86400"_s);
    row({u"start"_s, u"a"_s, u"--wait"_s, u"0"_s},
        u"--wait 0: must be a whole number from 1 to 86400"_s);
    row({u"events"_s, u"list"_s, u"--since"_s, u"noon"_s},
        u"--since noon: must be a time such as 2025-12-27T10:30:00Z"_s);
    row({u"events"_s, u"list"_s, u"--level"_s, u"great"_s},
        u"--level great: must be one of low, medium, high, critical"_s);
    for (const auto &text : {u"1.1"_s, u"nan"_s, u"half"_s}) {
        row({u"detections"_s, u"--min-confidence"_s, text},
            u"--min-confidence %1: must be a number from 0 to 1"_s.arg(text));
    }
    row({u"tokens"_s, u"create"_s, u"phone"_s}, u"tokens create: --scope is missing"_s);
    row({u"workers"_s, u"--wait"_s}, u"--wait has no meaning for workers"_s);
    row({u"cleanup-run"_s, u"--wait"_s, u"--detach"_s},
        u"--detach and --wait exclude each other"_s);
    row({u"events"_s, u"follow"_s, u"--after"_s, u"now"_s},
        u"--after now: must be a whole number from 0 to 9000000000000000"_s);
    for (const auto &text : {u"0"_s, u"soon"_s, u"86401"_s}) {
        row({u"workers"_s, u"--timeout"_s, text},
            u"--timeout %1: must be a whole number from 1 to 86400"_s.arg(text));
    }
    row({u"workers"_s, u"--url"_s, u"ftp://box"_s},
        u"--url: not the address of a backend, such as http://127.0.0.1:8000"_s);
    row({u"workers"_s, u"--url"_s, u"http://me:secret@box"_s},
        u"--url: not the address of a backend, such as http://127.0.0.1:8000"_s);
    row({u"workers"_s, u"--token-file"_s, u"/nonexistent/token"_s},
        u"/nonexistent/token: No such file or directory"_s);
    row({u"workers"_s, u"--url"_s, u"http://box"_s, u"--profile"_s, u"home"_s},
        u"--url and --profile exclude each other"_s);
    row({u"workers"_s, u"--url"_s, u"https://box"_s, u"--ca-file"_s, u"/nonexistent/ca"_s},
        u"/nonexistent/ca: holds no certificate that can be read (PEM)"_s);
    row({u"workers"_s, u"--url"_s, u"http://box"_s, u"--ca-file"_s, u"ca.pem"_s},
        u"--url: a certificate needs an address that begins with https"_s);
}

void CtlUsageTest::usage()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, err);
    const Ended ended = ctl(arguments);
    QCOMPARE(ended.err, u"signalboxctl: %1\n"_s.arg(err));
    QCOMPARE(ended.code, 2);
    QCOMPARE(ended.out, QString());
}

QTEST_GUILESS_MAIN(CtlUsageTest)
#include "tst_ctlusage.moc"
