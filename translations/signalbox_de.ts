<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Access</name>
    <message>
        <source>Read</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Operate</source>
        <translation>Bedienen</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>Verwalten</translation>
    </message>
    <message>
        <source>%1 ?</source>
        <translation>%1 ?</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Gültig</translation>
    </message>
</context>
<context>
    <name>Accounts</name>
    <message>
        <source>%1: %2 in %3 %4 out + %5 waiting + %6 accounted for</source>
        <translation>%1: %2 ein %3 %4 aus + %5 wartend + %6 nachgewiesen</translation>
    </message>
</context>
<context>
    <name>Act</name>
    <message>
        <source>nothing is selected</source>
        <translation>nichts ist ausgewählt</translation>
    </message>
    <message>
        <source>what is shown is out of date</source>
        <translation>die Anzeige ist veraltet</translation>
    </message>
    <message>
        <source>the console is still catching up</source>
        <translation>die Konsole holt noch auf</translation>
    </message>
    <message>
        <source>this instance is only watched; its mode is on the page Instances</source>
        <translation>diese Instanz wird nur beobachtet; ihr Modus steht auf der Seite Instanzen</translation>
    </message>
    <message>
        <source>the supervisor is not running</source>
        <translation>die Überwachung der Worker läuft nicht</translation>
    </message>
    <message>
        <source>an earlier request has not been answered yet</source>
        <translation>eine frühere Anforderung ist noch nicht beantwortet</translation>
    </message>
    <message>
        <source>another action is counting down</source>
        <translation>der Countdown einer anderen Aktion läuft</translation>
    </message>
    <message>
        <source>already running</source>
        <translation>läuft bereits</translation>
    </message>
    <message>
        <source>already stopped</source>
        <translation>bereits gestoppt</translation>
    </message>
    <message>
        <source>no restart has been used</source>
        <translation>kein Neustart ist verbraucht</translation>
    </message>
    <message>
        <source>it is closed and counts no failure</source>
        <translation>er ist geschlossen und zählt keine Fehler</translation>
    </message>
    <message>
        <source>this backend does not list dead letters</source>
        <translation>dieses Backend führt keine Liste aufgegebener Aufträge</translation>
    </message>
    <message>
        <source>there is no dead letter</source>
        <translation>es gibt keinen aufgegebenen Auftrag</translation>
    </message>
    <message>
        <source>it is acknowledged already</source>
        <translation>er ist bereits quittiert</translation>
    </message>
    <message>
        <source>it is over</source>
        <translation>er ist vorbei</translation>
    </message>
    <message>
        <source>its message cannot be read here as a whole</source>
        <translation>seine Meldung ist hier nicht vollständig lesbar</translation>
    </message>
    <message>
        <source>Expected gap: from now until somebody starts it. Nothing starts it by itself.</source>
        <translation>Erwartete Lücke: ab jetzt, bis jemand ihn startet. Von selbst startet nichts.</translation>
    </message>
    <message>
        <source>Expected gap: as long as it takes to end and to start again, at most its stop_timeout_seconds and its start_timeout_seconds.</source>
        <translation>Erwartete Lücke: Beenden und neuer Start, höchstens stop_timeout_seconds plus start_timeout_seconds.</translation>
    </message>
    <message>
        <source>If it does not start, automatic restarts follow, each after a longer pause: at most %1.</source>
        <translation>Startet er nicht, folgen automatische Neustarts mit jeweils längerer Pause: höchstens %1.</translation>
    </message>
    <message>
        <source>If it does not start, it stays down: there are no automatic restarts.</source>
        <translation>Startet er nicht, bleibt er aus: Automatische Neustarts gibt es nicht.</translation>
    </message>
    <message>
        <source>Batches that are open now: %1.</source>
        <translation>Zurzeit offene Stapel: %1.</translation>
    </message>
    <message>
        <source>Files that wait to be taken in: %1.</source>
        <translation>Dateien, die auf Aufnahme warten: %1.</translation>
    </message>
    <message>
        <source>Jobs that it has in hand: %1. What it does not finish goes back to the queue.</source>
        <translation>Aufträge in Arbeit: %1. Was nicht fertig wird, geht zurück in die Warteschlange.</translation>
    </message>
    <message>
        <source>How much work waits or is in hand is not known now.</source>
        <translation>Wie viel Arbeit wartet oder läuft, ist zurzeit nicht bekannt.</translation>
    </message>
    <message>
        <source>It closes at once, and all calls go to the service again.</source>
        <translation>Er schließt sofort, und alle Aufrufe gehen wieder an den Dienst.</translation>
    </message>
    <message>
        <source>Its service is healthy now.</source>
        <translation>Sein Dienst ist zurzeit gesund.</translation>
    </message>
    <message>
        <source>Its service is not healthy now: calls will fail, and %1 failures in a row open it again.</source>
        <translation>Sein Dienst ist zurzeit gestört: Aufrufe werden fehlschlagen, und %1 Fehler in Folge öffnen ihn wieder.</translation>
    </message>
    <message>
        <source>How its service is now is not known; %1 failures in a row open it again.</source>
        <translation>Der Zustand seines Dienstes ist nicht bekannt; %1 Fehler in Folge öffnen ihn wieder.</translation>
    </message>
    <message>
        <source>Jobs that wait for it and are tried at once: %1.</source>
        <translation>Aufträge, die auf ihn warten und sofort versucht werden: %1.</translation>
    </message>
    <message>
        <source>Without a reset it is tried again by itself in %1 s.</source>
        <translation>Ohne Zurücksetzen wird in %1 s von selbst ein neuer Versuch gemacht.</translation>
    </message>
    <message>
        <source>The job is deleted for good; nobody can bring it back.</source>
        <translation>Der Auftrag wird endgültig gelöscht; niemand kann ihn zurückholen.</translation>
    </message>
    <message>
        <source>It was tried %1 times.</source>
        <translation>Bisherige Versuche: %1.</translation>
    </message>
    <message>
        <source>Dead letters that go back to the queue: %1.</source>
        <translation>Aufgegebene Aufträge, die zurück in die Warteschlange gehen: %1.</translation>
    </message>
    <message>
        <source>Jobs that wait in that queue already: %1.</source>
        <translation>Aufträge, die dort bereits warten: %1.</translation>
    </message>
    <message>
        <source>What fails again becomes a dead letter again.</source>
        <translation>Was erneut fehlschlägt, wird wieder zum aufgegebenen Auftrag.</translation>
    </message>
    <message>
        <source>It is critical: the verdict is Unhealthy until it runs again, and readiness answers 503.</source>
        <translation>Er ist kritisch: Der Gesamtzustand ist Gestört, bis er wieder läuft, und die Bereitschaftsabfrage antwortet 503.</translation>
    </message>
    <message>
        <source>New images are not taken in meanwhile; the cameras&apos; files stay where they are.</source>
        <translation>Solange werden keine neuen Bilder aufgenommen; die Dateien der Kameras bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Nothing is detected meanwhile; images wait in the queue, none is lost.</source>
        <translation>Solange wird nichts erkannt; Bilder warten in der Warteschlange, keines geht verloren.</translation>
    </message>
    <message>
        <source>No event is made meanwhile; closed batches wait in the queue, none is lost.</source>
        <translation>Solange entsteht kein Ereignis; geschlossene Stapel warten in der Warteschlange, keiner geht verloren.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Start %1</source>
        <translation>%1 starten</translation>
    </message>
    <message>
        <source>Starting %1 in %2 s</source>
        <translation>%1 wird in %2 s gestartet</translation>
    </message>
    <message>
        <source>Starting %1: waiting for the answer</source>
        <translation>Start von %1: warte auf die Antwort</translation>
    </message>
    <message>
        <source>%1 was not started: %2</source>
        <translation>%1 wurde nicht gestartet: %2</translation>
    </message>
    <message>
        <source>Starting %1: still no answer; its state now: %2</source>
        <translation>Start von %1: noch keine Antwort; Zustand jetzt: %2</translation>
    </message>
    <message>
        <source>Not known whether %1 was started: %2; its state now: %3</source>
        <translation>Ob %1 gestartet wurde, ist nicht bekannt: %2; Zustand jetzt: %3</translation>
    </message>
    <message>
        <source>The backend has started %1</source>
        <translation>Das Backend hat %1 gestartet</translation>
    </message>
    <message>
        <source>Taken back: %1 is not started</source>
        <translation>Zurückgenommen: %1 wird nicht gestartet</translation>
    </message>
    <message>
        <source>Cannot start: %1</source>
        <translation>Starten nicht möglich: %1</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>S&amp;toppen</translation>
    </message>
    <message>
        <source>Stop %1</source>
        <translation>%1 stoppen</translation>
    </message>
    <message>
        <source>Stopping %1 in %2 s</source>
        <translation>%1 wird in %2 s gestoppt</translation>
    </message>
    <message>
        <source>Stopping %1: waiting for the answer</source>
        <translation>Stopp von %1: warte auf die Antwort</translation>
    </message>
    <message>
        <source>%1 was not stopped: %2</source>
        <translation>%1 wurde nicht gestoppt: %2</translation>
    </message>
    <message>
        <source>Stopping %1: still no answer; its state now: %2</source>
        <translation>Stopp von %1: noch keine Antwort; Zustand jetzt: %2</translation>
    </message>
    <message>
        <source>Not known whether %1 was stopped: %2; its state now: %3</source>
        <translation>Ob %1 gestoppt wurde, ist nicht bekannt: %2; Zustand jetzt: %3</translation>
    </message>
    <message>
        <source>The backend has stopped %1</source>
        <translation>Das Backend hat %1 gestoppt</translation>
    </message>
    <message>
        <source>Taken back: %1 is not stopped</source>
        <translation>Zurückgenommen: %1 wird nicht gestoppt</translation>
    </message>
    <message>
        <source>Cannot stop: %1</source>
        <translation>Stoppen nicht möglich: %1</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>&amp;Restart</source>
        <translation>&amp;Neu starten</translation>
    </message>
    <message>
        <source>Restart %1</source>
        <translation>%1 neu starten</translation>
    </message>
    <message>
        <source>Restarting %1 in %2 s</source>
        <translation>%1 wird in %2 s neu gestartet</translation>
    </message>
    <message>
        <source>Restarting %1: waiting for the answer</source>
        <translation>Neustart von %1: warte auf die Antwort</translation>
    </message>
    <message>
        <source>%1 was not restarted: %2</source>
        <translation>%1 wurde nicht neu gestartet: %2</translation>
    </message>
    <message>
        <source>Restarting %1: still no answer; its state now: %2</source>
        <translation>Neustart von %1: noch keine Antwort; Zustand jetzt: %2</translation>
    </message>
    <message>
        <source>Not known whether %1 was restarted: %2; its state now: %3</source>
        <translation>Ob %1 neu gestartet wurde, ist nicht bekannt: %2; Zustand jetzt: %3</translation>
    </message>
    <message>
        <source>The backend has restarted %1</source>
        <translation>Das Backend hat %1 neu gestartet</translation>
    </message>
    <message>
        <source>Taken back: %1 is not restarted</source>
        <translation>Zurückgenommen: %1 wird nicht neu gestartet</translation>
    </message>
    <message>
        <source>Cannot restart: %1</source>
        <translation>Neustart nicht möglich: %1</translation>
    </message>
    <message>
        <source>Reset count</source>
        <translation>Zähler nullen</translation>
    </message>
    <message>
        <source>Reset restart &amp;count</source>
        <translation>Neustart&amp;zähler nullen</translation>
    </message>
    <message>
        <source>Reset the restart count of %1</source>
        <translation>Neustartzähler von %1 nullen</translation>
    </message>
    <message>
        <source>Resetting the restart count of %1 in %2 s</source>
        <translation>Der Neustartzähler von %1 wird in %2 s genullt</translation>
    </message>
    <message>
        <source>Resetting the count of %1: waiting for the answer</source>
        <translation>Nullen des Zählers von %1: warte auf die Antwort</translation>
    </message>
    <message>
        <source>The restart count of %1 was not reset: %2</source>
        <translation>Der Neustartzähler von %1 wurde nicht genullt: %2</translation>
    </message>
    <message>
        <source>Resetting the count of %1: still no answer; the worker&apos;s state now: %2</source>
        <translation>Nullen des Zählers von %1: noch keine Antwort; Zustand des Workers jetzt: %2</translation>
    </message>
    <message>
        <source>Not known whether the restart count of %1 was reset: %2; the worker&apos;s state now: %3</source>
        <translation>Ob der Neustartzähler von %1 genullt wurde, ist nicht bekannt: %2; Zustand des Workers jetzt: %3</translation>
    </message>
    <message>
        <source>The backend has reset the restart count of %1</source>
        <translation>Das Backend hat den Neustartzähler von %1 genullt</translation>
    </message>
    <message>
        <source>Taken back: the restart count of %1 is not reset</source>
        <translation>Zurückgenommen: Der Neustartzähler von %1 wird nicht genullt</translation>
    </message>
    <message>
        <source>Cannot reset the count: %1</source>
        <translation>Nullen des Zählers nicht möglich: %1</translation>
    </message>
    <message>
        <source>Reset…</source>
        <translation>Zurücksetzen…</translation>
    </message>
    <message>
        <source>Reset the breaker %1</source>
        <translation>Schutzschalter %1 zurücksetzen</translation>
    </message>
    <message>
        <source>Resetting the breaker %1 in %2 s</source>
        <translation>Der Schutzschalter %1 wird in %2 s zurückgesetzt</translation>
    </message>
    <message>
        <source>Resetting the breaker %1: waiting for the answer</source>
        <translation>Zurücksetzen des Schutzschalters %1: warte auf die Antwort</translation>
    </message>
    <message>
        <source>The breaker %1 was not reset: %2</source>
        <translation>Der Schutzschalter %1 wurde nicht zurückgesetzt: %2</translation>
    </message>
    <message>
        <source>Resetting the breaker %1: still no answer; its state now: %2</source>
        <translation>Zurücksetzen des Schutzschalters %1: noch keine Antwort; Zustand jetzt: %2</translation>
    </message>
    <message>
        <source>Not known whether the breaker %1 was reset: %2; its state now: %3</source>
        <translation>Ob der Schutzschalter %1 zurückgesetzt wurde, ist nicht bekannt: %2; Zustand jetzt: %3</translation>
    </message>
    <message>
        <source>The backend has reset the breaker %1</source>
        <translation>Das Backend hat den Schutzschalter %1 zurückgesetzt</translation>
    </message>
    <message>
        <source>Taken back: the breaker %1 is not reset</source>
        <translation>Zurückgenommen: Der Schutzschalter %1 wird nicht zurückgesetzt</translation>
    </message>
    <message>
        <source>Cannot reset the breaker: %1</source>
        <translation>Zurücksetzen des Schutzschalters nicht möglich: %1</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Erneut</translation>
    </message>
    <message>
        <source>&amp;Replay</source>
        <translation>&amp;Erneut versuchen</translation>
    </message>
    <message>
        <source>Replay the dead letter %1</source>
        <translation>Aufgegebenen Auftrag %1 wiederholen</translation>
    </message>
    <message>
        <source>Replaying the dead letter %1 in %2 s</source>
        <translation>Der aufgegebene Auftrag %1 wird in %2 s wiederholt</translation>
    </message>
    <message>
        <source>Replaying the dead letter %1: waiting for the answer</source>
        <translation>Wiederholung des aufgegebenen Auftrags %1: warte auf die Antwort</translation>
    </message>
    <message>
        <source>The dead letter %1 was not replayed: %2</source>
        <translation>Der aufgegebene Auftrag %1 wurde nicht wiederholt: %2</translation>
    </message>
    <message>
        <source>Replaying the dead letter %1: still no answer; it is now: %2</source>
        <translation>Wiederholung des aufgegebenen Auftrags %1: noch keine Antwort; er ist jetzt: %2</translation>
    </message>
    <message>
        <source>Not known whether the dead letter %1 was replayed: %2; it is now: %3</source>
        <translation>Ob der aufgegebene Auftrag %1 wiederholt wurde, ist nicht bekannt: %2; er ist jetzt: %3</translation>
    </message>
    <message>
        <source>The backend has replayed the dead letter %1</source>
        <translation>Das Backend hat den aufgegebenen Auftrag %1 wiederholt</translation>
    </message>
    <message>
        <source>Taken back: the dead letter %1 is not replayed</source>
        <translation>Zurückgenommen: Der aufgegebene Auftrag %1 wird nicht wiederholt</translation>
    </message>
    <message>
        <source>Cannot replay: %1</source>
        <translation>Wiederholen nicht möglich: %1</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>&amp;Discard…</source>
        <translation>&amp;Löschen…</translation>
    </message>
    <message>
        <source>Discard the dead letter %1</source>
        <translation>Aufgegebenen Auftrag %1 löschen</translation>
    </message>
    <message>
        <source>Discarding the dead letter %1 in %2 s</source>
        <translation>Der aufgegebene Auftrag %1 wird in %2 s gelöscht</translation>
    </message>
    <message>
        <source>Discarding the dead letter %1: waiting for the answer</source>
        <translation>Löschen des aufgegebenen Auftrags %1: warte auf die Antwort</translation>
    </message>
    <message>
        <source>The dead letter %1 was not discarded: %2</source>
        <translation>Der aufgegebene Auftrag %1 wurde nicht gelöscht: %2</translation>
    </message>
    <message>
        <source>Discarding the dead letter %1: still no answer; it is now: %2</source>
        <translation>Löschen des aufgegebenen Auftrags %1: noch keine Antwort; er ist jetzt: %2</translation>
    </message>
    <message>
        <source>Not known whether the dead letter %1 was discarded: %2; it is now: %3</source>
        <translation>Ob der aufgegebene Auftrag %1 gelöscht wurde, ist nicht bekannt: %2; er ist jetzt: %3</translation>
    </message>
    <message>
        <source>The backend has discarded the dead letter %1</source>
        <translation>Das Backend hat den aufgegebenen Auftrag %1 gelöscht</translation>
    </message>
    <message>
        <source>Taken back: the dead letter %1 is not discarded</source>
        <translation>Zurückgenommen: Der aufgegebene Auftrag %1 wird nicht gelöscht</translation>
    </message>
    <message>
        <source>Cannot discard: %1</source>
        <translation>Löschen nicht möglich: %1</translation>
    </message>
    <message>
        <source>Replay all…</source>
        <translation>Alle erneut…</translation>
    </message>
    <message>
        <source>Replay &amp;all…</source>
        <translation>&amp;Alle erneut versuchen…</translation>
    </message>
    <message>
        <source>Replay all dead letters of %1</source>
        <translation>Alle aufgegebenen Aufträge von %1 wiederholen</translation>
    </message>
    <message>
        <source>Replaying all dead letters of %1 in %2 s</source>
        <translation>Alle aufgegebenen Aufträge von %1 werden in %2 s wiederholt</translation>
    </message>
    <message>
        <source>Replaying all dead letters of %1: waiting for the answer</source>
        <translation>Wiederholung aller aufgegebenen Aufträge von %1: warte auf die Antwort</translation>
    </message>
    <message>
        <source>The dead letters of %1 were not replayed: %2</source>
        <translation>Die aufgegebenen Aufträge von %1 wurden nicht wiederholt: %2</translation>
    </message>
    <message>
        <source>Replaying all dead letters of %1: still no answer; listed now: %2</source>
        <translation>Wiederholung aller aufgegebenen Aufträge von %1: noch keine Antwort; jetzt auf der Liste: %2</translation>
    </message>
    <message>
        <source>Not known whether the dead letters of %1 were replayed: %2; listed now: %3</source>
        <translation>Ob die aufgegebenen Aufträge von %1 wiederholt wurden, ist nicht bekannt: %2; jetzt auf der Liste: %3</translation>
    </message>
    <message>
        <source>The backend has replayed the dead letters of %1</source>
        <translation>Das Backend hat die aufgegebenen Aufträge von %1 wiederholt</translation>
    </message>
    <message>
        <source>Taken back: the dead letters of %1 are not replayed</source>
        <translation>Zurückgenommen: Die aufgegebenen Aufträge von %1 werden nicht wiederholt</translation>
    </message>
    <message>
        <source>Cannot replay all: %1</source>
        <translation>Wiederholen aller Aufträge nicht möglich: %1</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Quittieren</translation>
    </message>
    <message>
        <source>&amp;Acknowledge</source>
        <translation>&amp;Quittieren</translation>
    </message>
    <message>
        <source>Acknowledge the alarm %1</source>
        <translation>Alarm %1 quittieren</translation>
    </message>
    <message>
        <source>Acknowledging the alarm %1 in %2 s</source>
        <translation>Der Alarm %1 wird in %2 s quittiert</translation>
    </message>
    <message>
        <source>Acknowledging the alarm %1: waiting for the answer</source>
        <translation>Quittieren des Alarms %1: warte auf die Antwort</translation>
    </message>
    <message>
        <source>The alarm %1 was not acknowledged: %2</source>
        <translation>Der Alarm %1 wurde nicht quittiert: %2</translation>
    </message>
    <message>
        <source>Acknowledging the alarm %1: still no answer; its state now: %2</source>
        <translation>Quittieren des Alarms %1: noch keine Antwort; Zustand jetzt: %2</translation>
    </message>
    <message>
        <source>Not known whether the alarm %1 was acknowledged: %2; its state now: %3</source>
        <translation>Ob der Alarm %1 quittiert wurde, ist nicht bekannt: %2; Zustand jetzt: %3</translation>
    </message>
    <message>
        <source>The backend has acknowledged the alarm %1</source>
        <translation>Das Backend hat den Alarm %1 quittiert</translation>
    </message>
    <message>
        <source>Taken back: the alarm %1 is not acknowledged</source>
        <translation>Zurückgenommen: Der Alarm %1 wird nicht quittiert</translation>
    </message>
    <message>
        <source>Cannot acknowledge: %1</source>
        <translation>Quittieren nicht möglich: %1</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Erledigt melden</translation>
    </message>
    <message>
        <source>&amp;Resolve</source>
        <translation>Er&amp;ledigt melden</translation>
    </message>
    <message>
        <source>Resolve the alarm %1</source>
        <translation>Alarm %1 erledigt melden</translation>
    </message>
    <message>
        <source>Resolving the alarm %1 in %2 s</source>
        <translation>Der Alarm %1 wird in %2 s erledigt gemeldet</translation>
    </message>
    <message>
        <source>Resolving the alarm %1: waiting for the answer</source>
        <translation>Erledigtmeldung des Alarms %1: warte auf die Antwort</translation>
    </message>
    <message>
        <source>The alarm %1 was not resolved: %2</source>
        <translation>Der Alarm %1 wurde nicht erledigt gemeldet: %2</translation>
    </message>
    <message>
        <source>Resolving the alarm %1: still no answer; its state now: %2</source>
        <translation>Erledigtmeldung des Alarms %1: noch keine Antwort; Zustand jetzt: %2</translation>
    </message>
    <message>
        <source>Not known whether the alarm %1 was resolved: %2; its state now: %3</source>
        <translation>Ob der Alarm %1 erledigt gemeldet wurde, ist nicht bekannt: %2; Zustand jetzt: %3</translation>
    </message>
    <message>
        <source>The backend has resolved the alarm %1</source>
        <translation>Das Backend führt den Alarm %1 als erledigt</translation>
    </message>
    <message>
        <source>Taken back: the alarm %1 is not resolved</source>
        <translation>Zurückgenommen: Der Alarm %1 wird nicht erledigt gemeldet</translation>
    </message>
    <message>
        <source>Cannot resolve: %1</source>
        <translation>Erledigtmeldung nicht möglich: %1</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>&amp;Dismiss</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>Dismiss the alarm %1</source>
        <translation>Alarm %1 verwerfen</translation>
    </message>
    <message>
        <source>Dismissing the alarm %1 in %2 s</source>
        <translation>Der Alarm %1 wird in %2 s verworfen</translation>
    </message>
    <message>
        <source>Dismissing the alarm %1: waiting for the answer</source>
        <translation>Verwerfen des Alarms %1: warte auf die Antwort</translation>
    </message>
    <message>
        <source>The alarm %1 was not dismissed: %2</source>
        <translation>Der Alarm %1 wurde nicht verworfen: %2</translation>
    </message>
    <message>
        <source>Dismissing the alarm %1: still no answer; its state now: %2</source>
        <translation>Verwerfen des Alarms %1: noch keine Antwort; Zustand jetzt: %2</translation>
    </message>
    <message>
        <source>Not known whether the alarm %1 was dismissed: %2; its state now: %3</source>
        <translation>Ob der Alarm %1 verworfen wurde, ist nicht bekannt: %2; Zustand jetzt: %3</translation>
    </message>
    <message>
        <source>The backend has dismissed the alarm %1</source>
        <translation>Das Backend hat den Alarm %1 verworfen</translation>
    </message>
    <message>
        <source>Taken back: the alarm %1 is not dismissed</source>
        <translation>Zurückgenommen: Der Alarm %1 wird nicht verworfen</translation>
    </message>
    <message>
        <source>Cannot dismiss: %1</source>
        <translation>Verwerfen nicht möglich: %1</translation>
    </message>
    <message>
        <source>Mark as reviewed</source>
        <translation>Als geprüft markieren</translation>
    </message>
    <message>
        <source>Mark as &amp;reviewed</source>
        <translation>Als &amp;geprüft markieren</translation>
    </message>
    <message>
        <source>Mark event %1 as reviewed</source>
        <translation>Ereignis %1 als geprüft markieren</translation>
    </message>
    <message>
        <source>Marking event %1 as reviewed in %2 s</source>
        <translation>Ereignis %1 wird in %2 s als geprüft markiert</translation>
    </message>
    <message>
        <source>Marking event %1 as reviewed: waiting for the answer</source>
        <translation>Ereignis %1 als geprüft markieren: warte auf die Antwort</translation>
    </message>
    <message>
        <source>Event %1 was not marked as reviewed: %2</source>
        <translation>Ereignis %1 wurde nicht als geprüft markiert: %2</translation>
    </message>
    <message>
        <source>Marking event %1 as reviewed: still no answer; its state now: %2</source>
        <translation>Ereignis %1 als geprüft markieren: noch keine Antwort; Zustand jetzt: %2</translation>
    </message>
    <message>
        <source>Not known whether event %1 was marked as reviewed: %2; its state now: %3</source>
        <translation>Ob Ereignis %1 als geprüft markiert wurde, ist nicht bekannt: %2; Zustand jetzt: %3</translation>
    </message>
    <message>
        <source>The backend has marked event %1 as reviewed</source>
        <translation>Das Backend hat Ereignis %1 als geprüft markiert</translation>
    </message>
    <message>
        <source>Taken back: event %1 is not marked as reviewed</source>
        <translation>Zurückgenommen: Ereignis %1 wird nicht als geprüft markiert</translation>
    </message>
    <message>
        <source>Cannot mark as reviewed: %1</source>
        <translation>Als geprüft markieren nicht möglich: %1</translation>
    </message>
    <message>
        <source>Mark as new</source>
        <translation>Als neu markieren</translation>
    </message>
    <message>
        <source>Mark as &amp;new</source>
        <translation>Als &amp;neu markieren</translation>
    </message>
    <message>
        <source>Mark event %1 as new</source>
        <translation>Ereignis %1 als neu markieren</translation>
    </message>
    <message>
        <source>Marking event %1 as new in %2 s</source>
        <translation>Ereignis %1 wird in %2 s als neu markiert</translation>
    </message>
    <message>
        <source>Marking event %1 as new: waiting for the answer</source>
        <translation>Ereignis %1 als neu markieren: warte auf die Antwort</translation>
    </message>
    <message>
        <source>Event %1 was not marked as new: %2</source>
        <translation>Ereignis %1 wurde nicht als neu markiert: %2</translation>
    </message>
    <message>
        <source>Marking event %1 as new: still no answer; its state now: %2</source>
        <translation>Ereignis %1 als neu markieren: noch keine Antwort; Zustand jetzt: %2</translation>
    </message>
    <message>
        <source>Not known whether event %1 was marked as new: %2; its state now: %3</source>
        <translation>Ob Ereignis %1 als neu markiert wurde, ist nicht bekannt: %2; Zustand jetzt: %3</translation>
    </message>
    <message>
        <source>The backend has marked event %1 as new</source>
        <translation>Das Backend hat Ereignis %1 als neu markiert</translation>
    </message>
    <message>
        <source>Taken back: event %1 is not marked as new</source>
        <translation>Zurückgenommen: Ereignis %1 wird nicht als neu markiert</translation>
    </message>
    <message>
        <source>Cannot mark as new: %1</source>
        <translation>Als neu markieren nicht möglich: %1</translation>
    </message>
    <message>
        <source>Reset &amp;breaker…</source>
        <translation>Schutzschalter zu&amp;rücksetzen…</translation>
    </message>
    <message>
        <source>each of those selected has a reason of its own</source>
        <translation>jeder der Ausgewählten hat einen eigenen Grund</translation>
    </message>
    <message>
        <source>called off before its turn</source>
        <translation>abgesagt, bevor er an der Reihe war</translation>
    </message>
    <message>
        <source>Its count of automatic restarts becomes 0.</source>
        <translation>Seine Zahl der automatischen Neustarts wird 0.</translation>
    </message>
    <message>
        <source>It has failed and is started at once.</source>
        <translation>Er ist ausgefallen und wird sofort gestartet.</translation>
    </message>
    <message>
        <source>it is acted on where it is shown, on the page Workers</source>
        <translation>gehandelt wird, wo er zu sehen ist: auf der Seite Worker</translation>
    </message>
