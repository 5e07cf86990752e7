// SPDX-License-Identifier: GPL-3.0-or-later
// The console on a backend that lives and does not let it in.
#include "tests/scenario/support/console.h"
#include "tests/scenario/support/securedaemon.h"
#include "tests/support/certificatefiles.h"
#include "ui/client/trust.h"
#include "ui/frame/troublebar.h"
#include "ui/instances/instancedialog.h"

#include <QDateTime>
#include <QLineEdit>
#include <QPushButton>
#include <QSslCertificate>
#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace scenario;
using namespace std::chrono_literals;
using support::CertificateFolder;

namespace {

constexpr int Promised = 6000; ///< longer than that nothing is shown that nobody vouches for

constexpr int Patience = 20000;
const QString NoAi = u"[ai]\nembedded = \"false\"\n"_s;

/// Notices silence soon, and tries again soon.
ui::Timings hasty()
{
    using std::chrono::milliseconds;
    return {.reread = milliseconds(50),
            .safety = milliseconds(500),
            .backoffFirst = milliseconds(200),
            .backoffCap = milliseconds(1000),
            .refused = milliseconds(3000)};
}

QString fingerprint(const support::Pair &pair)
{
    return ui::fingerprintOf(QSslCertificate::fromData(pair.certificate).value(0));
}

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

/// A time to come, as `token create --expires` takes it.
QString in(int seconds)
{
    return QDateTime::currentDateTimeUtc().addSecs(seconds).toString(Qt::ISODate);
}

} // namespace

class ConsoleRefusedTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAToken();
    void aTokenExpires();
    void theCertificateChanges();
};

void ConsoleRefusedTest::withoutAToken()
{
    Daemon daemon({.toml = u"[security]\nrequire_token = true\n"_s + NoAi});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    const Console console(ui::Connection{.url = daemon.url(), .name = u"barn"_s}, hasty());
    auto *trouble = console.window().findChild<ui::TroubleBar *>();
    QVERIFY(waitUntil([&] { return trouble->isVisible(); }, Patience));
    QCOMPARE(trouble->text(), u"barn wants a token, and SIGNALBOX_TOKEN is not set."_s);
    QVERIFY2(console.pill().startsWith(u"Refused"), qPrintable(console.pill()));
    QCOMPARE(console.vouchedPanels(), 0);
    trouble->button()->click();
    auto *dialog = console.window().findChild<ui::InstanceDialog *>();
    QVERIFY(dialog != nullptr && dialog->isVisible());
    const auto fields = dialog->findChildren<QLineEdit *>();
    QVERIFY(std::any_of(fields.begin(), fields.end(), [&](const QLineEdit *field) {
        return field->text() == daemon.url().toString();
    }));
}

// What was shown is marked, the reason is said, and nobody knocks without a pause.
void ConsoleRefusedTest::aTokenExpires()
{
    Daemon daemon({.toml = u"[security]\nrequire_token = true\n"_s + NoAi});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    const QByteArray token = newToken(daemon, u"read"_s, u"wall"_s, in(6));
    QVERIFY(!token.isEmpty());
    const Console console(
        ui::Connection{.url = daemon.url(), .token = QString::fromLatin1(token), .name = u"barn"_s},
        hasty());
    QVERIFY(waitUntil([&] { return console.isAllVouched(); }, Patience));
    auto *trouble = console.window().findChild<ui::TroubleBar *>();
    QVERIFY(!trouble->isVisible());
    QVERIFY(waitUntil([&] { return trouble->isVisible(); }, Patience));
    QVERIFY2(trouble->text().startsWith(u"barn does not accept the token in SIGNALBOX_TOKEN"),
             qPrintable(trouble->text()));
    QVERIFY(!console.isLive());
    QVERIFY(waitUntil([&] { return console.vouchedPanels() == 0; }, Promised));
    // More than once: a refusal for too many of them is no other reason.
    const auto *session = console.window().findChild<ui::Session *>();
    QVERIFY(waitUntil([&] { return session->status().retryIn.value_or(0ms) > 1000ms; }, Patience));
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 8000) {
        QTest::qWait(50);
        QVERIFY2(trouble->isVisible(), qPrintable(QString::number(timer.elapsed())));
        QVERIFY2(console.pill().startsWith(u"Refused"), qPrintable(console.pill()));
    }
}

void ConsoleRefusedTest::theCertificateChanges()
{
    const auto first = support::makePair();
    const auto second = support::makePair();
    const CertificateFolder folder(first);
    Daemon daemon({.toml = u"[server]\n"_s + folder.toml() + NoAi, .port = freePort()});
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    const Console console(
        ui::Connection{.url = daemon.url(), .name = u"barn"_s, .fingerprint = fingerprint(first)},
        hasty());
    QVERIFY(waitUntil([&] { return console.isAllVouched(); }, Patience));
    auto *trouble = console.window().findChild<ui::TroubleBar *>();
    folder.put(second);
    daemon.kill9();
    QVERIFY2(daemon.start(), daemon.errorText().constData());
    QVERIFY(waitUntil([&] { return trouble->isVisible(); }, Patience));
    QVERIFY2(trouble->text().contains(u"is not the one that was accepted"),
             qPrintable(trouble->text()));
    QVERIFY(!console.isLive());
    QVERIFY(waitUntil([&] { return console.vouchedPanels() == 0; }, Promised));
    // The old one again: it was the right one all the time.
    folder.put(first);
    QVERIFY(waitUntil([&] { return console.isAllVouched() && !trouble->isVisible(); }, Patience));
    // One that is away refuses nobody, whatever it did before.
    daemon.kill9();
    QVERIFY(waitUntil([&] { return !console.isLive(); }, Patience));
    QVERIFY2(console.pill().startsWith(u"Reconnecting"), qPrintable(console.pill()));
    QVERIFY(!trouble->isVisible());
}

QTEST_MAIN(ConsoleRefusedTest)
#include "tst_consolerefused.moc"
