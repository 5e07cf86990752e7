// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/certificate.h"
#include "tests/support/certificatefiles.h"

#include <QSignalSpy>
#include <QSslCertificate>
#include <QSslKey>
#include <QTest>

#include <chrono>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using support::CertificateFolder;
using support::KeyKind;
using support::makePair;
using support::Pair;

namespace {

protocol::WallTime now()
{
    return protocol::Now::read().wall;
}

http::CertificateFiles filesOf(const CertificateFolder &folder)
{
    return {.certificate = folder.certificateFile(), .key = folder.keyFile()};
}

QSslCertificate certificateIn(const QByteArray &pem)
{
    return QSslCertificate::fromData(pem).value(0);
}

} // namespace

class CertificateTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void loads_data();
    void loads();
    void faults_data();
    void faults();
    void chainIsWhole();
    void newPairIsTakenAnew();
    void brokenPairIsToldOnce();
    void pipeIsNoCertificate();
    void renewalWhileStartingIsTaken();
    void refusedPairIsTriedAgain();
};

void CertificateTest::loads_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("EC") << static_cast<int>(KeyKind::Ec);
    QTest::newRow("RSA") << static_cast<int>(KeyKind::Rsa);
}

void CertificateTest::loads()
{
    QFETCH(const int, kind);
    const Pair pair = makePair({.kind = static_cast<KeyKind>(kind)});
    const CertificateFolder folder(pair);
    const auto loaded = http::loadCertificate(filesOf(folder), now());
    QVERIFY2(loaded, qPrintable(loaded ? QString() : loaded.error().detail));
    QCOMPARE(loaded.value().localCertificate(), certificateIn(pair.certificate));
    QVERIFY(!loaded.value().privateKey().isNull());
    QCOMPARE(loaded.value().protocol(), QSsl::TlsV1_2OrLater);
}

void CertificateTest::faults_data()
{
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("detail"); // C and K stand for the files
    const Pair pair = makePair();
    const Pair other = makePair();
    const Pair old = makePair({.fromSeconds = -7200, .toSeconds = -3600});
    const Pair early = makePair({.fromSeconds = 3600});
    const Pair locked = makePair({.passphrase = "secret"});
    const Pair strange = makePair({.kind = KeyKind::Ed25519});
    const auto expiry = certificateIn(old.certificate).expiryDate().toUTC().toString(Qt::ISODate);
    const auto start =
        certificateIn(early.certificate).effectiveDate().toUTC().toString(Qt::ISODate);
    const QString noKey = u"K: holds no PEM private key that opens without a passphrase"_s;
    QTest::newRow("another's key")
        << pair.certificate << other.key << u"K: is not the key of the certificate in C"_s;
    QTest::newRow("a certificate of noise")
        << "noise"_ba << pair.key << u"C: holds no PEM certificate"_s;
    QTest::newRow("an empty certificate") << ""_ba << pair.key << u"C: holds no PEM certificate"_s;
    QTest::newRow("the key in both") << pair.key << pair.key << u"C: holds no PEM certificate"_s;
    QTest::newRow("the certificate in both") << pair.certificate << pair.certificate << noKey;
    QTest::newRow("a key of noise") << pair.certificate << "noise"_ba << noKey;
    QTest::newRow("half a key") << pair.certificate << pair.key.first(pair.key.size() / 2) << noKey;
    QTest::newRow("a locked key") << locked.certificate << locked.key << noKey;
    QTest::newRow("a kind that Qt does not know")
        << strange.certificate << strange.key << u"K: must be an RSA or an EC key"_s;
    QTest::newRow("expired") << old.certificate << old.key << u"C: expired on %1"_s.arg(expiry);
    QTest::newRow("not yet") << early.certificate << early.key
                             << u"C: is not valid before %1"_s.arg(start);
}

void CertificateTest::faults()
{
    QFETCH(const QByteArray, certificate);
    QFETCH(const QByteArray, key);
    QFETCH(QString, detail);
    const CertificateFolder folder({.certificate = certificate, .key = key});
    const auto loaded = http::loadCertificate(filesOf(folder), now());
    QVERIFY(!loaded);
    detail.replace(u"C:"_s, folder.certificateFile() + u':')
        .replace(u"K:"_s, folder.keyFile() + u':');
    if (detail.endsWith(u" C")) {
        detail.replace(detail.size() - 1, 1, folder.certificateFile());
    }
    QCOMPARE(loaded.error().detail, detail);
}