</context>
<context>
    <name>Alarms</name>
    <message>
        <source>Active?</source>
        <translation>Aktiv?</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Acknowledged by %1</source>
        <translation>Quittiert von %1</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Quittiert</translation>
    </message>
    <message>
        <source>Cleared, not acknowledged</source>
        <translation>Vorbei, nicht quittiert</translation>
    </message>
    <message>
        <source>Dismissed</source>
        <translation>Verworfen</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Priority 1</source>
        <translation>Priorität 1</translation>
    </message>
    <message>
        <source>Priority 2</source>
        <translation>Priorität 2</translation>
    </message>
    <message>
        <source>Priority 3</source>
        <translation>Priorität 3</translation>
    </message>
    <message>
        <source>Priority not known</source>
        <translation>Priorität unbekannt</translation>
    </message>
    <message>
        <source>without a name</source>
        <translation>ohne Namen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Look at its last error and its log on the page Workers; restart it there.</source>
        <translation>Seinen letzten Fehler und sein Log auf der Seite Worker ansehen; dort neu starten.</translation>
    </message>
    <message>
        <source>See on the page Breakers whether its service answers.</source>
        <translation>Auf der Seite Schutzschalter prüfen, ob sein Dienst antwortet.</translation>
    </message>
    <message>
        <source>See whether the camera has power and delivers pictures.</source>
        <translation>Prüfen, ob die Kamera Strom hat und Bilder liefert.</translation>
    </message>
    <message>
        <source>Look at the event on the page Events.</source>
        <translation>Das Ereignis auf der Seite Ereignisse ansehen.</translation>
    </message>
    <message>
        <source>See on the page Pipeline what waits, and for what.</source>
        <translation>Auf der Seite Pipeline nachsehen, was wartet und worauf.</translation>
    </message>
    <message>
        <source>%1, severity %2. %3.</source>
        <translation>%1, Schwere %2. %3.</translation>
    </message>
    <message>
        <source>Came %1; last seen %2; count %3.</source>
        <translation>Gekommen %1; zuletzt gesehen %2; Anzahl %3.</translation>
    </message>
    <message>
        <source>Acknowledged by %1 at %2.</source>
        <translation>Quittiert von %1 um %2.</translation>
    </message>
    <message>
        <source>Reason given: %1</source>
        <translation>Genannter Grund: %1</translation>
    </message>
    <message>
        <source>Its condition was over at %1.</source>
        <translation>Die Ursache war vorbei: %1.</translation>
    </message>
</context>
<context>
    <name>AnswerContract</name>
    <message>
        <source>The answer is not as documented: %1 is missing. The backend may be of another version.</source>
        <translation>Die Antwort ist nicht wie dokumentiert: %1 fehlt. Das Backend ist vielleicht eine andere Version.</translation>
    </message>
    <message>
        <source>The answer is not as documented: %1 is %2. The backend may be of another version.</source>
        <translation>Die Antwort ist nicht wie dokumentiert: %1 ist %2. Das Backend ist vielleicht eine andere Version.</translation>
    </message>
</context>
<context>
    <name>ApiClient</name>
    <message>
        <source>Nothing listens at this address</source>
        <translation>Unter dieser Adresse antwortet niemand</translation>
    </message>
    <message>
        <source>The host is not known</source>
        <translation>Der Rechner ist nicht bekannt</translation>
    </message>
    <message>
        <source>No answer in time</source>
        <translation>Keine Antwort innerhalb der Frist</translation>
    </message>
    <message>
        <source>The backend closed the connection</source>
        <translation>Das Backend hat die Verbindung geschlossen</translation>
    </message>
    <message>
        <source>The certificate is not the one that was accepted for this instance</source>
        <translation>Das Zertifikat ist nicht das für diese Instanz akzeptierte</translation>
    </message>
    <message>
        <source>The certificate is not one that this computer trusts</source>
        <translation>Dem Zertifikat vertraut dieser Rechner nicht</translation>
    </message>
    <message>
        <source>The answer is not the JSON that was expected</source>
        <translation>Die Antwort ist nicht das erwartete JSON</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
    <message>
        <source>The token was refused</source>
        <translation>Das Token wurde abgelehnt</translation>
    </message>
    <message>
        <source>This token may not do that</source>
        <translation>Dieses Token darf das nicht</translation>
    </message>
    <message>
        <source>The backend does not know this resource</source>
        <translation>Das Backend kennt diese Ressource nicht</translation>
    </message>
    <message>
        <source>Too many requests</source>
        <translation>Zu viele Anfragen</translation>
    </message>
    <message>
        <source>The backend answered %1</source>
        <translation>Das Backend antwortete %1</translation>
    </message>
</context>
<context>
    <name>ApiPage</name>
    <message>
        <source>Copy as c&amp;url</source>
        <translation>Als &amp;curl kopieren</translation>
    </message>
</context>
<context>
    <name>BatchBoard</name>
    <message>
        <source>closing</source>
        <translation>schließt</translation>
    </message>
    <message>
        <source>idle %1</source>
        <translation>Ruhe %1</translation>
    </message>
    <message>
        <source>window %1</source>
        <translation>Fenster %1</translation>
    </message>
    <message>
        <source>window over</source>
        <translation>Fenster vorbei</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>Ruhe</translation>
    </message>
    <message>
        <source>full</source>
        <translation>voll</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>closed: %1</source>
        <translation>geschlossen: %1</translation>
    </message>
    <message>
        <source>%1 · event, risk %2</source>
        <translation>%1 · Ereignis, Risiko %2</translation>
    </message>
    <message>
        <source>%1/%2 s</source>
        <translation>%1/%2 s</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
</context>
<context>
    <name>Breakers</name>
    <message>
        <source>probe %1</source>
        <translation>Prüfung %1</translation>
    </message>
    <message>
        <source>%1 of %2 good trials</source>
        <translation>%1 von %2 gelungen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1, band not learnt yet</source>
        <translation>%1, Normalband noch nicht gelernt</translation>
    </message>
    <message>
        <source>%1–%2</source>
        <translation>%1–%2</translation>
    </message>
    <message>
        <source>%1, above %2</source>
        <translation>%1, über %2</translation>
    </message>
    <message>
        <source>%1, below %2</source>
        <translation>%1, unter %2</translation>
    </message>
    <message>
        <source>%1, usual %2</source>
        <translation>%1, üblich %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: since %2, failures %3, calls %4, rejected %5, %6, latency %7, service %8</source>
        <translation>%1: seit %2, Fehler %3, Aufrufe %4, abgewiesen %5, %6, Latenz %7, Dienst %8</translation>
    </message>
    <message>
        <source>%1 of %2 closed</source>
        <translation>%1 von %2 geschlossen</translation>
    </message>
    <message>
        <source>%1 open</source>
        <translation>%1 offen</translation>
    </message>
    <message>
        <source>%1 half-open</source>
        <translation>%1 halboffen</translation>
    </message>
