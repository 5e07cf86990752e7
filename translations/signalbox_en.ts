<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>Bulk</name>
    <message numerus="yes">
        <source>&amp;Start %n workers</source>
        <translation>
            <numerusform>&amp;Start %n worker</numerusform>
            <numerusform>&amp;Start %n workers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>S&amp;top %n workers</source>
        <translation>
            <numerusform>S&amp;top %n worker</numerusform>
            <numerusform>S&amp;top %n workers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Restart %n workers</source>
        <translation>
            <numerusform>&amp;Restart %n worker</numerusform>
            <numerusform>&amp;Restart %n workers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reset the restart &amp;count of %n workers</source>
        <translation>
            <numerusform>Reset the restart &amp;count of %n worker</numerusform>
            <numerusform>Reset the restart &amp;count of %n workers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Mimic</name>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Monitoring</name>
    <message numerus="yes">
        <source>%n targets</source>
        <translation>
            <numerusform>%n target</numerusform>
            <numerusform>%n targets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::BatchBoard</name>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::BatchesPanel</name>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::BulkBar</name>
    <message numerus="yes">
        <source>%n selected:</source>
        <translation>
            <numerusform>%n selected:</numerusform>
            <numerusform>%n selected:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::CreateTokenDialog</name>
    <message numerus="yes">
        <source>for %n days</source>
        <translation>
            <numerusform>for %n day</numerusform>
            <numerusform>for %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::EventsPage</name>
    <message numerus="yes">
        <source>&amp;%n new above</source>
        <translation>
            <numerusform>&amp;%n new above</numerusform>
            <numerusform>&amp;%n new above</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::Exporter</name>
    <message numerus="yes">
        <source>%n lines were written to %1</source>
        <translation>
            <numerusform>%n line was written to %1</numerusform>
            <numerusform>%n lines were written to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::HistoryPage</name>
    <message numerus="yes">
        <source>&amp;%n new above</source>
        <translation>
            <numerusform>&amp;%n new above</numerusform>
            <numerusform>&amp;%n new above</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::MonitoringPage</name>
    <message numerus="yes">
        <source>None of the %n targets is unhealthy</source>
        <translation>
            <numerusform>The %n target is not unhealthy</numerusform>
            <numerusform>None of the %n targets is unhealthy</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::OverviewPage</name>
    <message numerus="yes">
        <source>%1 alarm(s) not acknowledged</source>
        <translation>
            <numerusform>%1 alarm not acknowledged</numerusform>
            <numerusform>%1 alarms not acknowledged</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RangeButtons</name>
    <message numerus="yes">
        <source>Charts over the last %n minutes</source>
        <translation>
            <numerusform>Charts over the last minute</numerusform>
            <numerusform>Charts over the last %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RowsPanel</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::WorkersPage</name>
    <message numerus="yes">
        <source>None of the %n workers is abnormal</source>
        <translation>
            <numerusform>The %n worker is not abnormal</numerusform>
            <numerusform>None of the %n workers is abnormal</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::WorkersPanel</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
</TS>
