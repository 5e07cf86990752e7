// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/api/referencemodels.h"

#include <QWidget>

class QAction;
class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace ui {

class FactsTable;
class Mirror;
class Resource;

/// The requests that this backend takes, each as a command for a shell.
class RequestsTab final : public QWidget
{
    Q_OBJECT

public:
    RequestsTab(Mirror &mirror, QWidget *parent);

    FactsTable *table() const { return m_table; }

    QLineEdit *filter() const { return m_filter; }

    QCheckBox *withToken() const { return m_withToken; }

    QAction *copyAction() const { return m_copy; }

    /// The command for the selected request; empty without one.
    QString command() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    void refresh();
    void refreshCommand();
    QString hint() const;

    Mirror &m_mirror;
    Resource &m_description;
    QList<ApiRoute> m_routes;
    RoutesModel m_model;
    QLabel *m_heading;
    QLineEdit *m_filter;
    QCheckBox *m_withToken;
    FactsTable *m_table;
    QPlainTextEdit *m_command;
    QLabel *m_hint;
    QAction *m_copy;
};

} // namespace ui
