// SPDX-License-Identifier: GPL-3.0-or-later
// What the form leaves: an instance on the list, and its token in the keychain.
#include "ui/instances/instancedialog.h"
#include "ui/instances/instances.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QUuid>

namespace ui {

/// One that moves to another address becomes another one: whatever the keychain does or refuses to
/// do, the token of the old address is for nobody then.
void InstanceDialog::keep(const Instance &wanted)
{
    Instance instance = wanted;
    if (instance.id.isEmpty() || isElsewhere(instance)) {
        instance.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    }
    const auto list = [this, instance](const QString &fault) { this->list(instance, fault); };
    // The token first: who hears of the instance asks for it.
    if (!m_token->text().isEmpty()) {
        m_instances.keychain().write(instance.id, m_token->text().trimmed(), this, list);
    } else if (m_forget->isChecked()) {
        m_instances.keychain().remove(m_instance.id, this, list);
    } else {
        list({});
    }
}

/// `fault`: what the keychain has against it.
void InstanceDialog::list(const Instance &instance, const QString &fault)
{
    const QString former = m_instance.id;
    const QString refused = former.isEmpty() ? m_instances.list().put(instance)
                                             : m_instances.list().replace(former, instance);
    if (!refused.isEmpty()) {
        say(refused);
        return;
    }
    if (!former.isEmpty() && former != instance.id && !m_forget->isChecked()) {
        m_instances.keychain().remove(former, &m_instances, [](const QString &) {});
    }
    m_instance = instance;
    m_isKept = true;
    if (fault.isEmpty()) {
        accept();
        return;
    }
    say(fault);
    m_token->clear();
    m_forget->setChecked(false);
    m_cancel->hide(); // it is kept
    m_save->setText(tr("Done"));
}

/// Whoever follows may close the dialog: what it has to say comes before.
void InstanceDialog::done(int result)
{
    QDialog::done(result);
    if (m_isKept) {
        Q_EMIT saved(m_instance.id);
    }
}

bool InstanceDialog::isElsewhere(const Instance &instance) const
{
    return !m_instance.id.isEmpty() && instance.url != m_instance.url;
}

/// A token is for the backend that it was given for, and for no other.
bool InstanceDialog::needsToken(const Instance &instance) const
{
    return isElsewhere(instance) && m_token->text().isEmpty() && !m_forget->isChecked()
        && !m_hasNoToken;
}

void InstanceDialog::askForToken(const Instance &instance)
{
    m_save->setEnabled(false);
    m_instances.keychain().read(instance.id, this, [this, instance](const Keychain::Found &found) {
        m_save->setEnabled(true);
        if (found.token.isEmpty() && found.fault.isEmpty()) {
            m_hasNoToken = true;
            save();
            return;
        }
        say(tr("A token that is kept is for %1. Type the one for %2, or let it be forgotten.")
                .arg(m_instance.url.toString(), instance.url.toString()));
        m_token->setPlaceholderText(tr("none, or as the backend gave it"));
        m_token->setFocus();
    });
}

} // namespace ui
