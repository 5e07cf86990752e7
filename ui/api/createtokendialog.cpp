// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/api/createtokendialog.h"

#include "ui/api/accessmodels.h"
#include "ui/api/apiparts.h"
#include "ui/client/session.h"
#include "ui/instances/instancemark.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int LongestName = 64;
constexpr std::array<int, 5> Spans{1, 7, 30, 90, 365};
constexpr int UsualSpan = 90;

} // namespace

CreateTokenDialog::CreateTokenDialog(Session &session, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_pages(new QStackedWidget(this))
    , m_name(new QLineEdit(this))
    , m_scope(new QComboBox(this))
    , m_days(new QComboBox(this))
    , m_message(makeHint({}, this))
    , m_secret(new QLineEdit(this))
    , m_told(makeHint({}, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("New token on %1").arg(taggedName(session.connection())));
    m_pages->addWidget(makeForm());
    m_pages->addWidget(makeSecret());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 14);
    layout->addWidget(m_pages);
    connect(m_name, &QLineEdit::textChanged, this, [this] {
        m_error.clear();
        refresh();
    });
    m_name->setFocus();
    refresh();
}

CreateTokenDialog::~CreateTokenDialog()
{
    m_secret->clear();
}

QWidget *CreateTokenDialog::makeForm()
{
    m_name->setObjectName(u"name"_s);
    m_name->setMaxLength(LongestName);
    m_name->setPlaceholderText(tr("who will use it"));
    m_name->setMinimumWidth(fontMetrics().averageCharWidth() * 40);
    for (const QStringView scope : TokenScopes) {
        m_scope->addItem(scopeText(scope.toString()), scope.toString());
    }
    for (const int days : Spans) {
        m_days->addItem(tr("for %n days", nullptr, days), days);
    }
    m_days->addItem(tr("until it is revoked"), 0);
    m_days->setCurrentIndex(m_days->findData(UsualSpan));
    auto *page = new QWidget(this);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Scope"), m_scope);
    form->addRow(tr("&Good"), m_days);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, page);
    m_create = buttons->addButton(tr("Create the token"), QDialogButtonBox::AcceptRole);
    m_create->setObjectName(u"create"_s);
    m_create->setDefault(true);
    connect(m_create, &QPushButton::clicked, this, &CreateTokenDialog::create);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addLayout(form);
    layout->addWidget(
        makeHint(tr("Read sees all, Operate also starts, stops and acknowledges, Admin also makes "
                    "and revokes tokens."),
                 page));
    layout->addWidget(m_message);
    layout->addWidget(buttons);
    return page;
}

QWidget *CreateTokenDialog::makeSecret()
{
    m_secret->setObjectName(u"secret"_s);
    m_secret->setAccessibleName(tr("The secret of the token"));
    m_secret->setReadOnly(true);
    m_secret->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_secret->setMinimumWidth(QFontMetrics(m_secret->font()).averageCharWidth() * 84);
    auto *page = new QWidget(this);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, page);
    QPushButton *copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    copy->setObjectName(u"copySecret"_s);
    connect(copy, &QPushButton::clicked, this, [this] { copyText(m_secret->text()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_told);
    layout->addWidget(m_secret);
    layout->addWidget(makeHint(tr("It is shown this once: neither the backend nor this console "
                                  "keeps it. Copy it before you close this window."),
                               page));
    layout->addStretch(1);
    layout->addWidget(buttons);
    return page;
}

void CreateTokenDialog::setRefusal(const QString &refusal)
{
    m_refusal = refusal;
    refresh();
}

QString CreateTokenDialog::message() const
{
    return m_message->text();
}

QString CreateTokenDialog::secret() const
{
    return m_secret->text();
}

TokenWish CreateTokenDialog::typed() const
{
    return {.name = m_name->text().trimmed(),
            .scope = m_scope->currentData().toString(),
            .days = m_days->currentData().toInt()};
}

void CreateTokenDialog::create()
{
    m_isWaiting = true;
    m_error.clear();
    refresh();
    m_session.api().send("POST", u"/api/tokens"_s, bodyOf(typed()), this,
                         [this](const Answer &answer) { take(answer); });
}

void CreateTokenDialog::take(const Answer &answer)
{
    m_isWaiting = false;
    const QString secret = answer.body.value(u"token").toString();
    if (!answer.ok()) {
        m_error = answer.isUnsure
            ? tr("%1. Whether the token was created is not known: look at the list. Its secret is "
                 "lost.")
                  .arg(answer.error)
            : answer.error;
    } else if (secret.isEmpty()) {
        m_error = tr("The backend answered without a secret. Look at the list of tokens.");
    } else {
        m_secret->setText(secret);
        m_secret->setCursorPosition(0);
        m_told->setText(tr("The token %1 has been created.").arg(typed().name));
        m_pages->setCurrentIndex(1);
        m_secret->setFocus();
        m_secret->selectAll();
    }
    refresh();
    Q_EMIT answered();
}

void CreateTokenDialog::refresh()
{
    const QString message = m_isWaiting ? tr("Waiting for the answer…")
        : !m_refusal.isEmpty()          ? m_refusal
                                        : m_error;
    m_message->setText(message);
    const bool isNamed = !m_name->text().trimmed().isEmpty();
    m_create->setEnabled(!m_isWaiting && m_refusal.isEmpty() && isNamed);
    m_create->setToolTip(isNamed ? message : tr("Cannot create a token: it has no name yet"));
    for (QWidget *field : {static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_scope),
                           static_cast<QWidget *>(m_days)}) {
        field->setEnabled(!m_isWaiting);
    }
}

void CreateTokenDialog::reject()
{
    if (m_isWaiting) {
        Q_EMIT leftAlone(typed().name);
    }
    QDialog::reject();
}

} // namespace ui
