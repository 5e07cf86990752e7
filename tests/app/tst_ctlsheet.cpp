// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctllist.h"
#include "app/ctlwidth.h"

#include <QJsonDocument>
#include <QTest>

#include <array>

using namespace Qt::StringLiterals;
using app::Screen;

/// How texts are laid out on a terminal.
class CtlSheetTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void width_data();
    void width();
    void cutting_data();
    void cutting();
    void wrapping_data();
    void wrapping();
    void harmless_data();
    void harmless();
    void fitting_data();
    void fitting();
    void everyWidth();
    void fieldsGoOnBelow();
    void colours();
    void listing();
    void details();
};

void CtlSheetTest::width_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("width");
    QTest::newRow("letters") << u"Tür"_s << 3;
    QTest::newRow("wide") << u"門前"_s << 4;
    QTest::newRow("a mark upon a letter") << u"u\u0308ber"_s << 4;
    QTest::newRow("beyond the first plane") << u"\U0001F6AA"_s << 2;
    QTest::newRow("nothing") << QString() << 0;
}

void CtlSheetTest::width()
{
    QFETCH(QString, text);
    QTEST(app::widthOf(text), "width");
}

void CtlSheetTest::cutting_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("width");
    QTest::addColumn<QString>("result");
    QTest::newRow("it fits") << u"gate"_s << 4 << u"gate"_s;
    QTest::newRow("it does not") << u"gates"_s << 4 << u"gat…"_s;
    QTest::newRow("half of a wide one is none") << u"門前門"_s << 4 << u"門…"_s;
    QTest::newRow("a mark stays with its letter") << u"abu\u0308cd"_s << 4 << u"abu\u0308…"_s;
    QTest::newRow("only the …") << u"gate"_s << 1 << u"…"_s;
}

void CtlSheetTest::cutting()
{
    QFETCH(QString, text);
    QFETCH(int, width);
    QTEST(app::cut(text, width), "result");
}

void CtlSheetTest::wrapping_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("width");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("between words")
        << u"one two three"_s << 8 << QStringList{u"one two"_s, u"three"_s};
    QTest::newRow("a long word") << u"abcdefgh"_s << 3 << QStringList{u"abc"_s, u"def"_s, u"gh"_s};
    QTest::newRow("exactly") << u"one two"_s << 7 << QStringList{u"one two"_s};
    QTest::newRow("wide ones") << u"門前門"_s << 5 << QStringList{u"門前"_s, u"門"_s};
    QTest::newRow("too narrow for one") << u"門前"_s << 1 << QStringList{u"門"_s, u"前"_s};
    QTest::newRow("nothing") << QString() << 5 << QStringList{QString()};
}

void CtlSheetTest::wrapping()
{
    QFETCH(QString, text);
    QFETCH(int, width);
    QTEST(app::wrapped(text, width), "lines");
}

void CtlSheetTest::harmless_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("result");
    QTest::newRow("an escape") << u"\x1b[2J"_s << u"\\x1b[2J"_s;
    QTest::newRow("one of eight bits") << u"\u009b2J"_s << u"\\x9b2J"_s;
    QTest::newRow("a new line") << u"a\nb"_s << u"a\\x0ab"_s;
    QTest::newRow("a line of Unicode") << u"a\u2028b"_s << u"a\\x2028b"_s;
    QTest::newRow("another direction") << u"\u202etxt.exe"_s << u"\\x202etxt.exe"_s;
    QTest::newRow("a hidden tag") << u"\U000e0041x"_s << u"\\xe0041x"_s;
    QTest::newRow("a tab") << u"a\tb"_s << u"a\tb"_s;
    QTest::newRow("letters of all kinds") << u"Tür 門 \U0001F6AA"_s << u"Tür 門 \U0001F6AA"_s;
}

void CtlSheetTest::harmless()
{
    QFETCH(QString, text);
    QTEST(app::harmless(text), "result");
}

namespace {

const QList<QStringList> Rows{
    {u"ID"_s, u"PATH"_s, u"ERROR"_s},
    {u"1"_s, u"/cameras/gate/a.jpg"_s, u"the file has no end"_s},
    {u"22"_s, u"/c/門.jpg"_s, u"—"_s},
};

} // namespace

