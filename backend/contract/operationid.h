// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace contract {

/// The name of a route for generators of clients: POST /api/dlq/{queue}/{id}/replay is
/// postDlqByQueueByIdReplay. Names of parameters are told apart by "By".
QString operationId(const QByteArray &method, const QString &path);

} // namespace contract
