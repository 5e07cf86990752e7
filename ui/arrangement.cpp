// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/arrangement.h"

#include "ui/frame/headerroom.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QHeaderView>
#include <QLineEdit>
#include <QSplitter>
#include <QTabWidget>

namespace ui {

namespace {

/// Every widget of a kind with its twin.
template<typename Widget, typename Give>
void forTwins(const QWidget &former, const QWidget &now, Give give)
{
    const auto from = former.findChildren<Widget *>();
    const auto to = now.findChildren<Widget *>();
    for (qsizetype i = 0; from.size() == to.size() && i < from.size(); ++i) {
        give(*from.at(i), *to.at(i));
    }
}

/// Not the field inside a date or a choice, which has its own way.
bool isOwnField(const QLineEdit &edit)
{
    return qobject_cast<QAbstractSpinBox *>(edit.parent()) == nullptr
        && qobject_cast<QComboBox *>(edit.parent()) == nullptr;
}

} // namespace

void arrangeAs(const QWidget &former, QWidget &now)
{
    forTwins<QTabWidget>(former, now, [](const QTabWidget &from, QTabWidget &to) {
        to.setCurrentIndex(from.currentIndex());
    });
    forTwins<QComboBox>(former, now, [](const QComboBox &from, QComboBox &to) {
        to.setCurrentIndex(from.currentIndex());
    });
    forTwins<QDateTimeEdit>(former, now, [](const QDateTimeEdit &from, QDateTimeEdit &to) {
        to.setDateTime(from.dateTime());
    });
    forTwins<QLineEdit>(former, now, [](const QLineEdit &from, QLineEdit &to) {
        if (isOwnField(from)) {
            to.setText(from.text());
        }
    });
    // As by hand: a group of buttons listens to clicks alone.
    forTwins<QAbstractButton>(former, now, [](const QAbstractButton &from, QAbstractButton &to) {
        if (from.isCheckable() && from.isChecked() != to.isChecked()) {
            to.click();
        }
    });
    forTwins<QSplitter>(former, now, [](const QSplitter &from, QSplitter &to) {
        to.restoreState(from.saveState());
    });
    forTwins<QHeaderView>(former, now, [](const QHeaderView &from, QHeaderView &to) {
        to.restoreState(from.saveState());
        makeRoomForWords(to);
    });
}

} // namespace ui
