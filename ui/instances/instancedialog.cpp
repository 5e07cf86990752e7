// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/instancedialog.h"

#include "ui/client/trust.h"
#include "ui/instances/fleetmodel.h"
#include "ui/instances/instancerules.h"
#include "ui/instances/instances.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTime>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPixmap>
#include <QPushButton>

namespace ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto CertificatePatience = 5s;

QString nameIn(const QSslCertificate &certificate)
{
    const QStringList names = certificate.subjectInfo(QSslCertificate::CommonName);
    return names.isEmpty() ? certificate.subjectDisplayName() : names.first();
}

QIcon swatch(const QString &colour, int side)
{
    QPixmap pixmap(side, side);
    pixmap.fill(instanceColour(colour).value_or(QColor()));
    return pixmap;
}

QString colourText(const QString &name)
{
    if (name == u"teal") {
        return InstanceDialog::tr("Teal");
    }
    if (name == u"brown") {
        return InstanceDialog::tr("Brown");
    }
    if (name == u"moss") {
        return InstanceDialog::tr("Moss");
    }
    return name == u"plum" ? InstanceDialog::tr("Plum") : InstanceDialog::tr("Slate");
}

} // namespace

InstanceDialog::InstanceDialog(Instances &instances, const Instance &instance, QWidget *parent)
    : QDialog(parent)
    , m_instances(instances)
    , m_instance(instance)
    , m_name(new QLineEdit(this))
    , m_address(new QLineEdit(this))
    , m_token(new QLineEdit(this))
    , m_forget(new QCheckBox(tr("Forget the token that is kept"), this))
    , m_tag(new QLineEdit(this))
    , m_colour(new QComboBox(this))
    , m_mode(new QComboBox(this))
    , m_certificate(new QLabel(this))
    , m_accept(new QCheckBox(tr("I have compared it: accept this certificate"), this))
    , m_again(new QPushButton(tr("Ask for its certificate anew"), this))
    , m_message(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(instance.id.isEmpty() ? tr("New instance")
                                         : tr("Instance %1").arg(instance.name));
    makeForm();
    makeCertificate();
    fill();
}

void InstanceDialog::makeForm()
{
    auto *form = new QFormLayout(this);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setHorizontalSpacing(fontMetrics().averageCharWidth() * 2);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Address"), m_address);
    form->addRow(tr("&Token"), m_token);
    form->addRow(QString(), m_forget);
    form->addRow(tr("Ta&g"), m_tag);
    form->addRow(tr("&Colour"), m_colour);
    form->addRow(tr("&Mode"), m_mode);
    form->addRow(m_certificate);
    form->addRow(m_accept);
    form->addRow(QString(), m_again);
    form->addRow(m_message);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_cancel = buttons->button(QDialogButtonBox::Cancel);
    m_save = buttons->addButton(tr("Save"), QDialogButtonBox::AcceptRole);
    m_save->setDefault(true);
    form->addRow(buttons);
    connect(m_save, &QPushButton::clicked, this, &InstanceDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_address->setPlaceholderText(u"https://nvr.example:8000"_s);
    m_address->setMinimumWidth(fontMetrics().averageCharWidth() * 48);
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setPlaceholderText(m_instance.id.isEmpty() ? tr("none, or as the backend gave it")
                                                        : tr("unchanged"));
    m_forget->setVisible(!m_instance.id.isEmpty());
    m_tag->setMaxLength(2);
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &name) {
        if (!m_tag->isModified()) {
            m_tag->setText(usualTag(name));
        }
    });
}

void InstanceDialog::makeCertificate()
{
    for (QLabel *label : {m_certificate, m_message}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->hide();
    }
    m_message->setAccessibleName(tr("What is wrong"));
    m_accept->hide();
    m_again->setAutoDefault(false);
    m_again->setVisible(!m_instance.fingerprint.isEmpty());
    connect(m_again, &QPushButton::clicked, this, [this] {
        m_instance.fingerprint.clear(); // what was accepted counts no more
        m_seen = {};
        m_again->hide();
        save();
    });
}

