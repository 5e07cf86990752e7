// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/performance.h"

#include <QObject>

class QTableView;

namespace ui {

class Resource;
class Session;
class WorkersModel;

/// What the workers use, in the columns of their table: read while one of these columns can be
/// seen, and shown while somebody vouches for it.
class LoadColumns final : public QObject
{
    Q_OBJECT

public:
    LoadColumns(Session &session, WorkersModel &model, QTableView &table);

    /// Columns, trust or time are others.
    void refresh();

private:
    bool isSeen() const;

    Session &m_session;
    WorkersModel &m_model;
    QTableView &m_table;
    Resource &m_resource;
    protocol::Performance m_figures;
};

} // namespace ui