</context>
<context>
    <name>Bulk</name>
    <message numerus="yes">
        <source>&amp;Start %n workers</source>
        <translation>
            <numerusform>%n Worker &amp;starten</numerusform>
            <numerusform>%n Worker &amp;starten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>S&amp;top %n workers</source>
        <translation>
            <numerusform>%n Worker s&amp;toppen</numerusform>
            <numerusform>%n Worker s&amp;toppen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Restart %n workers</source>
        <translation>
            <numerusform>%n Worker &amp;neu starten</numerusform>
            <numerusform>%n Worker &amp;neu starten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reset the restart &amp;count of %n workers</source>
        <translation>
            <numerusform>Neustart&amp;zähler von %n Worker nullen</numerusform>
            <numerusform>Neustart&amp;zähler von %n Workern nullen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2 of %3</source>
        <comment>a verb; Stop 2 of 3</comment>
        <translation>%1: %2 von %3</translation>
    </message>
    <message>
        <source>Left out, %1: %2 (%3)</source>
        <translation>Ausgelassen, %1: %2 (%3)</translation>
    </message>
    <message>
        <source>Workers: %1</source>
        <translation>Worker: %1</translation>
    </message>
    <message>
        <source>Expected gap: from now until somebody starts them. Nothing starts them by itself.</source>
        <translation>Erwartete Lücke: von jetzt an, bis jemand sie startet. Von selbst startet sie nichts.</translation>
    </message>
    <message>
        <source>Expected gap of each, one after another: as long as it takes to end and to start again, at most its stop_timeout_seconds and its start_timeout_seconds.</source>
        <translation>Erwartete Lücke bei jedem, einer nach dem anderen: so lange, wie Ende und neuer Start dauern, höchstens seine stop_timeout_seconds und seine start_timeout_seconds.</translation>
    </message>
    <message>
        <source>Critical: %1. The verdict is Unhealthy until all critical workers run again, and readiness answers 503.</source>
        <translation>Kritisch: %1. Der Gesamtzustand ist Gestört, bis alle kritischen Worker wieder laufen, und die Bereitschaftsabfrage antwortet 503.</translation>
    </message>
    <message>
        <source>Jobs that they have in hand: %1. What is not finished goes back to the queue.</source>
        <translation>Aufträge, die sie in Arbeit haben: %1. Was nicht fertig wird, geht zurück in die Warteschlange.</translation>
    </message>
    <message>
        <source>If one of these does not start, automatic restarts follow, each after a longer pause, at most as many as its max_restarts: %1.</source>
        <translation>Startet einer von diesen nicht, folgen automatische Neustarts, jeder nach einer längeren Pause, höchstens so viele wie sein max_restarts: %1.</translation>
    </message>
    <message>
        <source>If one of these does not start, it stays down: %1. There are no automatic restarts.</source>
        <translation>Startet einer von diesen nicht, bleibt er unten: %1. Es gibt keine automatischen Neustarts.</translation>
    </message>
    <message>
        <source>The count of automatic restarts becomes 0: %1.</source>
        <translation>Die Zahl der automatischen Neustarts wird 0: %1.</translation>
    </message>
    <message>
        <source>Failed, and started at once: %1.</source>
        <translation>Ausgefallen, wird sofort gestartet: %1.</translation>
    </message>
    <message>
        <source>%1 under way</source>
        <translation>%1 unterwegs</translation>
    </message>
    <message>
        <source>%1 done</source>
        <translation>%1 erledigt</translation>
    </message>
    <message>
        <source>%1 refused by the backend</source>
        <translation>%1 vom Backend abgelehnt</translation>
    </message>
    <message>
        <source>%1 not known</source>
        <translation>%1 nicht bekannt</translation>
    </message>
    <message>
        <source>%1 not sent</source>
        <translation>%1 nicht gesendet</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a verb and what came of it</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation>Wartet, bis er an der Reihe ist</translation>
    </message>
    <message>
        <source>Waiting for the answer</source>
        <translation>Wartet auf die Antwort</translation>
    </message>
    <message>
        <source>Still no answer</source>
        <translation>Noch keine Antwort</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
</context>
<context>
    <name>Changes</name>
    <message>
        <source>Still %1</source>
        <translation>Unverändert %1</translation>
    </message>
    <message>
        <source>%1 (was %2)</source>
        <translation>%1 (vorher %2)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>system</source>
        <translation>System</translation>
    </message>
    <message>
        <source>camera is %1</source>
        <translation>Kamera ist %1</translation>
    </message>
    <message>
        <source>camera changed</source>
        <translation>Kamera geändert</translation>
    </message>
    <message>
        <source>event, risk %1: %2</source>
        <translation>Ereignis, Risiko %1: %2</translation>
    </message>
    <message>
        <source>batch closed, detections: %1</source>
        <translation>Stapel geschlossen, Erkennungen: %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>alert</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>alert %1</source>
        <translation>Alarm %1</translation>
    </message>
    <message>
        <source>event %1</source>
        <translation>Ereignis %1</translation>
    </message>
    <message>
        <source>changed: %1</source>
        <translation>geändert: %1</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>deleted: %1</source>
        <translation>gelöscht: %1</translation>
    </message>
    <message>
        <source>the view is blocked</source>
        <translation>die Sicht ist verdeckt</translation>
    </message>
    <message>
        <source>the camera looks elsewhere</source>
        <translation>die Kamera blickt woanders hin</translation>
    </message>
    <message>
        <source>the view was tampered with</source>
        <translation>die Sicht wurde manipuliert</translation>
    </message>
    <message>
        <source>the view has changed</source>
        <translation>die Sicht hat sich verändert</translation>
    </message>
    <message>
        <source>job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>fehlgeschlagen: %1</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>Not possible now</source>
        <translation>Zurzeit nicht möglich</translation>
    </message>
    <message>
        <source>%1 › %2</source>
        <translation>%1 › %2</translation>
    </message>
</context>
<context>
    <name>ConnectionPill</name>
    <message>
        <source>the backend has stopped</source>
        <translation>das Backend hat gestoppt</translation>
    </message>
    <message>
        <source>trying now</source>
        <translation>Versuch läuft</translation>
    </message>
    <message>
        <source>next attempt in %1</source>
        <translation>nächster Versuch %1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>%1   #%2</source>
        <translation>%1   #%2</translation>
    </message>
    <message>
        <source>Catching up</source>
        <translation>Holt auf</translation>
    </message>
    <message>
        <source>%1 events replayed</source>
        <translation>%1 Ereignisse nachgeholt</translation>
    </message>
    <message>
        <source>%1 of %2 read</source>
        <translation>%1 von %2 gelesen</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>Stale</source>
        <translation>Veraltet</translation>
    </message>
    <message>
        <source>no answer for %1</source>
        <translation>keine Antwort seit %1</translation>
    </message>
    <message>
        <source>Reconnecting</source>
        <translation>Verbindet neu</translation>
    </message>
    <message>
        <source>Disconnected</source>
        <translation>Getrennt</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Age of the newest proof that the backend lives, and the sequence of the last event</source>
        <translation>Alter des jüngsten Lebenszeichens des Backends und Nummer des letzten Ereignisses</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgewiesen</translation>
    </message>
</context>
<context>
    <name>Degradation</name>
    <message>
        <source>Store</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Not known now</source>
        <translation>Zurzeit nicht bekannt</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>%1 queued (usually 0)</source>
        <translation>%1 (sonst 0)</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Fallback</source>
        <translation>Ausweich</translation>
    </message>
    <message>
        <source>no queue</source>
        <translation>keine Warteschlange</translation>
    </message>
    <message>
        <source>%1 of %2 healthy</source>
        <translation>%1 von %2 gesund</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Verfügbar</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlend</translation>
    </message>
</context>
<context>
    <name>EventFacts</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 %2 %</source>
        <translation>%1 %2 %</translation>
    </message>
    <message>
        <source>%1 risk %2 · %3 · %4</source>
        <translation>%1, Risiko %2 · %3 · %4</translation>
    </message>
    <message>
        <source>The backend tells no summary.</source>
        <translation>Das Backend nennt keine Zusammenfassung.</translation>
    </message>
    <message>
        <source>Why: %1</source>
        <translation>Warum: %1</translation>
    </message>
    <message>
        <source>Notes: %1</source>
        <translation>Notizen: %1</translation>
    </message>
    <message>
        <source>Detections: %1, the first %2 are listed</source>
        <translation>Erkennungen: %1, die ersten %2 sind aufgeführt</translation>
    </message>
    <message>
        <source>Detections: %1</source>
        <translation>Erkennungen: %1</translation>
    </message>
</context>
<context>
    <name>Fleet</name>
    <message>
        <source>as of %1</source>
        <translation>Stand %1</translation>
    </message>
    <message>
        <source>was: %1</source>
        <translation>vorher: %1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Frage an…</translation>
    </message>
    <message>
        <source>Watch only</source>
        <translation>Nur beobachten</translation>
    </message>
    <message>
        <source>Guarded</source>
        <translation>Gesichert</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>Instanz</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>Was sie meldet</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>in this window</source>
        <translation>in diesem Fenster</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1m%2s</source>
        <translation>%1m%2s</translation>
    </message>
    <message>
        <source>%1h%2</source>
        <translation>%1h%2</translation>
    </message>
    <message>
        <source>%1d%2h</source>
        <translation>%1d%2h</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 d %2 h</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>%1, %2 ago</source>
        <translation>%1, vor %2</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
</context>
<context>
    <name>Instances</name>
    <message>
        <source>No answer in time</source>
        <translation>Keine Antwort innerhalb der Frist</translation>
    </message>
    <message>
        <source>Name &apos;%1&apos;: must have 1 to %2 characters, without spaces around it</source>
        <translation>Name „%1“: muss 1 bis %2 Zeichen haben, ohne Leerraum am Rand</translation>
    </message>
    <message>
        <source>Name &apos;%1&apos;: another instance has it</source>
        <translation>Name „%1“: hat bereits eine andere Instanz</translation>
    </message>
    <message>
        <source>Address &apos;%1&apos;: must be http:// or https:// with a host and a port, and nothing behind it</source>
        <translation>Adresse „%1“: muss http:// oder https:// mit Rechner und Port sein, ohne etwas dahinter</translation>
    </message>
    <message>
        <source>Tag &apos;%1&apos;: must be one or two capital letters or digits</source>
        <translation>Kürzel „%1“: muss aus ein oder zwei Großbuchstaben oder Ziffern bestehen</translation>
    </message>
    <message>
        <source>Colour &apos;%1&apos;: must be one of %2</source>
        <translation>Farbe „%1“: muss eine von diesen sein: %2</translation>
    </message>
    <message>
        <source>Fingerprint &apos;%1&apos;: must be the 64 digits of a SHA-256</source>
        <translation>Fingerabdruck „%1“: müssen die 64 Ziffern eines SHA-256 sein</translation>
    </message>
    <message>
        <source>it is of another version of the program</source>
        <translation>sie stammt von einer anderen Version des Programms</translation>
    </message>
    <message>
        <source>an instance has no id or no mode</source>
        <translation>eine Instanz hat keine Kennung oder keinen Modus</translation>
    </message>
</context>
<context>
    <name>Mimic</name>
    <message>
        <source>Not supervised</source>
        <translation>Nicht überwacht</translation>
    </message>
    <message>
        <source>Duplicates left out: %1</source>
        <translation>Ausgelassene Duplikate: %1</translation>
    </message>
    <message>
        <source>Left out, older than the retention: %1</source>
        <translation>Ausgelassen, älter als die Aufbewahrung: %1</translation>
    </message>
    <message>
        <source>Left out, no image of a camera: %1</source>
        <translation>Ausgelassen, kein Bild einer Kamera: %1</translation>
    </message>
    <message>
        <source>Lost, refused or unreadable: %1</source>
        <translation>Verloren, abgelehnt oder unlesbar: %1</translation>
    </message>
    <message>
        <source>Lost, never written to the end: %1</source>
        <translation>Verloren, nie zu Ende geschrieben: %1</translation>
    </message>
    <message>
        <source>Lost, %1: %2</source>
        <translation>Verloren, %1: %2</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>%1 weg</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Störung</translation>
    </message>
    <message>
        <source>%1 dead</source>
        <translation>%1 tot</translation>
    </message>
    <message>
        <source>Dead letters, given up after the last attempt: %1</source>
        <translation>Nach dem letzten Versuch aufgegebene Aufträge: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: dead letters %2</source>
        <translation>%1: aufgegebene Aufträge %2</translation>
    </message>
    <message>
        <source>batches</source>
        <translation>Stapel</translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n offen</numerusform>
            <numerusform>%n offen</numerusform>
        </translation>
    </message>
    <message>
        <source>oldest %1</source>
        <translation>ältester %1</translation>
    </message>
    <message>
        <source>service %1</source>
        <translation>Dienst %1</translation>
    </message>
    <message>
        <source>probe %1</source>
        <translation>Prüfung %1</translation>
    </message>
    <message>
        <source>cameras</source>
        <translation>Kameras</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keine</translation>
    </message>
    <message>
        <source>%1 of %2 online</source>
        <translation>%1 von %2 online</translation>
    </message>
    <message>
        <source>events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>last %1 ago</source>
        <translation>letztes vor %1</translation>
    </message>
    <message>
        <source>Not read yet</source>
        <translation>Noch nicht gelesen</translation>
    </message>
    <message>
        <source>store</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>pipeline: not known now</source>
        <translation>Pipeline: zurzeit nicht bekannt</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 warten</translation>
    </message>
</context>
<context>
    <name>MimicFacts</name>
    <message>
        <source>Not read yet</source>
        <translation>Noch nicht gelesen</translation>
    </message>
    <message>
        <source>Out of date</source>
        <translation>Veraltet</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>Aktuell</translation>
    </message>
    <message>
        <source>breaker %1</source>
        <translation>Schutzschalter %1</translation>
    </message>
    <message>
        <source>%1 depends on it</source>
        <translation>%1 hängt davon ab</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Bemerkungen</translation>
    </message>
    <message>
        <source>Known</source>
        <translation>Stand</translation>
    </message>
</context>
<context>
    <name>Monitoring</name>
    <message>
        <source>scraped %1 ago</source>
        <translation>abgefragt vor %1</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>every %1</source>
        <translation>alle %1</translation>
    </message>
    <message>
        <source>Collecting</source>
        <translation>Erfassung läuft</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>Scrapes</source>
        <translation>Abfragen</translation>
    </message>
    <message>
        <source>Last good scrape</source>
        <translation>Letzte gute Abfrage</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Zeitreihen</translation>
    </message>
    <message>
        <source>Prometheus</source>
        <translation>Prometheus</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Gefragt</translation>
    </message>
    <message>
        <source>down %1, up %2</source>
        <translation>aus %1, an %2</translation>
    </message>
    <message>
        <source>up %1 &gt; down %2</source>
        <translation>an %1 &gt; aus %2</translation>
    </message>
    <message>
        <source>up %1 ≤ down %2</source>
        <translation>an %1 ≤ aus %2</translation>
    </message>
    <message>
        <source>%1, unknown %2 (counts on neither side)</source>
        <translation>%1, unbekannt %2 (zählt auf keiner Seite)</translation>
    </message>
    <message>
        <source>Prometheus is not reachable → unhealthy</source>
        <translation>Prometheus ist nicht erreichbar → gestört</translation>
    </message>
    <message>
        <source>%1 → healthy</source>
        <translation>%1 → gesund</translation>
    </message>
    <message>
        <source>%1 → unhealthy</source>
        <translation>%1 → gestört</translation>
    </message>
    <message>
        <source>its targets are not known → unhealthy</source>
        <translation>seine Ziele sind nicht bekannt → gestört</translation>
    </message>
    <message>
        <source>the backend says healthy, although %1</source>
        <translation>das Backend meldet gesund, obwohl %1</translation>
    </message>
    <message>
        <source>the backend says unhealthy, although %1</source>
        <translation>das Backend meldet gestört, obwohl %1</translation>
    </message>
    <message>
        <source>No Prometheus is configured. Its address is the key url in the section [prometheus] of the configuration.</source>
        <translation>Kein Prometheus ist konfiguriert. Seine Adresse ist der Schlüssel url im Abschnitt [prometheus] der Konfiguration.</translation>
    </message>
    <message>
        <source>What is below is what Prometheus at %1 said at %2.</source>
        <translation>Unten steht, was Prometheus unter %1 um %2 meldete.</translation>
    </message>
    <message>
        <source>Prometheus at %1 has not answered yet. Its address is the key url in the section [prometheus] of the configuration.</source>
        <translation>Prometheus unter %1 hat noch nicht geantwortet. Seine Adresse ist der Schlüssel url im Abschnitt [prometheus] der Konfiguration.</translation>
    </message>
    <message>
        <source>%1 up</source>
        <translation>%1 an</translation>
    </message>
    <message>
        <source>%1 down</source>
        <translation>%1 aus</translation>
    </message>
    <message>
        <source>%1 unknown</source>
        <translation>%1 unbekannt</translation>
    </message>
    <message numerus="yes">
        <source>%n targets</source>
        <translation>
            <numerusform>%n Ziel</numerusform>
            <numerusform>%n Ziele</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>Verspätet</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Partly down</source>
        <translation>Teilweise aus</translation>
    </message>
    <message>
        <source>for %1</source>
        <extracomment>how long it has been down already</extracomment>
        <translation>seit %1</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>More on the page Alarms: %1</source>
        <translation>Weitere auf der Seite Alarme: %1</translation>
    </message>
    <message>
        <source>Since %1</source>
        <translation>Seit %1</translation>
    </message>
    <message>
        <source>%1 – priority %2: %3</source>
        <translation>%1 – Priorität %2: %3</translation>
    </message>
    <message>
        <source>%1 – alarms: %2</source>
        <translation>%1 – Alarme: %2</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>&amp;Overview</source>
        <translation>&amp;Übersicht</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>&amp;Workers</source>
        <translation>&amp;Worker</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>Pipeline</translation>
    </message>
    <message>
        <source>&amp;Pipeline</source>
        <translation>&amp;Pipeline</translation>
    </message>
    <message>
        <source>Breakers</source>
        <translation>Schutzschalter</translation>
    </message>
    <message>
        <source>&amp;Breakers and services</source>
        <translation>&amp;Schutzschalter und Dienste</translation>
    </message>
    <message>
        <source>Monitoring</source>
        <translation>Überwachung</translation>
    </message>
    <message>
        <source>&amp;Monitoring</source>
        <translation>Ü&amp;berwachung</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>&amp;Events</source>
        <translation>&amp;Ereignisse</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>Leistung</translation>
    </message>
    <message>
        <source>Per&amp;formance</source>
        <translation>&amp;Leistung</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>&amp;Alarms</source>
        <translation>&amp;Alarme</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>&amp;Verlauf</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>Instanzen</translation>
    </message>
    <message>
        <source>&amp;Instances</source>
        <translation>&amp;Instanzen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>Ei&amp;nstellungen</translation>
    </message>
    <message>
        <source>API &amp; events</source>
        <translation>API &amp; Ereignisse</translation>
    </message>
    <message>
        <source>API and e&amp;vents</source>
        <translation>API &amp;und Ereignisse</translation>
    </message>
</context>
<context>
    <name>Performance</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>Unreachable</source>
        <translation>Nicht erreichbar</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>RAM</source>
        <translation>RAM</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>VRAM</source>
        <translation>VRAM</translation>
    </message>
    <message>
        <source>disk</source>
        <translation>Platte</translation>
    </message>
    <message>
        <source>detection</source>
        <translation>Erkennung</translation>
    </message>
    <message>
        <source>analysis</source>
        <translation>Analyse</translation>
    </message>
    <message>
        <source>in all</source>
        <translation>gesamt</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>DONE</source>
        <translation>ERLEDIGT</translation>
    </message>
    <message>
        <source>/min</source>
        <translation>/min</translation>
    </message>
    <message>
        <source>GPU °C</source>
        <translation>GPU °C</translation>
    </message>
    <message>
        <source>°C</source>
        <translation>°C</translation>
    </message>
    <message>
        <source>GPU W</source>
        <translation>GPU W</translation>
    </message>
    <message>
        <source>W</source>
        <translation>W</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>STORE</source>
        <translation>DATENBANK</translation>
    </message>
    <message>
        <source>transactions/min</source>
        <translation>Transaktionen/min</translation>
    </message>
    <message>
        <source>images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>SQLite</source>
        <translation>SQLite</translation>
    </message>
    <message>
        <source>PostgreSQL</source>
        <translation>PostgreSQL</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 of %2 slots busy</source>
        <translation>%1 von %2 Plätzen belegt</translation>
    </message>
    <message>
        <source>context %1</source>
        <translation>Kontext %1</translation>
    </message>
    <message>
        <source>mean %1</source>
        <translation>Mittel %1</translation>
    </message>
    <message>
        <source>p99 %1</source>
        <translation>p99 %1</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Platte</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>%1 °C</source>
        <translation>%1 °C</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>Leistung</translation>
    </message>
    <message>
        <source>%1 W</source>
        <translation>%1 W</translation>
    </message>
    <message>
        <source>Detection</source>
        <translation>Erkennung</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>Analyse</translation>
    </message>
    <message>
        <source>In all</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>A minute</source>
        <translation>Je Minute</translation>
    </message>
    <message>
        <source>%1 images · %2 events</source>
        <translation>%1 Bilder · %2 Ereignisse</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>%1 for detection · %2 for analysis</source>
        <translation>%1 für Erkennung · %2 für Analyse</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>%1 (limit %2)</source>
        <translation>%1 (Grenze %2)</translation>
    </message>
    <message>
        <source>%1 · %2, log %3</source>
        <translation>%1 · %2, Log %3</translation>
    </message>
    <message>
        <source>Cache hits</source>
        <translation>Cache-Treffer</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>Transaktionen</translation>
    </message>
    <message>
        <source>%1 a minute</source>
        <translation>%1 je Minute</translation>
    </message>
    <message>
        <source>%1 wait · %2 in work · %3 dead</source>
        <translation>%1 warten · %2 in Arbeit · %3 tot</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>%1 transactions a minute</source>
        <translation>%1 Transaktionen je Minute</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Redis</source>
        <translation>Redis</translation>
    </message>
    <message>
        <source>clients %1, blocked %2</source>
        <translation>Clients %1, blockiert %2</translation>
    </message>
    <message>
        <source>Redis memory</source>
        <translation>Redis-Speicher</translation>
    </message>
    <message>
        <source>Redis hits</source>
        <translation>Redis-Treffer</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
