//! What a sentence weighs: thanks and receipt, mere form, a polite no, or matter.

use std::sync::LazyLock;

use super::super::asks::NO_QUESTIONS;
use super::super::pattern::Patterns;

/// Sentences of thanks or receipt, from their beginning to their end but for what `FILL` covers.
const THANKS: &str = "
    thanks / thank you / thankyou / thx / tks / ty / cheers / got it / received / well received / noted / duly noted
    understood / will do / sounds good|great|perfect|fine / sounds like ... plan / sound good / perfect / great / awesome
    excellent / wonderful / fantastic / amazing / brilliant / lovely / super / cool / nice / nice one / good to know|hear
    ok
    okay / okey / k / yes / yep / yup / sure / all good|clear|set|right / clear / much|really|greatly appreciated
    appreciate it|that|this|your / i|we appreciate / no problem|worries / my pleasure / works for me|us / fine
    fine by|with me|us / happy ... that works / done / agreed / deal / confirmed / that works / roger / copy that
    makes sense / message received / point taken / absolutely / congrats / congratulations / very helpful|kind
    that's ... great|perfect|helpful|fine|good|ok|okay|clear|all|excellent|wonderful|kind
    this|that is ... great|perfect|helpful|fine|good|ok|okay|clear|all|excellent|wonderful|kind / looks good|great|perfect
    i have|i've received|got / we have|we've received|got / i|we received / i|we acknowledge|confirm receipt
    receipt confirmed|acknowledged / acknowledged / so kind / danke / dank / vielen dank / herzlichen dank / besten dank
    lieben dank / tausend dank / dankeschon / merci / erhalten / angekommen / ist angekommen / alles klar / alles gut
    perfekt / prima / passt / passt so|gut|perfekt|mir|uns / klar / verstanden / gerne / gern / gern geschehen
    in ordnung
    geht klar / wunderbar / top / klasse / toll / bestens / sehr gut|schon|nett|hilfreich / gut / ja / jawohl / mache ich
    machen wir / wird gemacht / zur kenntnis genommen / notiert / ist notiert / einverstanden / hort sich gut / klingt gut
    das passt|hilft|freut / hab|habe ich|es|alles erhalten|bekommen / ich bedanke|danke / wir bedanken|danken
    freut mich|uns
    bestatigt / eingang bestatigt / hat geklappt / mille mercis / bien recu / recu / bien note / c'est note / note
    c'est bien note|recu / parfait / tres bien / bien / d'accord / entendu / compris / genial / nickel / impeccable
    ca marche|roule|me|nous|va / cela me|nous convient / c'est parfait|bon|clair|tout|gentil|d'accord / avec plaisir
    de rien
    je vous|te|t'en remercie / je vous en remercie / nous vous remercions / je note / bonne reception / oui / volontiers
    pas de souci|soucis|probleme / j'ai bien recu / nous avons bien recu / accuse reception / j'accuse reception
    je confirme|confirmons ... reception / gracias / muchas|mil|muchisimas gracias / recibido / recibida / recibidos
    perfecto / estupendo / de acuerdo / vale / entendido / anotado / muy bien / muy amable / excelente / fantastico
    todo claro|bien|recibido|perfecto / queda claro / claro / por supuesto / tomo nota / tomamos nota
    le|te|os|les agradezco
    agradezco|agradecemos|agradecido|agradecida / si / fenomenal / listo / lo recibi|he|hemos recibido / he|hemos recibido
    confirmo|confirmamos ... recepcion|recibido|recibo / de nada / me parece bien|perfecto|estupendo|genial / con gusto
    enterado|enterada / correcto / obrigado / obrigada / muito obrigado|obrigada / recebido / perfeito / otimo / combinado
    certo / bedankt / dank je|u / dankjewel / dankuwel / hartelijk dank / ontvangen / in goede orde ontvangen / helder
    duidelijk / goed / akkoord / komt goed / grazie / grazie mille / ricevuto / perfetto
    ";
