// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/eventdetail.h"

#include "ui/act/acttext.h"
#include "ui/act/commander.h"
#include "ui/act/workeractions.h"
#include "ui/client/session.h"
#include "ui/events/imageview.h"
#include "ui/frame/accessiblerole.h"
#include "ui/frame/hatchoverlay.h"
#include "ui/look/density.h"
#include "ui/look/format.h"
#include "ui/look/zone.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

constexpr QSize MostPicture(1920, 1080); ///< more cannot be seen in the room that there is

EventDetail::EventDetail(Session &session, Commander &commander, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_commander(commander)
    , m_resource(session.watch(u"/api/events/0"_s))
    , m_review(new QAction(this))
    , m_reviewButton(new QToolButton(this))
    , m_head(new QLabel(this))
    , m_trust(new QLabel(this))
    , m_words(new QLabel(this))
    , m_image(new ImageView(this))
    , m_detections(new QTableWidget(0, 3, this))
    , m_hatch(new HatchOverlay(this, fontMetrics().height() * 3))
{
    layOut();
    m_hatch->raise();
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &EventDetail::readPicture);
    connect(m_review, &QAction::triggered, this, &EventDetail::review);
    connect(&m_resource, &Resource::updated, this, &EventDetail::take);
    connect(&m_resource, &Resource::settled, this, &EventDetail::refresh);
    connect(&commander, &Commander::changed, this, &EventDetail::refresh);
    connect(m_detections, &QTableWidget::itemSelectionChanged, this, &EventDetail::showPicture);
    refresh();
}

