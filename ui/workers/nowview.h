// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/freshness.h"
#include "ui/workers/workerdefinition.h"

#include <QScrollArea>

#include <array>

class QFormLayout;
class QLabel;

namespace ui {

class HatchOverlay;
class Resource;
class Session;
class WrappedText;

/// The Now tab: what is the case with the worker, and how it is defined. The definition is read
/// while the tab is shown, and again whenever the worker changes.
class NowView final : public QScrollArea
{
    Q_OBJECT

public:
    NowView(Session &session, WorkerLookup others, QWidget *parent);

    void setWorker(const QString &name);

    /// The worker as the list tells it, and how far that can be trusted.
    void refresh(const std::optional<protocol::Worker> &worker, const Freshness &freshness,
                 protocol::WallTime now);

    /// What stands beside the name of a fact; empty without one of that name.
    QString fact(const QString &name) const;

    /// How old the definition is, or why there is none; empty where it is the present.
    QString trust() const;

private:
    enum Fact
    {
        State,
        Since,
        Importance,
        Process,
        Restarts,
        NextAttempt,
        Started,
        Crashed,
        Says,
        LastExit,
        Needs,
        Directory,
        Restarted,
        Limits,
        LogFile,
        FactCount
    };

    QWidget *makeCase();
    QWidget *makeDefinition();
    void addFact(Fact fact, const QString &name, QFormLayout &form);
    void addText(WrappedText *text, QFormLayout &form);
    void say(Fact fact, const QString &text);
    void showCase(const protocol::Worker &worker, const Freshness &freshness,
                  protocol::WallTime now);
    void showDefinition(const std::optional<protocol::Worker> &worker, bool isListed);
    void showTrust(const Freshness &freshness);

    Session &m_session;
    WorkerLookup m_others;
    Resource &m_resource;
    QString m_worker;
    WorkerDefinition m_definition;
    std::array<QLabel *, FactCount> m_facts{};
    std::array<QLabel *, FactCount> m_names{};
    WrappedText *m_error;
    WrappedText *m_command;
    WrappedText *m_environment;
    QLabel *m_trust;
    QWidget *m_told; ///< the definition
    HatchOverlay *m_hatch = nullptr;
};

} // namespace ui
