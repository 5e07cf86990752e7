// SPDX-License-Identifier: GPL-3.0-or-later
// Every page at 1280x720 in languages that need more room than English. With SIGNALBOX_PICTURES set
// to a directory the pages are also written there, to be looked at.
#include "tests/ui/support/cannedapi.h"
#include "tests/ui/support/cannedload.h"
#include "tests/ui/support/cannedmachine.h"
#include "tests/ui/support/consolefixture.h"
#include "tests/ui/support/fortabs.h"
#include "tests/ui/support/pseudolocale.h"
#include "ui/look/language.h"
#include "ui/look/theme.h"

#include <QAbstractButton>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QStackedWidget>
#include <QTabBar>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

class RoomForTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void nothingIsClipped_data();
    void nothingIsClipped();

private:
    QStringList clipped(QWidget &window) const;

    tests::PseudoLocale m_pseudo;
};

namespace {

QString plain(QString text)
{
    return text.remove(u'&');
}

bool isClipped(const QLabel &label)
{
    if (label.text().isEmpty() || label.sizePolicy().horizontalPolicy() == QSizePolicy::Ignored) {
        return false;
    }
    return label.wordWrap() ? label.height() < label.heightForWidth(label.width())
                            : label.width() < label.sizeHint().width();
}

bool isClipped(const QAbstractButton &button)
{
    return !button.text().isEmpty()
        && button.width() < button.fontMetrics().horizontalAdvance(plain(button.text()));
}

QStringList clippedIn(const QHeaderView &header)
{
    QStringList found;
    for (int i = 0; i < header.count(); ++i) {
        const QString text = header.model()->headerData(i, header.orientation()).toString();
        if (!header.isSectionHidden(i) && !text.isEmpty()
            && header.sectionSize(i) < header.fontMetrics().horizontalAdvance(text)) {
            found << u"header "_s + text;
        }
    }
    return found;
}

void shoot(QWidget &window, const QString &name)
{
    if (qEnvironmentVariableIsSet("SIGNALBOX_PICTURES")) {
        window.grab().save(qEnvironmentVariable("SIGNALBOX_PICTURES") + u'/'
                           + QString::fromUtf8(QTest::currentDataTag()) + u'-' + name + u".png"_s);
    }
}

/// A text that has just come gets its room with the next turn of the loop, from the outer layout to
/// the inner one.
void settle()
{
    constexpr int depth = 8;
    for (int i = 0; i < depth; ++i) {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    }
}

QStringList clippedIn(const QTabBar &tabs)
{
    QStringList found;
    for (int i = 0; i < tabs.count(); ++i) {
        const QString text = plain(tabs.tabText(i));
        if (tabs.tabRect(i).width() < tabs.fontMetrics().horizontalAdvance(text)) {
            found << u"tab "_s + text;
        }
    }
    return found;
}

} // namespace

void RoomForTextTest::initTestCase()
{
    applyTheme(*qApp, Theme::Light);
}

void RoomForTextTest::cleanup()
{
    QCoreApplication::removeTranslator(&m_pseudo);
    applyLanguage(*qApp, Language::English);
}

QStringList RoomForTextTest::clipped(QWidget &window) const
{
    QStringList found;
    for (auto *label : window.findChildren<QLabel *>()) {
        if (label->isVisible() && isClipped(*label)) {
            found << u"label "_s + label->text();
        }
    }
    for (auto *button : window.findChildren<QAbstractButton *>()) {
        if (button->isVisible() && isClipped(*button)) {
            found << u"button "_s + button->text();
        }
    }
    for (auto *header : window.findChildren<QHeaderView *>()) {
        if (header->isVisible() && header->orientation() == Qt::Horizontal) {
            found += clippedIn(*header);
        }
    }
    for (auto *tabs : window.findChildren<QTabBar *>()) {
        if (tabs->isVisible()) {
            found += clippedIn(*tabs);
        }
    }
    const auto *list = window.findChild<QListWidget *>();
    for (int row = 0; row < list->count(); ++row) {
        const QString page = list->item(row)->text();
        if (list->fontMetrics().horizontalAdvance(page) + 12 > list->viewport()->width()) {
            found << u"page "_s + page;
        }
    }
    return found;
}

void RoomForTextTest::nothingIsClipped_data()
{
    QTest::addColumn<Language>("language");
    QTest::addColumn<bool>("isPseudo");
    QTest::newRow("English") << Language::English << false;
    QTest::newRow("German") << Language::German << false;
    QTest::newRow("pseudo") << Language::English << true;
}

void RoomForTextTest::nothingIsClipped()
{
    QFETCH(Language, language);
    QFETCH(bool, isPseudo);
    applyLanguage(*qApp, language);
    if (isPseudo) {
        QCoreApplication::installTranslator(&m_pseudo);
    }
    tests::ConsoleFixture console;
    console.window->resize(1280, 720);
    tests::fill(console.backend, tests::partlyDown());
    tests::fill(console.backend, tests::overloaded());
    tests::fillApi(console.backend);
    console.changeSupervisor(tests::broken());
    const QString live = isPseudo ? tests::PseudoLocale::pseudo(u"Live"_s) : u"Live"_s;
    QTRY_VERIFY(console.pill().startsWith(live));
    auto *list = console.window->findChild<QListWidget *>();
    QStringList found;
    for (int row = 0; row < list->count(); ++row) {
        list->setCurrentRow(row);
        QTest::qWait(200); // its answers
        const auto *pages = console.window->findChild<QStackedWidget *>(u"pages"_s);
        tests::forTabs(*pages->currentWidget(), [&](const QString &tab) {
            const QString page = list->item(row)->text() + u' ' + tab;
            if (console.window->width() > 1280 || console.window->height() > 720) {
                found << page + u" needs a larger window"_s;
            }
            settle();
            const QStringList here = clipped(*console.window);
            for (const QString &text : here) {
                found << page + u": "_s + text;
            }
            shoot(*console.window, QString::number(row) + tab);
        });
    }
    found.removeDuplicates();
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

QTEST_MAIN(RoomForTextTest)
#include "tst_roomfortext.moc"
