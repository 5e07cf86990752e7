// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/pipeline/intakerules.h"
#include "backend/protocol/pipeline.h"

#include <QByteArray>
#include <QJsonArray>
#include <QList>

/// The words between the intake and the file watcher.
namespace pipeline {

/// So many lines more may be sent.
QByteArray creditLine(int count);

/// The watcher takes the file for one that it has never told of.
QByteArray forgetLine(const FileIdentity &file);

/// And so with all files.
QByteArray forgetAllLine();

/// The watcher looks at everything again.
QByteArray rescanLine();

/// What a status line says of folders that are polled.
QList<protocol::PolledFolder> polledFolders(const QJsonArray &told);

} // namespace pipeline
