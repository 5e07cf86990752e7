// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/layoutfaults.h"

#include "tests/ui/support/drawntexts.h"

#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QScrollBar>
#include <QSplitterHandle>
#include <QTabBar>
#include <QTest>
#include <QToolTip>

#include <algorithm>

namespace tests {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal Tolerance = 2.5; // rounding and kerning of letters, in pixels

QString named(const QWidget &widget)
{
    if (widget.objectName() == u"qt_scrollarea_viewport") {
        return named(*widget.parentWidget());
    }
    const QString name = widget.objectName();
    return QString::fromLatin1(widget.metaObject()->className())
        + (name.isEmpty() ? QString() : u" '"_s + name + u'\'');
}

bool isBar(const QWidget &widget)
{
    return qobject_cast<const QScrollBar *>(&widget) != nullptr
        || widget.objectName().startsWith(u"qt_scrollarea_");
}

/// The view in which a widget can be moved; null when it stands still.
const QAbstractScrollArea *viewOf(const QWidget &widget)
{
    for (const QWidget *at = &widget; at != nullptr && !at->isWindow(); at = at->parentWidget()) {
        const auto *view = qobject_cast<const QAbstractScrollArea *>(at);
        if (view != nullptr) {
            return view;
        }
    }
    return nullptr;
}

bool canScroll(const QAbstractScrollArea *view, Qt::Orientation orientation)
{
    if (view == nullptr) {
        return false;
    }
    // A text to copy lies in a view of its own, and with that in the one of its page.
    const QWidget *around = view->parentWidget();
    if (around != nullptr && canScroll(viewOf(*around), orientation)) {
        return true;
    }
    // A header follows the view that it belongs to.
    if (const auto *header = qobject_cast<const QHeaderView *>(view)) {
        return canScroll(qobject_cast<const QAbstractScrollArea *>(header->parentWidget()),
                         orientation);
    }
    const QScrollBar *bar =
        orientation == Qt::Horizontal ? view->horizontalScrollBar() : view->verticalScrollBar();
    return bar->maximum() > bar->minimum();
}

/// What a pointer that rests there is told.
QString tipAt(QWidget &window, QPointF place)
{
    const QPoint here = place.toPoint();
    QToolTip::hideText();
    for (QWidget *at = window.childAt(here); at != nullptr && at != &window;
         at = at->parentWidget()) {
        const QPoint inside = at->mapFrom(&window, here);
        QHelpEvent ask(QEvent::ToolTip, inside, at->mapToGlobal(inside));
        const QString before = QToolTip::text();
        QApplication::sendEvent(at, &ask);
        if (QToolTip::isVisible() && QToolTip::text() != before) {
            break;
        }
        if (ask.isAccepted()) {
            break;
        }
    }
    QString tip = QToolTip::text();
    QToolTip::hideText();
    QToolTip::showText({}, {}); // gone at once, not in a while
    return tip;
}

/// The letters before the sign that says that some are missing; nothing when none are.
std::optional<QString> shortened(const QString &text)
{
    for (const QString &sign : {u"…"_s, u"..."_s}) {
        if (text.endsWith(sign)) {
            return text.chopped(sign.size());
        }
    }
    return std::nullopt;
}

/// Some texts end with the sign because they are written so: "New instance…".
bool isMeantSo(const DrawnText &drawn, const QWidget &window)
{
    static const QStringList waiting{u"Loading…"_s, u"Lade…"_s, u"Looking further back…"_s,
                                     u"Suche weiter zurück…"_s};
    if (waiting.contains(drawn.text)) {
        return true;
    }
    const QVariant own = drawn.widget->property("text");
    if (own.toString().remove(u'&').contains(drawn.text)) {
        return true;
    }
    const auto *view = qobject_cast<const QAbstractItemView *>(drawn.widget->parentWidget());
    if (view == nullptr) {
        return false;
    }
    const QPoint inside = drawn.widget->mapFrom(&window, drawn.seen.center().toPoint());
    return view->indexAt(inside).data().toString().contains(drawn.text);
}

/// True when the tooltip has the last words that can be read, and what follows them. It may part
/// what comes before them into lines.
bool goesOn(const QString &tip, const QString &begin)
{
    constexpr qsizetype letters = 8;
    QString last = begin;
    while (!last.isEmpty() && !last.back().isLetterOrNumber()) {
        last.chop(1);
    }
    return !tip.isEmpty() && tip.contains(last.right(letters));
}

QStringList textFaults(QWidget &window, const DrawnText &drawn)
{
    QStringList found;
    const QString what = u"'%1' in %2"_s.arg(drawn.text, named(*drawn.widget));
    const QAbstractScrollArea *view = viewOf(*drawn.widget);
    const bool isAway =
        drawn.seen.isEmpty() && (canScroll(view, Qt::Horizontal) || canScroll(view, Qt::Vertical));
    if (isAway) {
        return found;
    }
    const bool isNarrow = drawn.seen.width() < drawn.room.width() - Tolerance;
    const bool isLow = drawn.seen.height() < drawn.room.height() - Tolerance;
    if ((isNarrow && !canScroll(view, Qt::Horizontal))
        || (isLow && !canScroll(view, Qt::Vertical))) {
        found << u"cut off: "_s + what;
    }
    const auto begin = shortened(drawn.text);
    if (begin && !isMeantSo(drawn, window) && !goesOn(tipAt(window, drawn.seen.center()), *begin)) {
        found << u"shortened without a tooltip: "_s + what;
    }
    return found;
}

QStringList overlaps(const QList<DrawnText> &texts)
{
    QStringList found;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        for (qsizetype j = i + 1; j < texts.size(); ++j) {
            const QRectF both = texts.at(i).seen & texts.at(j).seen;
            const bool isSame = texts.at(i).text == texts.at(j).text
                && texts.at(i).room == texts.at(j).room; // drawn again
            if (both.width() > Tolerance && both.height() > Tolerance && !isSame) {
                found << u"text over text: '%1' in %2 and '%3' in %4"_s.arg(
                    texts.at(i).text, named(*texts.at(i).widget), texts.at(j).text,
                    named(*texts.at(j).widget));
            }
        }
    }
    return found;
}

