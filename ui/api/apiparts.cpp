// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/api/apiparts.h"

#include "ui/api/curlrules.h"
#include "ui/client/session.h"
#include "ui/frame/factstable.h"
#include "ui/look/format.h"

#include <QAction>
#include <QClipboard>
#include <QCoreApplication>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QToolButton>

namespace ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ApiPage)
};

} // namespace

QLabel *makeHeading(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    return label;
}

QLabel *makeHint(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QToolButton *makeButton(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setMinimumHeight(button->fontMetrics().height() + 12);
    return button;
}

QPlainTextEdit *makeReader(const QString &name, QWidget *parent)
{
    auto *reader = new QPlainTextEdit(parent);
    reader->setAccessibleName(name);
    reader->setReadOnly(true);
    reader->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    reader->setTabChangesFocus(true);
    reader->setFrameShape(QFrame::NoFrame);
    reader->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    return reader;
}

void showText(QPlainTextEdit &reader, const QString &text)
{
    if (reader.toPlainText() != text) {
        reader.setPlainText(text);
    }
}

void copyText(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

void allow(QAction &action, const QString &tip, const QString &refusal)
{
    action.setEnabled(refusal.isEmpty());
    action.setToolTip(plainTip(refusal.isEmpty() ? tip : refusal));
    action.setStatusTip(refusal);
}

QString curlOf(const Session &session, const QString &path)
{
    const Connection &connection = session.connection();
    // The token of an embedded backend's own console is nobody else's.
    return curlText({.base = connection.url,
                     .path = path,
                     .withToken = !connection.token.isEmpty() && !connection.embedded,
                     .certificateFile = connection.certificateFile});
}

void addCurl(FactsTable &table, const Session &session, const QString &path)
{
    auto *copy = new QAction(Text::tr("Copy as c&url"), &table);
    QObject::connect(copy, &QAction::triggered, &table,
                     [&session, path] { copyText(curlOf(session, path)); });
    table.addAction(copy);
    table.setContextMenuPolicy(Qt::ActionsContextMenu);
}

} // namespace ui
