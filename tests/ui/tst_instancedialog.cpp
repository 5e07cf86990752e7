// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/certificates.h"
#include "ui/client/trust.h"
#include "ui/instances/instancedialog.h"
#include "ui/instances/instancerules.h"
#include "ui/instances/instances.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QSslKey>
#include <QSslServer>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace ui;

/// The form of an instance, and the certificate that is shown before it is believed.
class InstanceDialogTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    // No keychain.
    void initTestCase() { qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere"); }

    void init();
    void plainOneIsSaved();
    void saysWhatIsWrong();
    void certificateIsAcceptedFirst();
    void nobodyAnswers();
    void changedCertificateIsAcceptedAnew();
    void withoutAKeychainItSaysSo();
    void anotherAddressNeedsItsOwnToken();
    void whatCannotBeForgottenIsForNobody();

private:
    void open(const Instance &instance = {})
    {
        m_dialog = new InstanceDialog(*m_instances, instance, nullptr);
        m_dialog->open();
    }

    void type(int field, const QString &text)
    {
        auto *edit = m_dialog->findChildren<QLineEdit *>().at(field);
        edit->clear();
        QTest::keyClicks(edit, text);
    }

    void save() { m_dialog->findChildren<QPushButton *>().last()->click(); }

    QPushButton *button(const QString &text) const
    {
        for (auto *one : m_dialog->findChildren<QPushButton *>()) {
            if (one->text() == text) {
                return one;
            }
        }
        return nullptr;
    }

    QString listen(const support::Pair &pair)
    {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificateChain(QSslCertificate::fromData(pair.certificate));
        configuration.setPrivateKey(QSslKey(pair.key, QSsl::Ec));
        m_server.setSslConfiguration(configuration);
        if (!m_server.isListening()) {
            m_server.listen(QHostAddress::LocalHost);
        }
        return u"https://127.0.0.1:%1"_s.arg(m_server.serverPort());
    }

    static QString fingerprint(const support::Pair &pair)
    {
        return fingerprintOf(QSslCertificate::fromData(pair.certificate).value(0));
    }

    QCheckBox *acceptance() const { return m_dialog->findChildren<QCheckBox *>().last(); }

    QSslServer m_server;
    std::unique_ptr<Instances> m_instances;
    QPointer<InstanceDialog> m_dialog;
};

namespace {

constexpr int Name = 0;
constexpr int Address = 1;
constexpr int Token = 2;

const Instance Plain{.id = u"1"_s,
                     .name = u"Home NVR"_s,
                     .url = QUrl(u"http://nvr.example:8000"_s),
                     .tag = u"HN"_s,
                     .colour = u"teal"_s};

} // namespace

void InstanceDialogTest::init()
{
    delete m_dialog;
    m_instances = std::make_unique<Instances>();
}

void InstanceDialogTest::plainOneIsSaved()
{
    open();
    type(Name, u"Home NVR"_s);
    type(Address, u"nvr.example"_s);
    button(u"Save"_s)->click();
    QTRY_VERIFY(!m_dialog);
    const QList<Instance> all = m_instances->list().instances();
    QCOMPARE(all.size(), 1);
    QCOMPARE(all.first().url, QUrl(u"http://nvr.example:8000"_s));
    QCOMPARE(all.first().tag, u"HO"_s);
    QCOMPARE(all.first().guard, Guard::Guarded);
}

void InstanceDialogTest::saysWhatIsWrong()
{
    open();
    type(Name, u"Home NVR"_s);
    type(Address, u"http://ann@nvr"_s);
    button(u"Save"_s)->click();
    QVERIFY2(m_dialog->message().startsWith(u"Address 'http://ann@nvr'"),
             qPrintable(m_dialog->message()));
    QCOMPARE(m_instances->list().instances().size(), 0);
}

void InstanceDialogTest::certificateIsAcceptedFirst()
{
    const auto pair = support::makePair();
    open();
    type(Name, u"Home NVR"_s);
    type(Address, listen(pair));
    button(u"Save"_s)->click();
    QTRY_VERIFY(acceptance()->isVisible());
    QCOMPARE(m_instances->list().instances().size(), 0);
    const auto labels = m_dialog->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
        return label->text().contains(fingerprintText(fingerprint(pair)))
            && label->text().contains(u"Nobody whom this computer trusts"_s);
    }));
    button(u"Save"_s)->click(); // not compared yet
    QVERIFY(m_dialog->message().startsWith(u"Compare the fingerprint"));
    acceptance()->setChecked(true);
    button(u"Save"_s)->click();
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(m_instances->list().instances().first().fingerprint, fingerprint(pair));
}

