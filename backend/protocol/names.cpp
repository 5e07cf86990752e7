// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/names.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace protocol {

namespace {

bool isLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool isWordCharacter(QChar c)
{
    return isLetter(c) || (c >= u'0' && c <= u'9') || c == u'_';
}

} // namespace

QStringList reservedWorkerNames()
{
    return {FileWatcher.toString(), DetectionWorker.toString(), AnalysisWorker.toString(),
            CleanupService.toString(), VisionWorker.toString()};
}

bool isWorkerName(QStringView name)
{
    constexpr qsizetype maxLength = 64;
    return !name.isEmpty() && name.size() <= maxLength && isLetter(name.front())
        && std::all_of(name.begin(), name.end(), isWordCharacter);
}

QString riskLevel(int riskScore)
{
    if (riskScore >= 85) {
        return u"critical"_s;
    }
    if (riskScore >= 60) {
        return u"high"_s;
    }
    return riskScore >= 30 ? u"medium"_s : u"low"_s;
}

QString cameraId(QStringView folderName)
{
    QString id = folderName.toString().toLower();
    id.replace(u' ', u'_');
    id.replace(u'-', u'_');
    return id;
}

} // namespace protocol
