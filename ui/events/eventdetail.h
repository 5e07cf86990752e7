// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/eventfacts.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QLabel;
class QTableWidget;
class QToolButton;

namespace ui {

struct Bytes;
struct Freshness;
class Commander;
class HatchOverlay;
class ImageView;
class Resource;
class Session;

/// All about one security event, with its picture and what was seen in it.
class EventDetail final : public QWidget
{
    Q_OBJECT

public:
    EventDetail(Session &session, Commander &commander, QWidget *parent);

    /// 0: none.
    void setEvent(qint64 id);

    qint64 event() const { return m_id; }

    /// It may have changed.
    void readAgain();

    /// Somebody looks at it.
    void want(bool wanted);

    void refresh();

    /// Marks it as reviewed, or as new again.
    QAction *reviewAction() const { return m_review; }

    ImageView *image() const { return m_image; }

    QTableWidget *detections() const { return m_detections; }

    /// Everything that it says, line by line.
    QString text() const;

private:
    void layOut();
    void layOutDetections();
    QString trustText(const Freshness &freshness) const;
    void refreshReview(const Freshness &freshness);
    void take();
    void showDetections();
    void showPicture();
    void readPicture();
    void takePicture(const Bytes &bytes);
    void review();
    int chosen() const;

    Session &m_session;
    Commander &m_commander;
    Resource &m_resource;
    qint64 m_id = 0;
    std::optional<EventFacts> m_facts;
    QString m_picturePath; ///< of the picture that is shown or asked for
    QTimer m_retry;
    QAction *m_review;
    QToolButton *m_reviewButton;
    QLabel *m_head;
    QLabel *m_trust;
    QLabel *m_words;
    ImageView *m_image;
    QTableWidget *m_detections;
    HatchOverlay *m_hatch;
};

} // namespace ui