/// More of them: what works now, what was wanted, what is settled, and praise.
const THANKS_MORE: &str = "
    ta / fab / sorted / resolved / solved / works|worked now|fine|perfectly|well|great|again|with|like / obliged
    much obliged / did the trick / just|exactly what ?i|we ... needed|wanted
    you're|youre a ... star|legend|gem|lifesaver|angel|hero|best|treasure
    appreciate|appreciated ... / great|good|excellent|fantastic news|stuff|job|work
    that was ... fun|great|lovely|helpful|quick|fast / that one looks|is right|good|fine|correct
    got them|these|those|both|all / very generous|nice|good / copied / tack / kudos / hats off / bravo / well done / read
    seen / accepted / of course
    noted with / received with / well received / in good order / short form accepted / like a charm / as good as gold
    splendid / marvellous / magic / wicked / lush / bingo / spot on / ace / grand / champion / received and filed
    will do
    genau das ... / klappt|lauft|funktioniert|geht ... jetzt|wieder|nun|super|perfekt / lauft / klappt / jetzt stimmt
    stimmt so|jetzt / stimmt / bestatige|bestatigen ... eingang|erhalt|empfang ... / hiermit bestatige|bestatigen ...
    schatz / dankend erhalten|bestatigt / dankend / erledigt / weiss bescheid / bescheid / einwandfrei / supi
    ist da|angekommen / gut zu wissen / klare antwort / hilft mir|uns ... / spitze / hervorragend / grossartig / super ...
    passt / sauber / fein / vielmals
    gelesen / zugegangen / eingegangen / habe ... erhalten|bekommen / dankeschon / danke schon|sehr|dir|ihnen|euch
    merci vielmals / freut mich / perfekt ... / bin im bilde / vermerkt / grosse klasse / haben sie|hab dank
    c'est bon|top|regle|parfait|note|tout|tres|gentil|super|nickel|recu|ok / chouette / top / super
    mille fois|mercis|merci / accusons|accuse ... reception / bonne reception / exactement ce ...
    vous etes|es|tu ... formidable|genial|super|top|parfait|ange
    ca|cela marche|fonctionne|roule ... / marche / marche maintenant / impec / tres aimable|gentil|bien / pris note
    l'ai bien|bien|recu ... / un grand|immense merci / grand merci / regle / merci / tres gentil|aimable / bien eu
    a vous aussi / de votre|ta part / adopte / ravi / extra / formidable / ya funciona|esta|lo / ya lo tengo / ha llegado
    justo|exactamente lo que ... / acusamos|acuso recibo / eres un ... / resuelto / solucionado
    que rapidez|bien|bueno|maravilla|detalle|amable / visto / ahora si
    agradezco|agradecemos mucho|el|la|su|tu ... / eskerrik asko / recebi tudo / recebi / tudo certo|bem|recebido
    esta bem / fico grato|grata / ho ricevuto / tutto bene|ok|chiaro / top / super / conforme / anotadisimo / apuntado
    fantastico / fenomenal / se agradece / se lo agradezco / te lo agradezco
    ";
