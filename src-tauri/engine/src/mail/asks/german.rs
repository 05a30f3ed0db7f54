//! How people ask in German without a question mark, as `pattern` reads it.

pub(super) const THIRD: &str = "rechtsabteilung|justiziar|einkauf|chef|chefin|vorstand|geschaftsfuhrung|geschaftsleitung|geschaftsfuhrer|betriebsrat|datenschutzbeauftragter|datenschutzbeauftragte|prufer|steuerberater|steuerberaterin|bereichsleiter|bereichsleiterin|buchhaltung|kollege|kollegin|kollegen|controlling|controller|revision|wirtschaftsprufer|it|abteilung|leitung|leiter|jurist|juristen|anwalt|anwalte|bank|versicherung|kunde|kunden|team|sicherheit|finanzabteilung|legal|behorde|datenschutz|werkleiter|direktor|personalrat|er|sie|man";
pub(super) const WANTS: &str = "
    wir|ich ?hier|dazu|dafur|noch|auch|vorab|jetzt|nur brauchten|brauche|brauchen|benotige|benotigen|benotigten ?noch|dazu|dafur|hier|von|bitte|jetzt|vorher|hierfur|nur|auch|dringend ...
    brauchten|brauchen|benotigen|benotige|brauche|brauchte wir|ich ...
    braucht|brauchen|benotigt|verlangt|fordert|wunscht ?noch|dazu|hierzu|von ... von|noch|den|die|das|ein|eine|einen|drei|zwei|#
    @third ?hatte|mochte|wollte ... mochte|will|fragt|verlangt|braucht|benotigt|fordert|wunscht|besteht|wartet|bittet|erwartet|hatte|fragen|mochten|wollen|brauchen ... wissen|ob|auf|um|die|den|das|eine|einen|ein|drei|zwei|#|wer|wie|was|welche|noch|sehen|nach|gern|gerne|vorher
    fehlt|fehlen ... / vermisse|vermissen ...
    nicht ?bei ?uns|mir angekommen|erhalten|bekommen|eingegangen|enthalten|beigefugt|angehangt|da|dabei|lesbar|auffindbar|finden|gefunden
    noch ?immer nicht|kein|keine|keinen ... erhalten|bekommen|da|vor|angekommen|gehort|eingegangen|gesehen
    mochte|mochten|wurde|wurden|will|wollen|wusste|muss|mussen|musste|mussten ... gern|gerne|noch|wissen|erfahren|verstehen|sehen ... ob|wie|was|wer|wann|welche|welcher|warum|wo|bevor|vorher|$
    interessieren|interessiert|interessieren ... ob|wie|was|wer|wann|welche|welcher|uns|mich|$|die|das|der
    wurde|wurden mich|uns|wir|ich ... interessieren|wissen|freuen
    frage|fragen ?wir|ich mich|uns ... / gespannt ... ob|wie|was
    hatte|hatten|wurde|wurden|nehme|nahmen ich|wir ?auch|noch|dazu gern|gerne ...
    ich|wir hatte|hatten|wurde|wurden|mochte|mochten ... gern|gerne ... / wusste|wussten ich|wir|gern|gerne
    warten|warte|wartet|wartend ?ich|wir ?noch|immer|weiterhin|noch|dringend auf|immer|noch
    erwarten|erwarte ... ihre|eine|ruckmeldung|antwort|dass|den|die
    bitte|bitten|bittet|erbitte|erbitten ?ich|wir ?sie|dich|daher|nochmals um|dass|mir|uns|ihre|den|die|das / gebeten
    mussen|musste|mussten|muss|sollte|sollten ... geandert|angepasst|raus|rein|korrigiert|gestrichen|erganzt|angehoben|uberarbeitet|berichtigt|herausgenommen|entfernt|auf|unterschrieben|vorliegen|verlangert|gekurzt|aufgenommen|klaren|geklart|weg
    bevor|ehe|solange|sobald ... unterschreiben|unterschreibe|zeichnen|bestellen|bestelle|freigeben|starten|konnen|ist|sind|vorliegt|geklart|haben|liegt ...
    ohne ... geht|konnen|kann|durfen|darf|nicht|wird|keine|kein
    vor ... unterschrift|unterzeichnung|bestellung|freigabe ... muss|mussen|brauchen|brauche
    unklar|offen ?ist|sind|bleibt|waren|noch ...
    ist|sind|bleibt|ware ?mir|uns ?noch nicht|noch|leider unklar|offen|klar|fraglich
    nicht|noch ?ganz klar|verstanden|verstehe ... ob|wie|was|warum|wer|wann|welche / verstehe|verstehen ... nicht ...
    dankbar|verbunden ?fur|wenn|ware ...
    ware|waren ... dankbar|verbunden|hilfreich|nett|schon|gut|super|toll|prima|moglich|drin|denkbar ...
    freuen|freue wir|ich uns|mich ... uber|wenn / wurde|wurden ... helfen|freuen|uns|mir ... wenn|uber|sehr|$
    hilfreich|super|gut|schon|toll ware|wars|wenn ...
    um ... ruckmeldung|ruckruf|zusendung|ubersendung|antwort|bestatigung|auskunft|angebot|stellungnahme|mitteilung|prufung|rat|hilfe|klarung|erganzung|korrektur|freischaltung
    uber ... ruckmeldung|antwort|angebot|datenblatt|info|hinweis ... freuen|dankbar
    frage|ruckfrage|fragen ?noch zu|zum|zur|von|an|unserer|unseres|bezuglich|wegen|ist|offen|hatte|hatten|habe
    eine|noch|kurze|zwei|drei|einige|paar|letzte|nur ?kurze|kleine|weitere|offene|letzte|noch frage|fragen|ruckfrage|ruckfragen|punkte|punkt|anliegen|bitte ...
    meine|unsere ?nachste frage|fragen ... / haben|habe wir|ich ... frage|fragen
    geht|funktioniert|klappt|lauft|ladt|startet ... nicht|nimmer|weder
    fehler|fehlermeldung|absturz ... seit|beim|bei|kommt|wenn|erscheint|nummer / sturzt ... ab
    geben|gebt|gib|teilen|teile|teilt sie|mir|uns|bitte ... bescheid|mit
    bescheid|mitteilen|mitteilung ... ob|wann|wenn|wie|geben
    ich|wir suche|suchen ... / interessiere|interessieren ... mich|uns ... fur / interesse an|am ...
    bitte ... schicken|senden|prufen|andern|korrigieren|erganzen|bestatigen|mitteilen|ausstellen|zusenden|anlegen|freischalten|neu|nachreichen|anpassen|klaren|erklaren|verlangern|zuschicken|nennen|angeben|uberarbeiten|einrichten|machen|weiterleiten
    konnt|konntet|konnen|konnten|kannst|konntest|wurden|wurdet|wurdest|darf|durfen|durfte|durften|kann|konnte ihr|sie|du|wir|ich|man|euch ...
    lasst|liesse sich ... / ist|ware es|das|sowas ?auch moglich|machbar|denkbar|drin / gibt es ...
    wie viel|teuer|lange|hoch|schnell|oft|viele / wieviel
    was kostet|kosten|wurde|halten|meinen|sagen|nehmen|bedeutet|passiert
    was ... kostet|kosten|kostete / kostet|kosten ... bei|fur|pro / sagen|sag|sagt sie|mir|uns ...
    erklaren|erlautern|erinnern|erklare|erlautere|erinnere sie|mich|mir|uns ... / dringend / schnellstmoglich / umgehend
    baldmoglichst / ansonsten|sonst ... konnen|kann|geht|mussen|nimmt|zeichnet / so nimmt|geht|konnen|kann ... nicht
    ab wann / bis wann / wie ?sieht|steht es|schaut ... aus|mit|um / was ... ist|machen wir|ich mit
    sorgen|besorgt|bedenken ... / stort|nervt|schmerzt ... / an wen ...
    es ... erforderlich|notwendig|notig ... dass|die|uns
    ";
