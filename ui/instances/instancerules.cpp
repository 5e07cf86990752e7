// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/instancerules.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int UsualPort = 8000;
constexpr int LongestName = 40;
constexpr int LongestTag = 2;
constexpr int Version = 1;

struct NamedColour
{
    QStringView name;
    QRgb value;
};

constexpr std::array<NamedColour, 5> Colours{{{u"teal", 0xFF2F7F73},
                                              {u"brown", 0xFF6B5B4B},
                                              {u"moss", 0xFF4F6B3A},
                                              {u"plum", 0xFF7A5C86},
                                              {u"slate", 0xFF56616D}}};

constexpr std::array<std::pair<Guard, QStringView>, 3> Guards{
    {{Guard::Watch, u"watch"}, {Guard::Guarded, u"guarded"}, {Guard::Free, u"free"}}};

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Instances)
};

QString guardName(Guard guard)
{
    const auto found = std::find_if(Guards.begin(), Guards.end(),
                                    [guard](const auto &one) { return one.first == guard; });
    return found->second.toString();
}

std::optional<Guard> guardFrom(const QString &name)
{
    const auto found = std::find_if(Guards.begin(), Guards.end(),
                                    [&name](const auto &one) { return one.second == name; });
    return found == Guards.end() ? std::nullopt : std::optional(found->first);
}

bool isFingerprint(const QString &text)
{
    static const QRegularExpression digits(u"^[0-9a-f]{64}$"_s);
    return digits.match(text).hasMatch();
}

/// A complete address and nothing more.
bool isAddress(const QUrl &url)
{
    const auto again = addressFrom(url.toString());
    return again && *again == url;
}

std::optional<Instance> instanceFrom(const QJsonObject &object)
{
    const auto guard = guardFrom(object.value(u"mode").toString());
    const Instance instance{.id = object.value(u"id").toString(),
                            .name = object.value(u"name").toString(),
                            .url = QUrl(object.value(u"url").toString(), QUrl::StrictMode),
                            .tag = object.value(u"tag").toString(),
                            .colour = object.value(u"colour").toString(),
                            .guard = guard.value_or(Guard::Watch),
                            .fingerprint = object.value(u"fingerprint").toString()};
    return guard && !instance.id.isEmpty() ? std::optional(instance) : std::nullopt;
}

QJsonObject toJson(const Instance &instance)
{
    return {{u"id"_s, instance.id},
            {u"name"_s, instance.name},
            {u"url"_s, instance.url.toString()},
            {u"tag"_s, instance.tag},
            {u"colour"_s, instance.colour},
            {u"mode"_s, guardName(instance.guard)},
            {u"fingerprint"_s, instance.fingerprint}};
}

uint sumOf(const QString &name)
{
    uint sum = 0;
    for (const QChar character : name) {
        sum = sum * 31 + character.unicode();
    }
    return sum;
}

} // namespace

QStringList instanceColours()
{
    QStringList names;
    for (const NamedColour &colour : Colours) {
        names.append(colour.name.toString());
    }
    return names;
}

std::optional<QColor> instanceColour(const QString &name)
{
    const auto found = std::find_if(Colours.begin(), Colours.end(),
                                    [&name](const auto &colour) { return colour.name == name; });
    return found == Colours.end() ? std::nullopt : std::optional(QColor(found->value));
}

QString usualTag(const QString &name)
{
    QString letters;
    for (const QChar character : name) {
        if (character.isLetterOrNumber() && letters.size() < LongestTag) {
            letters.append(character.toUpper());
        }
    }
    return letters;
}

QString usualColour(const QString &name)
{
    return Colours.at(sumOf(name) % Colours.size()).name.toString();
}

std::optional<QUrl> addressFrom(const QString &text)
{
    const QString typed = text.trimmed();
    QUrl url(typed.contains(u"://"_s) ? typed : u"http://"_s + typed, QUrl::StrictMode);
    const bool isPlain = url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment()
        && (url.path().isEmpty() || url.path() == u"/");
    if (!url.isValid() || url.host().isEmpty() || !isPlain || url.port() == 0
        || (url.scheme() != u"http" && url.scheme() != u"https")) {
        return std::nullopt;
    }
    url.setPath({});
    url.setPort(url.port(UsualPort));
    return url;
}

QString faultOf(const Instance &instance, const QList<Instance> &others)
{
    const QString name = instance.name;
    if (name.trimmed().isEmpty() || name.trimmed() != name || name.size() > LongestName) {
        return Text::tr("Name '%1': must have 1 to %2 characters, without spaces around it")
            .arg(name)
            .arg(LongestName);
    }
    const bool isTaken = std::any_of(others.begin(), others.end(), [&](const Instance &other) {
        return other.id != instance.id && other.name.compare(name, Qt::CaseInsensitive) == 0;
    });
    if (isTaken) {
        return Text::tr("Name '%1': another instance has it").arg(name);
    }
    if (!isAddress(instance.url)) {
        return Text::tr(
                   "Address '%1': must be http:// or https:// with a host and a port, and nothing "
                   "behind it")
            .arg(instance.url.toDisplayString());
    }
    if (instance.tag.isEmpty() || usualTag(instance.tag) != instance.tag) {
        return Text::tr("Tag '%1': must be one or two capital letters or digits").arg(instance.tag);
    }
    if (!instanceColour(instance.colour)) {
        return Text::tr("Colour '%1': must be one of %2")
            .arg(instance.colour, instanceColours().join(u", "_s));
    }
    if (!instance.fingerprint.isEmpty() && !isFingerprint(instance.fingerprint)) {
        return Text::tr("Fingerprint '%1': must be the 64 digits of a SHA-256")
            .arg(instance.fingerprint);
    }
    return {};
}

QByteArray instancesToJson(const QList<Instance> &instances)
{
    QJsonArray all;
    for (const Instance &instance : instances) {
        all.append(toJson(instance));
    }
    return QJsonDocument(QJsonObject{{u"version"_s, Version}, {u"instances"_s, all}}).toJson();
}

KeptInstances instancesFromJson(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    const QJsonObject whole = document.object();
    if (!document.isObject() || whole.value(u"version").toInt() != Version
        || !whole.value(u"instances").isArray()) {
        return {.fault = document.isObject() ? Text::tr("it is of another version of the program")
                                             : error.errorString()};
    }
    KeptInstances kept;
    const QJsonArray all = whole.value(u"instances").toArray();
    for (const auto &value : all) {
        const auto instance = instanceFrom(value.toObject());
        const QString fault = instance ? faultOf(*instance, kept.instances)
                                       : Text::tr("an instance has no id or no mode");
        if (!fault.isEmpty()) {
            return {.fault = fault};
        }
        kept.instances.append(*instance);
    }
    return kept;
}

QString fingerprintText(const QString &fingerprint)
{
    QStringList pairs;
    for (qsizetype i = 0; i + 1 < fingerprint.size(); i += 2) {
        pairs.append(fingerprint.mid(i, 2).toUpper());
    }
    return pairs.join(u':');
}

} // namespace ui
