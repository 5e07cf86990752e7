// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QTimer>

class QHeaderView;
class QMenu;
class QTableView;

namespace ui {

/// The columns of a table as the operator wants them: moved and resized by hand, hidden and shown
/// by a menu of the header, and kept from one start to the next.
class Columns final : public QObject
{
    Q_OBJECT

public:
    /// To be made when the table has its model and its usual columns, which are made wide enough
    /// for their words.
    Columns(QTableView &table, QStringView key);
    ~Columns() override;

    /// A new menu: each column, and the way back to the usual ones.
    QMenu *makeMenu();

    QTableView &table() const { return m_table; }

private:
    void restore(const QByteArray &state);
    void keep();
    void show(int column, bool isWanted);

    QTableView &m_table;
    QHeaderView &m_header;
    QString m_key;
    QByteArray m_usual;
    QByteArray m_state;
    QTimer m_write; ///< not at each pixel of a change
};

/// Those of the table that somebody works in, else of the first that can be seen; null: none.
Columns *columnsOf(const QWidget &page);

/// Makes Columns for the table, which owns them.
void keepColumns(QTableView &table, QStringView key);

} // namespace ui
