// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/journal/parentnames.h"
#include "backend/protocol/event.h"
#include "backend/protocol/eventregistry.h"

#include <QString>

#include <array>
#include <optional>

namespace journal {

/// Whether a line is news or told again.
enum class Telling
{
    Live,
    Replay ///< marked with `replay: true`
};

/// One journal line on its way to many clients: written once, since only `previous` is each one's
/// own, and the same for most of them.
class EventText final
{
public:
    EventText(const protocol::Event &event, const protocol::EventRegistry &registry,
              Telling telling = Telling::Live);

    const protocol::Event &event() const { return m_event; }

    bool isDeprecated() const { return m_isDeprecated; }

    /// The type as these names have it; nothing when they leave the line out.
    const std::optional<QString> &type(Names names) const { return formOf(names).type; }

    /// The message for a client whose last event was `previous`.
    const QString &toText(Names names, qint64 previous);

private:
    struct Form
    {
        std::optional<QString> type = {};
        QString head = {}; ///< all that comes before the figure of `previous`
        QString text = {};
        std::optional<qint64> previous = {}; ///< that `text` is for
    };

    const Form &formOf(Names names) const;

    const protocol::Event &m_event;
    bool m_isDeprecated;
    QString m_tail;
    std::array<Form, 2> m_forms = {}; ///< of Names
};

} // namespace journal
