// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/watchedfolder.h"

#include <QDir>
#include <QJsonArray>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace support {

WatchedFolder::WatchedFolder()
{
    QDir().mkpath(path(u"Front Door"_s));
}

WatchedFolder::~WatchedFolder()
{
    // QDir cannot name it, so QTemporaryDir could not remove it.
    ::unlink(path(u"Front Door/"_s).toUtf8().append("\xe4.jpg").constData());
}

QStringList WatchedFolder::args(const QString &observer) const
{
    return {u"file_watcher"_s,
            u"--root"_s,
            root(),
            u"--observer"_s,
            observer,
            u"--stability"_s,
            u"0.3"_s,
            u"--poll-interval"_s,
            u"0.2"_s,
            u"--incomplete-after"_s,
            incompleteAfter};
}

std::unique_ptr<Child> WatchedFolder::start(const QString &observer, int credit) const
{
    auto child = std::make_unique<Child>(args(observer));
    child->send({{u"type"_s, u"credit"_s}, {u"n"_s, credit}});
    // The first scan is over when the camera is known.
    const bool ready = QTest::qWaitFor(
        [&child] { return !child->last(u"status"_s).value(u"cameras"_s).toArray().isEmpty(); },
        Patience);
    return ready ? std::move(child) : nullptr;
}

QStringList namesOf(const QList<QJsonObject> &lines)
{
    QStringList names;
    for (const QJsonObject &line : lines) {
        names.append(line.value(u"path"_s).toString().section(u'/', -1));
    }
    return names;
}

} // namespace support
