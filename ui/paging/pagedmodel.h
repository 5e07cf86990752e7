// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paging/pagedmodelbase.h"

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace ui {

/// A list of rows of one kind, read by pages. Each answer decides for the stretch of the list that
/// it covers: rows come, go and change there, and none elsewhere.
template<typename Row>
class PagedModel : public PagedModelBase
{
public:
    using PagedModelBase::PagedModelBase;

    int rowCount(const QModelIndex &parent = {}) const final
    {
        return parent.isValid() ? 0 : static_cast<int>(m_places.size());
    }

    /// Nothing where it was let go.
    const Row *row(int number) const { return m_places.at(slot(number)).row.get(); }

    RowKey key(int number) const { return m_places.at(slot(number)).key; }

    /// -1 when it is not in the list.
    int rowOf(const RowKey &key) const
    {
        const auto found = firstNotAbove(key);
        return found != m_places.end() && found->key == key ? placeOf(found) : -1;
    }

    int rowsKept() const
    {
        return static_cast<int>(std::count_if(m_places.begin(), m_places.end(),
                                              [](const Place &place) { return place.row; }));
    }

    std::optional<PageAsk> wanted(int first, int last) const final
    {
        const int end = std::min(last + 1, rowCount());
        for (int i = std::max(0, first); i < end; ++i) {
            const Place &place = m_places.at(slot(i));
            if (!place.row || place.age != m_age) {
                return askFor(place.key);
            }
        }
        return m_tail && last + Ahead >= rowCount() ? m_tail : std::nullopt;
    }

    void take(const PageAsk &ask, const QJsonObject &body) final
    {
        const PageOf<Row> page = read(body, ask);
        if (ask.isHead() && !goesOn(page)) {
            forget();
        }
        m_top = ask.isHead() && page.top ? page.top : m_top;
        remember(ask, page);
        merge(ask, page);
    }

    void forget() final
    {
        beginResetModel();
        m_places.clear();
        m_cursors.clear();
        m_top.reset();
        m_tail.reset();
        m_isComplete = false;
        endResetModel();
    }

    void markOld() final { m_age += isHistory() ? 0 : 1; }

    void keepAround(int first, int last) final
    {
        for (int i = 0; i < rowCount(); ++i) {
            if (i < first - Kept || i > last + Kept) {
                m_places[slot(i)].row.reset();
            }
        }
        cutBelow(last + KeptBelow);
    }

    bool isComplete() const final { return m_isComplete; }

protected:
    virtual RowKey keyOf(const Row &row) const = 0;
    virtual PageOf<Row> read(const QJsonObject &body, const PageAsk &ask) const = 0;

    /// True for rows that never change or go.
    virtual bool isHistory() const { return false; }

private:
    struct Place
    {
        RowKey key = {};
        std::shared_ptr<const Row> row = {};
        int age = 0; ///< what was read at another age is old
    };

    using Places = std::vector<Place>;

    static std::size_t slot(int number) { return static_cast<std::size_t>(number); }

    int placeOf(typename Places::const_iterator place) const
    {
        return static_cast<int>(place - m_places.begin());
    }

    typename Places::const_iterator firstNotAbove(const RowKey &key) const
    {
        return std::lower_bound(m_places.begin(), m_places.end(), key,
                                [](const Place &place, const RowKey &k) { return place.key > k; });
    }

    typename Places::const_iterator firstBelow(const RowKey &key) const
    {
        return std::upper_bound(m_places.begin(), m_places.end(), key,
                                [](const RowKey &k, const Place &place) { return k > place.key; });
    }

    /// False for a newest page with which what is known makes no whole: more has come than one page
    /// tells, or it is the past of something else.
    bool goesOn(const PageOf<Row> &page) const
    {
        const bool isPart = page.next && page.bottom;
        if (isPart && m_top && *page.bottom > *m_top) {
            return false;
        }
        const bool isCompared = isHistory() && (isPart || !page.next);
        const auto end = isPart ? firstBelow(*page.bottom) : m_places.end();
        return !isCompared || std::all_of(m_places.begin(), end, [&](const Place &place) {
            return std::any_of(page.rows.begin(), page.rows.end(),
                               [&](const Row &row) { return isSame(row, place); });
        });
    }

    /// Forgets what is below a row, from the next place on where the list can be read on from.
    void cutBelow(int number)
    {
        const auto next =
            number < rowCount() ? m_cursors.upper_bound(key(number)) : m_cursors.end();
        if (number >= rowCount() || next == m_cursors.begin()) {
            return;
        }
        const auto place = std::prev(next);
        const int first = placeOf(firstBelow(place->first));
        if (first < rowCount()) {
            beginRemoveRows({}, first, rowCount() - 1);
            m_places.erase(m_places.begin() + first, m_places.end());
            endRemoveRows();
            m_tail = PageAsk{place->first, place->second};
            m_isComplete = false;
            m_cursors.erase(m_cursors.begin(), place);
        }
    }

    bool isSame(const Row &row, const Place &place) const
    {
        return place.row ? row == *place.row : keyOf(row) == place.key;
    }

    /// The nearest place above that the backend has a word for.
    PageAsk askFor(const RowKey &key) const
    {
        const auto above = m_cursors.upper_bound(key);
        return above == m_cursors.end() ? PageAsk() : PageAsk{above->first, above->second};
    }

    void remember(const PageAsk &ask, const PageOf<Row> &page)
    {
        // Without a row there is nothing up to the next place.
        const std::optional<RowKey> end = page.bottom ? page.bottom : ask.after;
        if (page.next && end) {
            const auto from = m_cursors.upper_bound(*end);
            const auto to = ask.after ? m_cursors.lower_bound(*ask.after) : m_cursors.end();
            if (page.bottom && (!ask.after || *ask.after > *end)) {
                m_cursors.erase(from, to);
            }
            m_cursors[*end] = *page.next;
        }
        const bool isLowest =
            !m_tail || !m_tail->after || ask == *m_tail || (end && *end <= *m_tail->after);
        if (!page.next) {
            m_isComplete = true;
            m_tail.reset();
        } else if (isLowest && !m_isComplete) {
            m_tail = PageAsk{end, *page.next};
        }
    }

    void merge(const PageAsk &ask, const PageOf<Row> &page)
    {
        // Pages that are told by a count overlap when something has come meanwhile.
        int at = ask.after && !isHistory() ? placeOf(firstBelow(*ask.after)) : 0;
        int end = rowCount();
        if (page.next) {
            end = page.bottom ? placeOf(firstBelow(*page.bottom)) : at;
        }
        qsizetype next = 0;
        while (next < page.rows.size()) {
            const RowKey key = keyOf(page.rows.at(next));
            if (!isHistory() && ask.after && key >= *ask.after) {
                ++next; // it stands above what was asked for
                continue;
            }
            const int above = std::clamp(placeOf(firstNotAbove(key)), at, std::max(at, end));
            end -= pass(at, above);
            if (at < end && m_places.at(slot(at)).key == key) {
                replace(at++, page.rows.at(next++));
                continue;
            }
            const int added = insert(at, end, page.rows, next);
            at += added;
            end += added;
            next += added;
        }
        pass(at, end);
        tellChanged();
    }

    /// The rows from `at` to `end` were not in the answer. Gives how many were removed.
    int pass(int &at, int end)
    {
        const int count = end - at;
        if (count <= 0) {
            return 0;
        }
        if (isHistory()) {
            at = end;
            return 0;
        }
        tellChanged();
        beginRemoveRows({}, at, end - 1);
        m_places.erase(m_places.begin() + at, m_places.begin() + end);
        endRemoveRows();
        return count;
    }

    void replace(int at, const Row &row)
    {
        Place &place = m_places[slot(at)];
        const bool differs = !place.row || !(*place.row == row);
        place.age = m_age;
        if (differs) {
            place.row = std::make_shared<const Row>(row);
            m_changedFrom = m_changedFrom < 0 ? at : m_changedFrom;
            m_changedTo = at;
        }
    }

    /// All rows from `next` on that stand above what is at `at`.
    int insert(int at, int end, const QList<Row> &rows, qsizetype next)
    {
        Places added;
        for (; next < rows.size(); ++next) {
            const RowKey key = keyOf(rows.at(next));
            if (at < end && m_places.at(slot(at)).key >= key) {
                break;
            }
            added.push_back({key, std::make_shared<const Row>(rows.at(next)), m_age});
        }
        const int count = static_cast<int>(added.size());
        tellChanged();
        beginInsertRows({}, at, at + count - 1);
        m_places.insert(m_places.begin() + at, std::make_move_iterator(added.begin()),
                        std::make_move_iterator(added.end()));
        endInsertRows();
        return count;
    }

    void tellChanged()
    {
        if (m_changedFrom >= 0) {
            Q_EMIT dataChanged(index(m_changedFrom, 0), index(m_changedTo, columnCount() - 1));
        }
        m_changedFrom = -1;
    }

    Places m_places; ///< newest first, without holes
    std::map<RowKey, QString> m_cursors; ///< where a page can begin, behind which row
    std::optional<RowKey> m_top; ///< the newest that the backend told of
    std::optional<PageAsk> m_tail; ///< where the list goes on
    int m_age = 0;
    int m_changedFrom = -1;
    int m_changedTo = -1;
    bool m_isComplete = false;
};

} // namespace ui
