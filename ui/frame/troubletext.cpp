// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/troubletext.h"

#include <QCoreApplication>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MostNamed = 3;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Trouble)
};

/// Which token it is, and where it came from.
QString tokenText(const TroubleFacts &facts)
{
    const QString &name = facts.connection.name;
    if (facts.connection.token.isEmpty()) {
        return facts.isListed
            ? Text::tr("%1 wants a token, and none is kept for it in the keychain.").arg(name)
            : Text::tr("%1 wants a token, and SIGNALBOX_TOKEN is not set.").arg(name);
    }
    return facts.isListed
        ? Text::tr("%1 does not accept the token that the keychain keeps for it: it has expired, "
                   "was revoked, or is of another backend.")
              .arg(name)
        : Text::tr("%1 does not accept the token in SIGNALBOX_TOKEN: it has expired, was revoked, "
                   "or is of another backend.")
              .arg(name);
}

QString certificateText(const TroubleFacts &facts)
{
    const QString &name = facts.connection.name;
    if (facts.connection.fingerprint.isEmpty()) {
        return Text::tr("This computer does not trust the certificate that %1 shows. Nothing was "
                        "sent to it.")
            .arg(name);
    }
    return Text::tr("The certificate that %1 shows is not the one that was accepted for it. It was "
                    "renewed, or somebody else answers in its place. Nothing was sent to it.")
        .arg(name);
}

/// The newer or older one of the two does not matter for what is missing.
QString foreignText(const TroubleFacts &facts)
{
    QStringList named = facts.foreign.first(std::min(MostNamed, facts.foreign.size()));
    if (facts.foreign.size() > MostNamed) {
        named << Text::tr("and %n more", nullptr,
                          static_cast<int>(facts.foreign.size() - MostNamed));
    }
    const QString ours = QStringLiteral(SIGNALBOX_VERSION);
    return facts.version.isEmpty() || facts.version == ours
        ? Text::tr("Not shown, because it is not as the API has it: %1").arg(named.join(u"; "_s))
        : Text::tr("The backend is version %1, this console %2. Not shown, because it is not as "
                   "the API has it: %3")
              .arg(facts.version, ours, named.join(u"; "_s));
}

} // namespace

Trouble troubleOf(const TroubleFacts &facts)
{
    switch (facts.rejection) {
    case Rejection::Token:
        return {tokenText(facts),
                facts.isListed ? Text::tr("&Replace token…") : Text::tr("&Give a token…")};
    case Rejection::Scope:
        return {Text::tr("The token for %1 may not look at it: it needs the scope read.")
                    .arg(facts.connection.name),
                facts.isListed ? Text::tr("&Replace token…") : Text::tr("&Give a token…")};
    case Rejection::Certificate:
        return {certificateText(facts), Text::tr("&Look at the certificate…")};
    case Rejection::None:
        break;
    }
    return facts.foreign.isEmpty() ? Trouble() : Trouble{foreignText(facts), {}};
}

} // namespace ui
