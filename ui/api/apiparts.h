// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QAction;
class QLabel;
class QPlainTextEdit;
class QToolButton;
class QWidget;

namespace ui {

class FactsTable;
class Session;

/// A title within a page.
QLabel *makeHeading(const QString &text, QWidget *parent);

/// A quiet sentence that takes the lines that it needs.
QLabel *makeHint(const QString &text, QWidget *parent);

QToolButton *makeButton(QAction *action, QWidget *parent);

/// Text of somebody else's, to be read and copied from.
QPlainTextEdit *makeReader(const QString &name, QWidget *parent);

/// Sets other text only, so that a selection in it stays.
void showText(QPlainTextEdit &reader, const QString &text);

void copyText(const QString &text);

/// Enables `action`, or says why it cannot be used.
void allow(QAction &action, const QString &tip, const QString &refusal);

/// The GET of `path` as a command for a shell, as this console asks it.
QString curlOf(const Session &session, const QString &path);

/// Gives the table an entry that copies the request behind it.
void addCurl(FactsTable &table, const Session &session, const QString &path);

} // namespace ui
