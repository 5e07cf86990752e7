// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/api/referencemodels.h"

#include <QWidget>

class QAction;
class QLabel;
class QPlainTextEdit;

namespace ui {

class FactsTable;
class HatchOverlay;
class Mirror;
class Resource;

/// The types of events that this backend can send, with an example of each.
class RegistryTab final : public QWidget
{
    Q_OBJECT

public:
    RegistryTab(Mirror &mirror, QWidget *parent);

    FactsTable *table() const { return m_table; }

    QAction *copyAction() const { return m_copy; }

    QString heading() const;

    /// What is told of the selected type.
    QString detail() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    void refresh();
    void refreshDetail();
    std::optional<EventKind> chosen() const;

    Mirror &m_mirror;
    Resource &m_registry;
    KindsModel m_model;
    QLabel *m_heading;
    FactsTable *m_table;
    QLabel *m_words;
    QPlainTextEdit *m_example;
    QPlainTextEdit *m_schema;
    HatchOverlay *m_hatch = nullptr;
    QAction *m_copy;
};

} // namespace ui
