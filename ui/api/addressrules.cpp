// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/api/addressrules.h"

#include <QHostAddress>

namespace ui {

using namespace Qt::StringLiterals;

QUrl addressOf(const QUrl &base, const QString &path)
{
    QUrl url = base.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    url.setPath(path);
    return url;
}

QUrl socketAddress(const QUrl &base, const QString &path)
{
    QUrl url = addressOf(base, path);
    url.setScheme(url.scheme() == u"https" ? u"wss"_s : u"ws"_s);
    return url;
}

bool isOfThisMachine(const QUrl &base)
{
    return base.host() == u"localhost" || QHostAddress(base.host()).isLoopback();
}

} // namespace ui
