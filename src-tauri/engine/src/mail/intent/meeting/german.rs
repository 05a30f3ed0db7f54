//! How people ask to meet in German, as `pattern` reads it. Phrases only: what stands against one is weighed by `meeting`.

pub(super) const WANTED: &str = "
    in einem|einen kurzen|kurzer call|telefonat|termin|gesprach|meeting ... besprechen|klaren|durchgehen|zeigen|vorstellen
    konnten|konnen|wollen|sollen|durften|mussten|sollten|wollten wir|sie|uns ... telefonieren|sprechen|treffen
    konnten|konnen|wollen|sollen wir|sie|uns ... zusammensetzen|austauschen|besprechen|verabreden
    durften|mussten|sollten|wollten wir|sie|uns ... zusammensetzen|austauschen|besprechen|verabreden
    konnten|konnen|wollen|sollen wir|sie|uns ... kurzschliessen|zusammentelefonieren|zusammenfinden
    durften|mussten|sollten|wollten wir|sie|uns ... kurzschliessen|zusammentelefonieren|zusammenfinden
    konnten|konnen|wollen|sollen|durften|mussten|sollten|wollten wir|sie|uns ... reden|sehen|zoomen|facetimen
    konnten|konnen|wollen wir|ihr|sie|du|uns ... termin|telefonat|call|gesprach ... vereinbaren|machen|ausmachen|finden
    sollen|konnt|konntet|wollt wir|ihr|sie|du|uns ... termin|telefonat|call|gesprach ... vereinbaren|machen
    sollen|konnt|konntet|wollt wir|ihr|sie|du|uns ... termin|telefonat|call|gesprach ... ausmachen|finden
    konnten|konnen|wollen wir|ihr|sie|du|uns ... videocall|demo ... vereinbaren|machen|ausmachen|finden
    konnten|konnen|wollen wir|ihr|sie|du|uns ... meeting|besprechung|slot ... vereinbaren|machen|ausmachen|finden
    sollen|konnt|konntet|wollt wir|ihr|sie|du|uns ... videocall|demo ... vereinbaren|machen|ausmachen|finden
    sollen|konnt|konntet|wollt wir|ihr|sie|du|uns ... meeting|besprechung|slot ... vereinbaren|machen|ausmachen|finden
    konnten|konnen|wollen wir|ihr|sie|du|uns ... termin|telefonat|call|gesprach ... abstimmen|verschieben
    konnten|konnen|wollen wir|ihr|sie|du|uns ... termin|telefonat|call|gesprach ... einrichten|einplanen
    sollen|konnt|konntet|wollt wir|ihr|sie|du|uns ... termin|telefonat|call|gesprach ... abstimmen|verschieben
    sollen|konnt|konntet|wollt wir|ihr|sie|du|uns ... termin|telefonat|call|gesprach ... einrichten|einplanen
    konnten|konnen|wollen wir|ihr|sie|du|uns ... videocall|demo|meeting|besprechung|slot ... abstimmen|verschieben
    konnten|konnen|wollen wir|ihr|sie|du|uns ... videocall|demo|meeting|besprechung|slot ... einrichten|einplanen
    sollen|konnt|konntet|wollt wir|ihr|sie|du|uns ... videocall|demo|meeting|besprechung|slot ... abstimmen|verschieben
    sollen|konnt|konntet|wollt wir|ihr|sie|du|uns ... videocall|demo|meeting|besprechung|slot ... einrichten|einplanen
    konnten|konnen|wollen wir|ihr|sie|du|uns ... termin|telefonat|call|gesprach ... haben|fuhren|ansetzen|vorschlagen
    sollen|konnt|konntet|wollt wir|ihr|sie|du|uns ... termin|telefonat|call|gesprach ... haben|fuhren|ansetzen|vorschlagen
    konnten|konnen|wollen wir|ihr|sie|du|uns ... videocall|demo ... haben|fuhren|ansetzen|vorschlagen
    konnten|konnen|wollen wir|ihr|sie|du|uns ... meeting|besprechung|slot ... haben|fuhren|ansetzen|vorschlagen
    sollen|konnt|konntet|wollt wir|ihr|sie|du|uns ... videocall|demo ... haben|fuhren|ansetzen|vorschlagen
    sollen|konnt|konntet|wollt wir|ihr|sie|du|uns ... meeting|besprechung|slot ... haben|fuhren|ansetzen|vorschlagen
    konnten|konnen|wollen wir|ihr|sie|du|uns ... termin|telefonat|call|gesprach ... festlegen|organisieren
    konnten|konnen|wollen wir|ihr|sie|du|uns ... termin|telefonat|call|gesprach ... verlegen|planen|$
    sollen|konnt|konntet|wollt wir|ihr|sie|du|uns ... termin|telefonat|call|gesprach ... festlegen|organisieren
    sollen|konnt|konntet|wollt wir|ihr|sie|du|uns ... termin|telefonat|call|gesprach ... verlegen|planen|$
    konnten|konnen|wollen wir|ihr|sie|du|uns ... videocall|demo|meeting|besprechung|slot ... festlegen|organisieren
    konnten|konnen|wollen wir|ihr|sie|du|uns ... videocall|demo|meeting|besprechung|slot ... verlegen|planen|$
    sollen|konnt|konntet|wollt wir|ihr|sie|du|uns ... videocall|demo|meeting|besprechung|slot ... festlegen|organisieren
    sollen|konnt|konntet|wollt wir|ihr|sie|du|uns ... videocall|demo|meeting|besprechung|slot ... verlegen|planen|$
    konnen|konnten|kannst|konntest sie|du|ihr ... mich|uns|mir ... anrufen|zuruckrufen|vorfuhren|zeigen|prasentieren
    konnen|konnten sie ... vorbeikommen|teilnehmen|dazukommen
    haben|hatten|hast|hattest|habt|hattet sie|du|ihr ... zeit|luft|termin|termine|slot
    haben|hatten|hast|hattest|habt|hattet sie|du|ihr ... verfugbarkeit|kapazitat|minuten|stunde|freie
    haben|hatten|hast|hattest sie|du|ihr ... # min|minuten|minutchen|uhr
    passt|passen|ginge|geht|klappt|klappen ... ihnen|dir|euch|es ... passen|recht|moglich|gut|ihnen
    passt|passen|ginge|geht|klappt|klappen ... montag|dienstag|mittwoch|donnerstag ... passen|recht|moglich|gut|ihnen
    passt|passen|ginge|geht|klappt|klappen ... ihnen|dir|euch|es ... dir|euch|montag|dienstag|mittwoch
    passt|passen|ginge|geht|klappt|klappen ... montag|dienstag|mittwoch|donnerstag ... dir|euch|montag|dienstag|mittwoch
    wurde|ware|ist|war|gingen|passte ... ihnen|dir|euch|es ... passen|recht|moglich|gut|ihnen
    wurde|ware|ist|war|gingen|passte ... montag|dienstag|mittwoch|donnerstag ... passen|recht|moglich|gut|ihnen
    wurde|ware|ist|war|gingen|passte ... ihnen|dir|euch|es ... dir|euch|montag|dienstag|mittwoch
    wurde|ware|ist|war|gingen|passte ... montag|dienstag|mittwoch|donnerstag ... dir|euch|montag|dienstag|mittwoch
    passt|passen|ginge|geht|klappt|klappen ... freitag|morgen|ubermorgen|woche ... passen|recht|moglich|gut|ihnen
    passt|passen|ginge|geht|klappt|klappen ... freitag|morgen|ubermorgen|woche ... dir|euch|montag|dienstag|mittwoch
    passt|passen|ginge|geht|klappt|klappen ... uhr|termin|vormittag|nachmittag|kw ... passen|recht|moglich|gut|ihnen
    passt|passen|ginge|geht|klappt|klappen ... uhr|termin|vormittag|nachmittag|kw ... dir|euch|montag|dienstag|mittwoch
    wurde|ware|ist|war|gingen|passte ... freitag|morgen|ubermorgen|woche ... passen|recht|moglich|gut|ihnen
    wurde|ware|ist|war|gingen|passte ... freitag|morgen|ubermorgen|woche ... dir|euch|montag|dienstag|mittwoch
    wurde|ware|ist|war|gingen|passte ... uhr|termin|vormittag|nachmittag|kw ... passen|recht|moglich|gut|ihnen
    wurde|ware|ist|war|gingen|passte ... uhr|termin|vormittag|nachmittag|kw ... dir|euch|montag|dienstag|mittwoch
    passt|passen|ginge|geht|klappt|klappen ... ihnen|dir|euch|es ... donnerstag|freitag|morgen|uhr|#
    passt|passen|ginge|geht|klappt|klappen ... montag|dienstag|mittwoch|donnerstag ... donnerstag|freitag|morgen|uhr|#
    wurde|ware|ist|war|gingen|passte ... ihnen|dir|euch|es ... donnerstag|freitag|morgen|uhr|#
    wurde|ware|ist|war|gingen|passte ... montag|dienstag|mittwoch|donnerstag ... donnerstag|freitag|morgen|uhr|#
    passt|passen|ginge|geht|klappt|klappen ... ihnen|dir|euch|es ... besser|vormittag|nachmittag|klappen|woche|$
    passt|passen|ginge|geht|klappt|klappen ... montag|dienstag|mittwoch|donnerstag ... besser|vormittag|nachmittag
    passt|passen|ginge|geht|klappt|klappen ... montag|dienstag|mittwoch|donnerstag ... klappen|woche|$
    wurde|ware|ist|war|gingen|passte ... ihnen|dir|euch|es ... besser|vormittag|nachmittag|klappen|woche|$
    wurde|ware|ist|war|gingen|passte ... montag|dienstag|mittwoch|donnerstag ... besser|vormittag|nachmittag
    wurde|ware|ist|war|gingen|passte ... montag|dienstag|mittwoch|donnerstag ... klappen|woche|$
    passt|passen|ginge|geht|klappt|klappen ... freitag|morgen|ubermorgen|woche ... donnerstag|freitag|morgen|uhr|#
    passt|passen|ginge|geht|klappt|klappen ... uhr|termin|vormittag|nachmittag|kw ... donnerstag|freitag|morgen|uhr|#
    wurde|ware|ist|war|gingen|passte ... freitag|morgen|ubermorgen|woche ... donnerstag|freitag|morgen|uhr|#
    wurde|ware|ist|war|gingen|passte ... uhr|termin|vormittag|nachmittag|kw ... donnerstag|freitag|morgen|uhr|#
    passt|passen|ginge|geht|klappt|klappen ... freitag|morgen|ubermorgen|woche ... besser|vormittag|nachmittag
    passt|passen|ginge|geht|klappt|klappen ... freitag|morgen|ubermorgen|woche ... klappen|woche|$
    passt|passen|ginge|geht|klappt|klappen ... uhr|termin|vormittag|nachmittag|kw ... besser|vormittag|nachmittag
    passt|passen|ginge|geht|klappt|klappen ... uhr|termin|vormittag|nachmittag|kw ... klappen|woche|$
    wurde|ware|ist|war|gingen|passte ... freitag|morgen|ubermorgen|woche ... besser|vormittag|nachmittag|klappen|woche|$
    wurde|ware|ist|war|gingen|passte ... uhr|termin|vormittag|nachmittag|kw ... besser|vormittag|nachmittag
    wurde|ware|ist|war|gingen|passte ... uhr|termin|vormittag|nachmittag|kw ... klappen|woche|$
    passt|ginge|geht|klappt|passen ... montag|dienstag|mittwoch|donnerstag|freitag|morgen|#|ubermorgen|woche
    wann ... passt|konnen|konnten|hatten|haben|hatte|ware|waren|geht|ginge
    wann ... wurde|sind|treffen|telefonieren|sprechen|erreiche|passen|kann|kannst|hast|konnte
    welcher|welche|welchen ... termin|termine|tag|uhrzeit|zeit|zeiten|tage ... passt|passen|ware|ihnen|dir|wurde|gut|recht
    terminvorschlag|terminvorschlage|terminvereinbarung|terminanfrage|terminfindung|terminabstimmung
    gesprachstermin|terminwunsch|terminoption|terminoptionen|wunschtermin|ruckrufbitte|terminvorschlagen
    termin|termine|telefontermin|videocall ?termin ... vereinbaren|finden|ausmachen|abstimmen|machen
    videokonferenz|telefonat|gesprach|call|meeting ?termin ... vereinbaren|finden|ausmachen|abstimmen|machen
    termin|termine|telefontermin|videocall ?termin ... vorschlagen|festlegen|einstellen|fixieren|verschieben|verlegen
    videokonferenz|telefonat|gesprach|call|meeting ?termin ... vorschlagen|festlegen|einstellen
    videokonferenz|telefonat|gesprach|call|meeting ?termin ... fixieren|verschieben|verlegen
    demo|besprechung|kennenlernen|webinar|austausch ?termin ... vereinbaren|finden|ausmachen|abstimmen|machen
    treffen|online|videotermin|demotermin|teams ?termin ... vereinbaren|finden|ausmachen|abstimmen|machen
    demo|besprechung|kennenlernen|webinar|austausch ?termin ... vorschlagen|festlegen|einstellen
    demo|besprechung|kennenlernen|webinar|austausch ?termin ... fixieren|verschieben|verlegen
    treffen|online|videotermin|demotermin|teams ?termin ... vorschlagen|festlegen|einstellen|fixieren|verschieben|verlegen
    termin|termine|telefontermin|videocall ?termin ... anbieten|zukommen|senden|nennen|schicken|organisieren
    videokonferenz|telefonat|gesprach|call|meeting ?termin ... anbieten|zukommen|senden|nennen|schicken|organisieren
    termin|termine|telefontermin|videocall ?termin ... planen|aufsetzen|mochte|zeigen|verabreden|anberaumen
    videokonferenz|telefonat|gesprach|call|meeting ?termin ... planen|aufsetzen|mochte|zeigen|verabreden|anberaumen
    demo|besprechung|kennenlernen|webinar|austausch ?termin ... anbieten|zukommen|senden|nennen|schicken|organisieren
    treffen|online|videotermin|demotermin|teams ?termin ... anbieten|zukommen|senden|nennen|schicken|organisieren
    demo|besprechung|kennenlernen|webinar|austausch ?termin ... planen|aufsetzen|mochte|zeigen|verabreden|anberaumen
    treffen|online|videotermin|demotermin|teams ?termin ... planen|aufsetzen|mochte|zeigen|verabreden|anberaumen
    rufen|ruf|ruft sie|mich|uns ... an|zuruck / um ruckruf|telefonat / bitte ... ruckruf
    melden|melde sie|dich ... telefonisch
    wurde|wurden|mochte ... gern|gerne|uns|mich|mir|ihnen|mit|sie|kurz ... treffen|telefonieren|sprechen
    mochten|wollte|wollten ... gern|gerne|uns|mich|mir|ihnen|mit|sie|kurz ... treffen|telefonieren|sprechen
    wurde|wurden|mochte ... gern|gerne|uns|mich|mir|ihnen|mit|sie|kurz ... vorfuhrung|demo|vorstellung|besprechen
    mochten|wollte|wollten ... gern|gerne|uns|mich|mir|ihnen|mit|sie|kurz ... vorfuhrung|demo|vorstellung|besprechen
    wurde|wurden|mochte|mochten|wollte|wollten ... gern|gerne|uns|mich|mir|ihnen|mit|sie|kurz ... kennenlernen|termin
    wurde|wurden|mochte|mochten|wollte|wollten ... gern|gerne|uns|mich|mir|ihnen|mit|sie|kurz ... austauschen|unterhalten
    wurde|wurden|mochte ... gern|gerne|uns|mich|mir|ihnen|mit|sie|kurz ... call|gesprach|live|zeigen
    mochten|wollte|wollten ... gern|gerne|uns|mich|mir|ihnen|mit|sie|kurz ... call|gesprach|live|zeigen
    demo|vorfuhrung|prasentation|produktvorfuhrung|livedemo ... bekommen|sehen|erhalten|interessiert|wunschen
    demo|vorfuhrung|prasentation|produktvorfuhrung|livedemo ... moglich|buchen|anfragen|bitte|haben
    kurz|mal|gerne|gern|dazu|einmal|personlich telefonieren|zoomen|sprechen
    lassen|lass sie|uns ... telefonieren|sprechen|treffen|termin|austauschen|verabreden
    lassen|lass sie|uns ... reden|call|gesprach|zusammensetzen|telefonat|meeting
    schlage|schlagen|biete|bieten ... vor|an ... montag|dienstag|mittwoch|donnerstag|freitag
    schlage|schlagen|biete|bieten ... vor|an ... morgen|#|termin|telefonat|call|gesprach
    schlage|schlagen|biete|bieten ... montag|dienstag|mittwoch|donnerstag|freitag|morgen|#|termin|telefonat|call|gesprach
    schlagen|nennen|nenne|schlag|senden|schicken ... termin|termine|zeitfenster|terminvorschlage|uhrzeit
    schick|geben|gib|machen|teilen|sagen ... termin|termine|zeitfenster|terminvorschlage|uhrzeit
    schlagen|nennen|nenne|schlag|senden|schicken ... slots|termineinladung|einladung|verfugbarkeit|verfugbarkeiten
    schick|geben|gib|machen|teilen|sagen ... slots|termineinladung|einladung|verfugbarkeit|verfugbarkeiten
    konnte|kann|ware ich|wir|bin|hatte|ich|habe ... am|um|ab|ihnen|montag ... #|uhr|montag|dienstag|mittwoch|donnerstag
    konnte|kann|ware ich|wir|bin|hatte|ich|habe ... dienstag|mittwoch ... #|uhr|montag|dienstag|mittwoch|donnerstag
    konnte|kann|ware ich|wir|bin|hatte|ich|habe ... donnerstag|freitag|morgen ... #|uhr|montag
    konnte|kann|ware ich|wir|bin|hatte|ich|habe ... donnerstag|freitag|morgen ... dienstag|mittwoch|donnerstag
    konnte|kann|ware ich|wir|bin|hatte|ich|habe ... am|um|ab|ihnen|montag ... freitag|vormittag|nachmittag
    konnte|kann|ware ich|wir|bin|hatte|ich|habe ... am|um|ab|ihnen|montag ... frei|zeit|verfugbar|anbieten
    konnte|kann|ware ich|wir|bin|hatte|ich|habe ... dienstag|mittwoch ... freitag|vormittag|nachmittag
    konnte|kann|ware ich|wir|bin|hatte|ich|habe ... donnerstag|freitag|morgen ... freitag|vormittag|nachmittag
    konnte|kann|ware ich|wir|bin|hatte|ich|habe ... dienstag|mittwoch ... frei|zeit|verfugbar|anbieten
    konnte|kann|ware ich|wir|bin|hatte|ich|habe ... donnerstag|freitag|morgen ... frei|zeit|verfugbar|anbieten
    bei mir|uns ... geht|ginge|passt|passen|ginge's|wurde|ware
    am ... montag|dienstag|mittwoch|donnerstag|freitag|# ... zeit|frei|moglich|passen|passt|verfugbar|telefonieren|treffen
    wie ware|war|sieht|steht|ware's ... es|am|montag|dienstag|mittwoch|donnerstag ... montag|dienstag|mittwoch
    wie ware|war|sieht|steht|ware's ... es|am|montag|dienstag|mittwoch|donnerstag ... donnerstag|freitag|morgen|#
    wie ware|war|sieht|steht|ware's ... freitag|morgen|bei|#|mit|aus ... montag|dienstag|mittwoch
    wie ware|war|sieht|steht|ware's ... freitag|morgen|bei|#|mit|aus ... donnerstag|freitag|morgen|#
    wie ware|war|sieht|steht|ware's ... es|am|montag ... termin|woche|ihnen|dir|telefonat|call|aus
    wie ware|war|sieht|steht|ware's ... dienstag|mittwoch|donnerstag ... termin|woche|ihnen|dir|telefonat|call|aus
    wie ware|war|sieht|steht|ware's ... freitag|morgen|bei|#|mit|aus ... termin|woche|ihnen|dir|telefonat|call|aus
    sind|waren|bist|seid|warst sie|du|ihr ... verfugbar|frei|erreichbar|zu
    zeit ... fur ... telefonat|call|gesprach|treffen|demo|austausch|kaffee|termin
    kalendereinladung|termineinladung|einladung|invite|kalenderlink ... schicken|senden|zukommen|buchen|bitte
    ";
