// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <chrono>

class QActionGroup;
class QCheckBox;
class QComboBox;
class QFormLayout;
class QSpinBox;
class QTimeEdit;

namespace ui {

struct QuietHours;

/// How long a wish can be taken back, as chosen in an earlier run; 0 to 10 seconds.
std::chrono::milliseconds rememberedUndo(std::chrono::milliseconds usual);

/// What the operator may have his own way. All of it is of this console, nothing of the backend.
class SettingsPage final : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsPage(QWidget *parent);

    /// The themes of the menu, which stays level with the page.
    void setThemes(QActionGroup &themes);
    void setDensities(QActionGroup &densities);
    void setLanguages(QActionGroup &languages);

    void setMuted(bool isMuted);

    /// Shows what is remembered: another window may have been told so since.
    void recall();

    QComboBox *language() const { return m_language; }

    QComboBox *theme() const { return m_theme; }

    QComboBox *density() const { return m_density; }

    QComboBox *clock() const { return m_clock; }

    QComboBox *notices() const { return m_notices; }

    QCheckBox *mute() const { return m_mute; }

    QCheckBox *quiet() const { return m_quiet; }

    QTimeEdit *quietFrom() const { return m_quietFrom; }

    QTimeEdit *quietTo() const { return m_quietTo; }

    QSpinBox *undo() const { return m_undo; }

Q_SIGNALS:
    void noticePriorityChosen(int lowest);
    void muteWanted(bool isWanted);
    void quietHoursChosen(const ui::QuietHours &hours);
    void undoChosen(std::chrono::milliseconds time);

private:
    void addLook(QFormLayout &form);
    void addNotices(QFormLayout &form);
    void addQuietHours(QFormLayout &form);
    void addUndo(QFormLayout &form);
    QWidget *makeAbout();
    void follow(QComboBox &box, QActionGroup &choices);

    QActionGroup *m_themes = nullptr; ///< of the menu
    QActionGroup *m_densities = nullptr;
    QComboBox *m_theme;
    QComboBox *m_density;
    QComboBox *m_language;
    QComboBox *m_clock;
    QComboBox *m_notices;
    QCheckBox *m_mute;
    QCheckBox *m_quiet;
    QTimeEdit *m_quietFrom;
    QTimeEdit *m_quietTo;
    QSpinBox *m_undo;
};

} // namespace ui
