// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workers/nowview.h"

#include "ui/api/curlrules.h"
#include "ui/client/session.h"
#include "ui/frame/accessiblerole.h"
#include "ui/frame/hatchoverlay.h"
#include "ui/frame/wanted.h"
#include "ui/look/format.h"
#include "ui/look/states.h"
#include "ui/models/workersmodel.h"
#include "ui/workers/wrappedtext.h"

#include <QFormLayout>
#include <QLabel>
#include <QScrollBar>
#include <QUrl>
#include <QVBoxLayout>

#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

const QString Path = u"/api/system/supervisor/workers/"_s;

QLabel *makeName(const QString &name, QWidget *page)
{
    auto *label = new QLabel(name, page);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop); // beside the first line of the fact
    return label;
}

QFormLayout *makeForm(QWidget *page)
{
    auto *form = new QFormLayout(page);
    form->setContentsMargins(12, 8, 12, 8);
    form->setVerticalSpacing(7);
    form->setHorizontalSpacing(16);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

QString joined(const QStringList &command)
{
    QStringList words;
    for (const QString &word : command) {
        words << shellWord(word);
    }
    return words.isEmpty() ? noValue() : words.join(u' ');
}

} // namespace

NowView::NowView(Session &session, WorkerLookup others, QWidget *parent)
    : QScrollArea(parent)
    , m_session(session)
    , m_others(std::move(others))
    , m_resource(session.watch(Path))
    , m_error(new WrappedText(tr("Last error"), 1, 60, this))
    , m_command(new WrappedText(tr("Command"), 1, 30, this))
    , m_environment(new WrappedText(tr("Environment"), 1, 60, this))
    , m_trust(new QLabel(this))
    , m_told(new QWidget(this))
{
    tellAs(*this, QAccessible::Grouping, tr("The worker now"));
    m_error->setObjectName(u"lastError"_s);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 4, 0, 4);
    column->setSpacing(0);
    column->addWidget(makeCase());
    column->addWidget(m_trust);
    column->addWidget(makeDefinition());
    column->addStretch(1);
    m_trust->setContentsMargins(12, 0, 12, 0);
    m_trust->setWordWrap(true);
    m_trust->setTextFormat(Qt::PlainText);
    setWidget(page);
    // On the ground of the tab, not on one of its own.
    viewport()->setAutoFillBackground(false);
    page->setAutoFillBackground(false);
    m_hatch = new HatchOverlay(m_told, 0);
    m_told->hide();
    wantWhileShown(*m_told, {&m_resource});
    connect(&m_resource, &Resource::updated, this,
            [this] { m_definition = workerDefinitionFromJson(m_resource.body()); });
}

void NowView::addFact(Fact fact, const QString &name, QFormLayout &form)
{
    QWidget *page = form.parentWidget();
    auto *label = new QLabel(noValue(), page);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    m_facts.at(fact) = label;
    m_names.at(fact) = makeName(name, page);
    form.addRow(m_names.at(fact), label);
}

void NowView::addText(WrappedText *text, QFormLayout &form)
{
    form.addRow(makeName(text->accessibleName(), form.parentWidget()), text);
}

QWidget *NowView::makeCase()
{
    auto *page = new QWidget(this);
    QFormLayout &form = *makeForm(page);
    addFact(State, tr("State"), form);
    addFact(Since, tr("Since"), form);
    addFact(Importance, tr("Importance"), form);
    addFact(Process, tr("Process"), form);
    addFact(Restarts, tr("Restarts used"), form);
    addFact(NextAttempt, tr("Next attempt"), form);
    addFact(Started, tr("Started"), form);
    addFact(Crashed, tr("Last crash"), form);
    addFact(Says, tr("It says"), form);
    addText(m_error, form);
    return page;
}

QWidget *NowView::makeDefinition()
{
    QFormLayout &form = *makeForm(m_told);
    addFact(LastExit, tr("Last exit"), form);
    addFact(Needs, tr("Started after"), form);
    addText(m_command, form);
    addFact(Directory, tr("Directory"), form);
    addText(m_environment, form);
    addFact(Restarted, tr("Restarted"), form);
    addFact(Limits, tr("Limits"), form);
    addFact(LogFile, tr("Log file"), form);
    return m_told;
}

void NowView::say(Fact fact, const QString &text)
{
    QLabel *label = m_facts.at(fact);
    if (label->text() != text) {
        label->setText(text);
    }
}

