// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace ui {

/// What the program is to start its backend anew with.
struct OtherStart
{
    bool isDemo = false;
    QString configFile = {}; ///< else

    bool operator==(const OtherStart &) const = default;
};

/// What an empty product offers in place of empty tables.
class FirstRunPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit FirstRunPanel(QWidget *parent);

    /// Where a camera's folder goes; empty: not known.
    void setCameraRoot(const QString &path);

    /// Why the last choice could not be started; nothing was changed by it.
    void setFaults(const QStringList &faults);

    /// The choices stay as they are, but cannot be taken while nobody knows whether it is empty.
    void setReason(const QString &reason);

    QString faults() const;

    QPushButton *demo() const { return m_demo; }

    QPushButton *file() const { return m_file; }

    QPushButton *instance() const { return m_instance; }

    QPushButton *overview() const { return m_overview; }

Q_SIGNALS:
    void otherStartWanted(const OtherStart &start);
    void instanceWanted();
    void overviewWanted();

private:
    void addHead(QBoxLayout &column);
    void addChoices(QBoxLayout &column);
    QPushButton *offer(QBoxLayout &layout, const QString &verb, const QString &words);
    void chooseFile();

    QLabel *m_faults;
    QLabel *m_folder;
    QPushButton *m_demo = nullptr;
    QPushButton *m_file = nullptr;
    QPushButton *m_instance = nullptr;
    QPushButton *m_overview = nullptr;
};

} // namespace ui
