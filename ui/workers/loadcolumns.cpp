// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workers/loadcolumns.h"

#include "ui/client/session.h"
#include "ui/models/workersmodel.h"
#include "ui/performance/performancestate.h"

#include <QHeaderView>
#include <QTableView>

namespace ui {

using namespace Qt::StringLiterals;

LoadColumns::LoadColumns(Session &session, WorkersModel &model, QTableView &table)
    : QObject(&table)
    , m_session(session)
    , m_model(model)
    , m_table(table)
    , m_resource(session.watch(u"/api/system/performance"_s))
{
    connect(&m_resource, &Resource::updated, this, [this] {
        m_figures = protocol::performanceFromJson(m_resource.body());
        refresh();
    });
}

bool LoadColumns::isSeen() const
{
    const QHeaderView &header = *m_table.horizontalHeader();
    return m_table.isVisible()
        && !(header.isSectionHidden(WorkersModel::Cpu)
             && header.isSectionHidden(WorkersModel::Memory));
}

void LoadColumns::refresh()
{
    m_resource.want(isSeen());
    const bool isVouched = measuredFreshness(m_figures, m_session.freshness(m_resource)).vouched;
    m_model.setLoads(isVouched ? m_figures.workers.value_or(QList<protocol::WorkerFigures>())
                               : QList<protocol::WorkerFigures>());
}

} // namespace ui
