// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/child.h"
#include "tests/support/swapper.h"
#include "tests/support/testimages.h"
#include "tests/support/watchedfolder.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using support::Child;
using support::jpegImage;
using support::Patience;
using support::Swapper;
using support::writeFile;

namespace {

constexpr int Swaps = 10000;

QString hashOf(const QByteArray &content)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
}

} // namespace

/// Somebody puts a link to the outside into the place of what the real children look at, at the
/// worst moments: none of them ever tells of what lies outside.
class SwapRaceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void decoder_data();
    void decoder();
    void watcher_data();
    void watcher();

private:
    QByteArray bytesOf(const QString &name) const
    {
        return QFile::encodeName(m_folder->beside(name));
    }

    std::unique_ptr<support::WatchedFolder> m_folder;
};

void SwapRaceTest::init()
{
    m_folder = std::make_unique<support::WatchedFolder>();
    QVERIFY(writeFile(m_folder->beside(u"outside/a.jpg"_s), jpegImage(80, 80)));
    QVERIFY(writeFile(m_folder->beside(u"outside/secret.jpg"_s), jpegImage(80, 80)));
    QVERIFY(writeFile(m_folder->path(u"Front Door/a.jpg"_s), jpegImage(64, 64)));
}

void SwapRaceTest::decoder_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("victim");
    QTest::newRow("a folder") << u"outside"_s << u"cameras/Front Door"_s;
    QTest::newRow("a file") << u"outside/a.jpg"_s << u"cameras/Front Door/a.jpg"_s;
}

void SwapRaceTest::decoder()
{
    QFETCH(QString, target);
    QFETCH(QString, victim);
    QVERIFY(QFile::link(m_folder->beside(target), m_folder->path(u"trap"_s)));
    Child child({u"decoder"_s});
    const Swapper swapper(bytesOf(victim), bytesOf(u"cameras/trap"_s));
    qsizetype asked = 0;
    while (swapper.swaps() < Swaps || asked < 200) {
        child.send({{u"id"_s, asked},
                    {u"path"_s, m_folder->path(u"Front Door/a.jpg"_s)},
                    {u"root"_s, m_folder->root()}});
        ++asked;
        QTRY_COMPARE_WITH_TIMEOUT(child.lines().size(), asked, Patience);
    }
    int good = 0;
    for (const QJsonObject &line : child.lines()) {
        good += line.value(u"ok"_s).toBool() ? 1 : 0;
        QVERIFY(!line.value(u"ok"_s).toBool()
                || line.value(u"sha256"_s).toString() == hashOf(jpegImage(64, 64)));
    }
    qInfo() << swapper.swaps() << "swaps," << asked << "questions," << good << "good answers";
    QVERIFY(good > 0 && good < asked);
}

void SwapRaceTest::watcher_data()
{
    QTest::addColumn<QString>("observer");
    QTest::newRow("native") << u"native"_s;
    QTest::newRow("polling") << u"polling"_s;
}

// What comes by such a folder afterwards is still found.
void SwapRaceTest::watcher()
{
    QFETCH(QString, observer);
    QVERIFY(QFile::link(m_folder->beside(u"outside"_s), m_folder->path(u"trap"_s)));
    const auto child = m_folder->start(observer);
    QVERIFY(child);
    {
        const Swapper swapper(bytesOf(u"cameras/Front Door"_s), bytesOf(u"cameras/trap"_s));
        while (swapper.swaps() < Swaps) {
            child->send({{u"type"_s, u"rescan"_s}});
            const int before = swapper.swaps();
            QTRY_VERIFY(swapper.swaps() > before + 50);
        }
    }
    QVERIFY(writeFile(m_folder->path(u"Front Door/b.jpg.part"_s), jpegImage(48, 48)));
    QVERIFY(QFile::rename(m_folder->path(u"Front Door/b.jpg.part"_s),
                          m_folder->path(u"Front Door/b.jpg"_s)));
    child->send({{u"type"_s, u"rescan"_s}});
    const auto names = [&child] { return support::namesOf(child->lines(u"file"_s)); };
    QTRY_VERIFY_WITH_TIMEOUT(names().contains(u"b.jpg"_s) && names().contains(u"a.jpg"_s),
                             Patience);
    for (const QJsonObject &line : child->lines()) {
        QVERIFY(!line.value(u"path"_s).toString().contains(u"secret"));
        QVERIFY(line.value(u"size"_s).toInteger() != jpegImage(80, 80).size());
    }
}

QTEST_GUILESS_MAIN(SwapRaceTest)
#include "tst_swaprace.moc"