</context>
<context>
    <name>RestartBars</name>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>von Hand</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
</context>
<context>
    <name>Ribbons</name>
    <message>
        <source>Off</source>
        <translation>Abgeschaltet</translation>
    </message>
    <message>
        <source>Overall</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>%1 breaker</source>
        <translation>Schalter %1</translation>
    </message>
    <message>
        <source>%1 %2 for %3</source>
        <translation>%1 %2 für %3</translation>
    </message>
    <message>
        <source>%1: nothing</source>
        <translation>%1: nichts</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>From (%1)</source>
        <translation>Von (%1)</translation>
    </message>
    <message>
        <source>To (%1)</source>
        <translation>Bis (%1)</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Dauer</translation>
    </message>
</context>
<context>
    <name>SettingsFile</name>
    <message>
        <source>What the console had remembered in %1 can be neither read nor put aside; all settings are the usual ones.</source>
        <translation>Was die Konsole sich in %1 gemerkt hatte, lässt sich weder lesen noch beiseitelegen; alle Einstellungen sind die üblichen.</translation>
    </message>
    <message>
        <source>What the console had remembered could not be read. It is kept as %1; all settings are the usual ones.</source>
        <translation>Was die Konsole sich gemerkt hatte, ließ sich nicht lesen. Es wurde als %1 aufgehoben; alle Einstellungen sind die üblichen.</translation>
    </message>
</context>
<context>
    <name>StageFigures</name>
    <message>
        <source>in</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>out</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>window</source>
        <translation>Fenster</translation>
    </message>
</context>
<context>
    <name>States</name>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Restarting</source>
        <translation>Startet neu</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Crashed</source>
        <translation>Abgestürzt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Ausfall</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Half-open</source>
        <translation>Halboffen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Restarted</source>
        <translation>Neu gestartet</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>Von Hand</translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation>Gesund</translation>
    </message>
    <message>
        <source>Degraded</source>
        <translation>Eingeschränkt</translation>
    </message>
    <message>
        <source>Unhealthy</source>
        <translation>Gestört</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Minimal</source>
        <translation>Minimal</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
</context>
<context>
    <name>Tap</name>
    <message>
        <source>Gap</source>
        <translation>Lücke</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Gültig</translation>
    </message>
    <message>
        <source>Faulty</source>
        <translation>Fehlerhaft</translation>
    </message>
    <message>
        <source>Not listed</source>
        <translation>Nicht gelistet</translation>
    </message>
    <message>
        <source>What happened between #%1 and #%2 did not come as it happened.</source>
        <translation>Was zwischen #%1 und #%2 geschah, kam nicht, als es geschah.</translation>
    </message>
    <message>
        <source>Valid: it keeps the schema of its type.</source>
        <translation>Gültig: Es hält das Schema seines Typs ein.</translation>
    </message>
    <message>
        <source>Faulty: %1</source>
        <translation>Fehlerhaft: %1</translation>
    </message>
    <message>
        <source>Not checked: the registry of this console does not have its type.</source>
        <translation>Nicht geprüft: Das Verzeichnis dieser Konsole kennt den Typ nicht.</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>not known now; last heard of at %1</source>
        <translation>zurzeit nicht bekannt; zuletzt gehört um %1</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>noch nicht bekannt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Further reasons: %1</source>
        <translation>Weitere Gründe: %1</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>%1 wants a token, and none is kept for it in the keychain.</source>
        <translation>%1 verlangt ein Token, und im Schlüsselbund liegt keines dafür.</translation>
    </message>
    <message>
        <source>%1 wants a token, and SIGNALBOX_TOKEN is not set.</source>
        <translation>%1 verlangt ein Token, und SIGNALBOX_TOKEN ist nicht gesetzt.</translation>
    </message>
    <message>
        <source>%1 does not accept the token that the keychain keeps for it: it has expired, was revoked, or is of another backend.</source>
        <translation>%1 nimmt das Token aus dem Schlüsselbund nicht an: Es ist abgelaufen, wurde widerrufen oder gehört zu einem anderen Backend.</translation>
    </message>
    <message>
        <source>%1 does not accept the token in SIGNALBOX_TOKEN: it has expired, was revoked, or is of another backend.</source>
        <translation>%1 nimmt das Token in SIGNALBOX_TOKEN nicht an: Es ist abgelaufen, wurde widerrufen oder gehört zu einem anderen Backend.</translation>
    </message>
    <message>
        <source>This computer does not trust the certificate that %1 shows. Nothing was sent to it.</source>
        <translation>Dieser Rechner vertraut dem Zertifikat nicht, das %1 zeigt. Es wurde nichts dorthin gesendet.</translation>
    </message>
    <message>
        <source>The certificate that %1 shows is not the one that was accepted for it. It was renewed, or somebody else answers in its place. Nothing was sent to it.</source>
        <translation>Das Zertifikat, das %1 zeigt, ist nicht das, das dafür angenommen wurde. Es wurde erneuert, oder jemand anderes antwortet an seiner Stelle. Es wurde nichts dorthin gesendet.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Not shown, because it is not as the API has it: %1</source>
        <translation>Nicht gezeigt, weil es nicht ist, wie die API es beschreibt: %1</translation>
    </message>
    <message>
        <source>The backend is version %1, this console %2. Not shown, because it is not as the API has it: %3</source>
        <translation>Das Backend hat Version %1, diese Konsole %2. Nicht gezeigt, weil es nicht ist, wie die API es beschreibt: %3</translation>
    </message>
    <message>
        <source>&amp;Replace token…</source>
        <translation>Token &amp;ersetzen …</translation>
    </message>
    <message>
        <source>&amp;Give a token…</source>
        <translation>Token an&amp;geben …</translation>
    </message>
    <message>
        <source>The token for %1 may not look at it: it needs the scope read.</source>
        <translation>Das Token für %1 darf dort nichts ansehen: Es braucht den Umfang read.</translation>
    </message>
    <message>
        <source>&amp;Look at the certificate…</source>
        <translation>&amp;Zertifikat ansehen …</translation>
    </message>
</context>
<context>
    <name>Trust</name>
    <message>
        <source>Out of date, as of %1.</source>
        <translation>Veraltet, Stand %1.</translation>
    </message>
    <message>
        <source>Not known yet.</source>
        <translation>Noch nicht bekannt.</translation>
    </message>
    <message>
        <source>Cannot be read: %1</source>
        <translation>Nicht lesbar: %1</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>%1 is not healthy</source>
        <translation>%1 ist gestört</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 is %2</source>
        <translation>%1 ist %2</translation>
    </message>
    <message>
        <source>%1 breaker open</source>
        <translation>Schutzschalter %1 offen</translation>
    </message>
    <message>
        <source>critical worker %1 is not running</source>
        <translation>kritischer Worker %1 läuft nicht</translation>
    </message>
    <message>
        <source>worker %1 is not running</source>
        <translation>Worker %1 läuft nicht</translation>
    </message>
    <message>
        <source>store</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>All systems operational</source>
        <translation>Alles in Betrieb</translation>
    </message>
</context>
<context>
    <name>WorkerDefinition</name>
    <message>
        <source>Code %1, %2</source>
        <translation>Code %1, %2</translation>
    </message>
    <message>
        <source>Signal %1, %2</source>
        <translation>Signal %1, %2</translation>
    </message>
    <message>
        <source>Signal %1 (%2), %3</source>
        <translation>Signal %1 (%2), %3</translation>
    </message>
    <message>
        <source>Waiting for %1: %2</source>
        <translation>Wartet auf %1: %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>No other worker</source>
        <translation>Keinem anderen Worker</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>After every exit</source>
        <translation>Nach jedem Ende</translation>
    </message>
    <message>
        <source>After an exit with another code than %1</source>
        <translation>Nach einem Ende mit anderem Code als %1</translation>
    </message>
    <message>
        <source>%1?</source>
        <translation>%1?</translation>
    </message>
    <message>
        <source>%1, at most %2 times, after %3 to %4</source>
        <translation>%1, höchstens %2-mal, nach %3 bis %4</translation>
    </message>
    <message>
        <source>Has to say that it is ready within %1</source>
        <translation>Muss sich binnen %1 bereit melden</translation>
    </message>
    <message>
        <source>Ready as soon as it is started</source>
        <translation>Bereit, sobald er gestartet ist</translation>
    </message>
    <message>
        <source>Killed when it has not stopped after %1</source>
        <translation>Wird abgebrochen, wenn er nach %1 nicht steht</translation>
    </message>
    <message>
        <source>Crashed when it promised signs of life and gives none for %1</source>
        <translation>Abgestürzt, wenn er Lebenszeichen zugesagt hat und %1 keines gibt</translation>
    </message>
    <message>
        <source>At most %1 MB of address space</source>
        <translation>Höchstens %1 MB Adressraum</translation>
    </message>
    <message>
        <source>No memory limit</source>
        <translation>Keine Speichergrenze</translation>
    </message>
</context>
<context>
    <name>WorkerFilter</name>
    <message>
        <source>“%1” is none of state, critical, name, error, restarts</source>
        <translation>„%1“ ist keines von state, critical, name, error, restarts</translation>
    </message>
    <message>
        <source>restarts: “%1” is not a number</source>
        <translation>restarts: „%1“ ist keine Zahl</translation>
    </message>
    <message>
        <source>%1 is not a number: write %1:%2</source>
        <translation>%1 ist keine Zahl: %1:%2 schreiben</translation>
    </message>
    <message>
        <source>critical: “%1” is neither yes nor no</source>
        <translation>critical: „%1“ ist weder yes noch no</translation>
    </message>
    <message>
        <source>%1: nothing stands behind it</source>
        <translation>%1: dahinter steht nichts</translation>
    </message>
</context>
<context>
    <name>Zone</name>
    <message>
        <source>local</source>
        <translation>lokal</translation>
    </message>
</context>
<context>
    <name>app::Console</name>
    <message>
        <source>demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>this machine</source>
        <translation>dieser Rechner</translation>
    </message>
    <message>
        <source>The options or the configuration cannot be used. Nothing was started, nothing was changed.</source>
        <translation>Die Optionen oder die Konfiguration sind nicht brauchbar. Nichts wurde gestartet, nichts geändert.</translation>
    </message>
</context>
<context>
    <name>ui::AccountsLine</name>
    <message>
        <source>Accounts</source>
        <translation>Bilanz</translation>
    </message>
    <message>
        <source>Accounts: not known yet</source>
        <translation>Bilanz: noch nicht bekannt</translation>
    </message>
    <message>
        <source>Accounts  %1</source>
        <translation>Bilanz  %1</translation>
    </message>
    <message>
        <source>Accounts, as of %1  %2</source>
        <translation>Bilanz, Stand %1  %2</translation>
    </message>
</context>
<context>
    <name>ui::AddressBox</name>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>A loopback address: only programs on this machine reach it.</source>
        <translation>Eine Loopback-Adresse: Nur Programme auf diesem Rechner erreichen sie.</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>WebSocket</source>
        <translation>WebSocket</translation>
    </message>
    <message>
        <source>Documentation</source>
        <translation>Dokumentation</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>%1 kopieren</translation>
    </message>
</context>
<context>
    <name>ui::AlarmCounters</name>
    <message>
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>How many alarms there are is not known now</source>
        <translation>Wie viele Alarme es gibt, ist zurzeit nicht bekannt</translation>
    </message>
    <message>
        <source>priority %1: %2 active, %3 not acknowledged</source>
        <translation>Priorität %1: %2 aktiv, %3 nicht quittiert</translation>
    </message>
    <message>
        <source>%1:%2</source>
        <translation>%1:%2</translation>
    </message>
</context>
<context>
    <name>ui::AlarmsModel</name>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>ui::AlarmsPage</name>
    <message>
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>The order is held while you use the table</source>
        <translation>Die Reihenfolge bleibt stehen, solange die Tabelle benutzt wird</translation>
    </message>
    <message>
        <source>The selected alarm</source>
        <translation>Der ausgewählte Alarm</translation>
    </message>
    <message>
        <source>No alarms: nothing needs to be looked at</source>
        <translation>Keine Alarme: Nichts erfordert Aufmerksamkeit</translation>
    </message>
    <message>
        <source>This backend has no alarms</source>
        <translation>Dieses Backend hat keine Alarme</translation>
    </message>
    <message>
        <source>Alarms: %1 active, %2 not acknowledged</source>
        <translation>Alarme: %1 aktiv, %2 nicht quittiert</translation>
    </message>
    <message>
        <source>&amp;Sort now (waiting to move: %1)</source>
        <translation>Jetzt &amp;sortieren (warten auf Umzug: %1)</translation>
    </message>
    <message>
        <source>No alarm is selected</source>
        <translation>Kein Alarm ist ausgewählt</translation>
    </message>
    <message>
        <source>Show the &amp;event</source>
        <translation>&amp;Ereignis zeigen</translation>
    </message>
    <message>
        <source>Show the &amp;worker</source>
        <translation>&amp;Worker zeigen</translation>
    </message>
    <message>
        <source>Alarms: more than %1 active, the first %1 are shown</source>
        <translation>Alarme: mehr als %1 aktiv, die ersten %1 sind gezeigt</translation>
    </message>
    <message>
        <source>%1. Cleared ones as of %2</source>
        <translation>%1. Vorübergegangene: Stand %2</translation>
    </message>
    <message>
        <source>%1. Cleared ones not known now</source>
        <translation>%1. Vorübergegangene: jetzt nicht bekannt</translation>
    </message>
</context>
<context>
    <name>ui::ApiPage</name>
    <message>
        <source>Access</source>
        <translation>Zugang</translation>
    </message>
    <message>
        <source>Live tap</source>
        <translation>Mithören</translation>
    </message>
    <message>
        <source>Types of events</source>
        <translation>Ereignistypen</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation>Teile dieser Seite</translation>
    </message>
</context>
<context>
    <name>ui::BatchBoard</name>
    <message>
        <source>BATCHES</source>
        <translation>STAPEL</translation>
    </message>
    <message>
        <source>The bar is the age of the batch in its window, which ends at the thick mark; the thin mark is where the idle timeout closes it if nothing more is seen</source>
        <translation>Der Balken ist das Alter des Stapels in seinem Fenster, das an der dicken Marke endet; an der dünnen Marke schließt ihn die Ruhezeit, wenn nichts mehr erkannt wird</translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n offen</numerusform>
            <numerusform>%n offen</numerusform>
        </translation>
    </message>
    <message>
        <source>No open batch: nothing has been detected lately</source>
        <translation>Kein offener Stapel: Zuletzt wurde nichts erkannt</translation>
    </message>
    <message>
        <source>%1: %2, %3, detections: %4</source>
        <translation>%1: %2, %3, Erkennungen: %4</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>window %1</source>
        <translation>Fenster %1</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Next, or what came of it</source>
        <translation>Als Nächstes, oder was daraus wurde</translation>
    </message>
    <message>
        <source>Detections</source>
        <translation>Erkennungen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
</context>
<context>
    <name>ui::BatchesModel</name>
    <message>
        <source>%1 of %2 s</source>
        <translation>%1 von %2 s</translation>
    </message>
</context>
<context>
    <name>ui::BatchesPanel</name>
    <message>
        <source>BATCHES</source>
        <translation>STAPEL</translation>
    </message>
    <message>
        <source>The bar is the age of the batch in its window; the mark is where the idle timeout closes it if nothing more is seen</source>
        <translation>Der Balken ist das Alter des Stapels in seinem Fenster; an der Marke schließt ihn die Ruhezeit, wenn nichts mehr erkannt wird</translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n offen</numerusform>
            <numerusform>%n offen</numerusform>
        </translation>
    </message>
    <message>
        <source>No open batch: nothing has been detected lately</source>
        <translation>Kein offener Stapel: Zuletzt wurde nichts erkannt</translation>
    </message>
    <message>
        <source>%1: %2 of %3 seconds, detections: %4</source>
        <translation>%1: %2 von %3 Sekunden, Erkennungen: %4</translation>
    </message>
    <message>
        <source>%1/%2 s</source>
        <translation>%1/%2 s</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Closes at</source>
        <translation>Schließt bei</translation>
    </message>
    <message>
        <source>Detections</source>
        <translation>Erkennungen</translation>
    </message>
    <message>
        <source>%1 s, idle</source>
        <translation>%1 s, Ruhe</translation>
    </message>
    <message>
        <source>%1 s, end of its window</source>
        <translation>%1 s, Ende des Fensters</translation>
    </message>
</context>
<context>
    <name>ui::BreakerDetail</name>
    <message>
        <source>Changes of the breaker</source>
        <translation>Änderungen des Schutzschalters</translation>
    </message>
    <message>
        <source>Opens after</source>
        <translation>Öffnet nach</translation>
    </message>
    <message>
        <source>Tried again</source>
        <translation>Neuer Versuch</translation>
    </message>
    <message>
        <source>Trials at once</source>
        <translation>Versuche zugleich</translation>
    </message>
    <message>
        <source>Closes after</source>
        <translation>Schließt nach</translation>
    </message>
    <message>
        <source>Last failure</source>
        <translation>Letzter Ausfall</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>Letzter Fehler</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>%1 failures in a row</source>
        <translation>%1 Fehlern in Folge</translation>
    </message>
    <message>
        <source>after %1 s</source>
        <translation>nach %1 s</translation>
    </message>
    <message>
        <source>%1 good trials</source>
        <translation>%1 guten Versuchen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>No breaker is selected</source>
        <translation>Kein Schutzschalter ist ausgewählt</translation>
    </message>
    <message>
        <source>%1, as of %2</source>
        <translation>%1, Stand %2</translation>
    </message>
    <message>
        <source>It has not changed as far back as the journal goes</source>
        <translation>So weit das Journal zurückreicht, hat er sich nicht geändert</translation>
    </message>
    <message>
        <source>It has not changed in the last 500 changes of services</source>
        <translation>In den letzten 500 Änderungen von Diensten hat er sich nicht geändert</translation>
    </message>
