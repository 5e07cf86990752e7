// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/config/reading.h"

#include "backend/protocol/names.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace config {

namespace {

/// The key that was meant: one of the same section that looks like it, else the same or a similar
/// word in another section.
QString meantKey(const QString &section, const QString &word, const QStringList &known)
{
    QStringList siblings;
    QStringList cousins;
    for (const QString &key : known) {
        (sectionOf(key) == section ? siblings : cousins).append(key);
    }
    const auto named = [](const QStringList &keys, const QString &last) {
        for (const QString &key : keys) {
            if (lastPart(key) == last) {
                return key;
            }
        }
        return QString();
    };
    const auto similar = [&](const QStringList &keys) {
        QStringList words;
        for (const QString &key : keys) {
            words.append(lastPart(key));
        }
        const QString near = nearest(word, words);
        return near.isEmpty() ? near : named(keys, near);
    };
    if (QString elsewhere = named(cousins, word); !elsewhere.isEmpty()) {
        return elsewhere;
    }
    const QString here = similar(siblings);
    return here.isEmpty() ? similar(cousins) : here;
}

void checkTls(Reading &reading)
{
    const Server &server = reading.result.config.server;
    const bool certificate = !server.tlsCertificateFile.isEmpty();
    const bool key = !server.tlsKeyFile.isEmpty();
    if (certificate && !key) {
        reading.blame(u"server.tls_certificate_file"_s, server.tlsCertificateFile,
                      u"needs server.tls_key_file too"_s);
    }
    if (key && !certificate) {
        reading.blame(u"server.tls_key_file"_s, server.tlsKeyFile,
                      u"needs server.tls_certificate_file too"_s);
    }
    if (!isLoopback(server.host) && !certificate && !key && !server.allowPlaintext) {
        reading.blame(u"server.host"_s, server.host,
                      u"off loopback needs server.tls_certificate_file and server.tls_key_file, "
                      "or server.allow_plaintext = true"_s);
    }
}

void checkBackoff(Reading &reading, const Restarts &restarts, const QString &section)
{
    if (restarts.backoffCap >= restarts.backoffBase) {
        return;
    }
    const QString cap = section + u".backoff_cap_seconds"_s;
    const QString base = section + u".backoff_base_seconds"_s;
    const auto seconds = [](milliseconds duration) {
        return std::chrono::duration<double>(duration).count();
    };
    if (reading.given.contains(cap)) {
        reading.blame(cap, seconds(restarts.backoffCap),
                      u"must not be less than backoff_base_seconds"_s);
    } else {
        reading.blame(base, seconds(restarts.backoffBase),
                      u"must not be more than backoff_cap_seconds"_s);
    }
}

} // namespace

void Reading::apply(const Key &key, const QJsonValue &value, const Origin &origin)
{
    given.insert(key.name, origin);
    const QString rule = assign(key, value);
    if (!rule.isEmpty()) {
        result.faults.append({.file = origin.file,
                              .line = origin.line,
                              .key = origin.shown,
                              .value = toToml(value),
                              .rule = rule});
        return;
    }
    QString text = origin.file;
    if (origin.line > 0) {
        text += u':' + QString::number(origin.line);
    } else if (origin.shown != key.name) {
        text += u' ' + origin.shown;
    }
    result.origins.insert(key.name, text);
}

void Reading::blame(const QString &key, const QJsonValue &value, const QString &rule)
{
    const auto origin = given.constFind(key);
    if (origin != given.constEnd()) {
        result.faults.append({.file = origin->file,
                              .line = origin->line,
                              .key = origin->shown,
                              .value = toToml(value),
                              .rule = rule});
    }
}

void Reading::read(const Section &section, const QString &name, const KeyIndex &index)
{
    for (const Entry &entry : section.entries) {
        const QString full = name + u'.' + entry.key;
        if (const auto key = index.constFind(full); key != index.constEnd()) {
            apply(*key, entry.value, {path, entry.line, full});
        } else {
            unknown(name, entry, index.keys());
        }
    }
}

void Reading::unknown(const QString &section, const Entry &entry, const QStringList &known)
{
    Fault fault{.file = path,
                .line = entry.line,
                .key = section.isEmpty() ? entry.key : QString(section + u'.' + entry.key),
                .value = toToml(entry.value),
                .rule = u"unknown key"_s};
    const QString meant = meantKey(section, entry.key, known);
    if (isSecretName(entry.key)) {
        fault.value = u"\"***\""_s;
        fault.rule = u"a secret does not belong in this file; name a file that holds it"_s;
    } else if (const QString rule = ruleOfMany(fault.key); !rule.isEmpty()) {
        fault.rule = rule;
    } else if (!meant.isEmpty()) {
        fault.rule = u"unknown key; did you mean %1?"_s.arg(meant);
    }
    result.faults.append(fault);
}

void checkTogether(Reading &reading)
{
    checkTls(reading);
    const Config &config = reading.result.config;
    checkBackoff(reading, config.supervisor.restarts, u"supervisor"_s);
    for (const WorkerSection &worker : config.workers) {
        checkBackoff(reading, worker.restarts, u"worker."_s + worker.name);
    }
}

const Entry *entryOf(const Section &section, const QString &key)
{
    const auto found = std::find_if(section.entries.begin(), section.entries.end(),
                                    [&](const Entry &entry) { return entry.key == key; });
    return found == section.entries.end() ? nullptr : &*found;
}

QString labelOf(const Section &section, qsizetype number)
{
    const Entry *name = entryOf(section, u"name"_s);
    if (name && protocol::isWorkerName(name->value.toString())) {
        return section.name + u'.' + name->value.toString();
    }
    return u"%1[%2]"_s.arg(section.name, QString::number(number));
}

void require(Reading &reading, const Section &section, const QString &label, const QString &key)
{
    if (!entryOf(section, key)) {
        reading.result.faults.append({.file = reading.path,
                                      .line = section.line,
                                      .key = label + u'.' + key,
                                      .rule = u"is missing"_s});
    }
}

QString ruleOfMany(const QString &name)
{
    if (name == u"worker") {
        return u"write [[worker]], once for each worker"_s;
    }
    return name == u"alert" ? u"write [[alert]], once for each rule"_s : QString();
}

KeyIndex indexOf(const QList<Key> &keys)
{
    KeyIndex index;
    for (const Key &key : keys) {
        index.insert(key.name, key);
    }
    return index;
}

QString lastPart(const QString &key)
{
    return key.mid(key.lastIndexOf(u'.') + 1);
}

QString sectionOf(const QString &key)
{
    return key.left(key.lastIndexOf(u'.'));
}

QStringList breakerNames()
{
    QStringList names;
    for (const auto &service : protocol::AiServices) {
        names.append(service.name.toString());
    }
    return names;
}

} // namespace config
