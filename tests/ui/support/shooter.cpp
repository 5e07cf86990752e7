// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/shooter.h"

#include "tests/ui/support/fortabs.h"
#include "tests/ui/support/layoutfaults.h"
#include "ui/client/session.h"
#include "ui/frame/panel.h"
#include "ui/mainwindow.h"
#include "ui/overview/overviewpage.h"
#include "ui/pages.h"

#include <QCryptographicHash>
#include <QListWidget>
#include <QStackedWidget>
#include <QTest>

#include <algorithm>

namespace tests {

using namespace Qt::StringLiterals;

namespace {

/// The part of a window that differs from page to page; of anything else all.
QRect contentOf(const QWidget &widget)
{
    const auto *pages = widget.findChild<QStackedWidget *>(u"pages"_s);
    return pages == nullptr ? widget.rect() : QRect(pages->mapTo(&widget, QPoint()), pages->size());
}

/// Fewer than one pixel of a thousand is unlike the most frequent one.
bool isBlank(const QImage &image)
{
    QHash<QRgb, int> colours;
    int most = 0;
    for (int y = 0; y < image.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            most = std::max(most, ++colours[line[x]]);
        }
    }
    const auto all = qint64{image.width()} * image.height();
    return (all - most) * 1000 < all;
}

/// A name without what a shell or a link would stumble over.
QString fileName(const QString &name)
{
    return name.toLower().remove(u'&').remove(u'…').simplified().replace(u' ', u'-');
}

} // namespace

ui::Timings hasty()
{
    using std::chrono::milliseconds;
    return {.staleAfter = milliseconds(900),
            .disconnectedAfter = milliseconds(2500),
            .ping = milliseconds(150),
            .reread = milliseconds(10),
            .backoffFirst = milliseconds(300),
            .backoffCap = milliseconds(9000),
            .pulse = milliseconds(50),
            .sample = milliseconds(59000)};
}

ui::Timings steady()
{
    ui::Timings timings = hasty();
    timings.staleAfter = std::chrono::seconds(60);
    timings.disconnectedAfter = std::chrono::seconds(120);
    return timings;
}

void await(const char *what, const std::function<bool()> &isSo)
{
    constexpr int patience = 60000;
    if (!QTest::qWaitFor(isSo, patience)) {
        qFatal("waited in vain until %s", what);
    }
}

void awaitState(const ui::MainWindow &window, ui::ConnectionState state)
{
    const auto *session = window.findChild<ui::Session *>();
    await("the connection is as it should be", [&] { return session->status().state == state; });
    // The window shows it a pulse later.
    QTest::qWait(static_cast<int>(2 * session->timings().pulse.count()));
}

void awaitLevel(const ui::MainWindow &window)
{
    awaitState(window, ui::ConnectionState::Live);
    await("all is read", [&] {
        const auto panels = window.findChild<ui::OverviewPage *>()->findChildren<ui::Panel *>();
        return std::all_of(panels.begin(), panels.end(),
                           [](const ui::Panel *panel) { return panel->freshness().vouched; });
    });
}

void awaitWanted(const ui::MainWindow &window)
{
    const auto *session = window.findChild<ui::Session *>();
    await("the page is read", [&] {
        const auto resources = session->findChildren<ui::Resource *>();
        return session->status().state != ui::ConnectionState::Live
            || std::all_of(resources.begin(), resources.end(), [](const ui::Resource *one) {
                   return !one->isWanted() || one->isSettled();
               });
    });
}

void turnTo(ui::MainWindow &window, QStringView page)
{
    const QList<ui::PageKind> &kinds = ui::pageKinds();
    const auto found = std::find_if(kinds.begin(), kinds.end(), [page](const ui::PageKind &kind) {
        return QString::fromLatin1(kind.name) == page;
    });
    if (found == kinds.end()) {
        qFatal("there is no such page");
    }
    window.findChild<QListWidget *>()->setCurrentRow(static_cast<int>(found - kinds.begin()));
    awaitWanted(window);
    QTest::qWait(150); // pictures in it
}

Shooter::Shooter(const QString &directory)
    : m_directory(directory)
{
    // What an earlier run has left there would be looked at for this one's.
    const QStringList old = m_directory.entryList({u"*.png"_s}, QDir::Files);
    for (const QString &name : old) {
        m_directory.remove(name);
    }
    if (!m_directory.mkpath(u"."_s)) {
        qFatal("the directory of the pictures cannot be made");
    }
}

void Shooter::shoot(QWidget &widget, const QString &name)
{
    QCoreApplication::processEvents();
    const QString picture = fileName(m_series + u'-' + name);
    const QImage image = widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
    if (!image.save(m_directory.filePath(picture + u".png"_s))) {
        qFatal("a picture cannot be written");
    }
    ++m_taken;
    const QRect content = contentOf(widget);
    const auto scale = static_cast<int>(widget.devicePixelRatio());
    checkPicture(image.copy(QRect(content.topLeft() * scale, content.size() * scale)), name);
    const QStringList found = layoutFaults(widget);
    for (const QString &fault : found) {
        note(fault, picture);
    }
}

void Shooter::checkPicture(const QImage &content, const QString &name)
{
    const QString picture = fileName(m_series + u'-' + name);
    if (isBlank(content)) {
        note(u"blank"_s, picture);
    }
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayView(content.constBits(), content.sizeInBytes()));
    m_contents.insert(picture, hash.result());
    if (m_alike.contains(name)) {
        return;
    }
    for (const QString &other : m_unlike) {
        const QString twin = fileName(other + u'-' + name);
        if (m_contents.value(twin) == hash.result()) {
            note(u"the same as "_s + twin, picture);
        }
    }
}

void Shooter::pages(ui::MainWindow &window, const QStringList &without)
{
    for (const ui::PageKind &kind : ui::pageKinds()) {
        const QString name = QString::fromLatin1(kind.name);
        if (!without.contains(name)) {
            page(window, name);
        }
    }
}

void Shooter::page(ui::MainWindow &window, const QString &page, const QString &name)
{
    turnTo(window, page);
    int shown = 0;
    const auto *pages = window.findChild<QStackedWidget *>(u"pages"_s);
    forTabs(*pages->currentWidget(), [&](const QString &tab) {
        const QString number = tab.isEmpty() ? QString() : u"-%1"_s.arg(++shown);
        shoot(window, page + (name.isEmpty() ? QString() : u'-' + name) + number);
        if (page == u"Overview") {
            for (const QString &view : scrolled(*pages->currentWidget(), Qt::Horizontal)) {
                note(u"has to be scrolled sideways: "_s + view, m_series + u'-' + page);
            }
        }
    });
}

void Shooter::note(const QString &fault, const QString &picture)
{
    m_faults[fault].append(picture);
}

QStringList Shooter::faults() const
{
    QStringList lines;
    for (auto it = m_faults.begin(); it != m_faults.end(); ++it) {
        const QString more = it->size() > 1 ? u" and %1 more"_s.arg(it->size() - 1) : QString();
        lines << it.key() + u" ["_s + it->first() + more + u']';
    }
    return lines;
}

} // namespace tests
