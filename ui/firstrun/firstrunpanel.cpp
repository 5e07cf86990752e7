// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firstrun/firstrunpanel.h"

#include "ui/frame/accessiblerole.h"

#include <QFileDialog>
#include <QFont>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QLabel *words(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

FirstRunPanel::FirstRunPanel(QWidget *parent)
    : QWidget(parent)
    , m_faults(words({}, this))
    , m_folder(words({}, this))
{
    tellAs(*this, QAccessible::Grouping);
    setAccessibleName(tr("First steps"));
    m_faults->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_faults->hide();
    auto *column = new QVBoxLayout;
    column->setSpacing(14);
    addHead(*column);
    addChoices(*column);
    column->addStretch(1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 8);
    layout->addLayout(column, 4);
    layout->addStretch(1);
    connect(m_demo, &QPushButton::clicked, this,
            [this] { Q_EMIT otherStartWanted({.isDemo = true}); });
    connect(m_file, &QPushButton::clicked, this, &FirstRunPanel::chooseFile);
    connect(m_instance, &QPushButton::clicked, this, &FirstRunPanel::instanceWanted);
    connect(m_overview, &QPushButton::clicked, this, &FirstRunPanel::overviewWanted);
}

void FirstRunPanel::addHead(QBoxLayout &column)
{
    auto *heading = words(tr("Nothing is set up yet"), this);
    QFont large = font();
    large.setBold(true);
    large.setPointSizeF(font().pointSizeF() * 1.4);
    heading->setFont(large);
    column.addWidget(heading);
    column.addWidget(words(tr("The backend in this window runs, but it has no camera and no "
                              "worker of yours. There are three ways to go on."),
                           this));
    column.addWidget(m_faults);
}

void FirstRunPanel::addChoices(QBoxLayout &column)
{
    m_demo = offer(column, tr("&Run the demo"),
                   tr("A camera plays recorded footage, and the AI services of this program look "
                      "at it. The backend starts anew with a data directory of the demo's own; "
                      "yours stays as it is."));
    m_file = offer(column, tr("Open a &configuration file…"),
                   tr("With your workers and cameras (signalbox.toml). The backend starts anew "
                      "with it, this time; the option --config does so every time."));
    m_instance = offer(column, tr("Connect to a r&unning instance…"),
                       tr("A Signalbox on another machine, or another one on this. The backend in "
                          "this window runs on."));
    column.addWidget(m_folder);
    m_overview = new QPushButton(tr("&Show the overview"), this);
    m_overview->setMinimumHeight(fontMetrics().height() + 12);
    m_overview->setMinimumWidth(fontMetrics().averageCharWidth() * 22);
    column.addWidget(m_overview, 0, Qt::AlignLeft);
}

QPushButton *FirstRunPanel::offer(QBoxLayout &layout, const QString &verb, const QString &words)
{
    auto *button = new QPushButton(verb, this);
    button->setAutoDefault(false);
    button->setMinimumHeight(fontMetrics().height() + 16);
    button->setMinimumWidth(fontMetrics().averageCharWidth() * 34);
    button->setAccessibleDescription(words);
    auto *row = new QHBoxLayout;
    row->setSpacing(18);
    row->addWidget(button, 0, Qt::AlignTop);
    row->addWidget(ui::words(words, this), 1);
    layout.addLayout(row);
    return button;
}

void FirstRunPanel::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Open a configuration file"), QString(),
                                   tr("Configuration files (*.toml)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString &file) { Q_EMIT otherStartWanted({.configFile = file}); });
    dialog->open();
}

void FirstRunPanel::setCameraRoot(const QString &path)
{
    m_folder->setText(path.isEmpty()
                          ? QString()
                          : tr("Or give a camera a folder under %1: it comes by itself as soon as "
                               "the first image lies there.")
                                .arg(path));
}

void FirstRunPanel::setFaults(const QStringList &faults)
{
    m_faults->setText(faults.isEmpty() ? QString()
                                       : tr("It cannot be started with that; nothing was changed:")
                              + u'\n' + faults.join(u'\n'));
    m_faults->setVisible(!faults.isEmpty());
}

QString FirstRunPanel::faults() const
{
    return m_faults->text();
}

void FirstRunPanel::setReason(const QString &reason)
{
    for (QPushButton *button : {m_demo, m_file}) {
        button->setEnabled(reason.isEmpty());
        button->setToolTip(reason);
    }
}

} // namespace ui