pub(super) const OPENS: &str = "
    schick|schicke|schickt|schicken|sende|senden|sendet|bestatige|bestatigen|bestatigt|prufe|prufen|prufen|pruft|korrigiere|korrigieren|andere|andern|andert|erganze|erganzen|nenne|nennen|nennt|leg|lege|legen|fuge|fugen ?doch ?bitte ?noch sie|mir|uns|den|die|das|bitte|doch|mal|einen|eine|ein|ihn|es
    stelle|stellen|stellt|setze|setzen|gib|geben|gebt|mach|mache|machen|macht|leite|leiten|teile|teilen|sag|sagen|sagt|erklare|erklaren|erlautern|reiche|reichen|reicht|ersetzen|ersetze|verlangern|verlangere|erinnern|erinnere|streichen|streiche|nehmen|nimm|schau|schauen|schaut|seien|sei|tragen|trag sie|mir|uns|bitte|doch|mal|so|den|die|das|dir
    bitte um|noch|mal|kurz|dringend|neu|nochmal|nochmals|den|die|das|einen|eine|sie|mir|uns|an|zu|bei|beim|auch|alle|jeweils|im|in|auf|mit|#|herrn|frau|position|rechnung|angebot
    habt|hast|haben|hatten|hattet|hattest|gibt|kann|konnen|konnt|konnte|konnten|lauft|ist|sind|geht|funktioniert|wird|werden|darf|durfen|mussen|muss|soll|sollen|unterstutzt|bietet|bieten|lasst|wurde|wurden|ware|kostet|passt|stimmt|gilt|gehort sie|ihr|du|wir|ich|es|man|das|die|der|den|ein|eine|euer|ihr|ihre|dafur|dort|da|schulung|hosting|support|auch|sich|noch|eigentlich
    preis|preise|preisliste|angebot|kosten|rabatt|lieferzeit ?fur|bei|pro|bitte|ab|$ ... $
    benotige|benotigen|brauche|brauchen|brauchten|suche|suchen|warte|erbitte|erbitten|vermisse|fehlt|fehlen|hatte|hatten ?noch|dringend|gern|gerne|bitte|auf|nur ...
    konnt|habt ihr ... / und ?bei|fur ?#|die|der|das|was|wie|wann|wer|wo ... $
    ";
