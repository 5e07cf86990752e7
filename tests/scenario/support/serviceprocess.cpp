// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/serviceprocess.h"

#include "tests/scenario/support/chaos.h"
#include "tests/scenario/support/stubservice.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <csignal>
#include <cstdio>

#include <sys/prctl.h>

using namespace Qt::StringLiterals;

namespace scenario {

namespace {

constexpr int StartMs = 30000;
const QString Argument = u"--as-service"_s;

} // namespace

bool ServiceProcess::start()
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QCoreApplication::applicationFilePath(), {Argument, QString::number(m_port)});
    if (!m_process.waitForReadyRead(StartMs)) {
        return false;
    }
    m_port = m_process.readLine().trimmed().toUShort();
    return m_port != 0;
}

void ServiceProcess::kill9()
{
    m_process.kill();
    m_process.waitForFinished(StartMs);
}

QString ServiceProcess::toml() const
{
    QString text = u"[ai]\nembedded = \"true\"\n"_s;
    for (const QString &service : {u"yolo26"_s, u"nemotron"_s}) {
        text += u"[ai.%1]\nurl = \"http://127.0.0.1:%2/%1\"\n"_s.arg(service).arg(m_port);
    }
    return text;
}

std::optional<int> runAsService(int argc, char **argv)
{
    if (argc != 3 || QString::fromLocal8Bit(argv[1]) != Argument) {
        return std::nullopt;
    }
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const QCoreApplication application(argc, argv);
    StubService stub(QString::fromLocal8Bit(argv[2]).toUShort());
    stub.setDetections({{u"detections"_s,
                         QJsonArray{found(u"person"_s, 0.9, {8, 8, 24, 40}),
                                    found(u"car"_s, 0.7, {1, 2, 30, 20})}},
                        {u"inference_time_ms"_s, 1.5},
                        {u"image_width"_s, 64},
                        {u"image_height"_s, 64}});
    std::printf("%d\n", int{stub.port()});
    std::fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace scenario
