// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/config/scan.h"
#include "tests/config/configfile.h"

using namespace Qt::StringLiterals;
using namespace config;

class ScanTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines_data();
    void lines();
    void anythingInQuotes();

private:
    ConfigFile m_file;
};

void ScanTest::lines_data()
{
    QTest::addColumn<QByteArray>("toml");
    QTest::addColumn<int>("line");
    QTest::newRow("nothing") << QByteArray() << 0;
    QTest::newRow("layout") << QByteArray("a = 1\r\n\t[b]\n") << 0;
    QTest::newRow("umlaut in a key") << QByteArray("a = 1\n\xc3\xbc = 1\n") << 2;
    QTest::newRow("NUL") << QByteArray("\0", 1) << 1;
    QTest::newRow("delete") << QByteArray("\x7f") << 1;
    QTest::newRow("in a comment") << QByteArray("# \xc3\xbc\n") << 0;
    QTest::newRow("after a comment") << QByteArray("# a\n\xc3\xbc") << 2;
    QTest::newRow("a quote in a comment") << QByteArray("# it's \"\n\xc3\xbc") << 2;
    QTest::newRow("in a text") << QByteArray("a = \"\xc3\xbc\"\n") << 0;
    QTest::newRow("after a text") << QByteArray("a = \"\"\xc3\xbc\n") << 1;
    QTest::newRow("an escaped quote") << QByteArray("a = \"\\\"\xc3\xbc\"\n") << 0;
    QTest::newRow("an escaped backslash") << QByteArray("a = \"\\\\\"\xc3\xbc\n") << 1;
    QTest::newRow("a literal backslash") << QByteArray("a = '\\'\xc3\xbc\n") << 1;
    QTest::newRow("an open text") << QByteArray("a = \"\n\xc3\xbc") << 2;
    QTest::newRow("an open escape") << QByteArray("a = \"\\") << 0;
    QTest::newRow("in a long text") << QByteArray("a = \"\"\"\n\"\" \xc3\xbc\"\"\"") << 0;
    QTest::newRow("after a long text") << QByteArray("a = \"\"\"\n\"\"\"\n\xc3\xbc") << 3;
    QTest::newRow("quotes before the end") << QByteArray("a = ''''''''\xc3\xbc") << 1;
    QTest::newRow("escaped in a long text") << QByteArray("a = \"\"\"\\\"\"\"\xc3\xbc\"\"\"") << 0;
    QTest::newRow("a backslash at the end of a long text")
        << QByteArray("a = \"\"\"\\\\\"\"\"\xc3\xbc") << 1;
    QTest::newRow("an open long text") << QByteArray("a = '''\n\xc3\xbc") << 0;
}

void ScanTest::lines()
{
    QFETCH(QByteArray, toml);
    QTEST(lineOfForeignCharacter(toml), "line");
}

void ScanTest::anythingInQuotes()
{
    const QString path = m_file.write(R"(# ein Kommentar, schön "offen
[[worker]]
name = 'cam' # 'auch hier ü
command = ["größe", 'C:\ü\', "a\"ü", """
[#ü] ""ü ""x""", '''\ü'x''', "", '']
directory = "ü" # "ü
)");
    const Loaded loaded = load(path, {});
    QCOMPARE(linesOf(loaded, path), QString());
    QCOMPARE(loaded.config.workers.first().command,
             (QStringList{
                 u"größe"_s, u"C:\\ü\\"_s, u"a\"ü"_s, u"[#ü] \"\"ü \"\"x"_s, u"\\ü'x"_s, {}, {}}));
}

QTEST_GUILESS_MAIN(ScanTest)
#include "tst_scan.moc"
