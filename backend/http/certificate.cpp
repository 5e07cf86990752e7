// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/certificate.h"

#include "backend/config/textchecks.h"

#include <QDateTime>
#include <QFile>
#include <QLoggingCategory>
#include <QSslCertificate>
#include <QSslKey>

#include <cerrno>
#include <chrono>
#include <memory>
#include <utility>

#include <fcntl.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace http {

namespace {

Q_LOGGING_CATEGORY(log, "signalbox.tls", QtInfoMsg)

constexpr std::chrono::seconds Pace{1};

template<auto free>
struct Freeing
{
    template<typename T>
    void operator()(T *thing) const
    {
        free(thing);
    }
};

using Bio = std::unique_ptr<BIO, Freeing<BIO_free_all>>;
using X509Ptr = std::unique_ptr<X509, Freeing<X509_free>>;
using KeyPtr = std::unique_ptr<EVP_PKEY, Freeing<EVP_PKEY_free>>;

Error fault(const QString &path, const QString &rule)
{
    return {ErrorKind::Unavailable, path % u": "_s % rule};
}

Result<QByteArray> contentOf(const QString &path)
{
    constexpr qint64 most = qint64(1024) * 1024;
    // Not blocking: somebody may have put a pipe there.
    const int descriptor =
        ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        return fault(path, qt_error_string(errno));
    }

    struct stat status
    {
    };

    const bool isPlain = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
    QFile file;
    if (!isPlain || !file.open(descriptor, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle)) {
        ::close(descriptor);
        return fault(path, isPlain ? file.errorString() : u"is not a plain file"_s);
    }
    return file.read(most);
}

Bio bioOf(const QByteArray &bytes)
{
    return Bio(BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size())));
}

/// Nobody is there to type a passphrase.
int noPassphrase(char * /*buffer*/, int /*size*/, int /*writing*/, void * /*context*/)
{
    return -1;
}

/// The kind of the key, when it can be used and belongs to the certificate.
Result<QSsl::KeyAlgorithm> kindOf(const CertificateFiles &files, const QByteArray &certificate,
                                  const QByteArray &key)
{
    const X509Ptr first(
        PEM_read_bio_X509(bioOf(certificate).get(), nullptr, noPassphrase, nullptr));
    const KeyPtr own(PEM_read_bio_PrivateKey(bioOf(key).get(), nullptr, noPassphrase, nullptr));
    if (!own) {
        return fault(files.key, u"holds no PEM private key that opens without a passphrase"_s);
    }
    const int kind = EVP_PKEY_get_base_id(own.get());
    if (kind != EVP_PKEY_RSA && kind != EVP_PKEY_EC) {
        return fault(files.key, u"must be an RSA or an EC key"_s);
    }
    if (!first || X509_check_private_key(first.get(), own.get()) != 1) {
        return fault(files.key,
                     u"is not the key of the certificate in %1"_s.arg(files.certificate));
    }
    return kind == EVP_PKEY_RSA ? QSsl::Rsa : QSsl::Ec;
}

QString ruleFor(const QSslCertificate &certificate, protocol::WallTime now)
{
    const auto moment = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count(), Qt::UTC);
    if (certificate.expiryDate() < moment) {
        return u"expired on %1"_s.arg(certificate.expiryDate().toUTC().toString(Qt::ISODate));
    }
    if (certificate.effectiveDate() > moment) {
        return u"is not valid before %1"_s.arg(
            certificate.effectiveDate().toUTC().toString(Qt::ISODate));
    }
    return {};
}

QSslConfiguration configurationOf(const QList<QSslCertificate> &chain, const QSslKey &key)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // clients show a token instead
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    return configuration;
}

} // namespace

Result<QSslConfiguration> loadCertificate(const CertificateFiles &files, protocol::WallTime now)
{
    const auto certificate = contentOf(files.certificate);
    if (!certificate) {
        return certificate.error();
    }
    if (const QString rule = config::checkSecretFile(files.key); !rule.isEmpty()) {
        return fault(files.key, rule);
    }
    const auto key = contentOf(files.key);
    if (!key) {
        return key.error();
    }
    const auto chain = QSslCertificate::fromData(certificate.value(), QSsl::Pem);
    if (chain.isEmpty() || chain.first().isNull()) {
        return fault(files.certificate, u"holds no PEM certificate"_s);
    }
    if (const QString rule = ruleFor(chain.first(), now); !rule.isEmpty()) {
        return fault(files.certificate, rule);
    }
    const auto kind = kindOf(files, certificate.value(), key.value());
    if (!kind) {
        return kind.error();
    }
    const QSslKey own(key.value(), kind.value(), QSsl::Pem, QSsl::PrivateKey);
    if (own.isNull()) {
        return fault(files.key, u"cannot be used as a private key"_s);
    }
    return configurationOf(chain, own);
}

CertificateStamps stampsOf(const CertificateFiles &files)
{
    return {.certificate = config::stampOf(files.certificate), .key = config::stampOf(files.key)};
}

Certificate::Certificate(CertificateFiles files, const CertificateStamps &loaded,
                         std::chrono::seconds again, QObject *parent)
    : QObject(parent)
    , m_files(std::move(files))
    , m_stamps(loaded)
    , m_again(again)
    , m_timer(this)
{
    connect(&m_timer, &QTimer::timeout, this, &Certificate::look);
    m_timer.start(Pace);
}

void Certificate::look()
{
    if (const auto stamps = stampsOf(m_files); stamps != m_stamps) {
        // The other file of the pair may follow in a moment.
        m_stamps = stamps;
        m_isNews = true;
        return;
    }
    const auto now = std::chrono::steady_clock::now();
    const bool isDue = !m_fault.isEmpty() && now >= m_tried + m_again;
    if (std::exchange(m_isNews, false) || isDue) {
        m_tried = now;
        take();
    }
}

void Certificate::take()
{
    const auto loaded = loadCertificate(m_files, protocol::Now::read().wall);
    const QString before = std::exchange(m_fault, loaded ? QString() : loaded.error().detail);
    if (loaded) {
        qCInfo(log).noquote() << "the certificate in" << m_files.certificate << "is taken anew";
        Q_EMIT renewed(loaded.value());
    } else if (m_fault != before) {
        qCWarning(log).noquote() << m_fault % u"; the certificate from before stays"_s;
    }
    if (m_fault != before) {
        Q_EMIT faultChanged();
    }
}

} // namespace http
