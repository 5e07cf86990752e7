// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historyfilterbar.h"

#include "ui/paging/timechoice.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

/// The worker that is chosen stays in the list when it is gone.
void fill(QComboBox &box, const QStringList &names)
{
    QStringList shown;
    for (int i = 1; i < box.count(); ++i) {
        shown << box.itemData(i).toString();
    }
    const QString chosen = box.currentData().toString();
    QStringList wanted = names;
    if (!chosen.isEmpty() && !wanted.contains(chosen)) {
        wanted << chosen;
    }
    if (shown == wanted) {
        return;
    }
    const QSignalBlocker quiet(box);
    while (box.count() > 1) {
        box.removeItem(1);
    }
    for (const QString &name : std::as_const(wanted)) {
        box.addItem(name, name);
    }
    box.setCurrentIndex(std::max(0, box.findData(chosen)));
}

} // namespace

HistoryFilterBar::HistoryFilterBar(const std::function<protocol::WallTime()> &now, QWidget *parent)
    : QWidget(parent)
    , m_worker(new QComboBox(this))
    , m_type(new QComboBox(this))
    , m_time(new TimeChoice(now, this))
    , m_text(new QLineEdit(this))
    , m_figures(new QCheckBox(tr("Figures and pro&gress too"), this))
{
    m_worker->setAccessibleName(tr("Worker"));
    m_worker->addItem(tr("All workers"), QString());
    m_type->setAccessibleName(tr("Type"));
    m_text->setObjectName(u"filter"_s);
    m_text->setAccessibleName(tr("Text"));
    m_text->setPlaceholderText(tr("Text in the line"));
    m_text->setClearButtonEnabled(true);
    m_figures->setToolTip(tr("What comes all the time: figures, progress, single detections"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_worker);
    layout->addWidget(m_type);
    layout->addWidget(m_time);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_figures);
    setKind(ExportKind::Journal);
    for (QComboBox *box : {m_worker, m_type}) {
        connect(box, &QComboBox::currentIndexChanged, this, &HistoryFilterBar::changed);
    }
    connect(m_time, &TimeChoice::changed, this, &HistoryFilterBar::changed);
    connect(m_figures, &QCheckBox::toggled, this, &HistoryFilterBar::changed);
    m_typing.setSingleShot(true);
    m_typing.setInterval(300);
    connect(m_text, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_typing, &QTimer::timeout, this, &HistoryFilterBar::changed);
}

void HistoryFilterBar::setKind(ExportKind kind)
{
    const QSignalBlocker quiet(m_type);
    m_type->clear();
    m_figures->setVisible(kind == ExportKind::Journal);
    if (kind == ExportKind::Restarts) {
        m_type->addItem(tr("All outcomes"), QString());
        m_type->addItem(tr("Restarted"), u"success"_s);
        m_type->addItem(tr("Crashed"), u"crashed"_s);
        m_type->addItem(tr("Failed"), u"failed"_s);
        m_type->addItem(tr("By hand"), u"manual"_s);
        return;
    }
    m_type->addItem(tr("All types"), QString());
    m_type->addItem(tr("Workers and services"), u"service."_s);
    m_type->addItem(tr("Health"), u"system.health"_s);
    m_type->addItem(tr("Alarms"), u"alert."_s);
    m_type->addItem(tr("Security events"), u"event."_s);
    m_type->addItem(tr("Detections"), u"detection."_s);
    m_type->addItem(tr("Cameras"), u"camera."_s);
    m_type->addItem(tr("Changes of the view"), u"scene_change."_s);
    m_type->addItem(tr("Jobs"), u"job."_s);
    m_type->addItem(tr("What people did"), u"audit."_s);
}

void HistoryFilterBar::setWorkers(const QStringList &workers)
{
    fill(*m_worker, workers);
}

HistoryFilter HistoryFilterBar::filter() const
{
    return {.worker = m_worker->currentData().toString(),
            .type = m_type->currentData().toString(),
            .time = m_time->span(),
            .text = m_text->text().trimmed(),
            .withFigures = m_figures->isChecked()};
}

} // namespace ui
