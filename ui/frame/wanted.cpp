// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/wanted.h"

#include "ui/client/resource.h"

#include <QEvent>
#include <QPointer>
#include <QWidget>

namespace ui {

namespace {

class Watch final : public QObject
{
public:
    Watch(QWidget &widget, const QList<Resource *> &resources)
        : QObject(&widget)
    {
        for (Resource *resource : resources) {
            m_resources.append(resource);
        }
        want(widget.isVisible());
        widget.installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Show || event->type() == QEvent::Hide) {
            want(event->type() == QEvent::Show);
        }
        return QObject::eventFilter(watched, event);
    }

private:
    void want(bool wanted) const
    {
        for (const auto &resource : m_resources) {
            if (resource) {
                resource->want(wanted);
            }
        }
    }

    QList<QPointer<Resource>> m_resources; ///< the session may end before the widgets
};

} // namespace

void wantWhileShown(QWidget &widget, const QList<Resource *> &resources)
{
    new Watch(widget, resources);
}

} // namespace ui
