// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/scenario/support/request.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>

#include <random>

namespace scenario {

/// One operation of the description, as far as requests are made from it.
struct Operation
{
    QByteArray method = {};
    QString path = {};
    QJsonArray parameters = {};
    QJsonObject body = {}; ///< the schema; empty without one

    QByteArray name() const { return method + ' ' + path.toUtf8(); }
};

QList<Operation> operationsOf(const QJsonObject &openApi);

struct HostileRequest
{
    QByteArray target = {};
    Headers headers = {};
    QByteArray body = {};
};

/// Makes requests that somebody who means no good, or a broken client, might send: every part of
/// an operation is missing, empty, of another type, out of range, too long, given twice, encoded
/// twice, with NUL, in other encodings, or as it should be. The same seed makes the same requests.
class HostileRequests final
{
public:
    explicit HostileRequests(quint32 seed);

    HostileRequest next(const Operation &operation);

private:
    QByteArray value(const QJsonObject &schema);
    QByteArray goodValue(const QJsonObject &schema);
    QByteArray badInteger(const QJsonObject &schema);
    QByteArray oddText();
    QByteArray noise();
    QByteArray target(const Operation &operation);
    QByteArray query(const Operation &operation);
    QByteArray body(const QJsonObject &schema);
    QByteArray goodBody(const QJsonObject &schema);
    int upTo(int most);

    template<typename T>
    const T &anyOf(const QList<T> &list)
    {
        return list[upTo(static_cast<int>(list.size()) - 1)];
    }

    std::mt19937 m_random;
};

} // namespace scenario
