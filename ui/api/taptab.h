// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/api/tapmodel.h"

#include <QWidget>

class QAction;
class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace ui {

class FactsTable;
class Mirror;

/// The events as they come, each held against the registry.
class TapTab final : public QWidget
{
    Q_OBJECT

public:
    TapTab(Mirror &mirror, QWidget *parent);

    FactsTable *table() const { return m_table; }

    QLineEdit *filter() const { return m_filter; }

    QCheckBox *onlyFaulty() const { return m_onlyFaulty; }

    QAction *pauseAction() const { return m_pause; }

    QAction *clearAction() const { return m_clear; }

    QAction *copyAction() const { return m_copy; }

    /// How many there are, are shown, and are held back.
    QString counts() const;

    /// The selected event with what its check found; empty without one.
    QString detail() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void makeActions();
    void layOut();
    QWidget *makeDetail();
    void refresh();
    void refreshRows();
    void refreshDetail();
    QString countsNow() const;
    QString emptyText() const;
    std::optional<TapLine> chosen() const;
    TapFilter wanted() const;

    Mirror &m_mirror;
    TapModel m_model;
    QLineEdit *m_filter;
    QCheckBox *m_onlyFaulty;
    QLabel *m_counts;
    FactsTable *m_table;
    QLabel *m_verdict;
    QPlainTextEdit *m_text;
    QAction *m_pause;
    QAction *m_clear;
    QAction *m_copy;
};

} // namespace ui
