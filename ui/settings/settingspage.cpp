// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingspage.h"

#include "ui/look/density.h"
#include "ui/look/theme.h"
#include "ui/look/zone.h"
#include "ui/notify/alarmnotices.h"
#include "ui/remembered.h"

#include <QAction>
#include <QActionGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QFont>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTimeEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QStringView UndoKey = u"act/undoSeconds";
constexpr int LongestUndo = 10;
constexpr int UsualUndo = 5;

QLabel *heading(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    return label;
}

QLabel *quietWords(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMinimumWidth(label->fontMetrics().averageCharWidth() * 70); // else it breaks early
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

/// The choice of this value, on the page and in the menu; it holds already.
void showChosen(QComboBox &box, const QActionGroup *choices, int value)
{
    const QList<QAction *> actions = choices != nullptr ? choices->actions() : QList<QAction *>();
    for (QAction *action : actions) {
        if (action->data().toInt() == value) {
            action->setChecked(true);
            box.setCurrentIndex(static_cast<int>(actions.indexOf(action)));
        }
    }
}

} // namespace

std::chrono::milliseconds rememberedUndo(std::chrono::milliseconds usual)
{
    bool isNumber = false;
    const int seconds = remembered(UndoKey).toInt(&isNumber);
    return isNumber && seconds >= 0 && seconds <= LongestUndo ? std::chrono::seconds(seconds)
                                                              : usual;
}

SettingsPage::SettingsPage(QWidget *parent)
    : QWidget(parent)
    , m_theme(new QComboBox(this))
    , m_density(new QComboBox(this))
    , m_language(new QComboBox(this))
    , m_clock(new QComboBox(this))
    , m_notices(new QComboBox(this))
    , m_mute(new QCheckBox(tr("&Mute for 15 minutes"), this))
    , m_quiet(new QCheckBox(tr("&Quiet hours: only of priority 1"), this))
    , m_quietFrom(new QTimeEdit(this))
    , m_quietTo(new QTimeEdit(this))
    , m_undo(new QSpinBox(this))
{
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    form->setHorizontalSpacing(24);
    form->setVerticalSpacing(10);
    addLook(*form);
    addNotices(*form);
    addUndo(*form);
    auto *layout = new QVBoxLayout(this);
    keepRoom(*this, *layout, {12, 10, 12, 12}, 16);
    layout->addWidget(quietWords(tr("These are settings of this console on this machine, for every "
                                    "instance. Nothing of a backend is changed here."),
                                 this));
    layout->addLayout(form);
    layout->addWidget(makeAbout());
    layout->addStretch(1);
    setFocusProxy(m_theme);
    recall();
}

void SettingsPage::recall()
{
    showChosen(*m_theme, m_themes, static_cast<int>(rememberedTheme()));
    showChosen(*m_density, m_densities, static_cast<int>(rememberedDensity()));
    m_clock->setCurrentIndex(m_clock->findData(static_cast<int>(rememberedZone())));
    m_notices->setCurrentIndex(m_notices->findData(AlarmNotices::rememberedPriority()));
    const QSignalBlocker quiet(m_quiet);
    const QSignalBlocker from(m_quietFrom);
    const QSignalBlocker to(m_quietTo);
    const QSignalBlocker undo(m_undo);
    const QuietHours hours = AlarmNotices::rememberedQuietHours();
    m_quiet->setChecked(hours.isOn);
    m_quietFrom->setTime(hours.from);
    m_quietTo->setTime(hours.to);
    m_quietFrom->setEnabled(hours.isOn);
    m_quietTo->setEnabled(hours.isOn);
    const auto usual = std::chrono::seconds(UsualUndo);
    m_undo->setValue(static_cast<int>(
        std::chrono::duration_cast<std::chrono::seconds>(rememberedUndo(usual)).count()));
}

void SettingsPage::addLook(QFormLayout &form)
{
    form.addRow(heading(tr("Look"), this));
    form.addRow(tr("&Theme"), m_theme);
    form.addRow(tr("&Density"), m_density);
    form.addRow(tr("&Language"), m_language);
    m_clock->addItem(tr("UTC"), static_cast<int>(Zone::Utc));
    m_clock->addItem(tr("Local time of this machine"), static_cast<int>(Zone::Local));
    connect(m_clock, &QComboBox::activated, this,
            [this] { chooseZone(static_cast<Zone>(m_clock->currentData().toInt())); });
    form.addRow(tr("&Clock"), m_clock);
}

