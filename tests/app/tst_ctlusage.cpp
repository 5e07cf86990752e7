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
    row({u"start"_s}, u"start needs one name"_s);
    row({u"start"_s, u"a"_s, u"b"_s}, u"start needs one name"_s);
    row({u"workers"_s, u"a"_s}, u"workers takes no argument"_s);
    row({u"dlq"_s, u"a"_s, u"b"_s}, u"dlq takes one queue at most"_s);
    row({u"dlq-discard"_s, u"detection"_s}, u"dlq-discard needs a queue, and an id or 'all'"_s);
    row({u"workers"_s, u"--tail"_s, u"3"_s}, u"--tail has no meaning for workers"_s);
    row({u"cleanup"_s, u"--dry-run"_s}, u"--dry-run has no meaning for cleanup"_s);
    row({u"cleanup-run"_s, u"--delete"_s}, u"--delete has no meaning for cleanup-run"_s);
    row({u"cleanup-orphans"_s, u"--delete"_s, u"--dry-run"_s},
        u"--dry-run and --delete exclude each other"_s);
    row({u"workers"_s, u"--colour"_s}, u"Unknown option 'colour'."_s);
    for (const auto &text : {u"0"_s, u"soon"_s, u"86401"_s}) {
        row({u"workers"_s, u"--timeout"_s, text},
            u"--timeout %1: must be a whole number from 1 to 86400"_s.arg(text));
    }
    row({u"workers"_s, u"--url"_s, u"ftp://box"_s},
        u"not the address of a backend, such as http://127.0.0.1:8000"_s);
    row({u"workers"_s, u"--url"_s, u"http://me:secret@box"_s},
        u"not the address of a backend, such as http://127.0.0.1:8000"_s);
    row({u"workers"_s, u"--token-file"_s, u"/nonexistent/token"_s},
        u"/nonexistent/token: No such file or directory"_s);
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
