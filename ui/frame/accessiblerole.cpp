// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/accessiblerole.h"

#include <QAccessibleWidget>
#include <QLabel>
#include <QVariant>
#include <QWidget>

namespace ui {

namespace {

constexpr auto RoleProperty = "accessibleRole";

QAccessibleInterface *makeFace(const QString &, QObject *object)
{
    auto *widget = qobject_cast<QWidget *>(object);
    const QVariant role = widget == nullptr ? QVariant() : widget->property(RoleProperty);
    return role.isValid()
        ? new QAccessibleWidget(widget, static_cast<QAccessible::Role>(role.toInt()))
        : nullptr;
}

} // namespace

void tellAs(QWidget &widget, QAccessible::Role role)
{
    widget.setProperty(RoleProperty, static_cast<int>(role));
    QAccessible::installFactory(makeFace); // once, however often it is told
    if (!QAccessible::isActive()) {
        return;
    }
    // Who reads the screen may have asked what it is while it was made.
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(&widget);
    if (face != nullptr && face->role() != role) {
        QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(face));
    }
}

void tellAs(QWidget &widget, QAccessible::Role role, const QString &name)
{
    tellAs(widget, role);
    widget.setAccessibleName(name);
}

void tell(QLabel &label, const QString &text)
{
    label.setText(text);
    const bool isByKeyboard = (label.textInteractionFlags() & Qt::TextSelectableByKeyboard) != 0;
    label.setFocusPolicy(text.isEmpty()     ? Qt::NoFocus
                             : isByKeyboard ? Qt::StrongFocus
                                            : Qt::ClickFocus);
}

} // namespace ui