</context>
<context>
    <name>ui::BreakerTile</name>
    <message>
        <source>Out of date, as of %1. </source>
        <translation>Veraltet, Stand %1. </translation>
    </message>
    <message>
        <source>Not known yet. </source>
        <translation>Noch nicht bekannt. </translation>
    </message>
    <message>
        <source>Breaker %1</source>
        <translation>Schutzschalter %1</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>%1 · rejected %2</source>
        <translation>%1 · %2 abgewiesen</translation>
    </message>
    <message>
        <source>Probe</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>above</source>
        <translation>darüber</translation>
    </message>
    <message>
        <source>below</source>
        <translation>darunter</translation>
    </message>
    <message>
        <source>usual</source>
        <translation>üblich</translation>
    </message>
</context>
<context>
    <name>ui::BreakersModel</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Breaker</source>
        <translation>Schutzschalter</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgewiesen</translation>
    </message>
    <message>
        <source>Probe</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
</context>
<context>
    <name>ui::BreakersPage</name>
    <message>
        <source>Breakers</source>
        <translation>Schutzschalter</translation>
    </message>
    <message>
        <source>The backend has no circuit breakers</source>
        <translation>Das Backend hat keine Schutzschalter</translation>
    </message>
    <message>
        <source>Loading the breakers…</source>
        <translation>Lade die Schutzschalter…</translation>
    </message>
    <message>
        <source>Breakers and services</source>
        <translation>Schutzschalter und Dienste</translation>
    </message>
    <message>
        <source>Breakers and services: %1</source>
        <translation>Schutzschalter und Dienste: %1</translation>
    </message>
    <message>
        <source>Breakers and services, as of %1</source>
        <translation>Schutzschalter und Dienste, Stand %1</translation>
    </message>
    <message>
        <source>%1 – cannot be read: %2</source>
        <translation>%1 – nicht lesbar: %2</translation>
    </message>
</context>
<context>
    <name>ui::BulkBar</name>
    <message>
        <source>Several workers at once</source>
        <translation>Mehrere Worker auf einmal</translation>
    </message>
    <message numerus="yes">
        <source>%n selected:</source>
        <translation>
            <numerusform>%n ausgewählt:</numerusform>
            <numerusform>%n ausgewählt:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::BulkModel</name>
    <message>
        <source>Worker</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
</context>
<context>
    <name>ui::BulkResults</name>
    <message>
        <source>Send no &amp;more</source>
        <translation>Nichts &amp;mehr senden</translation>
    </message>
    <message>
        <source>C&amp;lose the results</source>
        <translation>Ergebnisse sch&amp;ließen</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
</context>
<context>
    <name>ui::ChangesPanel</name>
    <message>
        <source>LAST CHANGES</source>
        <translation>LETZTE ÄNDERUNGEN</translation>
    </message>
    <message>
        <source>Nothing has changed lately</source>
        <translation>Zuletzt hat sich nichts geändert</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Time (%1)</source>
        <translation>Zeit (%1)</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
</context>
<context>
    <name>ui::Chart</name>
    <message>
        <source>%1 as a table</source>
        <translation>%1 als Tabelle</translation>
    </message>
    <message>
        <source>limits %1, %2</source>
        <translation>Grenzen %1, %2</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Lade…</translation>
    </message>
    <message>
        <source>%1 %2 %3</source>
        <translation>%1 %2 %3</translation>
    </message>
    <message>
        <source>Out of date, as of %1. </source>
        <translation>Veraltet, Stand %1. </translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>Stand %1</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Ctrl and the wheel (or + and −): zoom. Drag (or the arrow keys): move. Double click (or Home): show all again.</source>
        <translation>Strg und das Mausrad (oder + und −): vergrößern. Ziehen (oder die Pfeiltasten): verschieben. Doppelklick (oder Pos1): wieder alles zeigen.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Show all again: %1</source>
        <translation>Wieder alles zeigen: %1</translation>
    </message>
</context>
<context>
    <name>ui::ChartModel</name>
    <message>
        <source>Time (%1)</source>
        <translation>Zeit (%1)</translation>
    </message>
</context>
<context>
    <name>ui::ClientsModel</name>
    <message>
        <source>Socket</source>
        <translation>Socket</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Umfang</translation>
    </message>
    <message>
        <source>Connected for</source>
        <translation>Verbunden seit</translation>
    </message>
    <message>
        <source>Listens to</source>
        <translation>Hört auf</translation>
    </message>
    <message>
        <source>Waits to be sent</source>
        <translation>Noch zu senden</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>alles</translation>
    </message>
</context>
<context>
    <name>ui::ClientsPanel</name>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Since the start: connections %1, messages %2, cut off as too slow %3, events lost %4</source>
        <translation>Seit dem Start: Verbindungen %1, Nachrichten %2, als zu langsam getrennt %3, Ereignisse verloren %4</translation>
    </message>
    <message>
        <source>Nobody is connected</source>
        <translation>Niemand ist verbunden</translation>
    </message>
    <message>
        <source>Clients: %1</source>
        <translation>Clients: %1</translation>
    </message>
</context>
<context>
    <name>ui::Columns</name>
    <message>
        <source>Column %1</source>
        <translation>Spalte %1</translation>
    </message>
    <message>
        <source>One column has to stay</source>
        <translation>Eine Spalte muss bleiben</translation>
    </message>
    <message>
        <source>&amp;Usual columns</source>
        <translation>&amp;Übliche Spalten</translation>
    </message>
</context>
<context>
    <name>ui::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>A few letters of what you want to do</source>
        <translation>Einige Buchstaben dessen, was getan werden soll</translation>
    </message>
    <message>
        <source>Commands that match</source>
        <translation>Passende Befehle</translation>
    </message>
    <message>
        <source>%1    (%2)</source>
        <translation>%1    (%2)</translation>
    </message>
    <message>
        <source>%1  –  %2</source>
        <translation>%1  –  %2</translation>
    </message>
    <message>
        <source>%1 of %2 match</source>
        <translation>%1 von %2 passen</translation>
    </message>
    <message>
        <source>Enter does it, Esc closes</source>
        <translation>Enter führt aus, Esc schließt</translation>
    </message>
</context>
<context>
    <name>ui::Commander</name>
    <message>
        <source>listed</source>
        <translation>auf der Liste</translation>
    </message>
    <message>
        <source>not listed</source>
        <translation>nicht auf der Liste</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
</context>
<context>
    <name>ui::ConsequenceDialog</name>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>%1?</source>
        <translation>%1?</translation>
    </message>
    <message>
        <source>This instance is guarded. Type its name, %1, to go on:</source>
        <translation>Diese Instanz ist gesichert. Zum Fortfahren ihren Namen eingeben, %1:</translation>
    </message>
    <message>
        <source>The name of the instance is not typed yet</source>
        <translation>Der Name der Instanz ist noch nicht eingegeben</translation>
    </message>
    <message>
        <source>Everything will stand still. Type the name of the instance, %1, to go on:</source>
        <translation>Alles wird stillstehen. Zum Fortfahren den Namen der Instanz eingeben: %1</translation>
    </message>
</context>
<context>
    <name>ui::CreateTokenDialog</name>
    <message>
        <source>New token on %1</source>
        <translation>Neues Token auf %1</translation>
    </message>
    <message>
        <source>who will use it</source>
        <translation>wer es benutzen wird</translation>
    </message>
    <message numerus="yes">
        <source>for %n days</source>
        <translation>
            <numerusform>für %n Tag</numerusform>
            <numerusform>für %n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>until it is revoked</source>
        <translation>bis es widerrufen wird</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Scope</source>
        <translation>&amp;Umfang</translation>
    </message>
    <message>
        <source>&amp;Good</source>
        <translation>&amp;Gültig</translation>
    </message>
    <message>
        <source>Create the token</source>
        <translation>Token erstellen</translation>
    </message>
    <message>
        <source>Read sees all, Operate also starts, stops and acknowledges, Admin also makes and revokes tokens.</source>
        <translation>Lesen sieht alles, Bedienen startet, stoppt und quittiert auch, Verwalten erstellt und widerruft auch Token.</translation>
    </message>
    <message>
        <source>The secret of the token</source>
        <translation>Das Geheimnis des Tokens</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>It is shown this once: neither the backend nor this console keeps it. Copy it before you close this window.</source>
        <translation>Es wird nur dieses eine Mal gezeigt: Weder das Backend noch diese Konsole behält es. Kopieren Sie es, bevor Sie dieses Fenster schließen.</translation>
    </message>
    <message>
        <source>%1. Whether the token was created is not known: look at the list. Its secret is lost.</source>
        <translation>%1. Ob das Token erstellt wurde, ist nicht bekannt: Sehen Sie in der Liste nach. Sein Geheimnis ist verloren.</translation>
    </message>
    <message>
        <source>The backend answered without a secret. Look at the list of tokens.</source>
        <translation>Das Backend hat ohne Geheimnis geantwortet. Sehen Sie in der Liste der Token nach.</translation>
    </message>
    <message>
        <source>The token %1 has been created.</source>
        <translation>Das Token %1 wurde erstellt.</translation>
    </message>
    <message>
        <source>Waiting for the answer…</source>
        <translation>Warten auf die Antwort…</translation>
    </message>
    <message>
        <source>Cannot create a token: it has no name yet</source>
        <translation>Token kann nicht erstellt werden: Es hat noch keinen Namen</translation>
    </message>
</context>
<context>
    <name>ui::DeadLettersModel</name>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>When (%1)</source>
        <translation>Wann (%1)</translation>
    </message>
    <message>
        <source>Dead letter %1: %2</source>
        <translation>Aufgegebener Auftrag %1: %2</translation>
    </message>
    <message>
        <source>HTTP status %1</source>
        <translation>HTTP-Status %1</translation>
    </message>
    <message>
        <source>First failed %1</source>
        <translation>Erster Fehler %1</translation>
    </message>
    <message>
        <source>Last failed %1</source>
        <translation>Letzter Fehler %1</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
</context>
<context>
    <name>ui::DeadLettersPanel</name>
    <message>
        <source>Dead letters</source>
        <translation>Aufgegebene Aufträge</translation>
    </message>
    <message>
        <source>DEAD LETTERS  %1</source>
        <translation>AUFGEGEBEN  %1</translation>
    </message>
    <message>
        <source>DEAD LETTERS</source>
        <translation>AUFGEGEBEN</translation>
    </message>
    <message>
        <source>No dead letters</source>
        <translation>Keine aufgegebenen Aufträge</translation>
    </message>
    <message>
        <source>This backend does not list dead letters</source>
        <translation>Dieses Backend führt keine Liste aufgegebener Aufträge</translation>
    </message>
</context>
<context>
    <name>ui::DegradationCard</name>
    <message>
        <source>DEGRADATION</source>
        <translation>BETRIEBSSTUFE</translation>
    </message>
    <message>
        <source>%1: %2 %3</source>
        <translation>%1: %2 %3</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>In detail</source>
        <translation>Im Einzelnen</translation>
    </message>
</context>
<context>
    <name>ui::DesktopNotices</name>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Quittieren</translation>
    </message>
</context>
<context>
    <name>ui::DetailHeader</name>
    <message>
        <source>%1, out of date</source>
        <translation>%1, veraltet</translation>
    </message>
</context>
<context>
    <name>ui::EventDetail</name>
    <message>
        <source>What was seen</source>
        <translation>Was gesehen wurde</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Gesehen</translation>
    </message>
    <message>
        <source>At (%1)</source>
        <translation>Um (%1)</translation>
    </message>
    <message>
        <source>What else is known</source>
        <translation>Was sonst bekannt ist</translation>
    </message>
    <message>
        <source>Loading the picture…</source>
        <translation>Lade das Bild…</translation>
    </message>
    <message>
        <source>The picture cannot be shown: %1</source>
        <translation>Das Bild kann nicht gezeigt werden: %1</translation>
    </message>
    <message>
        <source>The picture cannot be drawn: its format is %1</source>
        <translation>Das Bild kann nicht gezeichnet werden: Sein Format ist %1</translation>
    </message>
    <message>
        <source>No event is selected</source>
        <translation>Kein Ereignis ist ausgewählt</translation>
    </message>
    <message>
        <source>Event %1</source>
        <translation>Ereignis %1</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Lade…</translation>
    </message>
    <message>
        <source>Out of date, as of %1</source>
        <translation>Veraltet, Stand %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The selected event</source>
        <translation>Das ausgewählte Ereignis</translation>
    </message>
</context>
<context>
    <name>ui::EventFilterBar</name>
    <message>
        <source>C&amp;lear</source>
        <translation>&amp;Leeren</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>All cameras</source>
        <translation>Alle Kameras</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Risiko</translation>
    </message>
    <message>
        <source>Any risk</source>
        <translation>Jedes Risiko</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>New and reviewed</source>
        <translation>Neu und geprüft</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Gesehen</translation>
    </message>
    <message>
        <source>Seen, such as person</source>
        <translation>Gesehen, etwa person</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Text in summary, reasoning or notes</source>
        <translation>Text in Zusammenfassung, Begründung oder Notizen</translation>
    </message>
</context>
<context>
    <name>ui::EventListModel</name>
    <message>
        <source>Reviewed</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Picture of event %1</source>
        <translation>Bild von Ereignis %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Risiko</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Began (%1)</source>
        <translation>Beginn (%1)</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
</context>
<context>
    <name>ui::EventsModel</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>ui::EventsPage</name>
    <message>
        <source>Look &amp;further back</source>
        <translation>Weiter &amp;zurück suchen</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message numerus="yes">
        <source>&amp;%n new above</source>
        <translation>
            <numerusform>&amp;%n neues oben</numerusform>
            <numerusform>&amp;%n neue oben</numerusform>
        </translation>
    </message>
    <message>
        <source>Events: more than %1 match</source>
        <translation>Ereignisse: mehr als %1 passen</translation>
    </message>
    <message>
        <source>Events: more than %1</source>
        <translation>Ereignisse: mehr als %1</translation>
    </message>
    <message>
        <source>Events: %1 match</source>
        <translation>Ereignisse: %1 passen</translation>
    </message>
    <message>
        <source>Events: %1</source>
        <translation>Ereignisse: %1</translation>
    </message>
    <message>
        <source>Looking further back…</source>
        <translation>Suche weiter zurück…</translation>
    </message>
    <message>
        <source>None of the newest that were looked at match</source>
        <translation>Von den neuesten durchsuchten passt keines</translation>
    </message>
    <message>
        <source>No events yet. One is made when a camera&apos;s pictures have been assessed.</source>
        <translation>Noch keine Ereignisse. Eines entsteht, wenn die Bilder einer Kamera bewertet sind.</translation>
    </message>
    <message>
        <source>No event matches the filter</source>
        <translation>Kein Ereignis passt zum Filter</translation>
    </message>
</context>
<context>
    <name>ui::EventsPanel</name>
    <message>
        <source>LAST EVENTS</source>
        <translation>LETZTE EREIGNISSE</translation>
    </message>
    <message>
        <source>newest %1</source>
        <translation>neuestes %1</translation>
    </message>
    <message>
        <source>No events yet</source>
        <translation>Noch keine Ereignisse</translation>
    </message>
    <message>
        <source>%1 risk at %2: %3</source>
        <translation>Risiko %1 um %2: %3</translation>
    </message>
    <message>
        <source>Time (%1)</source>
        <translation>Zeit (%1)</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Risiko</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
</context>
<context>
    <name>ui::Exporter</name>
    <message>
        <source>Exporting…</source>
        <translation>Exportiere…</translation>
    </message>
    <message>
        <source>The export was stopped; nothing was written</source>
        <translation>Der Export wurde abgebrochen; nichts wurde geschrieben</translation>
    </message>
    <message>
        <source>Exporting: %1 lines</source>
        <translation>Exportiere: %1 Zeilen</translation>
    </message>
    <message numerus="yes">
        <source>%n lines were written to %1</source>
        <translation>
            <numerusform>%n Zeile wurde in %1 geschrieben</numerusform>
            <numerusform>%n Zeilen wurden in %1 geschrieben</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was not written: %2</source>
        <translation>%1 wurde nicht geschrieben: %2</translation>
    </message>
</context>
<context>
    <name>ui::FactsTable</name>
    <message>
        <source>Out of date, as of %1</source>
        <translation>Veraltet, Stand %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Lade…</translation>
    </message>
</context>
<context>
    <name>ui::FirstRunPanel</name>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>Nothing is set up yet</source>
        <translation>Noch ist nichts eingerichtet</translation>
    </message>
    <message>
        <source>The backend in this window runs, but it has no camera and no worker of yours. There are three ways to go on.</source>
        <translation>Das Backend in diesem Fenster läuft, hat aber keine Kamera und keinen eigenen Worker. Drei Wege führen weiter.</translation>
    </message>
    <message>
        <source>&amp;Run the demo</source>
        <translation>De&amp;mo starten</translation>
    </message>
    <message>
        <source>A camera plays recorded footage, and the AI services of this program look at it. The backend starts anew with a data directory of the demo&apos;s own; yours stays as it is.</source>
        <translation>Eine Kamera spielt aufgezeichnete Bilder ab, und die KI-Dienste dieses Programms sehen sie an. Das Backend startet neu, mit einem eigenen Datenverzeichnis der Demo; Ihres bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Open a &amp;configuration file…</source>
        <translation>&amp;Konfigurationsdatei öffnen …</translation>
    </message>
    <message>
        <source>With your workers and cameras (signalbox.toml). The backend starts anew with it, this time; the option --config does so every time.</source>
        <translation>Mit Ihren Workern und Kameras (signalbox.toml). Das Backend startet neu mit ihr, für dieses Mal; die Option --config tut es jedes Mal.</translation>
    </message>
    <message>
        <source>Connect to a r&amp;unning instance…</source>
        <translation>Mit lau&amp;fender Instanz verbinden …</translation>
    </message>
    <message>
        <source>A Signalbox on another machine, or another one on this. The backend in this window runs on.</source>
        <translation>Eine Signalbox auf einem anderen Rechner oder eine zweite auf diesem. Das Backend in diesem Fenster läuft weiter.</translation>
    </message>
    <message>
        <source>&amp;Show the overview</source>
        <translation>Übersicht &amp;zeigen</translation>
    </message>
    <message>
        <source>Open a configuration file</source>
        <translation>Konfigurationsdatei öffnen</translation>
    </message>
    <message>
        <source>Configuration files (*.toml)</source>
        <translation>Konfigurationsdateien (*.toml)</translation>
    </message>
    <message>
        <source>Or give a camera a folder under %1: it comes by itself as soon as the first image lies there.</source>
        <translation>Oder geben Sie einer Kamera einen Ordner unter %1: Sie kommt von selbst, sobald das erste Bild dort liegt.</translation>
    </message>
    <message>
        <source>It cannot be started with that; nothing was changed:</source>
        <translation>Damit kann nicht gestartet werden; nichts wurde geändert:</translation>
    </message>
