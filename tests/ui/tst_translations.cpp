// SPDX-License-Identifier: GPL-3.0-or-later
// The catalogues against the sources: nothing untranslated, nothing left over, nothing garbled.
#include <QFile>
#include <QMap>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Message
{
    QString source = {};
    QStringList forms = {}; ///< what stands for it: two with a plural
    bool isPlural = false;
    bool isFinished = true;
};

using Catalogue = QMap<QString, Message>;

/// Every message of a .ts, by context, source and what tells two alike apart.
Catalogue read(const QString &path)
{
    Catalogue all;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return all;
    }
    QXmlStreamReader xml(&file);
    QString context;
    QString comment;
    Message message;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == u"message") {
            message = {.isPlural = xml.attributes().value(u"numerus"_s) == u"yes"};
            comment.clear();
        } else if (xml.isStartElement() && xml.name() == u"name") {
            context = xml.readElementText();
        } else if (xml.isStartElement() && xml.name() == u"source") {
            message.source = xml.readElementText();
        } else if (xml.isStartElement() && xml.name() == u"comment") {
            comment = xml.readElementText();
        } else if (xml.isStartElement() && xml.name() == u"numerusform") {
            message.forms << xml.readElementText();
        } else if (xml.isStartElement() && xml.name() == u"translation") {
            message.isFinished = !xml.attributes().hasAttribute(u"type"_s);
            if (!message.isPlural) {
                message.forms << xml.readElementText();
            }
        } else if (xml.isEndElement() && xml.name() == u"message") {
            all.insert(context + u'|' + message.source + u'|' + comment, message);
        }
    }
    return all;
}

/// The places for arguments in a text, sorted.
QStringList places(const QString &text)
{
    static const QRegularExpression place(u"%(L?[0-9]+|n)"_s);
    QStringList found;
    auto matches = place.globalMatch(text);
    while (matches.hasNext()) {
        found << matches.next().captured();
    }
    found.sort();
    return found;
}

bool hasMnemonic(QString text)
{
    return text.remove(u"&&"_s).contains(u'&');
}

/// What is wrong with a translation; empty when nothing is.
QString faultOf(const Message &message)
{
    for (const QString &form : message.forms) {
        if (form.isEmpty()) {
            return u"is empty"_s;
        }
        // One is often said without a number.
        const bool mayLack = message.isPlural && form == message.forms.first();
        QStringList wanted = places(message.source);
        if (mayLack && !form.contains(u"%n")) {
            wanted.removeAll(u"%n"_s);
        }
        if (places(form) != wanted) {
            return u"has other places for arguments: "_s + form;
        }
        if (hasMnemonic(form) != hasMnemonic(message.source)) {
            return u"has gained or lost its mnemonic: "_s + form;
        }
        if (form.endsWith(u'…') != message.source.endsWith(u'…')) {
            return u"has gained or lost its dots: "_s + form;
        }
    }
    return {};
}

} // namespace

class TranslationsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void matchTheSources_data();
    void matchTheSources();
    void areWhole_data();
    void areWhole();

    void everyTextHasAContext();

private:
    static QString catalogue(const QString &language)
    {
        return QStringLiteral(SIGNALBOX_SOURCE "/translations/signalbox_") + language + u".ts"_s;
    }

    QTemporaryDir m_directory;
    QMap<QString, Catalogue> m_kept;
    QMap<QString, Catalogue> m_found; ///< what the sources say now
    QString m_complaints;
};

void TranslationsTest::initTestCase()
{
    for (const QString &language : {u"de"_s, u"en"_s}) {
        const QString copy = m_directory.filePath(u"signalbox_"_s + language + u".ts"_s);
        QVERIFY(QFile::copy(catalogue(language), copy));
        QStringList arguments{u"-I"_s,
                              QStringLiteral(SIGNALBOX_SOURCE),
                              u"-locations"_s,
                              u"none"_s,
                              u"-no-obsolete"_s,
                              u"ui"_s,
                              u"app"_s,
                              u"-ts"_s,
                              copy};
        if (language == u"en") {
            arguments << u"-pluralonly"_s;
        }
        QProcess lupdate;
        lupdate.setWorkingDirectory(QStringLiteral(SIGNALBOX_SOURCE));
        lupdate.start(QStringLiteral(LUPDATE), arguments);
        QVERIFY2(lupdate.waitForFinished(60000), qPrintable(lupdate.errorString()));
        QCOMPARE(lupdate.exitCode(), 0);
        m_complaints += QString::fromUtf8(lupdate.readAllStandardError());
        m_kept.insert(language, read(catalogue(language)));
        m_found.insert(language, read(copy));
    }
    QVERIFY(m_found.value(u"de"_s).size() > 1000);
    QVERIFY(m_found.value(u"en"_s).size() > 10);
}

void TranslationsTest::matchTheSources_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("German") << u"de"_s;
    QTest::newRow("English plurals") << u"en"_s;
}

void TranslationsTest::matchTheSources()
{
    QFETCH(QString, language);
    const QStringList kept = m_kept.value(language).keys();
    const QStringList found = m_found.value(language).keys();
    for (const QString &text : found) {
        QVERIFY2(kept.contains(text), qPrintable(u"not in the catalogue: "_s + text));
    }
    for (const QString &text : kept) {
        QVERIFY2(found.contains(text), qPrintable(u"no longer in the sources: "_s + text));
    }
}

void TranslationsTest::areWhole_data()
{
    matchTheSources_data();
}

void TranslationsTest::areWhole()
{
    QFETCH(QString, language);
    const Catalogue kept = m_kept.value(language);
    for (auto it = kept.begin(); it != kept.end(); ++it) {
        QVERIFY2(it->isFinished, qPrintable(u"not translated: "_s + it.key()));
        const QString fault = faultOf(*it);
        QVERIFY2(fault.isEmpty(), qPrintable(it.key() + u' ' + fault));
    }
}

// A text that lupdate and the program know by different contexts is never found.
void TranslationsTest::everyTextHasAContext()
{
    const QStringList lines = m_complaints.split(u'\n');
    for (const QString &line : lines) {
        QVERIFY2(!line.contains(u"lacks Q_OBJECT"), qPrintable(line));
    }
    const QStringList texts = m_found.value(u"de"_s).keys();
    for (const QString &text : texts) {
        const QString context = text.section(u'|', 0, 0);
        QVERIFY2(context != u"ui" && context != u"app" && context != u"Text", qPrintable(text));
    }
}

QTEST_GUILESS_MAIN(TranslationsTest)
#include "tst_translations.moc"
