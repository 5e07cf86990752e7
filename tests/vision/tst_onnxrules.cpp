// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/onnxrules.h"
#include "tests/support/onnxwriter.h"

#include <QTest>

using namespace Qt::StringLiterals;
using vision::inputSizeOf;

class OnnxRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sizes_data();
    void sizes();
    void everyCutIsSurvived();
    void damageIsSurvived();
    void rubbish_data();
    void rubbish();
};

void OnnxRulesTest::sizes_data()
{
    QTest::addColumn<int>("declared");
    QTest::addColumn<int>("expected"); ///< 0: refused
    QTest::newRow("declared") << 416 << 416;
    QTest::newRow("open") << 0 << 640;
    QTest::newRow("far too small") << 8 << 0;
    QTest::newRow("far too large") << 100000 << 0;
}

void OnnxRulesTest::sizes()
{
    QFETCH(int, declared);
    QFETCH(int, expected);
    const auto size = inputSizeOf(support::onnxOf({.side = declared}));
    QCOMPARE(size.ok(), expected > 0);
    QVERIFY(!size.ok() || size.value() == cv::Size(expected, expected));
}

void OnnxRulesTest::everyCutIsSurvived()
{
    const QByteArray whole = support::onnxOf({});
    const qsizetype graphEnds = whole.size() - 6; // the operators' version comes last
    for (qsizetype size = 0; size < graphEnds; ++size) {
        // A copy of its own: a sanitizer sees every byte that is read too much.
        const QByteArray cut(whole.constData(), size);
        QVERIFY2(!inputSizeOf(cut).ok(), qPrintable(QString::number(size)));
    }
    QVERIFY(inputSizeOf(whole).ok());
}

void OnnxRulesTest::damageIsSurvived()
{
    const QByteArray whole = support::onnxOf({});
    int refused = 0;
    for (qsizetype at = 0; at < whole.size(); ++at) {
        for (const char other : {'\x00', '\x7f', '\x80', '\xff'}) {
            QByteArray damaged = whole;
            damaged[at] = other;
            const auto size = inputSizeOf(damaged);
            refused += size.ok() ? 0 : 1;
            QVERIFY(!size.ok() || (size.value().width >= 16 && size.value().width <= 4096));
        }
    }
    QVERIFY(refused > 100);
}

void OnnxRulesTest::rubbish_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("this is no model");
    QTest::newRow("zeros") << QByteArray(10000, '\0');
    QTest::newRow("an endless number") << QByteArray(10000, '\xff');
    QTest::newRow("a length beyond the file") << QByteArray("\x3a\xff\xff\xff\xff\xff\xff\xff\x7f");
}

void OnnxRulesTest::rubbish()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!inputSizeOf(bytes).ok());
}

QTEST_GUILESS_MAIN(OnnxRulesTest)
#include "tst_onnxrules.moc"
