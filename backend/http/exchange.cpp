// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/exchange.h"

namespace http {

using namespace Qt::StringLiterals;

Exchange::Exchange(Deliver deliver)
    : m_deliver(std::move(deliver))
{ }

Exchange::~Exchange()
{
    if (!m_isAnswered.test()) {
        reply(errorResponse(500, u"The request was dropped without an answer"_s));
    }
}

void Exchange::addHeader(const QByteArray &name, const QByteArray &value)
{
    m_headers.append({name, value});
}

void Exchange::reply(Response response)
{
    if (m_isAnswered.test_and_set()) {
        return;
    }
    response.headers.append(m_headers);
    if (m_told) {
        m_told(response.status);
    }
    m_deliver(std::move(response));
}

} // namespace http
