// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/layoutfaults.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTableWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using tests::layoutFaults;

namespace {

/// Draws a text at a place, as our own widgets do.
class Painted final : public QWidget
{
public:
    explicit Painted(QWidget *parent)
        : QWidget(parent)
    {
        setGeometry(0, 0, 200, 100);
    }

    QPoint place{10, 30};
    QString text = u"Healthy"_s;
    QString other = {}; ///< at the same place
    QRect ground = {}; ///< drawn over the text

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.drawText(place, text);
        painter.fillRect(ground, Qt::white);
        painter.drawText(place + QPoint(6, 3), other);
    }
};

} // namespace

/// The eye of the pictures: what it sees, and what it does not take for a fault.
class LayoutFaultsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void good();
    void cutOff();
    void partlyCutOffBelow();
    void shortenedWithAndWithoutATooltip();
    void writtenWithTheSign();
    void shortenedCell();
    void textOverText();
    void textUnderAGroundIsNotSeen();
    void beyondItsParent();
    void overItsSibling();
    void whatCanBeScrolledToIsNoFault();
    void scrollBarsAreFound();

private:
    QStringList faults() const { return layoutFaults(*m_window); }

    std::unique_ptr<QWidget> m_window;
    Painted *m_painted = nullptr;
};

void LayoutFaultsTest::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->resize(400, 200);
    m_painted = new Painted(m_window.get());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void LayoutFaultsTest::good()
{
    QCOMPARE(faults(), QStringList());
}

void LayoutFaultsTest::cutOff()
{
    m_painted->place = {170, 30};
    QCOMPARE(faults(), QStringList{u"cut off: 'Healthy' in QWidget"_s});
}

void LayoutFaultsTest::partlyCutOffBelow()
{
    m_painted->place = {10, 105};
    QCOMPARE(faults(), QStringList{u"cut off: 'Healthy' in QWidget"_s});
}

void LayoutFaultsTest::shortenedWithAndWithoutATooltip()
{
    m_painted->text = u"Everything is he…"_s;
    QCOMPARE(faults(),
             QStringList{u"shortened without a tooltip: 'Everything is he…' in QWidget"_s});
    m_painted->setToolTip(u"Something else"_s);
    QCOMPARE(faults().size(), 1);
    m_painted->setToolTip(u"Everything is healthy"_s);
    QCOMPARE(faults(), QStringList());
}

void LayoutFaultsTest::writtenWithTheSign()
{
    auto *label = new QLabel(u"New instance…"_s, m_window.get());
    label->setGeometry(210, 0, 150, 30);
    label->show();
    QCOMPARE(faults(), QStringList());
}

void LayoutFaultsTest::shortenedCell()
{
    auto *table = new QTableWidget(1, 1, m_window.get());
    table->setGeometry(0, 110, 300, 80);
    table->setItem(0, 0, new QTableWidgetItem(u"a long word that does not fit"_s));
    table->setWordWrap(false);
    table->show();
    const QStringList found = faults();
    QCOMPARE(found.size(), 1);
    QVERIFY2(found.first().startsWith(u"shortened without a tooltip: 'a long"),
             qPrintable(found.first()));
    QVERIFY2(found.first().endsWith(u"in QTableWidget"), qPrintable(found.first()));
    table->item(0, 0)->setToolTip(table->item(0, 0)->text());
    QCOMPARE(faults(), QStringList());
}

void LayoutFaultsTest::textOverText()
{
    m_painted->other = u"Failed"_s;
    QCOMPARE(faults(),
             QStringList{u"text over text: 'Healthy' in QWidget and 'Failed' in QWidget"_s});
}

void LayoutFaultsTest::textUnderAGroundIsNotSeen()
{
    m_painted->other = u"Failed"_s;
    m_painted->ground = {0, 0, 200, 60};
    QCOMPARE(faults(), QStringList());
}

void LayoutFaultsTest::beyondItsParent()
{
    auto *child = new QWidget(m_painted);
    child->setObjectName(u"child"_s);
    child->setGeometry(150, 50, 60, 20);
    child->show();
    QCOMPARE(faults(), QStringList{u"beyond its parent: QWidget 'child' in QWidget"_s});
}

void LayoutFaultsTest::overItsSibling()
{
    auto *other = new QWidget(m_window.get());
    other->setObjectName(u"other"_s);
    other->setGeometry(150, 90, 60, 20);
    other->show();
    QCOMPARE(faults(), QStringList{u"over its sibling: QWidget and QWidget 'other' in QWidget"_s});
}

void LayoutFaultsTest::whatCanBeScrolledToIsNoFault()
{
    auto *text = new QPlainTextEdit(m_window.get());
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    text->setPlainText(u"a line that is much longer than its view is wide\n"_s.repeated(20));
    text->setGeometry(210, 0, 120, 60);
    text->show();
    QCOMPARE(faults(), QStringList());
}

void LayoutFaultsTest::scrollBarsAreFound()
{
    QCOMPARE(tests::scrolled(*m_window, Qt::Horizontal), QStringList());
    auto *text = new QPlainTextEdit(m_window.get());
    text->setObjectName(u"log"_s);
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    text->setPlainText(u"a line that is much longer than its view is wide"_s);
    text->setGeometry(210, 0, 120, 60);
    text->show();
    QCOMPARE(tests::scrolled(*m_window, Qt::Horizontal), QStringList{u"QPlainTextEdit 'log'"_s});
    QCOMPARE(tests::scrolled(*m_window, Qt::Vertical), QStringList());
}

QTEST_MAIN(LayoutFaultsTest)
#include "tst_layoutfaults.moc"
