// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/eventtext.h"

#include <QStringBuilder>

using namespace Qt::StringLiterals;

namespace journal {

EventText::EventText(const protocol::Event &event, const protocol::EventRegistry &registry,
                     Telling telling)
    : m_event(event)
    , m_isDeprecated(registry.isDeprecated(event.type))
    , m_tail(telling == Telling::Replay ? u",\"replay\":true}"_s : u"}"_s)
{
    m_forms[static_cast<std::size_t>(Names::Registry)].type = event.type;
    m_forms[static_cast<std::size_t>(Names::Parent)].type = parentName(event.type);
}

const EventText::Form &EventText::formOf(Names names) const
{
    return m_forms[static_cast<std::size_t>(names)];
}

const QString &EventText::toText(Names names, qint64 previous)
{
    Form &form = m_forms[static_cast<std::size_t>(names)];
    if (form.head.isEmpty()) {
        form.head =
            QString::fromUtf8(protocol::messageHead(m_event, form.type.value_or(m_event.type)));
    }
    if (form.previous != previous) {
        form.text = form.head % QString::number(previous) % m_tail;
        form.previous = previous;
    }
    return form.text;
}

} // namespace journal