/// A yes to what was offered: a sentence with it is no mere thanks, however short it is.
const AGREES: &str = "
    we|i|we'd|i'd|we'll|i'll|let's|lets ?will|would|hereby|gladly|happily|both|all ?like|love ?to take|accept|buy|order|choose ?it|them|that|this|the|your|all|both|#|one|two|offer|of|for $|it|them|that|this|the|your|all|both|#|offer|proposal|option|please|thanks|and|then|for|at|of|from
    we|i ?fully|both|all agree $|to|with|on / ^ agreed / ^ accepted / accept|accepted your|the|this|it|that
    ^ deal $|thanks|thank|then|we|i|let's|send|please / ok|okay|yes|great|perfect|fine|then|it's|a deal $|thanks|thank|then
    ^ yes|yeah|yep|ja|oui|si please|thanks|thank|bitte|danke|merci|gracias ?you|dir|ihnen|schon|sehr|mille|beaucoup|muchas|a ?very|so ?much|vous $
    go ahead / let's|lets ?just go|proceed|start|begin|do|get ?it|this|that|going|started|ahead|with|for|now $|then|thanks|please|ahead|with|for
    count me|us in / we're|i'm|are|am in $ / we're|i'm|are|am on board|good ?to go|happy with
    fine|good|ok|okay|works|work|perfect|great|suits|acceptable for|with|by us|me|our|both
    offer|price|prices|terms|proposal|quote|conditions|option|plan|discount works|work|suits|suit|fits|is|are ?us|me ?fine|good|ok|okay|accepted|acceptable|perfect|great
    happy|pleased|fine|ok|okay with the|your|this|that|# ... / going|go with your|the|option|you

    nehme|nehmen ?ich|wir ?sie|es|das|die|den|das|ihr|ihre|das|alle|gerne|gern|beide ... an|$
    wir nehmen|bestellen|kaufen|akzeptieren|unterschreiben / ich nehme|bestelle|kaufe|akzeptiere|unterschreibe
    einverstanden / abgemacht / mir|uns passt|passen|past ?so|das|es|der|die ... / passt|passen mir|uns|fur|ins|von|bei
    angebot|preis|vertrag|konditionen passt|passen|stimmt|gefallt|ist ?so ?in|gut|ok|okay|fur|uns|mir|angenommen|$
    machen wir so|das|es / so machen wir|wir's|es / wir machen das|es|mit|so / sind dabei|einverstanden / bin dabei
    sagen|sage ja|zu / stimmen|stimme ... zu $ / zugesagt / kann|konnen ?wir ?es losgehen|loslegen / legen ?wir los
    fur mich|uns ?ist ?das passt|ok|okay|in|gut

    c'est ok|bon|parfait|d'accord|entendu|valide pour moi|nous|notre / ok|partant|partants|d'accord pour moi|nous|le|la|l'offre|votre|cette|ce|#|les
    nous prenons|acceptons|validons|commandons|signons / je prends|accepte|valide|commande|signe / on prend|accepte|valide|signe|y
    allez y / allons y / affaire conclue / marche conclu / banco / adjuge / vendu
    ca|cela|l'offre|offre|prix|proposition|tarif nous|me convient|conviennent|va|plait / nous|me convient|conviennent
    l'offre|offre|prix|tarif est accepte|acceptee|accepte|bon|bonne

    adelante / nos|me|lo|los|las quedamos|quedo ?con|$|# / nos|lo|los|las tomamos|compramos|cogemos|llevamos|contratamos|tomo|cojo
    aceptamos|acepto|aceptado|aceptada / trato hecho / de acuerdo con|en el|la|los|las|su|tu|todo
    nos|me parece|parecen|va|viene|cuadra|encaja|conviene ?muy bien|perfecto|perfecta|correcto|estupendo|$|el|la|su|tu
    oferta|precio|propuesta|condiciones nos|me|es|esta|parece ?muy ?parece bien|encaja|conviene|aceptada|aceptado|va|cuadra
    vamos adelante|con|a / por nosotros|mi ?esta|va perfecto|bien|adelante|ok|de
    ";
/// A day or a time of day.
const TIMES: &str = "
    monday|tuesday|wednesday|thursday|friday|tomorrow|mon|tue|tues|wed|thu|thur|thurs|fri
    montag|dienstag|mittwoch|donnerstag|freitag|ubermorgen|montags|morgen ?um #|fruh|vormittag|nachmittag
    montag|dienstag|mittwoch|donnerstag|freitag|ubermorgen
    lundi|mardi|mercredi|jeudi|vendredi|demain / lunes|martes|miercoles|jueves|viernes
    # uhr|o'clock|heures|h|pm|am / las # / at # $
    ";
/// What takes such a time.
const TAKES: &str = "
    fine|good|ok|okay|works|work|suits|suit|perfect|great|agreed|confirmed|please|yes|then|it|passt|geht|klappt|gut|gerne|gern
    bitte|ja|dann|recht|ordnung|bestatigt|convient|va|parfait|bien|oui|d'accord|plait|svp|alors|confirme|vale|perfecto|perfecta
    si|viene|acuerdo|favor|entonces|confirmado|confirmada
    ";
/// Farewells, wishes, and thanks for what was: the day in them was agreed before.
const LEAVE: &str = "
    see|meet|speak|talk|chat|catch you|u|with|soon|then|on|again|there|next|monday|tuesday|wednesday|thursday|friday|tomorrow / until / till / bis / hasta / nos vemos / hablamos
    a|au lundi|mardi|mercredi|jeudi|vendredi|demain / looking|look forward / thanks|thank|danke|dank|merci|gracias ?you for|fur|pour|por
    have|enjoy|happy|schonen|schones|schone|bonne|bon|buen|buena|feliz|freue|freuen|hate ...
    received|got|sent|arrived|erhalten|bekommen|recu|recibido|was|were|war|waren
    ";