void SettingsPage::addNotices(QFormLayout &form)
{
    form.addRow(heading(tr("Notifications of the desktop"), this));
    m_notices->addItem(tr("Alarms of priority 1"), 1);
    m_notices->addItem(tr("Alarms of priority 1 and 2"), 2);
    m_notices->addItem(tr("All alarms"), 3);
    m_notices->addItem(tr("None"), 0);
    connect(m_notices, &QComboBox::activated, this, [this] {
        const int lowest = m_notices->currentData().toInt();
        AlarmNotices::rememberPriority(lowest);
        Q_EMIT noticePriorityChosen(lowest);
    });
    form.addRow(tr("&Notify of"), m_notices);
    connect(m_mute, &QCheckBox::clicked, this, &SettingsPage::muteWanted);
    form.addRow(QString(), m_mute);
    addQuietHours(form);
}

void SettingsPage::addQuietHours(QFormLayout &form)
{
    m_quietFrom->setAccessibleName(tr("Quiet from"));
    m_quietTo->setAccessibleName(tr("Quiet until"));
    form.addRow(QString(), m_quiet);
    auto *line = new QHBoxLayout;
    line->addWidget(m_quietFrom);
    line->addWidget(new QLabel(tr("until", "quiet hours: 22:00 until 6:00"), this));
    line->addWidget(m_quietTo);
    line->addWidget(new QLabel(tr("by the clock of this machine"), this));
    line->addStretch(1);
    form.addRow(QString(), line);
    const auto choose = [this] {
        const QuietHours chosen{
            .isOn = m_quiet->isChecked(), .from = m_quietFrom->time(), .to = m_quietTo->time()};
        AlarmNotices::rememberQuietHours(chosen);
        Q_EMIT quietHoursChosen(chosen);
    };
    connect(m_quiet, &QCheckBox::toggled, this, choose);
    for (QTimeEdit *edit : {m_quietFrom, m_quietTo}) {
        connect(m_quiet, &QCheckBox::toggled, edit, &QTimeEdit::setEnabled);
        connect(edit, &QTimeEdit::timeChanged, this, choose);
    }
}

void SettingsPage::addUndo(QFormLayout &form)
{
    form.addRow(heading(tr("Acting"), this));
    m_undo->setRange(0, LongestUndo);
    m_undo->setSuffix(tr(" s"));
    connect(m_undo, &QSpinBox::valueChanged, this, [this](int seconds) {
        remember(UndoKey, seconds);
        Q_EMIT undoChosen(std::chrono::seconds(seconds));
    });
    form.addRow(tr("Time to &undo"), m_undo);
    form.addRow(
        QString(),
        quietWords(tr("What can be taken back waits for so long before it is sent."), this));
}

QWidget *SettingsPage::makeAbout()
{
    auto *about = new QWidget(this);
    auto *column = new QVBoxLayout(about);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(heading(tr("About"), about));
    auto *words = quietWords(
        tr("Signalbox %1, with Qt %2 (running on Qt %3).\nGNU General Public License, version 3 or "
           "later. Qt: GNU Lesser General Public License 3; Qt Charts: GNU General Public License "
           "3; QtKeychain: BSD.")
            .arg(QStringLiteral(SIGNALBOX_VERSION), QStringLiteral(QT_VERSION_STR),
                 QString::fromLatin1(qVersion())),
        about);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    column->addWidget(words);
    return about;
}

void SettingsPage::setThemes(QActionGroup &themes)
{
    m_themes = &themes;
    follow(*m_theme, themes);
}

void SettingsPage::setDensities(QActionGroup &densities)
{
    m_densities = &densities;
    follow(*m_density, densities);
}

void SettingsPage::setLanguages(QActionGroup &languages)
{
    follow(*m_language, languages);
}

/// The same choice as in the menu; either shows what the other one chose.
void SettingsPage::follow(QComboBox &box, QActionGroup &choices)
{
    const QList<QAction *> actions = choices.actions();
    for (const QAction *action : actions) {
        box.addItem(action->text().remove(u'&'));
        if (action->isChecked()) {
            box.setCurrentIndex(box.count() - 1);
        }
    }
    connect(&box, &QComboBox::activated, &choices,
            [actions](int place) { actions.at(place)->trigger(); });
    connect(&choices, &QActionGroup::triggered, &box, [&box, actions](QAction *chosen) {
        box.setCurrentIndex(static_cast<int>(actions.indexOf(chosen)));
    });
}

void SettingsPage::setMuted(bool isMuted)
{
    m_mute->setChecked(isMuted);
}

} // namespace ui
