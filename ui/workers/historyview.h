// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/worker.h"
#include "ui/models/keyedmodel.h"

#include <QTableView>

namespace ui {

class Resource;
class Session;

/// The restart events of one worker, newest first.
class HistoryModel final : public KeyedModel<protocol::RestartEvent>
{
    Q_OBJECT

public:
    enum Column
    {
        Time,
        What,
        Attempt,
        Reason,
        ColumnCount
    };

    using KeyedModel::KeyedModel;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString keyOf(const protocol::RestartEvent &row) const override;
};

/// The History tab; reads when it is shown and when the worker's state changes.
class HistoryView final : public QTableView
{
    Q_OBJECT

public:
    HistoryView(Session &session, QWidget *parent);

    void setWorker(const QString &name);
    void read();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void take();
    QString mark() const;
    void showMark();

    Session &m_session;
    Resource &m_resource;
    HistoryModel m_model;
    QString m_worker;
};

} // namespace ui
