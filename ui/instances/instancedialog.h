// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/instances/certificateprobe.h"
#include "ui/instances/instance.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

class Instances;

/// One instance, new or known. Of an https address the certificate is shown first, and believed
/// only after the operator has said so.
class InstanceDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Without an id it is a new one.
    InstanceDialog(Instances &instances, const Instance &instance, QWidget *parent);

    /// What is wrong, or is being waited for; empty: nothing.
    QString message() const;

    void done(int result) override;

Q_SIGNALS:
    /// It is on the list; the dialog has closed.
    void saved(const QString &id);

private:
    void makeForm();
    void makeCertificate();
    void fill();
    Instance typed() const;
    bool needsCertificate(const Instance &instance) const;
    void save();
    void look(const Instance &instance);
    void show(const SeenCertificate &seen);
    bool isElsewhere(const Instance &instance) const; ///< than it was until now
    bool needsToken(const Instance &instance) const;
    void askForToken(const Instance &instance);
    void keep(const Instance &instance);
    void list(const Instance &instance, const QString &fault);
    void say(const QString &text);

    Instances &m_instances;
    Instance m_instance;
    SeenCertificate m_seen;
    QUrl m_seenAt;
    QLineEdit *m_name;
    QLineEdit *m_address;
    QLineEdit *m_token;
    QCheckBox *m_forget;
    QLineEdit *m_tag;
    QComboBox *m_colour;
    QComboBox *m_mode;
    QLabel *m_certificate;
    QCheckBox *m_accept;
    QPushButton *m_again;
    QLabel *m_message;
    QPushButton *m_save;
    QPushButton *m_cancel;
    bool m_hasNoToken = false; ///< the keychain says so
    bool m_isKept = false;
};

} // namespace ui