</context>
<context>
    <name>ui::FleetPage</name>
    <message>
        <source>Instances</source>
        <translation>Instanzen</translation>
    </message>
    <message>
        <source>&amp;Open instance</source>
        <translation>Instanz &amp;öffnen</translation>
    </message>
    <message>
        <source>&amp;New instance…</source>
        <translation>&amp;Neue Instanz…</translation>
    </message>
    <message>
        <source>&amp;Edit instance…</source>
        <translation>Instanz &amp;bearbeiten…</translation>
    </message>
    <message>
        <source>&amp;Remove instance…</source>
        <translation>Instanz &amp;entfernen…</translation>
    </message>
    <message>
        <source>No instance is selected</source>
        <translation>Keine Instanz ist ausgewählt</translation>
    </message>
    <message>
        <source>No other instance is on the list. With New instance a backend elsewhere can be watched from here.</source>
        <translation>Keine andere Instanz ist auf der Liste. Mit „Neue Instanz“ lässt sich ein Backend anderswo von hier aus beobachten.</translation>
    </message>
    <message>
        <source>Remove instance</source>
        <translation>Instanz entfernen</translation>
    </message>
    <message>
        <source>Remove %1 from the list?</source>
        <translation>%1 von der Liste entfernen?</translation>
    </message>
    <message>
        <source>Its token is deleted from the keychain. Nothing changes on the backend.</source>
        <translation>Ihr Token wird aus dem Schlüsselbund gelöscht. Am Backend ändert sich nichts.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>The backend in this window is a part of the program</source>
        <translation>Das Backend in diesem Fenster ist ein Teil des Programms</translation>
    </message>
    <message>
        <source>%1 is removed. If the keychain has a token of it, it is still there: %2</source>
        <translation>%1 ist entfernt. Wenn der Schlüsselbund ein Token davon hat, ist es noch dort: %2</translation>
    </message>
</context>
<context>
    <name>ui::HistoryFilterBar</name>
    <message>
        <source>Figures and pro&amp;gress too</source>
        <translation>Auch Messwerte und &amp;Fortschritt</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>All workers</source>
        <translation>Alle Worker</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Text in the line</source>
        <translation>Text in der Zeile</translation>
    </message>
    <message>
        <source>What comes all the time: figures, progress, single detections</source>
        <translation>Was ständig kommt: Messwerte, Fortschritt, einzelne Erkennungen</translation>
    </message>
    <message>
        <source>All outcomes</source>
        <translation>Alle Ergebnisse</translation>
    </message>
    <message>
        <source>Restarted</source>
        <translation>Neu gestartet</translation>
    </message>
    <message>
        <source>Crashed</source>
        <translation>Abgestürzt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Ausfall</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>Von Hand</translation>
    </message>
    <message>
        <source>All types</source>
        <translation>Alle Arten</translation>
    </message>
    <message>
        <source>Workers and services</source>
        <translation>Worker und Dienste</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Gesamtzustand</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Security events</source>
        <translation>Sicherheitsereignisse</translation>
    </message>
    <message>
        <source>Detections</source>
        <translation>Erkennungen</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Kameras</translation>
    </message>
    <message>
        <source>Changes of the view</source>
        <translation>Änderungen der Sicht</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>What people did</source>
        <translation>Was Personen taten</translation>
    </message>
</context>
<context>
    <name>ui::HistoryModel</name>
    <message>
        <source>Time (%1)</source>
        <translation>Zeit (%1)</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>Versuch</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
</context>
<context>
    <name>ui::HistoryPage</name>
    <message>
        <source>Look &amp;further back</source>
        <translation>Weiter &amp;zurück suchen</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Restarts</source>
        <translation>Neustarts</translation>
    </message>
    <message>
        <source>Stop the export</source>
        <translation>Export abbrechen</translation>
    </message>
    <message>
        <source>As &amp;CSV…</source>
        <translation>Als &amp;CSV…</translation>
    </message>
    <message>
        <source>As &amp;JSON…</source>
        <translation>Als &amp;JSON…</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>E&amp;xportieren</translation>
    </message>
    <message>
        <source>Write all that the filter gives into a file</source>
        <translation>Alles, was der Filter ergibt, in eine Datei schreiben</translation>
    </message>
    <message>
        <source>&amp;Journal</source>
        <translation>&amp;Journal</translation>
    </message>
    <message>
        <source>&amp;Restarts</source>
        <translation>&amp;Neustarts</translation>
    </message>
    <message>
        <source>Export the history</source>
        <translation>Verlauf exportieren</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message numerus="yes">
        <source>&amp;%n new above</source>
        <translation>
            <numerusform>&amp;%n neue oben</numerusform>
            <numerusform>&amp;%n neue oben</numerusform>
        </translation>
    </message>
    <message>
        <source>History: the journal</source>
        <translation>Verlauf: das Journal</translation>
    </message>
    <message>
        <source>History: the restarts</source>
        <translation>Verlauf: die Neustarts</translation>
    </message>
    <message>
        <source>%1, more than %2 lines</source>
        <translation>%1, mehr als %2 Zeilen</translation>
    </message>
    <message>
        <source>%1, lines: %2</source>
        <translation>%1, Zeilen: %2</translation>
    </message>
    <message>
        <source>Looking further back…</source>
        <translation>Suche weiter zurück…</translation>
    </message>
    <message>
        <source>None of the newest lines that were looked at match</source>
        <translation>Von den neuesten durchsuchten Zeilen passt keine</translation>
    </message>
    <message>
        <source>No line matches the filter</source>
        <translation>Keine Zeile passt zum Filter</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>Noch ist nichts geschehen</translation>
    </message>
    <message>
        <source>No worker has been restarted yet</source>
        <translation>Noch wurde kein Worker neu gestartet</translation>
    </message>
    <message>
        <source>Journal and restarts</source>
        <translation>Journal und Neustarts</translation>
    </message>
</context>
<context>
    <name>ui::HistoryView</name>
    <message>
        <source>Restart history</source>
        <translation>Verlauf der Neustarts</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Lade…</translation>
    </message>
    <message>
        <source>It has not been restarted yet</source>
        <translation>Er wurde noch nicht neu gestartet</translation>
    </message>
    <message>
        <source>Cannot be read: %1</source>
        <translation>Nicht lesbar: %1</translation>
    </message>
</context>
<context>
    <name>ui::ImageView</name>
    <message>
        <source>Picture of the event</source>
        <translation>Bild des Ereignisses</translation>
    </message>
</context>
<context>
    <name>ui::InstanceButton</name>
    <message>
        <source>in this window</source>
        <translation>in diesem Fenster</translation>
    </message>
    <message>
        <source>local</source>
        <translation>lokal</translation>
    </message>
    <message>
        <source>remote</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>%1, watch only</source>
        <translation>%1, nur beobachten</translation>
    </message>
    <message>
        <source>%1, guarded</source>
        <translation>%1, gesichert</translation>
    </message>
    <message>
        <source>Instance %1, %2</source>
        <translation>Instanz %1, %2</translation>
    </message>
    <message>
        <source>Choose another instance</source>
        <translation>Eine andere Instanz wählen</translation>
    </message>
    <message>
        <source>%1, %2
%3
Choose another instance</source>
        <translation>%1, %2
%3
Eine andere Instanz wählen</translation>
    </message>
</context>
<context>
    <name>ui::InstanceDialog</name>
    <message>
        <source>Teal</source>
        <translation>Türkis</translation>
    </message>
    <message>
        <source>Brown</source>
        <translation>Braun</translation>
    </message>
    <message>
        <source>Moss</source>
        <translation>Moos</translation>
    </message>
    <message>
        <source>Plum</source>
        <translation>Pflaume</translation>
    </message>
    <message>
        <source>Slate</source>
        <translation>Schiefer</translation>
    </message>
    <message>
        <source>Forget the token that is kept</source>
        <translation>Das gespeicherte Token vergessen</translation>
    </message>
    <message>
        <source>I have compared it: accept this certificate</source>
        <translation>Verglichen: dieses Zertifikat akzeptieren</translation>
    </message>
    <message>
        <source>Ask for its certificate anew</source>
        <translation>Zertifikat neu abfragen</translation>
    </message>
    <message>
        <source>New instance</source>
        <translation>Neue Instanz</translation>
    </message>
    <message>
        <source>Instance %1</source>
        <translation>Instanz %1</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation>&amp;Token</translation>
    </message>
    <message>
        <source>Ta&amp;g</source>
        <translation>&amp;Kürzel</translation>
    </message>
    <message>
        <source>&amp;Colour</source>
        <translation>&amp;Farbe</translation>
    </message>
    <message>
        <source>&amp;Mode</source>
        <translation>&amp;Modus</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>none, or as the backend gave it</source>
        <translation>keines, oder wie vom Backend ausgegeben</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Was nicht stimmt</translation>
    </message>
    <message>
        <source>%1: nothing can be done to it</source>
        <translation>%1: nichts kann an ihr getan werden</translation>
    </message>
    <message>
        <source>%1: what has consequences asks for its name</source>
        <translation>%1: was Folgen hat, verlangt ihren Namen</translation>
    </message>
    <message>
        <source>%1: as for this machine</source>
        <translation>%1: wie bei diesem Rechner</translation>
    </message>
    <message>
        <source>Compare the fingerprint with the one that the operator of this backend names, then accept it.</source>
        <translation>Den Fingerabdruck mit dem vergleichen, den der Betreiber dieses Backends nennt, dann akzeptieren.</translation>
    </message>
    <message>
        <source>Asking %1 for its certificate…</source>
        <translation>Frage %1 nach dem Zertifikat…</translation>
    </message>
    <message>
        <source>%1 shows no certificate: %2</source>
        <translation>%1 zeigt kein Zertifikat: %2</translation>
    </message>
    <message>
        <source>This computer trusts it.</source>
        <translation>Dieser Rechner vertraut ihm.</translation>
    </message>
    <message>
        <source>Nobody whom this computer trusts vouches for it.</source>
        <translation>Niemand, dem dieser Rechner vertraut, bürgt dafür.</translation>
    </message>
    <message>
        <source>Certificate of %1, issued to %2, valid until %3. %4
SHA-256 %5</source>
        <translation>Zertifikat von %1, ausgestellt für %2, gültig bis %3. %4
SHA-256 %5</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>A token that is kept is for %1. Type the one for %2, or let it be forgotten.</source>
        <translation>Ein aufbewahrtes Token ist für %1. Geben Sie das für %2 ein, oder lassen Sie es vergessen.</translation>
    </message>
</context>
<context>
    <name>ui::InstanceList</name>
    <message>
        <source>The list of instances cannot be used: %1. It was kept as %2, and a new one begins.</source>
        <translation>Die Liste der Instanzen ist nicht brauchbar: %1. Sie wurde als %2 aufgehoben, und eine neue beginnt.</translation>
    </message>
    <message>
        <source>The list of instances cannot be used: %1. It could not be put aside; what is changed here replaces it.</source>
        <translation>Die Liste der Instanzen ist nicht brauchbar: %1. Sie konnte nicht beiseitegelegt werden; was hier geändert wird, ersetzt sie.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
</context>
<context>
    <name>ui::InstanceMenu</name>
    <message>
        <source>%1, in this window</source>
        <translation>%1, in diesem Fenster</translation>
    </message>
    <message>
        <source>%1, not on the list</source>
        <translation>%1, nicht auf der Liste</translation>
    </message>
</context>
<context>
    <name>ui::JobsModel</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Job</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unklar</translation>
    </message>
</context>
<context>
    <name>ui::JournalModel</name>
    <message>
        <source>Time (%1)</source>
        <translation>Zeit (%1)</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Betrifft</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
</context>
<context>
    <name>ui::Keychain</name>
    <message>
        <source>This desktop has no keychain.</source>
        <translation>Dieser Desktop hat keinen Schlüsselbund.</translation>
    </message>
    <message>
        <source>The keychain is locked.</source>
        <translation>Der Schlüsselbund ist gesperrt.</translation>
    </message>
    <message>
        <source>The keychain cannot be used: %1</source>
        <translation>Der Schlüsselbund ist nicht nutzbar: %1</translation>
    </message>
    <message>
        <source>%1 The token is known until the program ends.</source>
        <translation>%1 Das Token ist bis zum Ende des Programms bekannt.</translation>
    </message>
</context>
<context>
    <name>ui::KindsModel</name>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>What it tells</source>
        <translation>Was es meldet</translation>
    </message>
    <message>
        <source>Deprecated: %1</source>
        <translation>Veraltet: %1</translation>
    </message>
</context>
<context>
    <name>ui::LoadModel</name>
    <message>
        <source>Of one core: 200 % are two cores</source>
        <translation>Von einem Kern: 200 % sind zwei Kerne</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>CPU (%)</source>
        <translation>CPU (%)</translation>
    </message>
    <message>
        <source>RAM (MB)</source>
        <translation>RAM (MB)</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>Prozesse</translation>
    </message>
</context>
<context>
    <name>ui::LogSearch</name>
    <message>
        <source>Lo&amp;ok for</source>
        <translation>Su&amp;chen</translation>
    </message>
    <message>
        <source>Find in the log</source>
        <translation>Im Log finden</translation>
    </message>
    <message>
        <source>Ctrl+F in the log leads here; Enter: next, Shift+Enter: previous</source>
        <translation>Strg+F im Log führt hierher; Eingabe: nächster, Umschalt+Eingabe: vorheriger Treffer</translation>
    </message>
    <message>
        <source>Previous match (Shift+F3)</source>
        <translation>Vorheriger Treffer (Umschalt+F3)</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Vorheriger Treffer</translation>
    </message>
    <message>
        <source>Next match (F3)</source>
        <translation>Nächster Treffer (F3)</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>No match</source>
        <translation>Kein Treffer</translation>
    </message>
    <message>
        <source>Matches: %1</source>
        <translation>Treffer: %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>ui::LogView</name>
    <message>
        <source>&amp;Follow</source>
        <translation>&amp;Folgen</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Keep the newest line in sight</source>
        <translation>Die neueste Zeile in Sicht behalten</translation>
    </message>
    <message>
        <source>Hold the picture; what comes meanwhile is kept</source>
        <translation>Die Anzeige anhalten; was inzwischen kommt, bleibt erhalten</translation>
    </message>
    <message>
        <source>Nothing has been written yet</source>
        <translation>Noch wurde nichts geschrieben</translation>
    </message>
    <message>
        <source>Not live: %1</source>
        <translation>Nicht live: %1</translation>
    </message>
    <message>
        <source>… lines are missing here …</source>
        <translation>… hier fehlen Zeilen …</translation>
    </message>
</context>
<context>
    <name>ui::MainWindow</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>The backend in this window has not answered for %1. Workers may no longer be watched.</source>
        <translation>Das Backend in diesem Fenster hat seit %1 nicht geantwortet. Worker werden womöglich nicht mehr überwacht.</translation>
    </message>
    <message>
        <source>workers %1</source>
        <translation>Worker %1</translation>
    </message>
    <message>
        <source>open batches %1</source>
        <translation>offene Stapel %1</translation>
    </message>
    <message>
        <source>%1 queue %2</source>
        <translation>Warteschlange %1: %2</translation>
    </message>
    <message>
        <source>v%1</source>
        <translation>v%1</translation>
    </message>
    <message>
        <source>console v%1, backend v%2</source>
        <translation>Konsole v%1, Backend v%2</translation>
    </message>
    <message>
        <source>Quit Signalbox</source>
        <translation>Signalbox beenden</translation>
    </message>
    <message>
        <source>Quit Signalbox?</source>
        <translation>Signalbox beenden?</translation>
    </message>
    <message>
        <source>The backend runs in this window. Workers that will stop: %1.</source>
        <translation>Das Backend läuft in diesem Fenster. Worker, die stoppen werden: %1.</translation>
    </message>
    <message>
        <source>The backend runs in this window. How many workers will stop is not known now.</source>
        <translation>Das Backend läuft in diesem Fenster. Wie viele Worker stoppen werden, ist zurzeit nicht bekannt.</translation>
    </message>
    <message>
        <source>Quit and stop the workers</source>
        <translation>Beenden und Worker stoppen</translation>
    </message>
    <message>
        <source>About Signalbox</source>
        <translation>Über Signalbox</translation>
    </message>
    <message>
        <source>Signalbox %1
A control room in one program.

GNU General Public License, version 3 or later.</source>
        <translation>Signalbox %1
Eine Leitwarte in einem Programm.

GNU General Public License, Version 3 oder später.</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Read everything again</source>
        <translation>Alles &amp;neu lesen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Worker</source>
        <translation>&amp;Worker</translation>
    </message>
    <message>
        <source>&amp;Pipeline</source>
        <translation>&amp;Pipeline</translation>
    </message>
    <message>
        <source>&amp;Alarm</source>
        <translation>A&amp;larm</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;About Signalbox</source>
        <translation>&amp;Über Signalbox</translation>
    </message>
    <message>
        <source>&amp;Instance</source>
        <translation>&amp;Instanz</translation>
    </message>
    <message>
        <source>&amp;All instances</source>
        <translation>&amp;Alle Instanzen</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Darstellung</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>&amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>Sp&amp;rache</translation>
    </message>
    <message>
        <source>&amp;Export the history</source>
        <translation>Verlauf &amp;exportieren</translation>
    </message>
    <message>
        <source>&amp;Hide to tray</source>
        <translation>In den Infobereich &amp;verbergen</translation>
    </message>
    <message>
        <source>This page has no filter</source>
        <translation>Diese Seite hat keinen Filter</translation>
    </message>
    <message>
        <source>Only on the page Workers</source>
        <translation>Nur auf der Seite Worker</translation>
    </message>
    <message>
        <source>&amp;Commands…</source>
        <translation>&amp;Befehle…</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>High &amp;contrast</source>
        <translation>Hoher &amp;Kontrast</translation>
    </message>
    <message>
        <source>&amp;Event</source>
        <translation>&amp;Ereignis</translation>
    </message>
    <message>
        <source>Filter this pa&amp;ge</source>
        <translation>Diese Seite &amp;filtern</translation>
    </message>
    <message>
        <source>Ab&amp;normal only</source>
        <translation>Nur Auffälli&amp;ges</translation>
    </message>
    <message>
        <source>Wall &amp;display</source>
        <translation>Wandan&amp;zeige</translation>
    </message>
    <message>
        <source>Densit&amp;y</source>
        <translation>Di&amp;chte</translation>
    </message>
    <message>
        <source>&amp;Comfortable</source>
        <translation>&amp;Luftig</translation>
    </message>
    <message>
        <source>C&amp;ompact</source>
        <translation>&amp;Kompakt</translation>
    </message>
    <message>
        <source>&amp;Columns of this page…</source>
        <translation>Spal&amp;ten dieser Seite …</translation>
    </message>
    <message>
        <source>This page has no table of columns</source>
        <translation>Diese Seite hat keine Tabelle mit Spalten</translation>
    </message>
    <message>
        <source>&amp;Developer</source>
        <translation>En&amp;twickler</translation>
    </message>
    <message>
        <source>%1 – Signalbox</source>
        <translation>%1 – Signalbox</translation>
    </message>
    <message>
        <source>&amp;Back to the backend in this window</source>
        <translation>&amp;Zurück zum Backend in diesem Fenster</translation>
    </message>
    <message>
        <source>It is what this window shows</source>
        <translation>Dieses Fenster zeigt es</translation>
    </message>
    <message>
        <source>&amp;Restart the backend</source>
        <translation>&amp;Backend neu starten</translation>
    </message>
    <message>
        <source>The backend in this window is being restarted. Workers are not watched until it runs again.</source>
        <translation>Das Backend in diesem Fenster wird neu gestartet. Bis es wieder läuft, werden die Worker nicht überwacht.</translation>
    </message>
    <message>
        <source>Restart Signalbox</source>
        <translation>Signalbox neu starten</translation>
    </message>
    <message>
        <source>The backend does not react, so it cannot be stopped alone.</source>
        <translation>Das Backend reagiert nicht; allein kann es nicht beendet werden.</translation>
    </message>
    <message>
        <source>The whole program can be restarted, with the same options. All workers are killed at once, without a chance to finish, and are started again with the backend.</source>
        <translation>Das ganze Programm kann neu gestartet werden, mit denselben Optionen. Alle Worker werden sofort abgebrochen, ohne ihre Arbeit zu beenden, und starten mit dem Backend wieder.</translation>
    </message>
    <message>
        <source>Its workers are stopped in order and started again</source>
        <translation>Seine Worker werden geordnet beendet und wieder gestartet</translation>
    </message>
    <message>
        <source>The backend inside this program, %1, stops too. Workers that will stop: %2.</source>
        <translation>Auch das Backend in diesem Programm, %1, wird beendet. Worker, die anhalten: %2.</translation>
    </message>
    <message>
        <source>The backend inside this program, %1, stops too. How many workers will stop is not known now.</source>
        <translation>Auch das Backend in diesem Programm, %1, wird beendet. Wie viele Worker anhalten, ist jetzt nicht bekannt.</translation>
    </message>
    <message>
        <source>Restart &amp;Signalbox</source>
        <translation>&amp;Signalbox neu starten</translation>
    </message>
    <message>
        <source>The backend does not react</source>
        <translation>Das Backend reagiert nicht</translation>
    </message>