/// What happens in a deal. A sentence with it is no mere thanks, however it begins.
const MATTER: &str = "
    signed|sign|approved|approve|rejected|decided|budget|legal|board|price|prices|cost|costs|but|however|except|although|unless|if|because|until|paid|pay|payment|contract's|lawyer|internally|tomorrow's|delayed|postponed|cancelled|canceled|failed|fails|broken|wrong|missing|not|don't|didn't|isn't|can't|won't|link|digest|server|domain|order|live|procurement
    unterschrieben|unterzeichnet|genehmigt|entschieden|vorstand|preis|preise|kosten|aber|allerdings|jedoch|bezahlt|rechtsabteilung|intern|abgelehnt|verschoben|gekundigt|nicht|kein|keine|falsch|fehlt|wenn|weil|sondern|bestellung|betriebsrat
    signe|approuve|valide|decide|direction|prix|mais|cependant|sauf|paye|payee|juridique|interne|refuse|reporte|pas|jamais|si|manque|quand|parce|commande|erreur
    firmado|firmada|aprobado|aprobada|decidido|direccion|precio|pero|aunque|salvo|pagado|pagada|juridico|internamente|rechazado|aplazado|no|falta|porque|cuando|pedido|error|abogado
    ";
/// Greetings, wishes, see-you, names of days and times: they weigh nothing.
const FORM: &str = "
    hiermit / nachreichung / zusendung / schreibens / schreiben ?von / ihres|ihrer ... $ /
    hi / hello / hey / dear / good morning|afternoon|evening|day|night / all / team / everyone / folks / guys / sir
    madam
    mr|mrs|ms ... $ / see you|u / talk|speak|chat soon|then|later|tomorrow|next|on|to / catch you
    have a ... day|weekend|evening|week|one|time|trip|holiday|afternoon|night|break|christmas|rest
    enjoy ... weekend|day|evening|holiday|holidays|rest|week|trip
    happy ... weekend|holidays|friday|monday|new|easter|christmas / looking forward ?to ... / look forward ?to ...
    i|we look forward ... / i'm|we're|am|are looking forward ... / hope you|this|all|your ... / best / best regards|wishes
    kind|warm regards / regards / cheers / take care / bye
    until then|tomorrow|next|monday|tuesday|wednesday|thursday|friday
    till then|tomorrow / speak soon / all the best / you too / likewise / same to you / sincerely / yours
    with kind|best regards / hallo / guten tag|morgen|abend / moin / servus / gruss|grusse|grusse|gruesse / liebe|lieber
    sehr geehrte|geehrter ... / herr|frau / bis dann|bald|spater|morgen|montag|dienstag|mittwoch|donnerstag
    bis freitag|nachste|dahin|ubermorgen|zum|demnachst|am|gleich / schones wochenende
    schonen tag|abend|feierabend|gruss|urlaub|sonntag / schone grusse|woche|feiertage|tage / einen schonen ...
    ein schones ... / viele|beste|liebe|freundliche|herzliche|besten|lieben grusse|gruss|gruesse
    mit freundlichen|besten ...
    freue|freuen mich|uns|wir ... / ich freue|wir freuen ... / bis bald / tschuss / ebenso / ihnen auch / gleichfalls / lg
    vg / mfg / ihnen|dir|euch ... schonen|schones ... / bonjour / bonsoir / salut / cher|chere|chers / madame / monsieur
    a bientot|demain|lundi|mardi|mercredi|jeudi|vendredi|plus|tout|tres / au plaisir ...
    bonne journee|soiree|semaine|fin|continuation|annee|reception / bon week|weekend|courage|dimanche
    excellente journee|soiree|semaine / tres bonne ... / belle journee|soiree / cordialement / bien cordialement
    bien a vous|toi / cdlt / sinceres salutations / a la semaine / dans l'attente ... / en attendant ... / au revoir
    hola
    buenos dias / buenas tardes|noches / buenas / estimado|estimada|estimados ... / querido|querida / saludos
    un saludo|abrazo / un cordial saludo / saludos cordiales / hasta luego|pronto|manana|el|la|entonces / nos vemos ...
    hablamos ... / buen dia|fin|finde / que tengas|tenga|tengan ... / feliz ... / quedamos asi
    quedo atento|atenta|pendiente
    igualmente / atentamente / cordialmente / un placer / ola / bom|boa dia|tarde|noite|semana|fim / abraco|abracos
    ate breve|logo|amanha|segunda / beste / groet|groeten / met vriendelijke groet
    tot dan|snel|morgen|ziens|maandag|dinsdag|woensdag|donderdag|vrijdag / fijne dag|avond|weekend / goedemorgen
    goedemiddag
    monday / tuesday / wednesday / thursday / friday / tomorrow / today / then / montag / dienstag / mittwoch / donnerstag
    freitag / morgen / heute / lundi / mardi / mercredi / jeudi / vendredi / demain / lunes / martes / miercoles / jueves
    viernes / manana / week|weekend / woche / semaine / semana
    ";