pub(super) const QUESTIONS: &str = "
    was|wann|wer|wie|wo|warum|wieso|weshalb|welche|welcher|welches|welchen|wieviel|wieviele|wozu|wohin|woran|womit|wem|wen|worin|woher ist|sind|kostet|kosten|wurde|wurden|ware|viel|viele|lange|teuer|hoch|macht|finde|finden|kann|konnen|konnte|konnt|halten|haltst|passiert|habt|haben|hat|geht|lauft|sieht|steht|kommt|kommen|muss|mussen|ist|meinen|bekomme|bekommen|schnell|oft|bedeutet|heisst|bitte|gilt|wird|werden|darf|durfen|version|daten|nehmt|nehmen|braucht|oder|genau|bleibt|soll|sollen|gibt|zahlt|tragt|ubernimmt|sorgt|hilft|dauert|funktioniert|liegen|liegt|macht
    ab wann ... / bis wann ... / an wen ... / in welchem|welcher|welchen ... / wie ... konnen|kann|geht ... / ob ... $
    ";
pub(super) const NOT: &str = "
    nicht|kein|keine|keinen|keinerlei ... fragen|bedenken|einwande|sorgen|mehr|mangel / fur ... ruckfragen|fragen|weitere
    bei ... fragen|ruckfragen|bedarf / falls|wenn|sollten|sollte ... fragen|noch|etwas|brauchen|bedarf
    bitte entschuldigen|entschuldige|beachten|verzeihen|sehr|schon / keine frage|ursache|eile
    hat|habe|haben|hatte|hatten|wurde ?mich|uns|ihn|sie gefragt|wissen / fragte ... / es fehlt|fehlen ... nichts|an nichts
    fehlt ... nichts|an nichts / freue|freuen mich|uns|wir|ich ... auf / ich freue|wir freuen mich|uns auf
    wie|was ... besprochen|vereinbart|gewunscht|erbeten|gebraucht|brauche
    gut|schon zu wissen|horen / genau das ... / geht es ... ihnen|dir / was mich|uns ... freut / danke|dank ...
    es gibt ... keine|nichts|neuigkeiten / gibt ... keine
    braucht|brauchen|brauche ... noch ... wochen|zeit|tage|bis|erfahrungsgemass|zwei|drei
    braucht|brauchen erfahrungsgemass ... / er|sie|es braucht ... wochen|tage|zeit / nur damit ... bescheid
    keine ... einwande
    ";