</context>
<context>
    <name>ui::MessageBar</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Do it &amp;now</source>
        <translation>&amp;Sofort ausführen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Result of the last action</source>
        <translation>Ergebnis der letzten Aktion</translation>
    </message>
</context>
<context>
    <name>ui::Mimic</name>
    <message>
        <source>FLOW</source>
        <translation>FLUSS</translation>
    </message>
    <message>
        <source>out of date: %1</source>
        <translation>veraltet: %1</translation>
    </message>
    <message>
        <source>%1 %2 %3</source>
        <translation>%1 %2 %3</translation>
    </message>
    <message>
        <source>, %1 waiting</source>
        <translation>, %1 warten</translation>
    </message>
    <message>
        <source>, %1</source>
        <translation>, %1</translation>
    </message>
    <message>
        <source> (%1)</source>
        <translation> (%1)</translation>
    </message>
    <message>
        <source>breaker %1 %2</source>
        <translation>Schutzschalter %1 %2</translation>
    </message>
    <message>
        <source>Out of date, as of %1</source>
        <translation>Veraltet, Stand %1</translation>
    </message>
</context>
<context>
    <name>ui::MonitoringPage</name>
    <message>
        <source>Jobs</source>
        <translation>Jobs</translation>
    </message>
    <message>
        <source>EXPORTERS</source>
        <translation>EXPORTER</translation>
    </message>
    <message>
        <source>COLLECTION</source>
        <translation>ERFASSUNG</translation>
    </message>
    <message>
        <source>ISSUES</source>
        <translation>PROBLEME</translation>
    </message>
    <message>
        <source>&amp;Unhealthy only</source>
        <translation>Nur &amp;gestörte</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>&amp;Copy address</source>
        <translation>Adresse &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Open in Prometheus</source>
        <translation>In &amp;Prometheus öffnen</translation>
    </message>
    <message>
        <source>Loading what Prometheus says…</source>
        <translation>Lade, was Prometheus meldet…</translation>
    </message>
    <message>
        <source>The jobs are not known</source>
        <translation>Die Jobs sind nicht bekannt</translation>
    </message>
    <message>
        <source>Prometheus has no jobs</source>
        <translation>Prometheus hat keine Jobs</translation>
    </message>
    <message>
        <source>Prometheus has no targets</source>
        <translation>Prometheus hat keine Ziele</translation>
    </message>
    <message numerus="yes">
        <source>None of the %n targets is unhealthy</source>
        <translation>
            <numerusform>Das %n Ziel ist nicht gestört</numerusform>
            <numerusform>Keines der %n Ziele ist gestört</numerusform>
        </translation>
    </message>
    <message>
        <source>No exporters are told</source>
        <translation>Keine Exporter gemeldet</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>%1 kopieren</translation>
    </message>
    <message>
        <source>Cannot copy an address: no target is selected</source>
        <translation>Adresse kopieren nicht möglich: kein Ziel ist ausgewählt</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Cannot open Prometheus: its address is not one of the web</source>
        <translation>Prometheus öffnen nicht möglich: Seine Adresse ist keine Webadresse</translation>
    </message>
    <message>
        <source>%1. Waiting to move: %2</source>
        <translation>%1. warten auf Umzug: %2</translation>
    </message>
</context>
<context>
    <name>ui::NeedsPanel</name>
    <message>
        <source>Needs you</source>
        <translation>Zu tun</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>NEEDS YOU  %1</source>
        <translation>ZU TUN  %1</translation>
    </message>
    <message>
        <source>NEEDS YOU</source>
        <translation>ZU TUN</translation>
    </message>
    <message>
        <source>This backend has no alarms</source>
        <translation>Dieses Backend hat keine Alarme</translation>
    </message>
    <message>
        <source>Show on the page Alarms</source>
        <translation>Auf der Seite Alarme zeigen</translation>
    </message>
    <message>
        <source>No alarm is active</source>
        <translation>Kein Alarm ist aktiv</translation>
    </message>
    <message>
        <source>NEEDS YOU  %1, waiting to move: %2</source>
        <translation>ZU TUN  %1, warten auf Umzug: %2</translation>
    </message>
</context>
<context>
    <name>ui::NoticeBar</name>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
</context>
<context>
    <name>ui::NowView</name>
    <message>
        <source>Last error</source>
        <translation>Letzter Fehler</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>The worker now</source>
        <translation>Der Worker jetzt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Importance</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>Restarts used</source>
        <translation>Neustarts verbraucht</translation>
    </message>
    <message>
        <source>Next attempt</source>
        <translation>Nächster Versuch</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Gestartet</translation>
    </message>
    <message>
        <source>Last crash</source>
        <translation>Letzter Absturz</translation>
    </message>
    <message>
        <source>It says</source>
        <translation>Er meldet</translation>
    </message>
    <message>
        <source>Last exit</source>
        <translation>Letztes Ende</translation>
    </message>
    <message>
        <source>Started after</source>
        <translation>Gestartet nach</translation>
    </message>
    <message>
        <source>Directory</source>
        <translation>Verzeichnis</translation>
    </message>
    <message>
        <source>Restarted</source>
        <translation>Neu gestartet</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Log file</source>
        <translation>Log-Datei</translation>
    </message>
    <message>
        <source>%1, as of %2</source>
        <translation>%1, Stand %2</translation>
    </message>
    <message>
        <source>Critical: the system is unhealthy without it</source>
        <translation>Kritisch: Ohne ihn ist das System gestört</translation>
    </message>
    <message>
        <source>Not critical</source>
        <translation>Nicht kritisch</translation>
    </message>
    <message>
        <source>PID %1, up for %2</source>
        <translation>PID %1, läuft seit %2</translation>
    </message>
    <message>
        <source>PID %1</source>
        <translation>PID %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>That of the backend</source>
        <translation>Das des Backends</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Lade…</translation>
    </message>
    <message>
        <source>Out of date, as of %1</source>
        <translation>Veraltet, Stand %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>ui::OverviewPage</name>
    <message>
        <source>First &amp;steps</source>
        <translation>Erste &amp;Schritte</translation>
    </message>
    <message>
        <source>Only where the backend in this window can be another one</source>
        <translation>Nur wo das Backend in diesem Fenster ein anderes sein kann</translation>
    </message>
    <message>
        <source>It is not known now what is set up</source>
        <translation>Was eingerichtet ist, ist jetzt nicht bekannt</translation>
    </message>
    <message>
        <source>Something is set up already</source>
        <translation>Es ist schon etwas eingerichtet</translation>
    </message>
    <message>
        <source>Ways to begin, while nothing is set up</source>
        <translation>Wege zum Anfang, solange nichts eingerichtet ist</translation>
    </message>
    <message>
        <source>alarms are not known</source>
        <translation>Alarme sind nicht bekannt</translation>
    </message>
    <message numerus="yes">
        <source>%1 alarm(s) not acknowledged</source>
        <translation>
            <numerusform>%1 Alarm nicht quittiert</numerusform>
            <numerusform>%1 Alarme nicht quittiert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::PagedTable</name>
    <message>
        <source>Out of date, as of %1</source>
        <translation>Veraltet, Stand %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Lade…</translation>
    </message>
</context>
<context>
    <name>ui::Panel</name>
    <message>
        <source>Loading…</source>
        <translation>Lade…</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>Stand %1</translation>
    </message>
    <message>
        <source>Cannot be read: %1</source>
        <translation>Nicht lesbar: %1</translation>
    </message>
    <message>
        <source>%1 as a table</source>
        <translation>%1 als Tabelle</translation>
    </message>
</context>
<context>
    <name>ui::PerformancePage</name>
    <message>
        <source>HOST</source>
        <translation>RECHNER</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>AI SERVICES</source>
        <translation>KI-DIENSTE</translation>
    </message>
    <message>
        <source>WORK, 95 % WITHIN</source>
        <translation>ARBEIT, 95 % INNERHALB</translation>
    </message>
    <message>
        <source>STORE AND QUEUE</source>
        <translation>DATENBANK UND WARTESCHLANGE</translation>
    </message>
    <message>
        <source>BEYOND THEIR LIMITS</source>
        <translation>ÜBER IHREN GRENZEN</translation>
    </message>
    <message>
        <source>Load of the workers</source>
        <translation>Last der Worker</translation>
    </message>
    <message>
        <source>LOAD</source>
        <translation>LAST</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>No figures yet: —</source>
        <translation>Noch keine Messwerte: —</translation>
    </message>
    <message>
        <source>95 % WITHIN</source>
        <translation>95 % INNERHALB</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>No work was measured: —</source>
        <translation>Keine Arbeit gemessen: —</translation>
    </message>
    <message>
        <source>WAITING</source>
        <translation>WARTEND</translation>
    </message>
    <message>
        <source>jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>What the last chart shows</source>
        <translation>Was das letzte Diagramm zeigt</translation>
    </message>
    <message>
        <source>Loading the figures…</source>
        <translation>Lade die Messwerte…</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>Leistung</translation>
    </message>
    <message>
        <source>Performance, as of %1</source>
        <translation>Leistung, Stand %1</translation>
    </message>
    <message>
        <source>Performance, measured %1: nothing is beyond its limits</source>
        <translation>Leistung, gemessen %1: Nichts ist über seinen Grenzen</translation>
    </message>
    <message>
        <source>Performance, measured %1</source>
        <translation>Leistung, gemessen %1</translation>
    </message>
    <message>
        <source>%1 – cannot be read: %2</source>
        <translation>%1 – nicht lesbar: %2</translation>
    </message>
    <message>
        <source>No GPU was found</source>
        <translation>Keine GPU gefunden</translation>
    </message>
    <message>
        <source>The backend does not tell it</source>
        <translation>Das Backend meldet es nicht</translation>
    </message>
    <message>
        <source>No AI service has an address</source>
        <translation>Kein KI-Dienst hat eine Adresse</translation>
    </message>
    <message>
        <source>There are no workers</source>
        <translation>Es gibt keine Worker</translation>
    </message>
    <message>
        <source>No figures: —</source>
        <translation>Keine Messwerte: —</translation>
    </message>
</context>
<context>
    <name>ui::RangeButtons</name>
    <message>
        <source>&amp;5 min</source>
        <translation>&amp;5 min</translation>
    </message>
    <message>
        <source>&amp;15 min</source>
        <translation>&amp;15 min</translation>
    </message>
    <message>
        <source>&amp;60 min</source>
        <translation>&amp;60 min</translation>
    </message>
    <message numerus="yes">
        <source>Charts over the last %n minutes</source>
        <translation>
            <numerusform>Diagramme über die letzte Minute</numerusform>
            <numerusform>Diagramme über die letzten %n Minuten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RegistryTab</name>
    <message>
        <source>Types of events</source>
        <translation>Ereignistypen</translation>
    </message>
    <message>
        <source>Example of its data</source>
        <translation>Beispiel seiner Daten</translation>
    </message>
    <message>
        <source>Schema of its data</source>
        <translation>Schema seiner Daten</translation>
    </message>
    <message>
        <source>Copy the e&amp;xample</source>
        <translation>&amp;Beispiel kopieren</translation>
    </message>
    <message>
        <source>This backend names no types of events</source>
        <translation>Dieses Backend nennt keine Ereignistypen</translation>
    </message>
    <message>
        <source>Types of events: %1</source>
        <translation>Ereignistypen: %1</translation>
    </message>
    <message>
        <source>No type is selected</source>
        <translation>Kein Typ ist ausgewählt</translation>
    </message>
    <message>
        <source>Deprecated; it comes only to who asks for it by its name.</source>
        <translation>Veraltet; es kommt nur zu dem, der es beim Namen verlangt.</translation>
    </message>
    <message>
        <source>Deprecated; it comes only to who asks for it by its name. Use %1.</source>
        <translation>Veraltet; es kommt nur zu dem, der es beim Namen verlangt. Stattdessen: %1.</translation>
    </message>
    <message>
        <source>Cannot copy: no type is selected</source>
        <translation>Kopieren nicht möglich: Kein Typ ist ausgewählt</translation>
    </message>
    <message>
        <source>Cannot copy: the backend gives no example</source>
        <translation>Kopieren nicht möglich: Das Backend gibt kein Beispiel</translation>
    </message>
    <message>
        <source>Copy the example of its data</source>
        <translation>Das Beispiel seiner Daten kopieren</translation>
    </message>
</context>
<context>
    <name>ui::RequestsTab</name>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>With a to&amp;ken</source>
        <translation>Mit To&amp;ken</translation>
    </message>
    <message>
        <source>The command</source>
        <translation>Der Befehl</translation>
    </message>
    <message>
        <source>Copy as c&amp;url</source>
        <translation>Als &amp;curl kopieren</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter: words of the method, the path or what it does</source>
        <translation>Filter: Wörter der Methode, des Pfads oder der Wirkung</translation>
    </message>
    <message>
        <source>Words in capitals are to be replaced.</source>
        <translation>Wörter in Großbuchstaben sind zu ersetzen.</translation>
    </message>
    <message>
        <source>The shell takes the token from its variable SIGNALBOX_TOKEN; the command never holds it.</source>
        <translation>Die Shell nimmt das Token aus ihrer Variablen SIGNALBOX_TOKEN; im Befehl steht es nie.</translation>
    </message>
    <message>
        <source>This console accepted the certificate by its fingerprint; curl needs it as a file, with --cacert.</source>
        <translation>Diese Konsole hat das Zertifikat am Fingerabdruck anerkannt; curl braucht es als Datei, mit --cacert.</translation>
    </message>
    <message>
        <source>This backend describes no requests</source>
        <translation>Dieses Backend beschreibt keine Anfragen</translation>
    </message>
    <message>
        <source>None of %1 requests passes the filter</source>
        <translation>Keine von %1 Anfragen passt zum Filter</translation>
    </message>
    <message>
        <source>Requests: %1</source>
        <translation>Anfragen: %1</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Den Befehl kopieren</translation>
    </message>
    <message>
        <source>Cannot copy: no request is selected</source>
        <translation>Kopieren nicht möglich: Keine Anfrage ist ausgewählt</translation>
    </message>
</context>
<context>
    <name>ui::RestartsModel</name>
    <message>
        <source>Time (%1)</source>
        <translation>Zeit (%1)</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>Versuch</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
</context>
<context>
    <name>ui::RevokeTokenDialog</name>
    <message>
        <source>Whoever uses it is refused from now on. That cannot be taken back.</source>
        <translation>Wer es benutzt, wird ab sofort abgewiesen. Das lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>Connections that end: %1.</source>
        <translation>Verbindungen, die enden: %1.</translation>
    </message>
    <message>
        <source>How many connections end is not known now.</source>
        <translation>Wie viele Verbindungen enden, ist jetzt nicht bekannt.</translation>
    </message>
    <message>
        <source>This console speaks with it: it will see nothing any more until it is given another token.</source>
        <translation>Diese Konsole spricht mit ihm: Sie sieht nichts mehr, bis sie ein anderes Token bekommt.</translation>
    </message>
    <message>
        <source>Revoke %1 on %2</source>
        <translation>%1 auf %2 widerrufen</translation>
    </message>
    <message>
        <source>Revoke the token %1?</source>
        <translation>Token %1 widerrufen?</translation>
    </message>
    <message>
        <source>This instance is guarded. Type its name, %1, to go on:</source>
        <translation>Diese Instanz ist gesichert. Zum Fortfahren ihren Namen eingeben, %1:</translation>
    </message>
    <message>
        <source>Revoke the token</source>
        <translation>Token widerrufen</translation>
    </message>
    <message>
        <source>The name of the instance is not typed yet</source>
        <translation>Der Name der Instanz ist noch nicht eingegeben</translation>
    </message>
</context>
<context>
    <name>ui::RibbonsPanel</name>
    <message>
        <source>LAST 24 H (%1)</source>
        <translation>LETZTE 24 H (%1)</translation>
    </message>
    <message>
        <source>in trouble: %1</source>
        <translation>gestört: %1</translation>
    </message>
    <message>
        <source>no worker, breaker or service was in trouble</source>
        <translation>kein Worker, Schutzschalter oder Dienst war gestört</translation>
    </message>
    <message>
        <source>%1: %2 %3 to %4</source>
        <translation>%1: %2 %3 bis %4</translation>
    </message>
</context>
<context>
    <name>ui::RoutesModel</name>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Umfang</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was sie bewirkt</translation>
    </message>
</context>
<context>
    <name>ui::RowsPanel</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>Üblich</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Bemerkung</translation>
    </message>
    <message>
        <source>%1 to %2 %3</source>
        <translation>%1 bis %2 %3</translation>
    </message>
</context>
<context>
    <name>ui::Session</name>
    <message>
        <source>The backend does not let this console in</source>
        <translation>Das Backend lässt diese Konsole nicht herein</translation>
    </message>
    <message>
        <source>What has happened since waits for the store</source>
        <translation>Was seither geschehen ist, wartet auf die Datenbank</translation>
    </message>