void InstanceDialogTest::nobodyAnswers()
{
    open();
    type(Name, u"Home NVR"_s);
    type(Address, u"https://127.0.0.1:1"_s);
    button(u"Save"_s)->click();
    QTRY_VERIFY(m_dialog->message().startsWith(u"127.0.0.1:1 shows no certificate: "));
    QCOMPARE(m_instances->list().instances().size(), 0);
}

void InstanceDialogTest::changedCertificateIsAcceptedAnew()
{
    const auto pair = support::makePair();
    const Instance known{.id = u"1"_s,
                         .name = u"Home NVR"_s,
                         .url = QUrl(listen(pair)),
                         .tag = u"HN"_s,
                         .colour = u"teal"_s,
                         .fingerprint = QString(64, u'a')};
    QCOMPARE(m_instances->list().put(known), QString());
    open(known);
    button(u"Ask for its certificate anew"_s)->click();
    QTRY_VERIFY(acceptance()->isVisible());
    QCOMPARE(m_instances->list().find(u"1"_s)->fingerprint, known.fingerprint);
    acceptance()->setChecked(true);
    button(u"Save"_s)->click();
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(m_instances->list().find(u"1"_s)->fingerprint, fingerprint(pair));
}

// Who opens the instance at once closes the dialog.
void InstanceDialogTest::withoutAKeychainItSaysSo()
{
    open();
    QSignalSpy saved(m_dialog, &InstanceDialog::saved);
    type(Name, u"Home NVR"_s);
    type(Address, u"nvr.example"_s);
    type(Token, u"sbx_secret"_s);
    button(u"Save"_s)->click();
    QTRY_VERIFY2(m_dialog->message().endsWith(u"The token is known until the program ends."_s),
                 qPrintable(m_dialog->message()));
    QCOMPARE(m_instances->list().instances().size(), 1);
    QVERIFY(saved.isEmpty());
    QVERIFY(!button(u"Cancel"_s)->isVisible());
    button(u"Done"_s)->click();
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(saved.size(), 1);
    QCOMPARE(m_instances->list().instances().size(), 1);
}

// The token of one backend is never shown to another.
void InstanceDialogTest::anotherAddressNeedsItsOwnToken()
{
    QCOMPARE(m_instances->list().put(Plain), QString());
    open(Plain);
    type(Address, u"evil.example"_s);
    button(u"Save"_s)->click();
    QTRY_COMPARE(m_dialog->message(),
                 u"A token that is kept is for http://nvr.example:8000. Type the one for "
                 "http://evil.example:8000, or let it be forgotten."_s);
    QCOMPARE(m_instances->list().find(u"1"_s)->url, Plain.url);

    type(Token, u"sbx_other"_s);
    button(u"Save"_s)->click();
    const QUrl elsewhere(u"http://evil.example:8000"_s);
    QTRY_VERIFY(m_instances->list().at(elsewhere));
    QCOMPARE(m_instances->list().instances().size(), 1);
    const QString id = m_instances->list().at(elsewhere)->id;
    QVERIFY(id != Plain.id); // so that what the keychain has for the old address is for nobody
    std::optional<QString> token;
    m_instances->keychain().read(id, this,
                                 [&token](const Keychain::Found &found) { token = found.token; });
    QTRY_COMPARE(token, u"sbx_other"_s);
}

void InstanceDialogTest::whatCannotBeForgottenIsForNobody()
{
    QCOMPARE(m_instances->list().put(Plain), QString());
    open(Plain);
    type(Address, u"evil.example"_s);
    m_dialog->findChildren<QCheckBox *>().first()->setChecked(true); // forget
    button(u"Save"_s)->click();
    QTRY_VERIFY2(m_dialog->message().startsWith(u"This desktop has no keychain."_s)
                     || m_dialog->message().startsWith(u"The keychain"_s),
                 qPrintable(m_dialog->message()));
    const auto moved = m_instances->list().at(QUrl(u"http://evil.example:8000"_s));
    QVERIFY(moved && moved->id != Plain.id);
    QVERIFY(!m_instances->list().find(Plain.id));
}

QTEST_MAIN(InstanceDialogTest)
#include "tst_instancedialog.moc"