/// Words that may stand among thanks and add nothing to them.
const FILL: &str = "
    a / an / the / so / very / much / many / lot / lots / again / for / your / you / to / and / that / this / it / it's
    i
    we / us / me / my / our / is / was / all / from / on / in / of / with / at / as / by / well / just / really / both
    quick
    prompt / fast / swift / reply / response / answer / answers / feedback / email / mail / message / note / info
    information / update / updates / documents / document / doc / docs / attachment / file / files / offer / proposal
    deck
    slides / quote / contract / invoice / report / details / link / confirmation / confirming / sending / sharing
    letting
    know / help / support / time / call / meeting / chat / today's / yesterday / today / yesterday's / chatting / patience
    understanding / clarification / clarifying / explanation / heads / up / reaching / out / getting / back / being / here
    over / through / now / great / good / nice / kindly / kind / safely / have / has / received / got / everything / copy
    pleasure / indeed / too / also / anna / safe / most / helpful / detailed / useful / will / presentation / demo
    conversation / sounds / works / effort / work / hello / sent / thoughts / tip / invite / invitation / intro
    introduction
    recording / follow / meeting's / appreciated / day / next / see / soon / there / am / are / # / pm / o'clock / fur
    die
    den / das / der / dein / deine / ihre / ihren / ihr / ihnen / dir / euch / schnelle / rasche / ruckmeldung / antwort
    nachricht / infos / informationen / unterlagen / angebot / e / und / ich / habe / hab / es / ist / alles / auch
    schon
    sehr / noch / mal / nochmals / nochmal / im / voraus / hilfe / zeit / gesprach / telefonat / gute / guten / tolle
    gut
    uns / mir / mich / wir / zusendung / ubersendung / bestatigung / einladung / vorab / dafur / zuruck / schnellen
    ruckruf / side / end / part / moment / present / seite / seiten / meiner / meinerseits / unserer / unsererseits / dazu / haben
    cote / mon / notre / n'ai / n'avons / l'instant / moment / parte / mi / nuestra / tengo / tenemos
    dass / fur's / furs / angenehme / nette / heute / eben / gerade / soeben / zum / zur / termin / wie / besprochen
    dann
    bis / um / uhr / vertrag / rechnung / dokumente / datei / prasentation / bemuhungen / unterstutzung / muhe / bin / hat
    da / damit / pour / votre / vos / ta / ton / tes / le / la / les / de / du / des / ce / cette / ces / retour / reponse
    rapide / informations / aide / temps / envoi / beaucoup / bien / encore / tout / toute / et / je / vous / te / nous
    l'envoi / l'info / d'avoir / un / une / offre / proposition / devis / precisions / disponibilite / echange / c'est
    est
    ai / j'ai / avons / en / tres / grand / infiniment / d'avance / l'offre / contrat / facture / convient / l'invitation
    reactivite / pris / notre / cela / avec / por / el / los / las / su / tu / sus / tus / vuestra / respuesta / rapida
    mensaje / correo / informacion / ayuda / tiempo / envio / todo / toda / documentos / documento / propuesta / oferta
    muy
    mucho / y / lo / os / nuevo / nuevamente / antemano / confirmacion / enviar / confirmar / enviarlo / enviarme
    enviarnos
    pronta / rapidez / nos / que / esta / este / con / una / igual / presupuesto / contrato / factura / llamada / reunion
    amabilidad / atencion / gentileza / he / hemos / recibido / pela / pelo / resposta / sua / seu / o / voor / uw / het
    snelle / reactie / antwoord / bericht / informatie / alvast
    ";