void CtlSheetTest::fitting_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<QString>("text");
    QTest::newRow("no terminal") << 0
                                 << u"ID  PATH                 ERROR\n"
                                    "1   /cameras/gate/a.jpg  the file has no end\n"
                                    "22  /c/門.jpg            —\n"_s;
    QTest::newRow("wide enough") << 44
                                 << u"ID  PATH                 ERROR\n"
                                    "1   /cameras/gate/a.jpg  the file has no end\n"
                                    "22  /c/門.jpg            —\n"_s;
    QTest::newRow("the widest give way") << 36
                                         << u"ID  PATH             ERROR\n"
                                            "1   /cameras/gate/…  the file has n…\n"
                                            "22  /c/門.jpg        —\n"_s;
}

void CtlSheetTest::fitting()
{
    QFETCH(int, width);
    QTEST(app::render({app::table(Rows, {1, 2})}, Screen{.width = width}), "text");
}

// Nothing is wider than the terminal, and nothing is cut without a …, however narrow it is.
void CtlSheetTest::everyWidth()
{
    const QStringList whole = app::render({app::table(Rows, {1, 2})}, {}).split(u'\n');
    for (int width = 9; width < 60; ++width) {
        const QStringList lines =
            app::render({app::table(Rows, {1, 2})}, Screen{.width = width}).split(u'\n');
        QCOMPARE(lines.size(), whole.size());
        for (qsizetype i = 0; i < lines.size(); ++i) {
            QVERIFY2(app::widthOf(lines[i]) <= width, qPrintable(lines[i]));
            const QString packed = lines[i].simplified();
            QVERIFY2(packed == whole[i].simplified() || packed.contains(u'…'),
                     qPrintable(lines[i]));
        }
    }
}

void CtlSheetTest::fieldsGoOnBelow()
{
    const app::Sheet sheet{app::fields({{u"status"_s, u"one two three four five six"_s}})};
    QCOMPARE(app::render(sheet, {}), u"status  one two three four five six\n"_s);
    QCOMPARE(app::render(sheet, Screen{.width = 30}),
             u"status  one two three four\n        five six\n"_s);
}

void CtlSheetTest::colours()
{
    const app::Sheet sheet{app::table({{u"NAME"_s, u"STATUS"_s},
                                       {u"a"_s, u"running"_s},
                                       {u"b"_s, u"crashed, again"_s},
                                       {u"c"_s, u"resting"_s}})};
    QCOMPARE(app::render(sheet, Screen{.hasColour = true}),
             u"\x1b[1mNAME  STATUS\x1b[0m\na     \x1b[32mrunning\x1b[0m\n"
             "b     \x1b[31mcrashed\x1b[0m, again\nc     resting\n"_s);
    QVERIFY(!app::render(sheet, {}).contains(u'\x1b'));
}

void CtlSheetTest::listing()
{
    constexpr std::array<app::Column, 3> columns{
        {{u"ID", u"id"}, {u"ABOUT", u"job.path|job.batch"}, {u"OLD", u"old"}}};
    const auto answer = QJsonDocument::fromJson(
        R"({"items":[{"id":1,"job":{"path":"/a"},"old":true},{"id":2,"job":{"batch":"b\u001b"},)"
        R"("old":null},{"job":{"path":null}}],"next_cursor":"2"})");
    QCOMPARE(app::render(app::listSheet({u"items", columns}, answer.object()), {}),
             u"ID  ABOUT  OLD\n1   /a     yes\n2   b\\x1b  —\n—   —      —\n"
             "more: --cursor 2\n"_s);
}

void CtlSheetTest::details()
{
    const auto answer = QJsonDocument::fromJson(
        R"({"zoo":["a","b"],"name":"gate","part":{"of_it":1.5,"none":null},"empty":{},)"
        R"("things":[{"id":1,"kind":"cat"},{"id":2}]})");
    QCOMPARE(app::render(app::detailSheet(answer.object()), {}),
             u"name     gate\nempty    —\npart     \n  none   —\n  of it  1.5\nzoo      a, b\n"
             "\nthings\nID  KIND\n1   cat\n2   —\n"_s);
}

QTEST_GUILESS_MAIN(CtlSheetTest)
#include "tst_ctlsheet.moc"
