// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/run.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

/// Runs the built-in children as processes of their own: childhost NAME ARGS… | childhost decoder.
int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const QStringList args = QCoreApplication::arguments().mid(1);
    return args.value(0) == u"decoder"_s ? workers::runDecoder(args.mid(1))
                                         : workers::runWorker(args.value(0), args.mid(1));
}
