// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/fakeapi.h"

#include <QProcess>
#include <QTest>

#include <pty.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

/// What signalboxctl shows on a real terminal, and what where there is none.
class CtlTerminalTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void shown_data();
    void shown();
    void pipedIsWhole();
    void nobodyReads();

private:
    /// The end of a run and what stood on its terminal of `width` columns.
    QString onTerminal(int width, const QMap<QString, QString> &variables, int &code) const;

    FakeApi m_api;
};

namespace {

const QStringList Program{qEnvironmentVariable("SIGNALBOX_BIN") + u"/signalboxctl"_s};

QProcessEnvironment environmentWith(const QMap<QString, QString> &variables)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto &name : {u"COLUMNS"_s, u"NO_COLOR"_s}) {
        environment.remove(name);
    }
    environment.insert(u"TERM"_s, u"xterm"_s);
    for (auto it = variables.begin(); it != variables.end(); ++it) {
        environment.insert(it.key(), it.value());
    }
    return environment;
}

QString allOf(int master)
{
    QByteArray text;
    QByteArray part(4096, '\0');
    for (;;) {
        const ssize_t count = ::read(master, part.data(), static_cast<std::size_t>(part.size()));
        if (count <= 0) {
            return QString::fromUtf8(text).remove(u'\r');
        }
        text += part.left(count);
    }
}

} // namespace

void CtlTerminalTest::initTestCase()
{
    m_api.answer(
        "200 OK",
        R"({"running":true,"workers":[{"name":"cam","status":"crashed","restart_count":1,)"
        R"("max_restarts":5,"last_started_at":null,"error":"no route to the camera 門"}]})");
}

QString CtlTerminalTest::onTerminal(int width, const QMap<QString, QString> &variables,
                                    int &code) const
{
    int master = -1;
    int slave = -1;

    struct winsize size
    {
    };

    size.ws_col = static_cast<unsigned short>(width);
    if (::openpty(&master, &slave, nullptr, nullptr, &size) != 0) {
        return {};
    }
    QProcess process;
    process.setProcessEnvironment(environmentWith(variables));
    process.setChildProcessModifier([slave] { ::dup2(slave, STDOUT_FILENO); });
    process.start(Program.first(), {u"workers"_s, u"--url"_s, m_api.url()});
    const bool hasEnded =
        QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 30000);
    code = hasEnded ? process.exitCode() : -1;
    ::close(slave);
    const QString text = allOf(master);
    ::close(master);
    return text;
}

void CtlTerminalTest::shown_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<QStringList>("variables");
    QTest::addColumn<QString>("text");
    const QString bold = u"\x1b[1m"_s;
    const QString red = u"\x1b[31m"_s;
    const QString plain = u"\x1b[0m"_s;
    const QString whole = u"cam   crashed  1/5       —    —        no route to the camera 門\n"_s;
    const QString titles = u"NAME  STATUS   RESTARTS  PID  STARTED  ERROR\n"_s;
    QTest::newRow("wide") << 80 << QStringList{u"NO_COLOR=1"_s} << QString(titles + whole);
    QTest::newRow("in colour") << 80 << QStringList()
                               << QString(bold + titles.chopped(1) + plain + u'\n' + u"cam   "_s
                                          + red + u"crashed"_s + plain + whole.mid(13));
    QTest::newRow("a terminal without colours")
        << 80 << QStringList{u"TERM=dumb"_s} << QString(titles + whole);
    QTest::newRow("an empty NO_COLOR")
        << 80 << QStringList{u"NO_COLOR="_s}
        << QString(bold + titles.chopped(1) + plain + u'\n' + u"cam   "_s + red + u"crashed"_s
                   + plain + whole.mid(13));
    QTest::newRow("narrow")
        << 52 << QStringList{u"NO_COLOR=1"_s}
        << QString(titles + u"cam   crashed  1/5       —    —        no route to …\n"_s);
    QTest::newRow("COLUMNS counts more")
        << 200 << QStringList{u"NO_COLOR=1"_s, u"COLUMNS=52"_s}
        << QString(titles + u"cam   crashed  1/5       —    —        no route to …\n"_s);
    QTest::newRow("COLUMNS that are none")
        << 80 << QStringList{u"NO_COLOR=1"_s, u"COLUMNS=many"_s} << QString(titles + whole);
    QTest::newRow("a terminal that does not know")
        << 0 << QStringList{u"NO_COLOR=1"_s} << QString(titles + whole);
}

void CtlTerminalTest::shown()
{
    QFETCH(int, width);
    QFETCH(QStringList, variables);
    QMap<QString, QString> map;
    for (const QString &variable : variables) {
        map.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    }
    int code = -1;
    const QString text = onTerminal(width, map, code);
    QTEST(text, "text");
    QCOMPARE(code, 0);
}

// Where no terminal is, nothing is cut and nothing coloured, whatever COLUMNS says.
void CtlTerminalTest::pipedIsWhole()
{
    QProcess process;
    process.setProcessEnvironment(environmentWith({{u"COLUMNS"_s, u"20"_s}}));
    process.start(Program.first(), {u"workers"_s, u"--url"_s, m_api.url()});
    QVERIFY(QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 30000));
    const QString text = QString::fromUtf8(process.readAllStandardOutput());
    QVERIFY2(text.endsWith(u"no route to the camera 門\n"), qPrintable(text));
    QVERIFY(!text.contains(u'\x1b'));
}

// What cannot be written is no success.
void CtlTerminalTest::nobodyReads()
{
    QProcess process;
    process.setStandardOutputFile(u"/dev/full"_s);
    process.start(Program.first(), {u"workers"_s, u"--url"_s, m_api.url()});
    QVERIFY(QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 30000));
    QCOMPARE(process.exitCode(), 1);
    QCOMPARE(process.readAllStandardError(), "signalboxctl: the answer cannot be written\n");
}

QTEST_GUILESS_MAIN(CtlTerminalTest)
#include "tst_ctlterminal.moc"
