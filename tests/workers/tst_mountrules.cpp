// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/mountrules.h"

#include <QTest>

using workers::mountsIn;

class MountRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mounts_data();
    void mounts();
};

// Lines as proc(5) has them: ID, parent, device, root, mount point, options, …
void MountRulesTest::mounts_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<QByteArrayList>("mounts");
    const QByteArray rest = " rw,noatime shared:1 - ext4 /dev/sda1 rw\n";
    QTest::newRow("nothing") << QByteArray() << QByteArrayList();
    QTest::newRow("above it") << QByteArray("22 1 8:1 / /" + rest) << QByteArrayList();
    QTest::newRow("the folder itself")
        << QByteArray("23 22 8:2 / /srv/cameras" + rest) << QByteArrayList{"23 /srv/cameras"};
    QTest::newRow("below it") << QByteArray("24 22 0:40 / /srv/cameras/gate/old" + rest)
                              << QByteArrayList{"24 /srv/cameras/gate/old"};
    QTest::newRow("beside it") << QByteArray("24 22 0:40 / /srv/cameras2" + rest)
                               << QByteArrayList();
    QTest::newRow("a blank in its name") << QByteArray("25 22 0:41 / /srv/cameras/a\\040b" + rest)
                                         << QByteArrayList{"25 /srv/cameras/a b"};
    QTest::newRow("a backslash in its name")
        << QByteArray("25 22 0:41 / /srv/cameras/a\\134b" + rest)
        << QByteArrayList{"25 /srv/cameras/a\\b"};
    QTest::newRow("two, one over the other")
        << QByteArray("26 22 0:41 / /srv/cameras/a" + rest + "27 26 0:42 / /srv/cameras/a" + rest)
        << QByteArrayList{"26 /srv/cameras/a", "27 /srv/cameras/a"};
    QTest::newRow("half a line") << QByteArray("26 22 0:41") << QByteArrayList();
}

void MountRulesTest::mounts()
{
    QFETCH(QByteArray, table);
    QTEST(mountsIn(table, "/srv/cameras"), "mounts");
}

QTEST_APPLESS_MAIN(MountRulesTest)
#include "tst_mountrules.moc"
