//! German mails by what they want, a line each.

pub(super) const ASKS: &str = "
Was würden 25 Lizenzen im Jahr kosten
preis fuer 40 leute bitte
Gibt es Rabatt bei zwei Jahren Laufzeit
Läuft das auch offline? Im Lager haben wir kein Netz.
Uns fehlt noch die unterschriebene Vertraulichkeitserklärung.
Die Rechnung ist bei uns nicht angekommen.
Der Anhang fehlt leider.
Unsere Rechtsabteilung möchte wissen, wer die Unterauftragnehmer sind.
Mein Chef fragt, ob die Daten in der EU bleiben.
Bevor wir unterschreiben können, muss Ziffer 7 raus.
Ohne ISO-Zertifikat geht das bei uns nicht durch.
Wir bräuchten den Preis netto.
Es wäre hilfreich, die Folien vorab zu bekommen.
Schick mir das Bestellformular, dann unterschreibe ich heute noch.
Bitte korrigieren Sie die Anschrift auf dem Angebot.
Ändern Sie bitte das Zahlungsziel auf 60 Tage.
Erinnern Sie mich kurz, wie lang die Kündigungsfrist war.
An wen wende ich mich wegen der Rechnung
Legen Sie bitte Herrn Maier als Benutzer an.
Nur eine Frage: ist die Schulung inklusive
Wie lange dauert die Einrichtung und wer macht sie
Und die App?
Mich würde interessieren, wie Sie Zeitzonen behandeln.
Ich frage mich, wie das mit den Aushilfen laufen soll.
Ich muss bis Freitag wissen, ob der Starttermin bleibt.
Wir warten noch auf den überarbeiteten Vertrag.
Gibt es schon Neuigkeiten
Haben Sie meine Mail vom Dienstag bekommen?
Unklar ist uns, was am Vertragsende mit den Daten passiert.
Wir benötigen eine Freistellungsbescheinigung.
Bitte um Zusendung der technischen Unterlagen.
Ich bitte um kurze Rückmeldung zu unseren Änderungen.
Für eine Einschätzung wäre ich dankbar.
Um Übersendung des aktuellen Prüfberichts wird gebeten.
Der Einkauf verlangt drei Referenzen.
Unser Prüfer braucht die Protokolle vom letzten Quartal.
Wir suchen etwas für 60 Fahrer, was nehmen Sie dafür.
Die Haftung müsste auf 2 Mio. angehoben werden.
Kann der Vertrag auch im Januar beginnen
Ließe sich das auch monatlich zahlen?
Könnt ihr Okta
Sobald die Haftung geklärt ist, unterschreibe ich.
Über ein Datenblatt auf Polnisch würden wir uns freuen.
Der Login geht bei zwei Kollegen nicht, bitte mal prüfen.
Bitte teilen Sie uns mit, wann die neue Version kommt.
Geben Sie mir Bescheid, wenn der Fehler behoben ist.
Was halten Sie von unserem Vorschlag
Offen ist noch die Frage der Reisekosten.
Wo finde ich die Versionshinweise
Bitte um ein Angebot für 30 Plätze.
Seien Sie so nett und schicken Sie mir den Link noch einmal.
Hätten Sie ein Beispiel aus der Lebensmittelbranche?
Wären auch 10 Prozent drin?
Ich hätte gern die Preisliste.
Es fehlen noch zwei Unterschriften auf Ihrer Seite.
Dürfen wir die Testphase um zwei Wochen verlängern?
Bitte stornieren Sie Position 3 und senden Sie mir ein neues Angebot.
Der Betriebsrat will vorher sehen, welche Daten gespeichert werden.
";
pub(super) const MEETING: &str = "
Können wir am Donnerstag 20 Minuten sprechen?
Rufen Sie mich heute Nachmittag bitte an.
Ruf mich einfach durch, 0171 000 4432.
Melden Sie sich telefonisch, ich bin bis fünf im Büro.
Lassen Sie uns nächste Woche dazu telefonieren.
Lass uns auf einen Kaffee treffen, wenn du in Köln bist.
Mittagessen am 12.?
Passt Dienstag um zehn?
Wie wäre Montag, 15 Uhr?
Mittwoch 14 Uhr würde mir passen.
Ich bin am Freitag den ganzen Tag frei.
Ich könnte Montag früh oder Dienstag ab vier.
Wir hätten am Donnerstag zwischen 14 und 17 Uhr Zeit.
Am 17. ist mein Kalender noch leer.
Hier mein Buchungslink, suchen Sie sich einen Termin aus.
Schicken Sie mir gern eine Einladung für 11 Uhr.
Wir würden das Werkzeug gern einmal live sehen.
Wir wünschen uns eine Vorführung für unsere Schichtleiter.
Können Sie meinem Team das per Bildschirmfreigabe zeigen?
Das bespricht sich besser am Telefon.
Am besten klären wir das in einem kurzen Gespräch.
Wir möchten Sie zu uns ins Werk einladen.
Kämen Sie in der Woche vom 9. zu uns nach Bremen?
Schauen Sie doch vorbei, wenn Sie in der Gegend sind.
Sind Sie auf der Messe in München? Wir könnten uns am Stand treffen.
Können wir den Termin auf nächste Woche schieben?
Morgen klappt bei mir doch nicht, hätten Sie einen anderen Termin?
Sagen wir Dienstag um drei?
Wann erreiche ich Sie am besten?
Hast du heute kurz zehn Minuten?
Kurzer Call morgen?
Teams am Donnerstag?
Bitte nennen Sie uns drei Termine für den Workshop.
Unser Geschäftsführer würde Sie gern kennenlernen.
Wollen wir uns kurz zusammensetzen?
Ich schlage vor, dass wir dazu telefonieren.
Können Sie sich am Montag um neun in unsere Runde einwählen?
Hätten Sie Lust auf ein Mittagessen in Hamburg?
Gerne würden wir einen Präsentationstermin mit Ihnen vereinbaren.
";
pub(super) const THANKS: &str = "
Tausend Dank!
Super, vielen lieben Dank.
Alles erhalten, danke.
Datei ist da, danke!
Perfekt, genau das habe ich gebraucht. Danke!
Klappt jetzt, danke für die schnelle Hilfe!
Top, merci!
Zur Kenntnis genommen.
ok danke
Hiermit bestätige ich den Erhalt der Unterlagen.
Wir bestätigen dankend den Eingang Ihres Schreibens.
Ist erledigt, danke.
Du bist ein Schatz, danke!
Passt alles, danke.
Dankend erhalten.
Super, bis Donnerstag dann.
Herzlichen Dank für Ihre Mühe.
Läuft, danke dir.
Prima, dann bis nächste Woche!
Danke für die Info.
Geht klar, danke.
Verstanden, vielen Dank.
Besten Dank für die prompte Antwort und ein schönes Wochenende.
Dankeschön, sehr nett von Ihnen.
Jetzt stimmt es, danke.
Einwandfrei, danke!
Wunderbar, das hilft mir sehr weiter.
Danke, habs bekommen.
Supi, danke :-)
Merci vielmals!
Gut zu wissen, danke.
Vielen Dank für die Rückmeldung, Ihnen auch eine schöne Woche.
";
pub(super) const SAYS: &str = "
Der Vorstand hat gestern zugestimmt.
Unsere IT hat die Domain freigegeben, die Mails kommen jetzt an.
Wir sind am Montag live gegangen, alles ruhig.
Ihr Angebot habe ich an den Einkauf weitergegeben.
Anbei der unterschriebene Vertrag.
Wir beraten intern und melden uns im Dezember bei Ihnen.
Die Bestellung ist unterwegs, Nummer 4711.
Ab Januar bin ich für die Region Nord zuständig.
Danke. Die Rechnung wird am 30. bezahlt.
Der Test ist an unserer Firewall gescheitert, inzwischen behoben.
Er hat mich gefragt, ob sich das lohnt, und ich habe ja gesagt.
";
pub(super) const OPT_OUT: &str = "
Schreiben Sie mir nicht mehr.
Bitte sehen Sie künftig von Werbung ab.
Ich möchte nicht mehr kontaktiert werden.
Bitte streichen Sie mich von Ihrer Liste.
Hören Sie auf, mir zu schreiben.
Ich wünsche keine weitere Kontaktaufnahme.
Löschen Sie umgehend meine Daten.
Verschonen Sie mich mit Ihrer Werbung.
Keine Werbung mehr bitte!
Ich habe kein Interesse und bitte Sie, von weiteren Mails abzusehen.
Kein Bedarf, bitte nicht mehr melden.
Bitte kontaktieren Sie uns zukünftig nicht mehr.
Nehmt mich aus dem Verteiler raus.
Ich widerspreche der Verarbeitung meiner Daten.
Bitte löscht mich aus eurer Datenbank.
Das ist Spam, lassen Sie das.
Bitte sperren Sie meine Adresse für weitere Werbung.
";
pub(super) const STAYS: &str = "
Bitte entfernen Sie Tim aus unserem Konto, er ist nicht mehr da.
Löschen Sie bitte die Benutzerin Keller, der Platz ist frei.
Können sich unsere Kunden selbst vom Newsletter abmelden?
Der Abmeldelink im Wochenbericht geht jetzt.
Bitte streichen Sie Ziffer 4 aus dem Vertrag.
Bitte melden Sie zwei Plätze ab, wir brauchen sie nicht mehr.
Schicken Sie die Rechnung nicht mehr an Herrn Maier, sondern an mich.
";
