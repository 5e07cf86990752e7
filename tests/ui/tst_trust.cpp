// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/certificatefiles.h"
#include "ui/client/trust.h"

#include <QSslCertificate>
#include <QTest>

using support::CertificateFolder;
using support::makePair;

namespace {

QSslCertificate certificateIn(const support::Pair &pair)
{
    return QSslCertificate::fromData(pair.certificate).value(0);
}

} // namespace

class TrustTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyTheOwnOneIsBelievedBlindly();
    void furtherOnesAreTrustedElsewhere();
};

void TrustTest::onlyTheOwnOneIsBelievedBlindly()
{
    const auto pair = makePair();
    const auto other = makePair();
    const CertificateFolder folder(pair);
    const ui::Connection inside{.embedded = true, .certificateFile = folder.certificateFile()};
    const ui::Connection outside{.embedded = false, .certificateFile = folder.certificateFile()};
    const ui::Connection plain{.embedded = true};
    QVERIFY(ui::isOwnCertificate(inside, certificateIn(pair)));
    QVERIFY(!ui::isOwnCertificate(inside, certificateIn(other)));
    QVERIFY(!ui::isOwnCertificate(inside, QSslCertificate()));
    QVERIFY(!ui::isOwnCertificate(outside, certificateIn(pair)));
    QVERIFY(!ui::isOwnCertificate(plain, certificateIn(pair)));
    folder.put(other); // renewed
    QVERIFY(ui::isOwnCertificate(inside, certificateIn(other)));
    QVERIFY(!ui::isOwnCertificate(inside, certificateIn(pair)));
}

void TrustTest::furtherOnesAreTrustedElsewhere()
{
    const auto pair = makePair();
    const CertificateFolder folder(pair);
    const auto trusts = [&](const ui::Connection &connection) {
        return ui::tlsFor(connection).caCertificates().contains(certificateIn(pair));
    };
    QVERIFY(trusts({.certificateFile = folder.certificateFile()}));
    QVERIFY(!trusts({}));
    QVERIFY(ui::tlsFor({.certificateFile = folder.certificateFile()}).peerVerifyMode()
            != QSslSocket::VerifyNone);
}

QTEST_GUILESS_MAIN(TrustTest)
#include "tst_trust.moc"