QString NowView::fact(const QString &name) const
{
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        if (m_names.at(i)->text() == name) {
            return m_facts.at(i)->text();
        }
    }
    for (const WrappedText *text : {m_error, m_command, m_environment}) {
        if (text->accessibleName() == name) {
            return text->toPlainText();
        }
    }
    return {};
}

QString NowView::trust() const
{
    return m_trust->text();
}

void NowView::setWorker(const QString &name)
{
    if (name == m_worker) {
        return;
    }
    m_worker = name;
    verticalScrollBar()->setValue(0);
    if (!name.isEmpty()) {
        m_resource.ask(Path + QString::fromLatin1(QUrl::toPercentEncoding(name)));
    }
    m_told->setVisible(!name.isEmpty());
}

void NowView::refresh(const std::optional<protocol::Worker> &worker, const Freshness &freshness,
                      protocol::WallTime now)
{
    if (!worker) {
        for (int i = 0; i < FactCount; ++i) {
            say(static_cast<Fact>(i), noValue());
        }
        m_error->setText(noValue());
    } else {
        showCase(*worker, freshness, now);
    }
    showDefinition(worker, freshness.vouched);
}

void NowView::showCase(const protocol::Worker &worker, const Freshness &freshness,
                       protocol::WallTime now)
{
    say(State,
        freshness.vouched || !freshness.asOf
            ? lookOf(worker).word
            : tr("%1, as of %2").arg(lookOf(worker).word, clockTime(*freshness.asOf)));
    say(Since, momentAgo(worker.statusSince, now));
    say(Importance,
        worker.critical ? tr("Critical: the system is unhealthy without it") : tr("Not critical"));
    const auto up = upSince(worker);
    say(Process,
        !worker.pid ? noValue()
            : up    ? tr("PID %1, up for %2").arg(QString::number(*worker.pid), age(up, now))
                    : tr("PID %1").arg(QString::number(*worker.pid)));
    say(Restarts, tr("%1 of %2").arg(worker.restartCount).arg(worker.maxRestarts));
    say(NextAttempt, worker.nextAttemptAt ? countdown(*worker.nextAttemptAt, now) : noValue());
    say(Started, momentAgo(worker.lastStartedAt, now));
    say(Crashed, momentAgo(worker.lastCrashedAt, now));
    say(Says, worker.statusText.value_or(noValue()));
    m_error->setText(worker.error.value_or(noValue()));
}

void NowView::showDefinition(const std::optional<protocol::Worker> &worker, bool isListed)
{
    const Freshness freshness = m_session.freshness(m_resource);
    const bool isKnown = worker && freshness.asOf;
    showTrust(worker ? freshness : Freshness{.vouched = true});
    // While nobody vouches for anything the whole tab is hatched.
    m_hatch->setVisible(isKnown && isListed && !freshness.vouched);
    m_hatch->raise();
    if (!isKnown) {
        for (const Fact fact : {LastExit, Needs, Directory, Restarted, Limits, LogFile}) {
            say(fact, noValue());
        }
        m_command->setText(noValue());
        m_environment->setText(noValue());
        return;
    }
    const WorkerDefinition &told = m_definition;
    const auto orNothing = [](const QString &text) { return text.isEmpty() ? noValue() : text; };
    say(LastExit, exitText(told.lastExit, m_session.serverNow(m_resource)));
    say(Needs, needsText(told, *worker, m_others));
    say(Directory, told.directory.isEmpty() ? tr("That of the backend") : told.directory);
    say(Restarted, restartText(told));
    say(Limits, limitsText(told));
    say(LogFile, orNothing(told.logFile));
    m_command->setText(joined(told.command));
    m_environment->setText(orNothing(told.environment.join(u'\n')));
}

void NowView::showTrust(const Freshness &freshness)
{
    QString trust;
    if (!freshness.vouched && !freshness.asOf) {
        trust = freshness.error.isEmpty() ? tr("Loading…") : freshness.error;
    } else if (!freshness.vouched) {
        trust = tr("Out of date, as of %1").arg(clockTime(*freshness.asOf));
        trust = freshness.error.isEmpty() ? trust : tr("%1: %2").arg(trust, freshness.error);
    }
    if (m_trust->text() != trust) {
        m_trust->setText(trust);
    }
    m_trust->setVisible(!trust.isEmpty());
}

} // namespace ui
