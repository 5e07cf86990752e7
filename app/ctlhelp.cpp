// SPDX-License-Identifier: GPL-3.0-or-later
// What --help prints; all else of the options is in ctloptions.cpp.
#include "app/ctloptions.h"

using namespace Qt::StringLiterals;

namespace app {

namespace {

constexpr int NameWidth = 28;

QString line(const QString &name, QStringView help)
{
    return u"  %1 %2\n"_s.arg(name, -NameWidth).arg(help);
}

QString usageOf(const Verb &verb)
{
    return verb.words.isEmpty() ? verb.name.toString() : QString(verb.name % u' ' % verb.words);
}

QString optionLine(const Option &option)
{
    const bool isOpen = option.name == u"wait"; // its value may be left out
    const QString value = option.value.isEmpty() ? QString()
        : isOpen                                 ? QString(u" [" % option.value % u']')
                                                 : QString(u' ' % option.value);
    return line(u"--" % option.name % value, option.help);
}

QString commonOptions()
{
    QString text;
    for (const Option &option : options()) {
        text += option.isForAll ? optionLine(option) : QString();
    }
    return text
        + line(u"--help, --version"_s, u"print that and end; --help behind a verb tells of it");
}

const QString &exitStatuses()
{
    static const QString text =
        u"Exit status: 0 done, 1 the API refused, the job failed or --wait was in vain, 2 wrong\n"
        "usage, 3 no connection, 4 unhealthy (of health, of monitoring, and of status --wait).\n"_s;
    return text;
}

const QString &places()
{
    static const QString text =
        u"The backend is that of --url or --profile, else of SIGNALBOX_URL, of the profile\n"
        "SIGNALBOX_PROFILE, or http://127.0.0.1:8000. Profiles lie in\n"
        "$XDG_CONFIG_HOME/signalbox/ctl.toml:\n\n"
        "  [profile.NAME]\n"
        "  url = \"https://box:8000\"\n"
        "  token_file = \"box.token\"     # beside ctl.toml, readable by its owner only\n"
        "  ca_file = \"box.pem\"          # or fingerprint = \"SHA-256 of its certificate\"\n\n"
        "A token comes from --token-file, the profile, or SIGNALBOX_TOKEN; never from an "
        "argument.\n"
        "Colours only on a terminal, and never with NO_COLOR; a table fits COLUMNS or the terminal.\n"_s;
    return text;
}

} // namespace

QString generalHelp()
{
    QString text = u"Usage: signalboxctl VERB [WORD…] [OPTION…]\n"
                   "Asks a Signalbox, and tells it what to do.\n\nVerbs:\n"_s;
    const QList<Verb> all = verbs();
    for (const Verb &verb : all) {
        text += line(usageOf(verb), verb.help);
    }
    return text % u"\nOptions of every verb:\n" % commonOptions() % u'\n' % places() % u'\n'
        % exitStatuses();
}

QString helpOf(const Verb &verb)
{
    QString text = u"Usage: signalboxctl %1 [OPTION…]\n"_s.arg(usageOf(verb));
    text += verb.help.left(1).toString().toUpper() % verb.help.mid(1) % u".\n";
    if (!verb.alias.isEmpty()) {
        text += u"The same: signalboxctl %1\n"_s.arg(verb.alias);
    }
    const QList<Option> own = optionsOf(verb);
    text += own.isEmpty() ? QString() : u"\nOptions:\n"_s;
    for (const Option &option : own) {
        text += optionLine(option);
    }
    return text % u"\nOptions of every verb:\n" % commonOptions() % u'\n' % exitStatuses();
}

} // namespace app