const NO: &str = "
    chosen|chose|selected|picked|signed ... different|another|other|competitor ?vendor|provider|supplier|solution
    won't|not be ?able ... moving|proceeding|continuing|pursuing|renewing|going|buying|needing
    bleiben bei ... anbieter|losung|system|partner
    bleiben bei ... dienstleister|lieferanten|tool / restons avec|chez ...
    nos quedamos con ... proveedor|solucion|actual
    decided|chose|chosen|opted|elected ... with ?a|an|our ... other|another|different|competitor|vendor|provider|someone
    going|gone|went|go|choose ... with ?a|an|our ... other|another|different|competitor|vendor|provider|someone
    decided|chose|chosen|opted|elected|going|gone|went|go|choose ... with ?a|an|our ... existing|current|alternative
    decided|chose|chosen|opted|elected|going|gone|went|go|choose ... with ?a|an|our ... incumbent|solution|else|supplier
    selected|sticking|staying|stick|stay ... with ?a|an|our ... other|another|different|competitor|vendor|provider|someone
    proceeding|proceed|moving|move|forward|signed ... with ?a|an|our ... other|another|different
    proceeding|proceed|moving|move|forward|signed ... with ?a|an|our ... competitor|vendor|provider|someone
    selected|sticking|staying|stick|stay ... with ?a|an|our ... existing|current|alternative
    selected|sticking|staying|stick|stay ... with ?a|an|our ... incumbent|solution|else|supplier
    proceeding|proceed|moving|move|forward|signed ... with ?a|an|our ... existing|current|alternative
    proceeding|proceed|moving|move|forward|signed ... with ?a|an|our ... incumbent|solution|else|supplier
    decided|chosen|elected|prefer not to / decided against|otherwise / not ... a ?top|high|current priority
    isn't|not ... priority / not ... moving|move|proceed|proceeding ?be ?ahead|forward|further|with|this|it
    not ... going|pursue|pursuing|continue|continuing ?be ?ahead|forward|further|with|this|it
    won't|will not|wont|wouldn't be|go|move|need|proceed ... moving|forward|proceeding|ahead|with|needing
    won't|will not|wont|wouldn't pursue|continue|renew|renewing|taking|able ... moving|forward|proceeding
    won't|will not|wont|wouldn't pursue|continue|renew|renewing|taking|able ... ahead|with|needing
    won't|will not|wont|wouldn't be|go|move|need|proceed ... renewing|it|continuing|this|any|to
    won't|will not|wont|wouldn't pursue|continue|renew|renewing|taking|able ... renewing|it|continuing|this|any|to
    not|never|longer interested|relevant / isn't|not ... interest|good fit|right fit|fit|need|right time|good time
    not ... interested / not something we / no ... interest
    no longer ... need|require|looking|interested|relevant|considering / no budget|need|interest|capacity|plans
    don't|do not|didn't|doesn't|not have ... budget|need|capacity|bandwidth|resources|plans
    not ... looking|planning|considering|need|needing|buying / don't|do not need / don't|do not ... see ... need|fit|value
    already ... have|use|using|work|working|covered|signed ... solution|vendor|provider|supplier|partner
    already ... have|use|using|work|working|covered|signed ... tool|system|someone|with|another|place
    have to decline|pass
    must decline / we|i will|we'll|i'll ... pass|decline / going to pass|decline / pass on this|it|the|your
    politely|respectfully|regretfully decline / on hold / put ... hold / budget ... cut|frozen|freeze|gone|spent|allocated
    budget|budgets ... been|was|is|are ... cut|frozen|allocated|gone / not ... this|next year|quarter|time
    unfortunately ... not|won't|can't|cannot / we'll|we|i ... have|are|need to decline
    happy with ... current|existing|our|present / no thanks / no thank you / thanks but no / too expensive
    out of ... budget
    over ... budget / postponed|cancelled|canceled ... project|until|indefinitely
    project ... cancelled|canceled|postponed|stopped|paused / wish you ... luck|best|success
    not at this|the|present time|moment|stage / isn't on|for us|our / lost ... deal / rule|ruled ... out
    entschieden ... fur|gegen ... anderen|andere|anderes|mitbewerber|wettbewerber|eine|einen|ein
    fur ... anderen|andere|anderes anbieter|losung|angebot|lieferanten|dienstleister|partner / haben uns ... entschieden
    anderweitig|anders ... entschieden|vergeben|orientiert
    kein|keinen|keine ... interesse|bedarf|budget|prioritat|verwendung|ressourcen|kapazitat|kapazitaten
    nicht ... interessiert|prioritat|infrage|frage|weiterverfolgen|relevant|weiter|budget|benotigt|passend|weiterverfolgt
    absagen|absage / muss|mussen ... ablehnen|absagen / lehnen ... ab
    bereits ... losung|anbieter|partner|versorgt|dienstleister / auf eis / zuruckgestellt|verschoben|gestoppt|gestrichen
    sehen ... davon ab / nein danke / derzeit|aktuell|momentan ... nicht|kein|keine|keinen ...
    leider ... nicht|kein|keine|keinen / zu teuer / nicht ... in frage / wunschen ... viel erfolg / abstand nehmen
    passt ... nicht ... uns
    choisi|retenu|opte|decide|selectionne|prefere|partis|opter ... autre|concurrent|solution|prestataire|fournisseur
    choisi|retenu|opte|decide|selectionne|prefere|partis|opter ... ne|de|un|pas|une
    autre prestataire|fournisseur|solution|partenaire
    pas|plus ... interesse|interesses|interessee|interessees|priorite|prioritaire|besoin
    pas|plus ... budget|donner|suite|donnerons|retenu|retenue|d'actualite|poursuivre / pas suite
    pas ... cette annee|trimestre / ne donnerons|donnons|donnerai|souhaitons|souhaite|pouvons|poursuivrons pas
    declinons|decliner|decline / deja ... prestataire|fournisseur|solution|equipes|outil|partenaire / non merci
    malheureusement ... pas|ne / trop cher|cheres|chere / projet ... abandonne|reporte|suspendu|gele|annule|stoppe
    abandonne|abandonner|suspendu ... projet / budget ... gele|coupe|epuise|alloue / bonne continuation / sans suite
    regret ... de / decidido|elegido|optado|decidimos ... otro|otra|con|no|por|seguir|competencia
    elegimos|optamos|escogido|seleccionado|apostar ... otro|otra|con|no|por|seguir|competencia
    otro|otra proveedor|opcion|empresa|solucion
    no ... interesa|interesados|interesado|interesada|prioridad|prioritario|presupuesto|necesitamos
    no ... necesidad|adelante|avanzar|seguir|continuar|encaja|contratar|necesito|interes
    ya ... tenemos|contamos|trabajamos ... proveedor|solucion|herramienta|con
    declinar|declinamos|rechazar|desestimar|descartado|descartar / lamentablemente|desgraciadamente ... no / no gracias
    demasiado caro|cara / proyecto ... cancelado|pospuesto|parado|aplazado|suspendido|pausado
    pospuesto|aplazado|cancelado ... proyecto / hemos pospuesto|aplazado|descartado / sin presupuesto / en pausa
    no este|es ano|momento|trimestre|buen / nao ... interesse|temos|prioridade|orcamento|interessados|avancar|seguir
    optamos|decidimos ... outro|outra|por / outro fornecedor / geen ... interesse|behoefte|budget|prioriteit
    niet ... geinteresseerd|verder|prioriteit|interessant / gekozen voor|andere ... / andere leverancier|aanbieder|partij
    helaas ... niet|geen
    ";