/// Parts of a widget that have their places from it, and lie over others by intent.
bool isPlacedByHand(const QWidget &widget)
{
    return widget.isWindow() || isBar(widget)
        || widget.testAttribute(Qt::WA_TransparentForMouseEvents)
        || qobject_cast<const QSplitterHandle *>(&widget) != nullptr
        || qobject_cast<const QTabBar *>(widget.parentWidget()) != nullptr;
}

QList<const QWidget *> shownChildren(const QWidget &parent)
{
    QList<const QWidget *> found;
    for (const auto *child : parent.findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
        if (child->isVisible() && !child->size().isEmpty() && !isPlacedByHand(*child)) {
            found << child;
        }
    }
    return found;
}

QStringList childFaults(const QWidget &parent)
{
    QStringList found;
    // The content of a view is meant to be larger than it.
    const bool isMoved =
        qobject_cast<const QAbstractScrollArea *>(parent.parentWidget()) != nullptr;
    const auto children = shownChildren(parent);
    for (qsizetype i = 0; i < children.size(); ++i) {
        if (!isMoved && !parent.rect().contains(children.at(i)->geometry())) {
            found << u"beyond its parent: %1 in %2"_s.arg(named(*children.at(i)), named(parent));
        }
        for (qsizetype j = i + 1; j < children.size() && !isMoved; ++j) {
            if (children.at(i)->geometry().intersects(children.at(j)->geometry())) {
                found << u"over its sibling: %1 and %2 in %3"_s.arg(
                    named(*children.at(i)), named(*children.at(j)), named(parent));
            }
        }
    }
    return found;
}

QStringList faultsNow(QWidget &window)
{
    QStringList found = childFaults(window);
    for (const auto *widget : window.findChildren<QWidget *>()) {
        if (widget->isVisible() && widget->window() == &window) {
            found += childFaults(*widget);
        }
    }
    const QList<DrawnText> texts = drawnTexts(window);
    for (const DrawnText &drawn : texts) {
        found += textFaults(window, drawn);
    }
    found += overlaps(texts);
    found.removeDuplicates();
    return found;
}

} // namespace

QStringList layoutFaults(QWidget &window)
{
    QStringList found = faultsNow(window);
    if (found.isEmpty()) {
        return found;
    }
    // A text that has just become longer gets its room with the next events.
    QTest::qWait(50);
    const QStringList still = faultsNow(window);
    found.removeIf([&](const QString &fault) { return !still.contains(fault); });
    return found;
}

QStringList scrolled(const QWidget &widget, Qt::Orientation orientation)
{
    QStringList found;
    for (const auto *view : widget.findChildren<QAbstractScrollArea *>()) {
        if (view->isVisible() && qobject_cast<const QHeaderView *>(view) == nullptr
            && canScroll(view, orientation)) {
            found << named(*view);
        }
    }
    return found;
}

} // namespace tests