void InstanceDialog::fill()
{
    m_name->setText(m_instance.name);
    m_address->setText(m_instance.url.toString());
    m_tag->setText(m_instance.tag);
    m_tag->setModified(!m_instance.tag.isEmpty());
    const QStringList colours = instanceColours();
    for (const QString &colour : colours) {
        m_colour->addItem(swatch(colour, fontMetrics().height()), colourText(colour), colour);
    }
    m_colour->setCurrentIndex(std::max(0, m_colour->findData(m_instance.colour)));
    const QList<std::pair<Guard, QString>> modes{
        {Guard::Watch, tr("%1: nothing can be done to it").arg(guardText(Guard::Watch))},
        {Guard::Guarded,
         tr("%1: what has consequences asks for its name").arg(guardText(Guard::Guarded))},
        {Guard::Free, tr("%1: as for this machine").arg(guardText(Guard::Free))}};
    for (const auto &[guard, text] : modes) {
        m_mode->addItem(text, static_cast<int>(guard));
    }
    m_mode->setCurrentIndex(m_mode->findData(static_cast<int>(m_instance.guard)));
}

Instance InstanceDialog::typed() const
{
    Instance instance = m_instance;
    const auto address = addressFrom(m_address->text());
    instance.name = m_name->text().trimmed();
    instance.url = address.value_or(QUrl(m_address->text()));
    instance.tag = m_tag->text().toUpper();
    instance.colour = m_colour->currentData().toString();
    instance.guard = static_cast<Guard>(m_mode->currentData().toInt());
    if (instance.url.scheme() != u"https") {
        instance.fingerprint.clear();
    }
    return instance;
}

bool InstanceDialog::needsCertificate(const Instance &instance) const
{
    return instance.url.scheme() == u"https"
        && (instance.fingerprint.isEmpty() || instance.url != m_instance.url);
}

void InstanceDialog::save()
{
    Instance instance = typed();
    if (const QString fault = faultOf(instance, m_instances.list().instances()); !fault.isEmpty()) {
        say(fault);
        return;
    }
    if (needsToken(instance)) {
        askForToken(instance);
        return;
    }
    if (needsCertificate(instance)) {
        if (m_seen.certificate.isNull() || m_seenAt != instance.url) {
            look(instance);
            return;
        }
        if (!m_accept->isChecked()) {
            say(tr("Compare the fingerprint with the one that the operator of this backend names, "
                   "then accept it."));
            return;
        }
        instance.fingerprint = fingerprintOf(m_seen.certificate);
    }
    keep(instance);
}

void InstanceDialog::look(const Instance &instance)
{
    say(tr("Asking %1 for its certificate…").arg(instance.url.authority()));
    m_save->setEnabled(false);
    m_seenAt = instance.url;
    seeCertificate(instance.url, CertificatePatience, this, [this](const SeenCertificate &seen) {
        m_save->setEnabled(true);
        show(seen);
    });
}

void InstanceDialog::show(const SeenCertificate &seen)
{
    m_seen = seen;
    const bool isThere = !seen.certificate.isNull();
    m_certificate->setVisible(isThere);
    m_accept->setVisible(isThere);
    m_accept->setChecked(false);
    say(isThere ? QString()
                : tr("%1 shows no certificate: %2").arg(m_seenAt.authority(), seen.fault));
    if (isThere) {
        const QString trust = seen.isTrusted ? tr("This computer trusts it.")
                                             : tr("Nobody whom this computer trusts vouches for "
                                                  "it.");
        m_certificate->setText(
            tr("Certificate of %1, issued to %2, valid until %3. %4\nSHA-256 %5")
                .arg(m_seenAt.authority(), nameIn(seen.certificate),
                     seen.certificate.expiryDate().toUTC().toString(u"yyyy-MM-dd"_s), trust,
                     fingerprintText(fingerprintOf(seen.certificate))));
    }
}

void InstanceDialog::say(const QString &text)
{
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
}

QString InstanceDialog::message() const
{
    return m_message->text();
}

} // namespace ui