/// What follows a polite no in form and means yes, or is no answer to an offer.
const NOT_NO: &str = "
    not only / not sure / don't hesitate / do not hesitate / no problem|worries|rush|need to / not ... decided yet
    haven't decided / have not decided / not|haven't ... yet / noch nicht / pas encore / aun|todavia no / no ... problema
    ";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Thanks,
    Form,
    Fill,
    Matter,
    No,
    NotNo,
    Agrees,
    Time,
    Takes,
    Leave,
    /// That there are no questions: as good as thanks.
    Settled,
}

/// What a sentence is by its weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Thanks,
    Form,
    Matter,
}

static SIGNS: LazyLock<Patterns<Sign>> = LazyLock::new(|| {
    Patterns::new(&[
        (THANKS, Sign::Thanks),
        (THANKS_MORE, Sign::Thanks),
        (MATTER, Sign::Matter),
        (FORM, Sign::Form),
        (FILL, Sign::Fill),
        (NO, Sign::No),
        (NOT_NO, Sign::NotNo),
        (AGREES, Sign::Agrees),
        (TIMES, Sign::Time),
        (TAKES, Sign::Takes),
        (LEAVE, Sign::Leave),
        (NO_QUESTIONS, Sign::Settled),
    ])
});

/// The longest sentence that can be mere thanks, in words.
const WORD_LIMIT: usize = 24;