</context>
<context>
    <name>ui::SettingsPage</name>
    <message>
        <source>&amp;Mute for 15 minutes</source>
        <translation>Für 15 Minuten s&amp;tumm</translation>
    </message>
    <message>
        <source>These are settings of this console on this machine, for every instance. Nothing of a backend is changed here.</source>
        <translation>Dies sind Einstellungen dieser Konsole auf diesem Rechner, für jede Instanz. An einem Backend wird hier nichts geändert.</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Darstellung</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>UTC</translation>
    </message>
    <message>
        <source>Local time of this machine</source>
        <translation>Ortszeit dieses Rechners</translation>
    </message>
    <message>
        <source>&amp;Clock</source>
        <translation>&amp;Uhr</translation>
    </message>
    <message>
        <source>Notifications of the desktop</source>
        <translation>Meldungen des Desktops</translation>
    </message>
    <message>
        <source>Alarms of priority 1</source>
        <translation>Alarme der Priorität 1</translation>
    </message>
    <message>
        <source>Alarms of priority 1 and 2</source>
        <translation>Alarme der Priorität 1 und 2</translation>
    </message>
    <message>
        <source>All alarms</source>
        <translation>Alle Alarme</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>&amp;Notify of</source>
        <translation>&amp;Melden bei</translation>
    </message>
    <message>
        <source>Acting</source>
        <translation>Handeln</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Time to &amp;undo</source>
        <translation>&amp;Frist zum Zurücknehmen</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Signalbox %1, with Qt %2 (running on Qt %3).
GNU General Public License, version 3 or later. Qt: GNU Lesser General Public License 3; Qt Charts: GNU General Public License 3; QtKeychain: BSD.</source>
        <translation>Signalbox %1, mit Qt %2 (läuft mit Qt %3).
GNU General Public License, Version 3 oder später. Qt: GNU Lesser General Public License 3; Qt Charts: GNU General Public License 3; QtKeychain: BSD.</translation>
    </message>
    <message>
        <source>&amp;Density</source>
        <translation>Di&amp;chte</translation>
    </message>
    <message>
        <source>&amp;Quiet hours: only of priority 1</source>
        <translation>&amp;Ruhezeit: nur von Priorität 1</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>Ruhe ab</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>Ruhe bis</translation>
    </message>
    <message>
        <source>until</source>
        <comment>quiet hours: 22:00 until 6:00</comment>
        <translation>bis</translation>
    </message>
    <message>
        <source>by the clock of this machine</source>
        <translation>nach der Uhr dieses Rechners</translation>
    </message>
    <message>
        <source>What can be taken back waits for so long before it is sent.</source>
        <translation>Was zurückgenommen werden kann, wartet so lange, bevor es gesendet wird.</translation>
    </message>
</context>
<context>
    <name>ui::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Acknowledge the selected alarm</source>
        <translation>Den ausgewählten Alarm quittieren</translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation>Tab, Umschalt+Tab</translation>
    </message>
    <message>
        <source>To the next or the previous part</source>
        <translation>Zum nächsten oder vorigen Teil</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Close what is open</source>
        <translation>Schließen, was offen ist</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>What they do</source>
        <translation>Was sie tun</translation>
    </message>
</context>
<context>
    <name>ui::StageCharts</name>
    <message>
        <source>QUEUE DEPTH</source>
        <translation>WARTEND</translation>
    </message>
    <message>
        <source>jobs, stacked</source>
        <translation>Aufträge, gestapelt</translation>
    </message>
    <message>
        <source>No figures yet: —</source>
        <translation>Noch keine Messwerte: —</translation>
    </message>
    <message>
        <source>LATENCY</source>
        <translation>LATENZ</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>No latency yet: — (nothing measured, or the backend does not tell it)</source>
        <translation>Noch keine Latenz: — (nichts gemessen, oder das Backend meldet es nicht)</translation>
    </message>
    <message>
        <source>IN, OUT</source>
        <translation>FLUSS</translation>
    </message>
    <message>
        <source>/min</source>
        <translation>/min</translation>
    </message>
    <message>
        <source>No flow yet: — (nothing measured, or the backend does not tell it)</source>
        <translation>Noch kein Fluss: — (nichts gemessen, oder das Backend meldet es nicht)</translation>
    </message>
    <message>
        <source>BATCHES CLOSED</source>
        <translation>GESCHLOSSEN</translation>
    </message>
    <message>
        <source>/5 min</source>
        <translation>/5 min</translation>
    </message>
    <message>
        <source>None closed yet: — since the backend began</source>
        <translation>Noch keine geschlossen: — seit Beginn des Backends</translation>
    </message>
    <message>
        <source>Stage of the chart</source>
        <translation>Stufe des Diagramms</translation>
    </message>
</context>
<context>
    <name>ui::StartFailureWindow</name>
    <message>
        <source>Signalbox could not start</source>
        <translation>Signalbox konnte nicht starten</translation>
    </message>
    <message>
        <source>&amp;Connect to the running one at %1</source>
        <translation>Mit dem laufenden unter %1 &amp;verbinden</translation>
    </message>
    <message>
        <source>Start on another &amp;port</source>
        <translation>Auf einem anderen &amp;Port starten</translation>
    </message>
    <message>
        <source>Use another data &amp;directory…</source>
        <translation>Anderes &amp;Datenverzeichnis verwenden…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>The backend could not start</source>
        <translation>Das Backend konnte nicht starten</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Was nicht stimmt</translation>
    </message>
</context>
<context>
    <name>ui::TableToggle</name>
    <message>
        <source>Show as &amp;table</source>
        <translation>Als &amp;Tabelle zeigen</translation>
    </message>
    <message>
        <source>Show as a table: %1</source>
        <translation>Als Tabelle zeigen: %1</translation>
    </message>
</context>
<context>
    <name>ui::TapModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Schema</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
</context>
<context>
    <name>ui::TapTab</name>
    <message>
        <source>&amp;Not valid only</source>
        <translation>&amp;Nur nicht gültige</translation>
    </message>
    <message>
        <source>Events as they come</source>
        <translation>Ereignisse, wie sie kommen</translation>
    </message>
    <message>
        <source>The selected event</source>
        <translation>Das ausgewählte Ereignis</translation>
    </message>
    <message>
        <source>&amp;Pause the tap</source>
        <translation>Mithören &amp;anhalten</translation>
    </message>
    <message>
        <source>&amp;Clear the tap</source>
        <translation>Mithören &amp;leeren</translation>
    </message>
    <message>
        <source>Copy the &amp;event</source>
        <translation>&amp;Ereignis kopieren</translation>
    </message>
    <message>
        <source>Filter by type</source>
        <translation>Nach Typ filtern</translation>
    </message>
    <message>
        <source>Filter as a subscription does: worker.*, alert.created</source>
        <translation>Filter wie bei einem Abonnement: worker.*, alert.created</translation>
    </message>
    <message>
        <source>No event has come since this console began to listen</source>
        <translation>Kein Ereignis ist gekommen, seit diese Konsole zuhört</translation>
    </message>
    <message>
        <source>None of %1 events passes the filter</source>
        <translation>Keines von %1 Ereignissen passt zum Filter</translation>
    </message>
    <message>
        <source>%1 came, %2 shown</source>
        <translation>%1 gekommen, %2 gezeigt</translation>
    </message>
    <message>
        <source>%1; the newest %2 are kept, older ones gone: %3</source>
        <translation>%1; die neuesten %2 bleiben, ältere verworfen: %3</translation>
    </message>
    <message>
        <source>Paused, held back: %1 (%2)</source>
        <translation>Angehalten, zurückgehalten: %1 (%2)</translation>
    </message>
    <message>
        <source>&amp;Go on with the tap</source>
        <translation>&amp;Weiter mithören</translation>
    </message>
    <message>
        <source>Forget what has come, and begin anew</source>
        <translation>Vergessen, was gekommen ist, und neu beginnen</translation>
    </message>
    <message>
        <source>Cannot clear: nothing has come</source>
        <translation>Leeren nicht möglich: Nichts ist gekommen</translation>
    </message>
    <message>
        <source>No event is selected</source>
        <translation>Kein Ereignis ist ausgewählt</translation>
    </message>
    <message>
        <source>Copy it as the API tells it</source>
        <translation>Es kopieren, wie die API es meldet</translation>
    </message>
    <message>
        <source>Cannot copy: no event is selected</source>
        <translation>Kopieren nicht möglich: Kein Ereignis ist ausgewählt</translation>
    </message>
</context>
<context>
    <name>ui::TargetsModel</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Job</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Last scrape</source>
        <translation>Letzte Abfrage</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>Letzter Fehler</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>%1 = %2</source>
        <translation>%1 = %2</translation>
    </message>
    <message>
        <source>%1 since %2</source>
        <extracomment>&quot;Down since 14:02:03 (5 min ago)&quot;</extracomment>
        <translation>%1 seit %2</translation>
    </message>
</context>
<context>
    <name>ui::Thumbnails</name>
    <message>
        <source>Cannot be drawn</source>
        <translation>Nicht darstellbar</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Kein Bild</translation>
    </message>
</context>
<context>
    <name>ui::TimeChoice</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Jederzeit</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Letzte 24 Stunden</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>From – to…</source>
        <translation>Von – bis…</translation>
    </message>
    <message>
        <source>From (UTC)</source>
        <translation>Von (UTC)</translation>
    </message>
    <message>
        <source>To (UTC)</source>
        <translation>Bis (UTC)</translation>
    </message>
</context>
<context>
    <name>ui::TokensModel</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Umfang</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>%1 (this console)</source>
        <translation>%1 (diese Konsole)</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
</context>
<context>
    <name>ui::TokensPanel</name>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Tokens are for admins. On the machine of the backend its owner makes them with: signalboxd token create --name NAME --scope SCOPE</source>
        <translation>Token sind Sache der Verwalter. Auf dem Rechner des Backends erstellt sein Besitzer sie mit: signalboxd token create --name NAME --scope SCOPE</translation>
    </message>
    <message>
        <source>Create a &amp;token…</source>
        <translation>&amp;Token erstellen…</translation>
    </message>
    <message>
        <source>&amp;Revoke the token…</source>
        <translation>Token wi&amp;derrufen…</translation>
    </message>
    <message>
        <source>There are no tokens</source>
        <translation>Es gibt keine Token</translation>
    </message>
    <message>
        <source>only on the page API &amp; events</source>
        <translation>nur auf der Seite API &amp; Ereignisse</translation>
    </message>
    <message>
        <source>Create a token for another program or person</source>
        <translation>Ein Token für ein anderes Programm oder eine andere Person erstellen</translation>
    </message>
    <message>
        <source>Cannot create a token: %1</source>
        <translation>Token kann nicht erstellt werden: %1</translation>
    </message>
    <message>
        <source>Revoke %1</source>
        <translation>%1 widerrufen</translation>
    </message>
    <message>
        <source>Cannot revoke: %1</source>
        <translation>Widerrufen nicht möglich: %1</translation>
    </message>
    <message>
        <source>The answer about the token %1 was not waited for. If it is in the list, nobody has its secret: revoke it.</source>
        <translation>Auf die Antwort zum Token %1 wurde nicht gewartet. Steht es in der Liste, so hat niemand sein Geheimnis: Widerrufen Sie es.</translation>
    </message>
    <message>
        <source>Whether %1 was revoked is not known: %2</source>
        <translation>Ob %1 widerrufen wurde, ist nicht bekannt: %2</translation>
    </message>
    <message>
        <source>%1 was not revoked: %2</source>
        <translation>%1 wurde nicht widerrufen: %2</translation>
    </message>
</context>
<context>
    <name>ui::TopBar</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Verdict not known</source>
        <translation>Gesamtzustand nicht bekannt</translation>
    </message>
    <message>
        <source>was %1 at %2</source>
        <translation>war %1 um %2</translation>
    </message>
</context>
<context>
    <name>ui::TransitionsModel</name>
    <message>
        <source>Time (%1)</source>
        <translation>Zeit (%1)</translation>
    </message>
    <message>
        <source>Became</source>
        <translation>Wurde</translation>
    </message>
    <message>
        <source>Was</source>
        <translation>War</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Ursache</translation>
    </message>
</context>
<context>
    <name>ui::Tray</name>
    <message>
        <source>&amp;Mute notifications for 15 minutes</source>
        <translation>&amp;Meldungen für 15 Minuten stummschalten</translation>
    </message>
    <message>
        <source>&amp;Show the window</source>
        <translation>Fenster &amp;zeigen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>an instance and its verdict</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>ui::VerdictBand</name>
    <message>
        <source>Verdict</source>
        <translation>Gesamtzustand</translation>
    </message>
    <message>
        <source>Waiting for the first answer</source>
        <translation>Warte auf die erste Antwort</translation>
    </message>
    <message>
        <source>The verdict cannot be read</source>
        <translation>Der Gesamtzustand ist nicht lesbar</translation>
    </message>
    <message>
        <source>Not known now · last known: %1 at %2</source>
        <translation>Zurzeit nicht bekannt · zuletzt bekannt: %1 um %2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 since %2 · %3</source>
        <translation>%1 seit %2 · %3</translation>
    </message>
    <message>
        <source>Nothing is shown before it has been read</source>
        <translation>Nichts wird gezeigt, bevor es gelesen ist</translation>
    </message>
    <message>
        <source>What is shown below was true then and may have changed</source>
        <translation>Was unten steht, galt zu dieser Zeit und kann sich geändert haben</translation>
    </message>
    <message>
        <source>Cannot be read: %1</source>
        <translation>Nicht lesbar: %1</translation>
    </message>
    <message>
        <source>Needs you: %1</source>
        <translation>Zu tun: %1</translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>Nichts zu tun</translation>
    </message>
    <message>
        <source>The backend does not say why</source>
        <translation>Das Backend sagt nicht, warum</translation>
    </message>
</context>
<context>
    <name>ui::WorkerCharts</name>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>% of one core</source>
        <translation>% eines Kerns</translation>
    </message>
    <message>
        <source>MEMORY</source>
        <translation>SPEICHER</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>RESTARTS</source>
        <translation>NEUSTARTS</translation>
    </message>
    <message>
        <source>per hour, 24 h</source>
        <translation>je Stunde, 24 h</translation>
    </message>
    <message>
        <source>Nothing is known: —</source>
        <translation>Nichts bekannt: —</translation>
    </message>
    <message>
        <source>Nothing has been measured yet: —</source>
        <translation>Noch nichts gemessen: —</translation>
    </message>
    <message>
        <source>It did not run in this time: —</source>
        <translation>Er lief in dieser Zeit nicht: —</translation>
    </message>
    <message>
        <source>The backend does not tell it</source>
        <translation>Das Backend meldet es nicht</translation>
    </message>
    <message>
        <source>RAM</source>
        <translation>RAM</translation>
    </message>
</context>
<context>
    <name>ui::WorkerDetail</name>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>No worker selected</source>
        <translation>Kein Worker ausgewählt</translation>
    </message>
    <message>
        <source>The selected worker</source>
        <translation>Der gewählte Worker</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
</context>
<context>
    <name>ui::WorkerFilterBar</name>
    <message>
        <source>A&amp;bnormal only</source>
        <translation>Nur &amp;Auffälliges</translation>
    </message>
    <message>
        <source>&amp;Clear</source>
        <translation>&amp;Leeren</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter: words, state:crashed, critical:yes, restarts&gt;2</source>
        <translation>Filter: Wörter, state:crashed, critical:yes, restarts&gt;2</translation>
    </message>
    <message>
        <source>%1 of %2 match</source>
        <translation>%1 von %2 passen</translation>
    </message>
</context>
<context>
    <name>ui::WorkerTable</name>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
</context>
<context>
    <name>ui::WorkersModel</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>PID</source>
        <translation>PID</translation>
    </message>
    <message>
        <source>Up for</source>
        <translation>Läuft seit</translation>
    </message>
    <message>
        <source>Restarts</source>
        <translation>Neustarts</translation>
    </message>
    <message>
        <source>Next attempt</source>
        <translation>Nächster Versuch</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>Letzter Fehler</translation>
    </message>
    <message>
        <source>%1, critical</source>
        <translation>%1, kritisch</translation>
    </message>
    <message>
        <source>%1/%2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>Since %1</source>
        <translation>Seit %1</translation>
    </message>
    <message>
        <source>Critical: the system is unhealthy without it</source>
        <translation>Kritisch: Ohne ihn ist das System gestört</translation>
    </message>
    <message>
        <source>Not critical</source>
        <translation>Nicht kritisch</translation>
    </message>
    <message>
        <source>Started %1</source>
        <translation>Gestartet %1</translation>
    </message>
    <message>
        <source>%1 of %2 automatic restarts used</source>
        <translation>%1 von %2 automatischen Neustarts verbraucht</translation>
    </message>
    <message>
        <source>Of one core: 200 % are two cores</source>
        <translation>Von einem Kern: 200 % sind zwei Kerne</translation>
    </message>
    <message>
        <source>CPU (%)</source>
        <translation>CPU (%)</translation>
    </message>
    <message>
        <source>RAM (MB)</source>
        <translation>RAM (MB)</translation>
    </message>
    <message>
        <source>Crashed ago</source>
        <translation>Abgestürzt vor</translation>
    </message>
    <message>
        <source>It says</source>
        <translation>Er meldet</translation>
    </message>
</context>
<context>
    <name>ui::WorkersPage</name>
    <message>
        <source>The order is held while you use the table</source>
        <translation>Die Reihenfolge bleibt stehen, solange die Tabelle benutzt wird</translation>
    </message>
    <message>
        <source>&amp;Sort now (waiting to move: %1)</source>
        <translation>Jetzt &amp;sortieren (warten auf Umzug: %1)</translation>
    </message>
    <message>
        <source>No workers are supervised</source>
        <translation>Keine Worker unter Aufsicht</translation>
    </message>
    <message>
        <source>The supervisor is switched off</source>
        <translation>Die Überwachung der Worker ist abgeschaltet</translation>
    </message>
    <message>
        <source>Loading the workers from %1…</source>
        <translation>Lade die Worker von %1…</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Workers: %1 of %2 running</source>
        <translation>Worker: %1 von %2 laufen</translation>
    </message>
    <message>
        <source>Out of date, as of %1</source>
        <translation>Veraltet, Stand %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>None of the %n workers is abnormal</source>
        <translation>
            <numerusform>Der %n Worker ist nicht auffällig</numerusform>
            <numerusform>Keiner der %n Worker ist auffällig</numerusform>
        </translation>
    </message>
    <message>
        <source>0 of %1 match “%2”. Clear shows all.</source>
        <translation>0 von %1 entsprechen „%2“. Leeren zeigt alle.</translation>
    </message>
</context>
<context>
    <name>ui::WorkersPanel</name>
    <message>
        <source>WORKERS</source>
        <translation>WORKER</translation>
    </message>
    <message>
        <source>%1 of %2 running</source>
        <translation>%1 von %2 laufen</translation>
    </message>
    <message>
        <source>retry %1</source>
        <translation>erneut %1</translation>
    </message>
    <message>
        <source>No workers are supervised</source>
        <translation>Keine Worker unter Aufsicht</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Up, or next attempt</source>
        <translation>Läuft seit, oder nächster Versuch</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Restarts used</source>
        <translation>Verbrauchte Neustarts</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
</TS>
