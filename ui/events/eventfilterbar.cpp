// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/eventfilterbar.h"

#include "ui/paging/timechoice.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int MostText = 128; // what the backend takes

} // namespace

EventFilterBar::EventFilterBar(const std::function<protocol::WallTime()> &now, QWidget *parent)
    : QWidget(parent)
    , m_camera(new QComboBox(this))
    , m_level(new QComboBox(this))
    , m_reviewed(new QComboBox(this))
    , m_time(new TimeChoice(now, this))
    , m_object(new QLineEdit(this))
    , m_text(new QLineEdit(this))
    , m_clear(new QPushButton(tr("C&lear"), this))
{
    fillChoices();
    nameFields();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    for (QWidget *one : {static_cast<QWidget *>(m_camera), static_cast<QWidget *>(m_level),
                         static_cast<QWidget *>(m_reviewed), static_cast<QWidget *>(m_time)}) {
        layout->addWidget(one);
    }
    layout->addWidget(m_object, 2);
    layout->addWidget(m_text, 3);
    layout->addWidget(m_clear);
    listen();
}

void EventFilterBar::fillChoices()
{
    m_camera->setAccessibleName(tr("Camera"));
    m_camera->addItem(tr("All cameras"), QString());
    m_level->setAccessibleName(tr("Risk"));
    m_level->addItem(tr("Any risk"), QString());
    m_level->addItem(tr("Critical"), u"critical"_s);
    m_level->addItem(tr("High"), u"high"_s);
    m_level->addItem(tr("Medium"), u"medium"_s);
    m_level->addItem(tr("Low"), u"low"_s);
    m_reviewed->setAccessibleName(tr("Reviewed"));
    m_reviewed->addItem(tr("New and reviewed"));
    m_reviewed->addItem(tr("New"), false);
    m_reviewed->addItem(tr("Reviewed"), true);
}

void EventFilterBar::nameFields()
{
    m_object->setAccessibleName(tr("Seen"));
    m_object->setPlaceholderText(tr("Seen, such as person"));
    m_object->setToolTip(m_object->placeholderText());
    m_object->setMaxLength(MostText);
    m_text->setObjectName(u"filter"_s);
    m_text->setAccessibleName(tr("Text"));
    m_text->setPlaceholderText(tr("Text in summary, reasoning or notes"));
    m_text->setToolTip(m_text->placeholderText());
    m_text->setMaxLength(MostText);
    m_text->setClearButtonEnabled(true);
}

void EventFilterBar::listen()
{
    for (QComboBox *box : {m_camera, m_level, m_reviewed}) {
        connect(box, &QComboBox::currentIndexChanged, this, &EventFilterBar::changed);
    }
    connect(m_time, &TimeChoice::changed, this, &EventFilterBar::changed);
    m_typing.setSingleShot(true);
    m_typing.setInterval(300);
    for (QLineEdit *edit : {m_object, m_text}) {
        connect(edit, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    }
    connect(&m_typing, &QTimer::timeout, this, &EventFilterBar::changed);
    connect(m_clear, &QPushButton::clicked, this, &EventFilterBar::clear);
}

EventFilter EventFilterBar::filter() const
{
    const QVariant reviewed = m_reviewed->currentData();
    return {.camera = m_camera->currentData().toString(),
            .level = m_level->currentData().toString(),
            .reviewed = reviewed.isValid() ? std::optional(reviewed.toBool()) : std::nullopt,
            .time = m_time->span(),
            .object = m_object->text().trimmed(),
            .text = m_text->text().trimmed()};
}

void EventFilterBar::clear()
{
    {
        const QSignalBlocker quiet(this);
        m_camera->setCurrentIndex(0);
        m_level->setCurrentIndex(0);
        m_reviewed->setCurrentIndex(0);
        m_time->choose(TimeChoice::Always);
        m_object->clear();
        m_text->clear();
        m_typing.stop();
    }
    Q_EMIT changed();
}

void EventFilterBar::setCameras(const QStringList &cameras)
{
    QStringList shown;
    for (int i = 1; i < m_camera->count(); ++i) {
        shown << m_camera->itemData(i).toString();
    }
    if (shown == cameras) {
        return;
    }
    const QString chosen = m_camera->currentData().toString();
    const QSignalBlocker quiet(m_camera);
    while (m_camera->count() > 1) {
        m_camera->removeItem(1);
    }
    for (const QString &camera : cameras) {
        m_camera->addItem(camera, camera);
    }
    if (!chosen.isEmpty() && !cameras.contains(chosen)) {
        m_camera->addItem(chosen, chosen); // gone, but the list is still narrowed to it
    }
    m_camera->setCurrentIndex(std::max(0, m_camera->findData(chosen)));
}

} // namespace ui
