// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/certificates.h"

#include <memory>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

namespace support {

namespace {

using Key = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY *)>;
using Bio = std::unique_ptr<BIO, void (*)(BIO *)>;
using Certificate = std::unique_ptr<X509, void (*)(X509 *)>;

Key makeKey(KeyKind kind)
{
    EVP_PKEY *key = kind == KeyKind::Ec ? EVP_EC_gen("P-256")
        : kind == KeyKind::Rsa          ? EVP_RSA_gen(2048)
                                        : EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
    return {key, EVP_PKEY_free};
}

QByteArray textOf(const Bio &bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return QByteArray(data, static_cast<qsizetype>(size));
}

void addExtension(X509 *certificate, int kind, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    if (X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value)) {
        X509_add_ext(certificate, extension, -1);
        X509_EXTENSION_free(extension);
    }
}

} // namespace

Pair makePair(const CertificateWish &wish)
{
    static long serial = 1;
    const Key key = makeKey(wish.kind);
    const Certificate certificate(X509_new(), X509_free);
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial++);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), wish.fromSeconds);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), wish.toSeconds);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME *name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char *>("localhost"), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    addExtension(certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
    addExtension(certificate.get(), NID_subject_alt_name,
                 "DNS:localhost,IP:127.0.0.1,IP:127.0.0.2,IP:::1");
    X509_sign(certificate.get(), key.get(), wish.kind == KeyKind::Ed25519 ? nullptr : EVP_sha256());
    const Bio certificateText(BIO_new(BIO_s_mem()), BIO_free_all);
    const Bio keyText(BIO_new(BIO_s_mem()), BIO_free_all);
    PEM_write_bio_X509(certificateText.get(), certificate.get());
    const bool isLocked = !wish.passphrase.isEmpty();
    PEM_write_bio_PKCS8PrivateKey(keyText.get(), key.get(), isLocked ? EVP_aes_128_cbc() : nullptr,
                                  isLocked ? wish.passphrase.constData() : nullptr,
                                  static_cast<int>(wish.passphrase.size()), nullptr, nullptr);
    return {.certificate = textOf(certificateText), .key = textOf(keyText)};
}

} // namespace support
