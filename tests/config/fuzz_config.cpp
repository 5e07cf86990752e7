// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/config/print.h"

#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace config;

namespace {

QString written(const QTemporaryDir &directory, const QByteArray &text)
{
    const QString path = directory.filePath(u"signalbox.toml"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(text) < 0) {
        qFatal("cannot write %s", qPrintable(path));
    }
    return path;
}

} // namespace

/// Any file is refused with faults that have a text, or read; and what was read and printed is read
/// again as the same.
extern "C" int LLVMFuzzerTestOneInput(const char *data, std::size_t size)
{
    static const QTemporaryDir directory(u"/dev/shm/signalbox-fuzz-XXXXXX"_s);
    const QByteArray text(data, static_cast<qsizetype>(size));
    const Loaded first = load(written(directory, text), {});
    for (const Fault &fault : first.faults) {
        if (fault.rule.isEmpty() || toText(fault).isEmpty()) {
            qFatal("a fault without a rule");
        }
    }
    const QString printed = effective(first);
    if (!first.faults.isEmpty() || printed.contains(u"***"_s)) {
        return 0;
    }
    const Loaded second = load(written(directory, printed.toUtf8()), {});
    if (!second.faults.isEmpty() || second.config != first.config) {
        qFatal("not read back: %s", qPrintable(printed));
    }
    return 0;
}
