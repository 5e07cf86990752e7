// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/multipartrules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace vision;

class MultipartRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parts_data();
    void parts();
    void refusals_data();
    void refusals();
    void everyCutIsRefused();
};

namespace {

const QByteArray Type("multipart/form-data; boundary=B");
const QByteArray Head("--B\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n");
const QByteArray Other("--B\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\nno\r\n");

} // namespace

void MultipartRulesTest::parts_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("names");
    QTest::addColumn<QByteArray>("content"); ///< of the last part
    const auto row = [](const char *label, const QByteArray &type, const QByteArray &body,
                        const QByteArray &names, const QByteArray &content) {
        QTest::newRow(label) << type << body << names << content;
    };
    row("one part", Type, Head + "da\r\nta\r\n--B--\r\n", "file", "da\r\nta");
    row("two parts", Type, Other + Head + "data\r\n--B--\r\n", "x,file", "data");
    row("no line end behind the last boundary", Type, Head + "d\r\n--B--", "file", "d");
    row("a preamble", Type, "for old clients\r\n" + Head + "d\r\n--B--", "file", "d");
    row("quoted boundary", "multipart/form-data; boundary=\"B\"", Head + "d\r\n--B--\r\n", "file",
        "d");
    row("further parameters", "multipart/form-data; charset=utf-8; boundary=B; x=y",
        Head + "d\r\n--B--\r\n", "file", "d");
    row("empty file", Type, Head + "\r\n--B--\r\n", "file", "");
    row("a file's name is not the part's", Type,
        "--B\r\nContent-Disposition: form-data; filename=\"x; name=y\"; name=\"z\"\r\n\r\nd\r\n"
        "--B--",
        "z", "d");
    row("small letters, another field, no quotes", Type,
        "--B\r\nContent-Type: image/png\r\ncontent-disposition: form-data; "
        "name=z\r\n\r\nd\r\n--B--",
        "z", "d");
}

void MultipartRulesTest::parts()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    const auto parts = multipartParts(type, body);
    QVERIFY2(parts.ok(), parts.ok() ? "" : qPrintable(parts.error().detail));
    QByteArrayList names;
    for (const FormPart &part : parts.value()) {
        names.append(part.name);
    }
    QTEST(names.join(','), "names");
    QTEST(parts.value().last().content, "content");
}

void MultipartRulesTest::refusals_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *label, const QByteArray &type, const QByteArray &body,
                        const QString &reason) { QTest::newRow(label) << type << body << reason; };
    QByteArray many;
    for (int i = 0; i < 17; ++i) {
        many += "--B\r\nContent-Disposition: form-data; name=\"" + QByteArray::number(i)
            + "\"\r\n\r\nd\r\n";
    }
    row("no end", Type, Head + "data", u"cut off"_s);
    row("no boundary", "multipart/form-data", Head + "d\r\n--B--\r\n", u"no usable boundary"_s);
    row("a long boundary", "multipart/form-data; boundary=" + QByteArray(201, 'B'), Head,
        u"no usable boundary"_s);
    row("another type", "application/json", Head + "d\r\n--B--\r\n", u"no usable boundary"_s);
    row("empty", Type, "", u"does not hold its boundary"_s);
    row("another boundary", Type, "--C\r\n\r\n--C--", u"does not hold its boundary"_s);
    row("no head", Type, "--B\r\n\r\n--B--\r\n", u"no head"_s);
    row("a head without end", Type,
        "--B\r\nContent-Disposition: form-data; name=\"x\"\r\n" + QByteArray(9000, 'x')
            + "\r\n\r\nd\r\n--B--",
        u"no head"_s);
    row("no name", Type, "--B\r\nContent-Type: image/png\r\n\r\nd\r\n--B--\r\n", u"no name"_s);
    row("only a file's name", Type,
        "--B\r\nContent-Disposition: form-data; filename=\"file\"\r\n\r\nd\r\n--B--\r\n",
        u"no name"_s);
    row("twice the same name", Type, Head + "d\r\n" + Head + "d\r\n--B--\r\n",
        u"two of the same name"_s);
    row("17 parts", Type, many + "--B--\r\n", u"more than 16 parts"_s);
}

void MultipartRulesTest::refusals()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(QString, reason);
    const auto parts = multipartParts(type, body);
    QVERIFY(!parts.ok());
    QVERIFY2(parts.error().detail.contains(reason), qPrintable(parts.error().detail));
}

void MultipartRulesTest::everyCutIsRefused()
{
    const QByteArray whole = Other + Head + "data\r\n--B--";
    for (qsizetype size = 0; size < whole.size(); ++size) {
        QVERIFY2(!multipartParts(Type, whole.left(size)).ok(), qPrintable(QString::number(size)));
    }
    QVERIFY(multipartParts(Type, whole).ok());
}

QTEST_GUILESS_MAIN(MultipartRulesTest)
#include "tst_multipartrules.moc"
