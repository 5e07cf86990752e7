// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/config/document.h"

#include "backend/config/scan.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <stdexcept>
#include <string_view>

namespace {

[[noreturn]] void refuse(const char *what)
{
    throw std::logic_error(what);
}

} // namespace

// toml++ 3.3 only asserts that the name of a section begins like one ("[#" aborts), and where
// NDEBUG is defined it lets the compiler take that for granted. Here it has to be an error like any
// other.
#undef NDEBUG
#define TOML_ASSERT(expr) ((expr) ? static_cast<void>(0) : refuse(#expr))
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

using namespace Qt::StringLiterals;

namespace config {

namespace {

constexpr qint64 MaxBytes = 1048576;

QString toQt(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

int lineOf(const toml::source_region &source)
{
    return static_cast<int>(source.begin.line);
}

QJsonValue valueOf(const toml::node &node);

QJsonObject objectOf(const toml::table &table)
{
    QJsonObject object;
    for (const auto &[key, value] : table) {
        object.insert(toQt(key.str()), valueOf(value));
    }
    return object;
}

QJsonArray arrayOf(const toml::array &array)
{
    QJsonArray result;
    for (const toml::node &item : array) {
        result.append(valueOf(item));
    }
    return result;
}

/// Dates and times are null: no key takes them.
QJsonValue valueOf(const toml::node &node)
{
    if (const auto *text = node.as_string()) {
        return toQt(text->get());
    }
    if (const auto *whole = node.as_integer()) {
        return static_cast<qint64>(whole->get());
    }
    if (const auto *number = node.as_floating_point()) {
        return number->get();
    }
    if (const auto *flag = node.as_boolean()) {
        return flag->get();
    }
    if (const auto *table = node.as_table()) {
        return objectOf(*table);
    }
    const auto *array = node.as_array();
    return array ? QJsonValue(arrayOf(*array)) : QJsonValue();
}

Entry entryOf(const toml::key &key, const toml::node &node)
{
    return {.key = toQt(key.str()), .value = valueOf(node), .line = lineOf(key.source())};
}

/// The keys of one table; tables in it become sections of their own.
void addSection(Document &document, const QString &name, int line, const toml::table &table)
{
    Section section{.name = name, .line = line};
    for (const auto &[key, node] : table) {
        if (const auto *inner = node.as_table()) {
            addSection(document, name + u'.' + toQt(key.str()), lineOf(key.source()), *inner);
        } else {
            section.entries.append(entryOf(key, node));
        }
    }
    document.sections.append(section);
}

/// The tables of [[name]], each on its own.
QList<Section> sectionsOf(const QString &name, const toml::array &tables)
{
    QList<Section> sections;
    for (const toml::node &node : tables) {
        Section section{.name = name, .line = lineOf(node.source())};
        for (const auto &[key, value] : *node.as_table()) {
            section.entries.append(entryOf(key, value));
        }
        sections.append(section);
    }
    return sections;
}

/// toml++ orders keys by name; people read faults from the top of their file.
void sortByLine(Document &document)
{
    const auto byLine = [](const auto &a, const auto &b) { return a.line < b.line; };
    std::stable_sort(document.sections.begin(), document.sections.end(), byLine);
    std::stable_sort(document.loose.begin(), document.loose.end(), byLine);
    for (auto *sections : {&document.sections, &document.workers, &document.alerts}) {
        for (Section &section : *sections) {
            std::stable_sort(section.entries.begin(), section.entries.end(), byLine);
        }
    }
}

Document documentOf(const toml::table &root)
{
    Document document;
    for (const auto &[key, node] : root) {
        const toml::array *array = node.as_array();
        if (const toml::table *table = node.as_table()) {
            addSection(document, toQt(key.str()), lineOf(key.source()), *table);
        } else if (key == "worker" && array && array->is_array_of_tables()) {
            document.workers = sectionsOf(u"worker"_s, *array);
        } else if (key == "alert" && array && array->is_array_of_tables()) {
            document.alerts = sectionsOf(u"alert"_s, *array);
        } else {
            document.loose.append(entryOf(key, node));
        }
    }
    sortByLine(document);
    return document;
}

Document broken(const QString &path, int line, const QString &rule)
{
    return {.faults = {{.file = path, .line = line, .rule = rule}}};
}

/// The line that opens a section without a name, which toml++ does not tell.
int lineOfNamelessSection(const QByteArray &bytes)
{
    static const QRegularExpression nameless(uR"(^\s*\[\s*\[?\s*[^\s\["'A-Za-z0-9_-])"_s,
                                             QRegularExpression::MultilineOption);
    const QString text = QString::fromUtf8(bytes);
    const auto match = nameless.match(text);
    return match.hasMatch() ? static_cast<int>(text.left(match.capturedEnd()).count(u'\n')) + 1 : 0;
}

/// What is beyond ASCII as a '!' for each character: it may stand in quotes and comments, and
/// nowhere else.
QByteArray withoutForeign(const QByteArray &bytes)
{
    constexpr unsigned char firstForeign = 0x80;
    constexpr unsigned char firstLeading = 0xc0; // those between go on with a character
    QByteArray plain;
    plain.reserve(bytes.size());
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < firstForeign) {
            plain.append(c);
        } else if (byte >= firstLeading) {
            plain.append('!');
        }
    }
    return plain;
}

toml::table parsed(const QByteArray &bytes)
{
    return toml::parse(std::string_view(bytes.data(), static_cast<std::size_t>(bytes.size())));
}

} // namespace

Document readDocument(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return broken(path, 0, u"cannot be read: %1"_s.arg(file.errorString()));
    }
    const QByteArray bytes = file.read(MaxBytes + 1);
    if (bytes.size() > MaxBytes) {
        return broken(path, 0, u"is larger than 1 MiB"_s);
    }
    if (const int line = lineOfForeignCharacter(bytes); line > 0) {
        return broken(path, line, u"is not TOML: only ASCII is allowed outside of quotes"_s);
    }
    try {
        // What stands in quotes for the look at foreign characters may not do so for toml++ (the
        // quote in -+"ü is a part of a number that is none). So the text is read without any first.
        if (const QByteArray plain = withoutForeign(bytes); plain != bytes) {
            static_cast<void>(parsed(plain));
        }
        return documentOf(parsed(bytes));
    } catch (const toml::parse_error &error) {
        const auto &at = error.source().begin;
        return broken(
            path, static_cast<int>(at.line),
            u"is not TOML: %1 (column %2)"_s.arg(toQt(error.description())).arg(at.column));
    } catch (const std::logic_error &) {
        return broken(path, lineOfNamelessSection(bytes),
                      u"is not TOML: expected the name of a section after ["_s);
    }
}

} // namespace config