void EventDetail::layOut()
{
    QFont bold = font();
    bold.setBold(true);
    m_head->setFont(bold);
    m_head->setWordWrap(true);
    m_reviewButton->setDefaultAction(m_review);
    m_reviewButton->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_reviewButton->setFocusPolicy(Qt::StrongFocus);
    m_reviewButton->setMinimumHeight(std::max(24, fontMetrics().height() + 8));
    m_trust->setForegroundRole(QPalette::PlaceholderText);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText); // it comes from a camera's picture, through a model
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_words->setAlignment(Qt::AlignTop);
    layOutDetections();
    auto *scroll = new QScrollArea(this);
    tellAs(*scroll, QAccessible::Grouping);
    scroll->setAccessibleName(tr("The selected event"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(m_words);
    auto *head = new QHBoxLayout;
    head->addWidget(m_head, 1);
    head->addWidget(m_reviewButton, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addWidget(m_trust);
    layout->addWidget(m_image, 5);
    layout->addWidget(scroll, 3);
    layout->addWidget(m_detections, 3);
}

void EventDetail::layOutDetections()
{
    m_detections->setAccessibleName(tr("What was seen"));
    m_detections->setHorizontalHeaderLabels(
        {tr("Seen"), tr("At (%1)").arg(zoneName()), tr("What else is known")});
    m_detections->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_detections->setSelectionMode(QAbstractItemView::SingleSelection);
    m_detections->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_detections->setTabKeyNavigation(false);
    m_detections->setShowGrid(false);
    m_detections->setFrameShape(QFrame::NoFrame);
    m_detections->verticalHeader()->hide();
    keepRowHeight(*m_detections, 8);
    m_detections->horizontalHeader()->setStretchLastSection(true);
    m_detections->horizontalHeader()->setHighlightSections(false);
    m_detections->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_detections->setColumnWidth(0, fontMetrics().averageCharWidth() * 18);
    m_detections->setColumnWidth(1, fontMetrics().averageCharWidth() * 11);
}

void EventDetail::setEvent(qint64 id)
{
    if (id == m_id) {
        return;
    }
    m_id = id;
    m_facts.reset();
    m_picturePath.clear();
    m_detections->setRowCount(0);
    m_image->setBoxes({});
    m_image->setSentence({});
    m_resource.ask(u"/api/events/%1"_s.arg(id));
    m_resource.want(isVisible() && id != 0);
    refresh();
}

void EventDetail::want(bool wanted)
{
    m_resource.want(wanted && m_id != 0);
    if (wanted && !m_image->hasImage()) {
        readPicture();
    }
}

void EventDetail::readAgain()
{
    m_resource.markDirty();
}

void EventDetail::take()
{
    if (m_resource.body().isEmpty()) {
        return;
    }
    const EventFacts facts = eventFactsOf(m_resource.body());
    const bool isSame = m_facts && m_facts->detections == facts.detections;
    m_facts = facts;
    if (!isSame) {
        showDetections();
    }
    showPicture();
    refresh();
}

void EventDetail::showDetections()
{
    const QSignalBlocker quiet(m_detections);
    m_detections->setRowCount(static_cast<int>(m_facts->detections.size()));
    int row = 0;
    for (const DetectionFact &detection : m_facts->detections) {
        const QString more =
            detection.enrichment.isEmpty() ? noValue() : detection.enrichment.join(u"; "_s);
        auto *last = new QTableWidgetItem(more);
        last->setToolTip(plainTip(detection.enrichment.join(u'\n')));
        m_detections->setItem(row, 0, new QTableWidgetItem(labelOf(detection)));
        m_detections->setItem(
            row, 1, new QTableWidgetItem(detection.at ? clockTime(*detection.at) : noValue()));
        m_detections->setItem(row, 2, last);
        ++row;
    }
}

int EventDetail::chosen() const
{
    const QList<QTableWidgetItem *> items = m_detections->selectedItems();
    return items.isEmpty() ? 0 : items.first()->row();
}

// The picture of the event is that of its surest detection, which is the first.
void EventDetail::showPicture()
{
    if (!m_facts) {
        return;
    }
    const QList<DetectionFact> &seen = m_facts->detections;
    const int place = chosen();
    QList<ImageBox> boxes;
    for (const int i : inOneImage(seen, place)) {
        if (i < seen.size() && seen.at(i).box) {
            boxes.append({.box = *seen.at(i).box,
                          .label = labelOf(seen.at(i)),
                          .isChosen = i == place && !m_detections->selectedItems().isEmpty()});
        }
    }
    m_image->setBoxes(boxes);
    // Where not all are listed, the surest of all may be none of these.
    const bool isListed = m_facts->event.detectionCount <= seen.size();
    const bool isOther = place < seen.size() && !seen.at(place).imagePath.isEmpty()
        && (!isListed || seen.at(place).imageId != seen.first().imageId);
    const QString path = isOther ? seen.at(place).imagePath : u"/api/events/%1/image"_s.arg(m_id);
    if (path != m_picturePath) {
        m_picturePath = path;
        m_image->setSentence(tr("Loading the picture…"));
        readPicture();
    }
}

void EventDetail::readPicture()
{
    if (m_picturePath.isEmpty() || !isVisible()) {
        return;
    }
    m_session.api().getBytes(m_picturePath, this, [this, path = m_picturePath](const Bytes &bytes) {
        if (path == m_picturePath) {
            takePicture(bytes);
        }
    });
}

void EventDetail::takePicture(const Bytes &bytes)
{
    if (!bytes.ok()) {
        m_image->setSentence(tr("The picture cannot be shown: %1").arg(bytes.error));
        if (bytes.status != 404) { // it may only not be there now
            m_retry.start(retryAfter(bytes.status, std::chrono::seconds(2), m_session.timings()));
        }
        return;
    }
    const auto done = [this, path = m_picturePath, type = bytes.type](const Picture &picture) {
        if (path != m_picturePath) {
            return; // another one is wanted by now
        }
        if (picture.image.isNull()) {
            m_image->setSentence(tr("The picture cannot be drawn: its format is %1").arg(type));
        } else {
            m_image->setPicture(picture);
        }
    };
    decodePicture(bytes.data, MostPicture, this, done);
}

void EventDetail::review()
{
    if (m_facts && m_id != 0) {
        m_commander.wish(m_facts->event.reviewed.value_or(false) ? Verb::Unreview : Verb::Review,
                         QString::number(m_id));
    }
}

QString EventDetail::text() const
{
    return m_head->text() + u'\n' + m_trust->text() + u'\n' + m_words->text();
}

/// How old it is, or why it is not there; empty where it is the present.
QString EventDetail::trustText(const Freshness &freshness) const
{
    if (m_id == 0 || freshness.vouched) {
        return {};
    }
    if (!freshness.asOf) {
        return freshness.error.isEmpty() ? tr("Loading…") : freshness.error;
    }
    const QString old = tr("Out of date, as of %1").arg(clockTime(*freshness.asOf));
    return freshness.error.isEmpty() ? old : tr("%1: %2").arg(old, freshness.error);
}

void EventDetail::refreshReview(const Freshness &freshness)
{
    const bool isReviewed = m_facts && m_facts->event.reviewed.value_or(false);
    const Verb verb = isReviewed ? Verb::Unreview : Verb::Review;
    m_review->setText(menuText(verb));
    m_review->setIconText(verbWord(verb));
    const QString target = m_facts ? QString::number(m_id) : QString();
    const Refusal refusal = freshness.vouched || target.isEmpty()
        ? m_commander.refusal(verb, target)
        : Refusal::NotFresh;
    showRefusal(*m_review, verb, target, refusal);
}

void EventDetail::refresh()
{
    const Freshness freshness = m_session.freshness(m_resource);
    m_head->setText(m_id == 0     ? tr("No event is selected")
                        : m_facts ? headText(*m_facts)
                                  : tr("Event %1").arg(QString::number(m_id)));
    tell(*m_words, m_facts ? wordsOf(*m_facts).join(u"\n\n"_s) : QString());
    const QString trust = trustText(freshness);
    m_trust->setText(trust);
    m_trust->setVisible(!trust.isEmpty());
    m_hatch->setVisible(m_facts && !freshness.vouched);
    refreshReview(freshness);
    for (QWidget *part : {static_cast<QWidget *>(m_reviewButton), static_cast<QWidget *>(m_image),
                          static_cast<QWidget *>(m_detections)}) {
        part->setVisible(m_id != 0);
    }
}

} // namespace ui
