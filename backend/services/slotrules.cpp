// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/slotrules.h"

#include "backend/protocol/jsonsize.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace services {

namespace {

std::optional<bool> isBusy(const QJsonObject &slot)
{
    if (slot.value(u"state").isDouble()) {
        return slot.value(u"state").toInteger() != 0;
    }
    if (slot.value(u"is_processing").isBool()) {
        return slot.value(u"is_processing").toBool();
    }
    return std::nullopt;
}

} // namespace

std::optional<SlotFigures> slotFigures(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isArray() || protocol::jsonSize(body).depth > protocol::MaxJsonDepth) {
        return std::nullopt;
    }
    SlotFigures figures;
    const QJsonArray slotList = document.array();
    for (const auto &value : slotList) {
        const QJsonObject slot = value.toObject();
        const auto busy = isBusy(slot);
        if (!busy) {
            return std::nullopt;
        }
        ++figures.total;
        figures.active += *busy ? 1 : 0;
        if (!figures.contextSize && slot.value(u"n_ctx").isDouble()) {
            figures.contextSize = slot.value(u"n_ctx").toInt();
        }
    }
    return figures;
}

} // namespace services
