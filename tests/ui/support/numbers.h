// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paging/pagedmodel.h"

#include <QJsonArray>
#include <QMap>

namespace tests {

struct Number
{
    qint64 id = 0;
    QString text = {};

    bool operator==(const Number &) const = default;
};

/// A list of numbers, the greatest first.
class Numbers final : public ui::PagedModel<Number>
{
public:
    explicit Numbers(bool isHistory = false)
        : m_isHistory(isHistory)
    { }

    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : 1;
    }

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override
    {
        const Number *number = row(index.row());
        return role == Qt::DisplayRole && number ? QVariant(number->text) : QVariant();
    }

    /// Only these are listed.
    std::function<bool(qint64)> listed = [](qint64) { return true; };

protected:
    ui::RowKey keyOf(const Number &row) const override { return {0, row.id}; }

    ui::PageOf<Number> read(const QJsonObject &body, const ui::PageAsk &) const override
    {
        ui::PageOf<Number> page;
        const QJsonArray items = body.value(u"items").toArray();
        for (const auto &item : items) {
            const Number number{item[u"id"].toInteger(), item[u"text"].toString()};
            page.top = page.top ? page.top : keyOf(number);
            page.bottom = keyOf(number);
            if (listed(number.id)) {
                page.rows.append(number);
            }
        }
        if (body.value(u"next").isString()) {
            page.next = body.value(u"next").toString();
        }
        return page;
    }

    bool isHistory() const override { return m_isHistory; }

private:
    bool m_isHistory;
};

/// What a backend has, by the rules of its cursors.
struct Server
{
    QMap<qint64, QString> numbers = {};
    int pageSize = 10;

    explicit Server(qint64 from, qint64 to)
    {
        for (qint64 id = from; id <= to; ++id) {
            numbers.insert(id, QStringLiteral("v1"));
        }
    }

    QJsonObject answer(const ui::PageAsk &ask) const
    {
        QJsonArray items;
        auto it = ask.isHead() ? numbers.end() : numbers.lowerBound(ask.cursor.toLongLong());
        while (it != numbers.begin() && items.size() < pageSize) {
            --it;
            items.append(QJsonObject{{QStringLiteral("id"), it.key()},
                                     {QStringLiteral("text"), it.value()}});
        }
        QJsonObject body{{QStringLiteral("items"), items}};
        if (it != numbers.begin()) {
            body.insert(QStringLiteral("next"), QString::number(it.key()));
        }
        return body;
    }
};

/// Reads until nothing more is wanted for these rows; gives the number of pages.
inline int readAll(Numbers &model, const Server &server, int first, int last)
{
    int pages = 0;
    while (const auto ask = model.wanted(first, last)) {
        model.take(*ask, server.answer(*ask));
        if (++pages > 10000) {
            qFatal("it asks for ever");
        }
    }
    return pages;
}

inline QList<qint64> idsOf(const Numbers &model)
{
    QList<qint64> ids;
    for (int i = 0; i < model.rowCount(); ++i) {
        ids << model.key(i).second;
    }
    return ids;
}

inline QList<qint64> idsOf(const Server &server)
{
    QList<qint64> ids = server.numbers.keys();
    std::reverse(ids.begin(), ids.end());
    return ids;
}

} // namespace tests