/// Whether a sentence, folded, refuses politely.
pub(super) fn is_no(words: &[&str]) -> bool {
    SIGNS.has(words, Sign::No) && !SIGNS.has(words, Sign::NotNo)
}

/// Whether a sentence, folded, accepts what was offered, or takes a day or time that was.
pub(super) fn agrees(words: &[&str]) -> bool {
    let has = |sign| SIGNS.has(words, sign);
    words.len() <= WORD_LIMIT && (has(Sign::Agrees) || names_time(words) && has(Sign::Takes) && !has(Sign::Leave))
}

/// Whether a sentence, folded, names a day or a time of day.
pub(super) fn names_time(words: &[&str]) -> bool {
    // "3pm", "15h".
    let is_hour = |word: &&str| {
        let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
        unit.len() < word.len() && matches!(unit, "pm" | "am" | "h" | "uhr")
    };
    SIGNS.has(words, Sign::Time) || words.iter().any(is_hour)
}

/// Whether a sentence that is no thanks weighs so little that it leaves the thanks beside it the mail's point: a few words,
/// without a number, about nothing that moves a deal.
pub(super) fn is_aside(words: &[&str]) -> bool {
    const ASIDE_LIMIT: usize = 6;
    let has_number = words.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    words.len() <= ASIDE_LIMIT && !has_number && !SIGNS.has(words, Sign::Matter) && !is_no(words) && !agrees(words)
}

/// How a sentence, folded, weighs. Thanks need that nearly each word is one of thanks, form, or fill: names and a word or
/// two that no list knows are let pass, so that "Danke, Herr Özdemir" is thanks.
pub(super) fn tone(words: &[&str]) -> Tone {
    if words.is_empty() {
        return Tone::Form;
    }
    if words.len() > WORD_LIMIT || agrees(words) {
        return Tone::Matter;
    }
    let mut covered: Vec<Option<Sign>> = vec![None; words.len()];
    let (mut is_thanks, mut opens_with_form, mut is_matter) = (false, false, false);
    let settled: Vec<_> = SIGNS.all(words).filter(|found| found.sign == Sign::Settled).collect();
    for found in SIGNS.all(words) {
        match found.sign {
            Sign::Thanks | Sign::Settled => is_thanks = true,
            // The no of "no questions" refuses nothing.
            Sign::Matter if settled.iter().any(|settled| settled.start <= found.start && found.end <= settled.end) => {}
            Sign::Form => opens_with_form |= found.start == 0,
            Sign::No => return Tone::Matter,
            Sign::Matter => is_matter = true,
            Sign::Fill | Sign::NotNo => {}
            Sign::Agrees | Sign::Time | Sign::Takes | Sign::Leave => continue,
        }
        if found.sign == Sign::Matter {
            continue;
        }
        covered.iter_mut().take(found.end).skip(found.start).for_each(|sign| *sign = sign.or(Some(found.sign)));
    }
    let n_unknown = covered.iter().filter(|sign| sign.is_none()).count();
    // "No problem" and "pas de souci" are covered whole; a matter beside unknown words is one.
    if is_matter && n_unknown > 0 {
        return Tone::Matter;
    }
    if is_thanks && n_unknown <= (words.len() / 4).clamp(1, 2) {
        Tone::Thanks
    } else if opens_with_form && n_unknown <= 3 && words.len() <= 12 {
        Tone::Form
    } else {
        Tone::Matter
    }
}
