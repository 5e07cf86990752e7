// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/config/load.h"

#include "backend/config/reading.h"
#include "backend/config/textchecks.h"

#include <QFile>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;

namespace config {

namespace {

constexpr QStringView Environment = u"environment";
constexpr QStringView CommandLineOrigin = u"command line";
constexpr QStringView Prefix = u"SIGNALBOX_";

QStringList sectionsOf(const KeyIndex &index)
{
    QStringList sections;
    for (const Key &key : index) {
        sections.append(sectionOf(key.name));
    }
    for (const QString &name : breakerNames()) {
        sections.append(u"breakers."_s + name);
    }
    sections.removeDuplicates();
    return sections;
}

void applyDemo(Reading &reading, const QString &prometheusUrl)
{
    using namespace std::chrono_literals;
    Pipeline &pipeline = reading.result.config.pipeline;
    pipeline.batchWindow = 15s;
    pipeline.batchIdleTimeout = 5s;
    reading.result.origins.insert(u"pipeline.batch_window_seconds"_s, u"demo"_s);
    reading.result.origins.insert(u"pipeline.batch_idle_timeout_seconds"_s, u"demo"_s);
    if (!prometheusUrl.isEmpty()) {
        reading.result.config.prometheus.url = prometheusUrl;
        reading.result.config.prometheus.pollInterval = 5s; // as often as it scrapes
        reading.result.origins.insert(u"prometheus.url"_s, u"demo"_s);
        reading.result.origins.insert(u"prometheus.poll_interval_seconds"_s, u"demo"_s);
    }
}

bool hasInnerSection(const Document &document, const Section &section)
{
    return std::any_of(
        document.sections.begin(), document.sections.end(),
        [&](const Section &other) { return other.name.startsWith(section.name + u'.'); });
}

void refuseSection(Reading &reading, const Document &document, const Section &section,
                   const KeyIndex &index)
{
    if (const auto key = index.constFind(section.name); key != index.constEnd()) {
        reading.apply(*key, QJsonValue(QJsonObject()), {reading.path, section.line, section.name});
        return;
    }
    if (section.entries.isEmpty() && hasInnerSection(document, section)) {
        return;
    }
    QString rule = u"unknown section"_s;
    if (const QString ofMany = ruleOfMany(section.name); !ofMany.isEmpty()) {
        rule = ofMany;
    } else if (const QString meant = nearest(section.name, sectionsOf(index)); !meant.isEmpty()) {
        rule = u"unknown section; did you mean [%1]?"_s.arg(meant);
    }
    reading.result.faults.append({.file = reading.path,
                                  .line = section.line,
                                  .key = u'[' + section.name + u']',
                                  .rule = rule});
}

void readFile(Reading &reading, const Document &document, const KeyIndex &index)
{
    reading.result.faults += document.faults;
    for (const Entry &entry : document.loose) {
        reading.unknown({}, entry, index.keys());
    }
    const QStringList known = sectionsOf(index);
    for (const Section &section : document.sections) {
        if (!known.contains(section.name)) {
            refuseSection(reading, document, section, index);
        } else if (!section.name.startsWith(u"breakers."_s)) {
            reading.read(section, section.name, index);
        }
    }
}

/// Read later, when the defaults of all breakers are known.
QStringList breakerKeyNames()
{
    QStringList names;
    Breaker unused;
    for (const QString &name : breakerNames()) {
        names += indexOf(keysOf(unused, u"breakers."_s + name)).keys();
    }
    return names;
}

/// The variables that are meant for us; the others belong to the tools around us.
bool isOurs(const QString &variable)
{
    return variable.startsWith(Prefix) && variable.indexOf(u"__"_s, Prefix.size()) >= 0;
}

void refuseVariable(Reading &reading, const QString &variable, const QString &text,
                    const QStringList &known)
{
    QStringList variables;
    for (const QString &key : known) {
        variables.append(variableOf(key));
    }
    QString rule = u"unknown variable"_s;
    if (variable.startsWith(u"SIGNALBOX_WORKER__"_s)) {
        rule = u"a worker is configured in the file"_s;
    } else if (variable.startsWith(u"SIGNALBOX_ALERT__"_s)) {
        rule = u"an alert rule is configured in the file"_s;
    } else if (const QString meant = nearest(variable, variables); !meant.isEmpty()) {
        rule = u"unknown variable; did you mean %1?"_s.arg(meant);
    }
    reading.result.faults.append({.file = Environment.toString(),
                                  .key = variable,
                                  .value = isSecretName(variable) ? u"\"***\""_s : toToml(text),
                                  .rule = rule});
}

void readEnvironment(Reading &reading, const QMap<QString, QString> &environment,
                     const KeyIndex &index)
{
    QMap<QString, QString> keyOfVariable;
    for (const Key &key : index) {
        keyOfVariable.insert(variableOf(key.name), key.name);
    }
    QStringList ofBreakers;
    for (const QString &key : breakerKeyNames()) {
        ofBreakers.append(variableOf(key));
    }
    for (auto it = environment.begin(); it != environment.end(); ++it) {
        if (!isOurs(it.key()) || ofBreakers.contains(it.key())) {
            continue;
        }
        if (keyOfVariable.contains(it.key())) {
            const Key &key = *index.constFind(keyOfVariable.value(it.key()));
            reading.apply(key, fromText(key, it.value()), {Environment.toString(), 0, it.key()});
        } else {
            refuseVariable(reading, it.key(), it.value(), index.keys() + breakerKeyNames());
        }
    }
}

void readOptions(Reading &reading, const QMap<QString, QString> &options, const KeyIndex &index)
{
    for (auto it = options.begin(); it != options.end(); ++it) {
        const auto key = index.constFind(it.key());
        Q_ASSERT_X(key != index.constEnd(), "load", "an option names a key that does not exist");
        reading.apply(*key, fromText(*key, it.value()),
                      {CommandLineOrigin.toString(), 0, it.key()});
    }
}

/// From the top of the file to its end, then the environment, then the command line.
void sortFaults(QList<Fault> &faults)
{
    const auto rank = [](const Fault &fault) {
        if (fault.file == Environment) {
            return 1;
        }
        return fault.file == CommandLineOrigin ? 2 : 0;
    };
    std::stable_sort(faults.begin(), faults.end(), [&](const Fault &a, const Fault &b) {
        return std::pair(rank(a), a.line) < std::pair(rank(b), b.line);
    });
}

} // namespace

Loaded load(const Sources &sources)
{
    Reading reading{.path = sources.path, .demo = sources.demo};
    const KeyIndex index = indexOf(keysOf(reading.result.config));
    for (const Key &key : index) {
        reading.result.origins.insert(key.name, u"default"_s);
    }
    if (sources.demo) {
        applyDemo(reading, sources.prometheusUrl);
    }
    const Document document = sources.path.isEmpty() ? Document{} : readDocument(sources.path);
    readFile(reading, document, index);
    readEnvironment(reading, sources.environment, index);
    readOptions(reading, sources.options, index);
    readBreakers(reading, document, sources.environment);
    readWorkers(reading, document);
    readAlerts(reading, document);
    checkTogether(reading);
    sortFaults(reading.result.faults);
    return reading.result;
}

Loaded load(const QString &path, const QMap<QString, QString> &environment)
{
    return load(Sources{.path = path, .environment = environment});
}

QString checkText(const QString &key, const QString &text)
{
    Config config;
    const KeyIndex index = indexOf(keysOf(config));
    const auto found = index.constFind(key);
    Q_ASSERT_X(found != index.constEnd(), "checkText", "no such key");
    return assign(*found, fromText(*found, text));
}

QString variableOf(const QString &key)
{
    QString variable = key.toUpper();
    variable.replace(u'.', u"__"_s);
    return Prefix + variable;
}

protocol::Result<QString> readSecret(const QString &path)
{
    if (const QString rule = checkSecretFile(path); !rule.isEmpty()) {
        return Error{ErrorKind::Unavailable, path + u": "_s + rule};
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{ErrorKind::Unavailable, path + u": "_s + file.errorString()};
    }
    constexpr qint64 maxSecret = 65536;
    QString secret = QString::fromUtf8(file.read(maxSecret));
    while (secret.endsWith(u'\n') || secret.endsWith(u'\r')) {
        secret.chop(1);
    }
    return secret;
}

} // namespace config