void CertificateTest::chainIsWhole()
{
    const Pair pair = makePair();
    const Pair above = makePair();
    const CertificateFolder folder(
        {.certificate = pair.certificate + above.certificate, .key = pair.key});
    const auto loaded = http::loadCertificate(filesOf(folder), now());
    QVERIFY(loaded);
    const QList<QSslCertificate> chain{certificateIn(pair.certificate),
                                       certificateIn(above.certificate)};
    QCOMPARE(loaded.value().localCertificateChain(), chain);
    // What is open to others is no key of ours.
    QVERIFY(
        QFile::setPermissions(folder.keyFile(), QFileDevice::ReadOwner | QFileDevice::ReadGroup));
    const auto open = http::loadCertificate(filesOf(folder), now());
    QVERIFY(!open);
    QCOMPARE(open.error().detail, folder.keyFile() + u": is open to others; give it mode 0600"_s);
}

void CertificateTest::newPairIsTakenAnew()
{
    const CertificateFolder folder;
    http::Certificate watched(filesOf(folder), http::stampsOf(filesOf(folder)));
    QSignalSpy renewed(&watched, &http::Certificate::renewed);
    QSignalSpy faults(&watched, &http::Certificate::faultChanged);
    const Pair next = makePair();
    // The two files come one after the other, and in between they do not match.
    CertificateFolder::replace(folder.certificateFile(), next.certificate);
    CertificateFolder::replace(folder.keyFile(), next.key);
    QTRY_COMPARE(renewed.count(), 1);
    const auto taken = renewed.first().first().value<QSslConfiguration>();
    QCOMPARE(taken.localCertificate(), certificateIn(next.certificate));
    QCOMPARE(faults.count(), 0);
}

void CertificateTest::brokenPairIsToldOnce()
{
    const CertificateFolder folder;
    http::Certificate watched(filesOf(folder), http::stampsOf(filesOf(folder)));
    QSignalSpy renewed(&watched, &http::Certificate::renewed);
    QSignalSpy faults(&watched, &http::Certificate::faultChanged);
    CertificateFolder::replace(folder.keyFile(), makePair().key);
    QTRY_COMPARE(faults.count(), 1);
    QVERIFY(watched.fault().contains(u"is not the key of the certificate"_s));
    QVERIFY(!faults.wait(2500));
    QCOMPARE(renewed.count(), 0);
    folder.put(makePair());
    QTRY_COMPARE(renewed.count(), 1);
    QCOMPARE(faults.count(), 2);
    QVERIFY(watched.fault().isEmpty());
}

void CertificateTest::pipeIsNoCertificate()
{
    const CertificateFolder folder;
    QVERIFY(QFile::remove(folder.certificateFile()));
    QCOMPARE(::mkfifo(QFile::encodeName(folder.certificateFile()).constData(), 0600), 0);
    const auto loaded = http::loadCertificate(filesOf(folder), now());
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().detail, folder.certificateFile() + u": is not a plain file"_s);
}

void CertificateTest::renewalWhileStartingIsTaken()
{
    const CertificateFolder folder;
    const http::CertificateStamps before = http::stampsOf(filesOf(folder));
    const Pair next = makePair();
    folder.put(next);
    http::Certificate watched(filesOf(folder), before);
    QSignalSpy renewed(&watched, &http::Certificate::renewed);
    QTRY_COMPARE(renewed.count(), 1);
    const auto taken = renewed.first().first().value<QSslConfiguration>();
    QCOMPARE(taken.localCertificate(), certificateIn(next.certificate));
}

// Its time comes without any change of the files.
void CertificateTest::refusedPairIsTriedAgain()
{
    const CertificateFolder folder;
    http::Certificate watched(filesOf(folder), http::stampsOf(filesOf(folder)),
                              std::chrono::seconds(1));
    QSignalSpy renewed(&watched, &http::Certificate::renewed);
    QSignalSpy faults(&watched, &http::Certificate::faultChanged);
    folder.put(makePair({.fromSeconds = 5}));
    QTRY_COMPARE(faults.count(), 1);
    QVERIFY(watched.fault().contains(u"is not valid before"_s));
    QTRY_COMPARE_WITH_TIMEOUT(renewed.count(), 1, 15000);
    QVERIFY(watched.fault().isEmpty());
}

QTEST_GUILESS_MAIN(CertificateTest)
#include "tst_certificate.moc"
