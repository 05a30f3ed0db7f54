//! Ways to propose a talk that are alike in all languages: a talk and a wish, a time and a readiness, by classes of words.

use super::super::super::pattern::Classes;

pub(super) const CLASSES: &Classes = &[
    (
        "talk",
        "call|chat|meeting|demo|demonstration|coffee|lunch|breakfast|dinner|drink|beer|zoom|conversation|walkthrough|visit|session|appointment|catchup|videocall|workshop|kickoff|tour|presentation|sync|discussion|phone|screen",
    ),
    (
        "day",
        "monday|tuesday|wednesday|thursday|friday|mon|tue|tues|wed|thu|thur|thurs|fri|tomorrow|today|afternoon|morning|noon|week|month",
    ),
    (
        "gespraech",
        "telefonat|call|gesprach|termin|treffen|meeting|demo|vorfuhrung|prasentation|prasentationstermin|videocall|videokonferenz|kaffee|mittagessen|austausch|besuch|workshop|telefontermin|webmeeting|zoom|teams|besprechung|kennenlerntermin|auftaktgesprach|runde|vorstellung|demotermin|gesprachstermin|telefonkonferenz|online|onlinedemo|rundgang|abendessen",
    ),
    (
        "tag",
        "montag|dienstag|mittwoch|donnerstag|freitag|morgen|ubermorgen|heute|vormittag|nachmittag|woche|mo|di|mi|do|fr|montags|fruh|kw|mittag|vormittags|nachmittags",
    ),
    (
        "echange",
        "appel|echange|entretien|reunion|visio|visioconference|demo|demonstration|rendez|rdv|cafe|dejeuner|rencontre|visite|creneau|point|presentation|atelier|call|teams|zoom|diner|discussion",
    ),
    ("jour", "lundi|mardi|mercredi|jeudi|vendredi|demain|semaine|matin|midi|aujourd'hui|apres"),
    (
        "cita",
        "llamada|reunion|videollamada|videoconferencia|demo|demonstracion|demostracion|cita|cafe|comida|visita|charla|presentacion|taller|zoom|teams|encuentro|sesion|entrevista|call|hueco|meet|conversacion",
    ),
    ("dia", "lunes|martes|miercoles|jueves|viernes|manana|semana|tarde|hoy|dia|proxima|mediodia"),
];
pub(super) const WANTED: &str = "
    let's|lets|let us ... @talk|meet|together|speak|talk / fancy|up ?for a|lunch|coffee|breakfast|drink|beer|some ...
    give ... bell|ring|buzz|shout / how|what about|bout ?on|at ?next @day|# ...
    how does|do|is|would|about ... @day|# ... look|looking|sound|work|fit|suit|for
    diary|diaries|calendar|agenda|schedule ?is|are|looks|look|looking ?still|pretty|quite|fairly|wide|rather|all clear|open|free|empty ...
    would|it'd|it'll|will be ... good|great|nice|lovely|useful|helpful ... see|watch|view ... action|live|product|person|working
    see|watch|view ... in action|live|person / see|product|it|tool live
    like|want|wants|love|prefer|need|needs|ask|asking ?to ?have ?see a|an ... @talk ... for|with|to|in|on|next|before|of|$
    can|could|would|will|may|might you|u|somebody|someone ... walk|talk|take|guide ?me|us|my|our|the|them ... through
    easier|best|better|quicker|simpler|rather|prefer ... discuss|discussed|explained|done|talk|speak|phone|call|person|live|together|share|shared
    talk|go|walk|run ... through ?it|this|the|with ... together|live|by|on|with|at|tomorrow
    deserves|calls|warrants ... conversation|talk|call
    half|quarter an|a|of ... hour ... / hour|minutes|mins ?or ?so should|would|will|is do|be|enough|plenty|suffice|help
    can|could|would|please ?you dial|join|drop|come|pop|swing|stop|visit ?in ?by|into|us|to|over|our|on|at / dial in|into
    pop|drop|come|swing|stop|call in|by|over|round ... when|if|to|our|us|next|on|@day / be|have ?you on the line
    on the line ... for|with
    like|want|love|wish|pleased|happy|delighted to invite|host|welcome|visit|meet ... / invite|inviting you to|for ...
    would|are|be you ?be|u open|up|free|available|willing|around|about|interested ... to|for|in|on|visiting|joining|meeting|coming|@day ... @talk|visit*|@day|join*|meet*|come|coming|walk|discuss|talk|speak
    shall|could|can|will|should we ... say|meet|speak|talk|do|set|hop|jump|go|sit|find|make|get|grab|have|discuss ?it ?up ?aside ?down ?on ?at ?an|a|on|together|for|the ... @day|@talk|hour|minutes|#|together|through
    got|have|spare|give ?you ?me ten|five|fifteen|twenty|thirty|#|half ... minutes|mins|min|minute|hour ... @day|to|for|with|spare|this|$
    zoom|teams|call|coffee|lunch|demo|chat|breakfast|beer ?quick ?on|at|next @day|the ... $
    quick|short|brief|little call|chat|zoom|meeting|sync|catchup|coffee|demo|word ... @day|$
    catch|catching up ... properly|point|soon|week|when|in|on|@day|over|with
    lovely|good|great|nice to ?finally catch|meet|see|speak|talk|sit ...
    around|free|available|open|flexible|clear ?on|for|from|most|all|any|only ?of @day|# ...
    most|any|all|either|every ?of day|days|time|morning|afternoon|@day ... work|works|suits|fine|good|bar|except|ok|free|this|next|for
    grab|have|get|share a|some|lunch|coffee|breakfast ?quick coffee|lunch|beer|drink|bite|breakfast ...
    grab whatever|a|any ... / my|our ?booking calendar|booking|calendly link ...
    book|pick|choose|grab ... slot|time|whatever|meeting / screen share|shared|sharing
    share|shared|sharing screen|screens / face to face / over video|zoom|teams|coffee|lunch / in person ...
    on ?a ?teams|zoom|video|quick|short call|teams|zoom ... with|to|about|$|than|next|this
    slot|time|room ... pencilled|penciled|reserved|blocked|booked ... / would like|love|want a ... @talk
    clarification talk|call|meeting / talk|call|meeting|demo with each|you / sit|get ?down together ...
    pass|come|drop ?by|to ?by you|your|over|by ... on|at|@day|stand|booth|#
    stand|booth ... meet|see|come|visit|pass|drop
    meet|see ?you ?up ?you at|in ?the ?your conference|fair|expo|stand|booth|show|event|trade|person|our|london|town
    i'd|i|we|we'd can|could|would|do|offer|propose|suggest ?do|make|offer|propose|suggest ?on|early|late @day|# ...
    kick|kickoff|workshop ... @day|# / ring|phone|call|ping ?me|us back ... / call me|us|him|her|on ...
    tell me|us ... suits|works|free|time|times|when|slot ... / in town
    my|our|his|her ... assistant|pa|secretary ... diary|calendar|book|time|schedule|arrange
    meet ... our|us|me|you|team ... / come in by video / push|move|shift|postpone|bring ... call|meeting|demo|appointment
    move|push|shift|postpone|reschedule|bring|make it|this|that ?back|forward ?to|until|for ?the ?next @day|#
    @day instead / instead on @day
    you ?both ?all|two to meet|join us / chat on|at|@day|about|next / need|have to reschedule|rearrange|postpone|move ...
    reschedule ... / is it ?ok|okay|possible to meet|talk|speak|call
    speak|talk ?to ?you in person|live|directly|before|next|@day / meeting|call ?to ?be ?set|on @day|# $

    kann|konnen|konnten|konnt|konntet|konnte|wollen|sollen|sollten|durfen wir|ich|sie|man|ihr|du ... @tag|# ... sprechen|reden|telefonieren|treffen|sehen|austauschen|besprechen|durchgehen|vorbeikommen|dazukommen|zeigen|schieben|verschieben|vorbeischauen|kommen
    konnen|konnten|konntest|kannst|konnt wir|sie|du|ihr ... termin|call|treffen|gesprach|meeting ... schieben|verschieben|verlegen|auf|vorziehen
    sprechen|reden|telefonieren|treffen|sehen wir|uns ... @tag|#|kurz|dazu|mal
    rufen|ruf|ruft|klingel|klingeln|funk ?sie ?doch ?bitte mich|uns|mal|doch|bitte|einfach|gern|durch ...
    anruf|ruckruf ?von ... erbeten|bitte|ware|freuen / anrufen|anruft|zuruckrufen ... / telefonisch ?kurz ?am|dazu|mit sprech*|besprech*|erreiche|erreichen|meld*|kontakt*|austausch*|abstimm*|klar*|unterhalt*|durchgeh*|$|@tag
    auf @tag|nachste|nachsten|kommende|kommenden|anfang|mitte|ende ... verlegen|verschieben|schieben|vorziehen
    @gespraech ?am|um|zum|gegen @tag|# ... $ / kurzer|kurzes|kleiner|schneller @gespraech ...
    mir|uns|ihnen|euch passen|passt|ginge|recht
    @tag|# ... wurde|wurden|passt|ginge|ware|passte|gehen|klappt ... mir|uns|gut|ihnen|bei|passen|super|ideal|auch|gehen|besser
    ich|wir konnte|konnten|kann|konnen|hatte|hatten|ware|waren ?auch|noch|nur|gern|jederzeit ?am @tag|#|ganztagig|ab ...
    ich|wir hatte|hatten|habe|haben ... zeit|luft|frei|kapazitaten / kalender|terminkalender ... leer|frei|offen|luft|link
    buchungslink|kalenderlink|buchungsseite|calendly ... / suchen|such|sucht ... termin|slot|zeit ... aus
    schicken|schick|sende|senden|stell|stellen ... einladung|termin|terminvorschlag|kalendereinladung|terminserie|invite|slots
    wunschen|wunsche|wurden|mochten|hatten|hatte|mochte|wurde|wollen|bitten|bitte ?wir|ich ?uns|gern|gerne|um ?gern ?gerne ?von ?eine|einen|ein ?kurze|kurzen|kurzes @gespraech ...
    live|in aktion|einsatz|echt sehen|erleben|ansehen|anschauen
    vorfuhrung|demo|prasentation|vorfuhren|bildschirmfreigabe ... fur|mit|bei|vor|einrichten|moglich|machbar|geben|bekommen|zeigen|vereinbaren|wunschen|ware
    bildschirmfreigabe ...
    besser|einfacher|leichter|am|lieber|schneller ?besten ?ist ... telefon|gesprach|personlich|mundlich|telefonat|call|telefonieren|vor|sprechen
    daruber|dazu|das|hierzu|davon sollten|mussten|konnten|wurde|mochten ?wir|ich ... sprechen|reden|telefonieren|austauschen|unterhalten|besprechen
    einladen|einladung|laden ?wir ?sie|zu|in|zum|ein|die ... ein|vor|prasentieren|prasentation|werk|haus|zu|bei|termin|tag|gesprach|teil
    mochten|wurden|mochte ?wir ?sie|dich|euch ... einladen|kennenlernen|begrussen|besuchen|treffen|sprechen
    kamen|kommen|kommst|kommt|schauen|schau|schaut ... sie|du|ihr|doch|gern|mal ... vorbei|zu|nach|@tag|ins|her
    vorbeikommen|vorbeischauen|vorbeikommt|kennenlernen|kennenzulernen|zusammensetzen|zusammentelefonieren|zusammenschalten|einwahlen|dazuschalten|dazukommen ...
    stand|messe ... treffen|sehen|besuchen|vorbei|vorbeikommen
    sagen|sagt|ginge|passt wir|es|denn ?am ?bei ?so @tag|#|uns|ihnen ...
    lust|zeit|interesse auf|an|fur ?ein|einen|eine ?kurzen|kurzes @gespraech|bier|essen ...
    lasst|liesse sich ... @gespraech|einrichten|treffen ...
    @gespraech ... vereinbaren|einrichten|ausmachen|durchfuhren|durchzufuhren|festlegen|abstimmen|ansetzen|finden
    als|den|einen termin ... schlagen|vor|vorschlagen|nennen|anbieten
    wunschtermin|wunschtermine|terminvorschlag|terminvorschlage|termine|termin ... nennen|vorschlagen|schicken|mitteilen|anbieten|vor
    schlage|schlagen|schlug ?ich|wir ... vor ... telefonieren|treffen|@gespraech|sprechen|@tag
    @tag|# ... schlage|schlagen ... vor / kaffee|mittagessen|bier ... @tag|trinken|gehen|treffen|wenn|mal
    lass|lasst|lassen uns|sie ... uns|treffen|telefonieren|sprechen|zusammensetzen|sehen|reden|kaffee|dazu|mal|kurz|austauschen|@tag
    wollen|sollen|konnen wir ?uns|mal|kurz|dazu|das ... sprechen|reden|telefonieren|treffen|sehen|zusammensetzen|austauschen|durchgehen|schnacken|quatschen
    erreiche|erreichen ?ich sie|dich|wir ...
    hast|haben|habt|hattest|hatten du|sie|ihr ... zeit|minuten|luft|halbe|stunde|moment|lust|slot|viertelstunde
    halbe|dreiviertel|viertel ?eine stunde ... / stunde|viertelstunde ... reicht|genugt|sollte|wurde
    melden|melde ... telefonisch|telefon / personlich ... treffen|kennenlernen|sprechen|vorstellen|vorbei|gesprach
    ";
pub(super) const WANTED_ROMANCE: &str = "
    appelez|appelle|rappelez|rappelle|telephonez|joignez|contactez moi|nous ... au|sur|demain|a|vers|quand|cet|ce|lundi|mardi|jeudi|par|#
    coup de fil|telephone|tel
    prenons|faisons|organisons|fixons|calons|trouvons|planifions|voyons|parlons|disons ?nous ?en ?un|une ?petit|petite ?de|le @echange|@jour|# ...
    parlons|discutons en|nous|ensemble ... / un|une|petit|petite @echange ?rapide ?telephonique|le|de|vers @jour|# ... $
    @echange ... ca|vous vous|te|dit|irait / que diriez|dirais|dites vous|tu ...
    ca|cela ?vous|te ?vous|te irait|va|convient|conviendrait|dit ...
    je|nous peux|pouvons|pourrais|pourrions|suis|sommes|serai|serais|serions|serons ?plutot ?libre|libres|disponible|disponibles|dispo @jour|entre|tous|toute|le|a|au|en|des|apres ...
    libre|libres|disponible|disponibles ... @jour|entre|tous|toute|semaine|#
    @jour|# ... m'irait|m'arrange|me|nous|vous|te convient|conviendrait|va|irait|convenir|bien|arrange|arrangerait
    m'irait|m'arrangerait|m'arrange|m'iraient ... / lien d'agenda|agenda|de|calendly|calendrier ...
    choisissez|reservez|prenez ... creneau|rendez|date|horaire
    mon|son|notre ?assistant|assistante agenda ... / tient mon|son agenda
    aimerions|aimerais|aimerait|souhaiterions|souhaiterais|souhaiterait|souhaitons|souhaite|voudrions|voudrais|voudrait|veut|veulent|souhaitent|j'aimerais ?bien ?avoir|organiser|planifier|faire ?vous ?une|un|de|d'une|voir|repeter|rencontrer|parler|en|discuter ... @echange|rencontrer|vrai|live|direct|vous|avec|parler|ensemble|vive
    en vrai|live|direct|action ... / partage d'ecran / partageant ... ecran / vous|te rencontrer|parler|voir ...
    se|nous parler|voir|rencontrer|appeler|telephoner|voit|appelle|parle|retrouver ...
    on se|s'appelle|s'appelait|dejeune|dejeunait|prend ...
    et si|pourquoi on|nous|pas ... dejeun*|voyait|appelait|parlait|cafe|prenait|rencontrait
    vive voix / en|d'en|de parler|discuter|reparler|echanger ... telephone|vive|visio|tel|ensemble|@jour|tete
    au|par telephone|tel|visio|visioconference ...
    mieux|simple|facile|pratique ... parler|discuter|appeler|telephone|oral|voir / convions|convie|invitons|invite ...
    passer|passez|passe|venir|venez|visiter|visitez ... voir|nous|usine|l'usine|bureau|bureaux|stand|site|bureau|semaine|@jour|chez
    stand|salon|foire ... voir|rencontrer|passer|croiser|retrouver
    serez|seriez|etes|seras|es vous|tu ... salon|stand|joignable|disponible|libre|dispo|lyon|paris|la|coin
    decaler|reporter|deplacer|avancer|repousser ... rendez|rdv|reunion|point|appel|visio|demo|echange|semaine
    disons @jour|#|le ...
    vous|tu|t'aurais|auriez|avez ?vous ?tu ?avez|as|aurais|auriez dix|quinze|vingt|trente|cinq|#|une|un ... minutes|minute|heure|moment|instant|creneau
    trentaine|dizaine|vingtaine|quinzaine|demi de|heure minutes ...
    proposer|proposez|propose|proposons|proposerais ?moi|nous|vous|donc ... @jour|@echange|date|dates|creneau|creneaux|horaire|trois|deux
    @echange telephonique ... / preneur|preneuse|partant|partante|ok pour|d'un ?le|un|une ?petit @jour|@echange|#|moment ...
    dispo|disponible|disponibles|libre @jour|pour|le|la ... / convenir d'un|de ...
    quand ... joignable|dispo|libre|appeler|appelle|parler|voir|voit
    dejeuner|dejeunait|cafe ... ensemble|@jour|quand|lorsque / nous|on ... caler|fixer|planifier ...
    vous presenter|presentiez ... comite|direction|equipe

    llameme|llamame|llamadme|llamenme|llamanos|llamenos ... / llamar ... tarde|manana|@dia|telefono|cuando|me
    dame|deme|dadme ... toque|llamada|telefonazo|timbrazo
    tomemos|tomamos|hagamos|hacemos|tengamos|organicemos|agendemos|fijemos|busquemos|cuadremos|quedemos|quedamos|quedar|veamonos|reunamonos|hablemos|hablamos|comemos|comamos|almorzamos|desayunamos|charlamos ?un|una|el|lo|en|sobre|con|para|cuando|esta|la|manana|@dia ...
    un|una ?cafe|breve ... cafe|comida ...
    nos vemos|juntamos|sentamos|conectamos|llamamos|reunimos ?el @dia|#|en|por ...
    que tal|os|te|le|les ?parece ?el @dia|# ...
    puedo|podemos|podria|podriamos|podemos ?a ?cualquier ?el|los|hoy|dia|manana @dia|#|dias ...
    yo|nosotros puedo|podemos|podria ...
    estoy|estamos|estare|estaremos ?libre|libres|disponible|disponibles ... @dia|entre|libre|disponible|todo|#
    libre|libres|disponible|disponibles ... @dia|entre|todo|#
    el|este|proximo @dia|# ... libre|disponible|hueco|huecos|bien|viene / enlace|link ?de ... agenda|calendario|calendly
    elige|elija|escoge|reserva|reserve|elijan ... hueco|hora|fecha|cita|dia
    mandame|enviame|mandeme|envieme|manda|envia ... convocatoria|invitacion|cita
    gustaria|querriamos|querria|quisieramos|quisiera|queremos|quiero|quiere|quieren|desea|deseamos|encantaria|interesaria|apetece ?a ?tener|ver|una|un|hacer|organizar|con|conocer|la ... @cita|vivo|directo|conocer*|persona|accion|usted|ustedes ...
    en vivo|directo|persona|accion ...
    conocerle|conocerte|conocerles|conoceros|reunirse|reunirnos|sentarnos|juntarnos|verle|hablarlo|hablarle ...
    compartiendo|compartir|comparte ... pantalla
    mejor|facil|sencillo|practico|rapido ... telefono|llamada|persona|hablarlo|hablamos|videollamada|viva|hablar
    por|al telefono|videollamada|zoom|teams|videoconferencia ...
    comentarlo|verlo|hablarlo|explicarlo|tratarlo ... llamada|telefono|persona|reunion
    invitamos|invito|invitarle|invitarles|invitaros|invitarte|convocamos ...
    visitar|visitarnos|visite|visiten|pasarse|pasar|pasese|pasate|pasaos|venir|venga|vengan|acercarse|acerquese ... planta|oficina|oficinas|fabrica|por|cuando|semana|nosotros|@dia
    feria|stand ... vernos|vemos|verle|verte|pasar|quedar|podriamos
    mover|reprogramar|aplazar|retrasar|adelantar|posponer|cambiar ... @cita|@dia
    pasarla|pasarlo|moverla|moverlo|dejarla|dejarlo|cambiarla|cambiarlo|aplazarla|aplazarlo|retrasarla|retrasarlo ... @dia
    la|lo movemos|pasamos|cambiamos|dejamos|aplazamos|retrasamos ... @dia
    tiene|tienes|tendria|tendrias|teneis|tienen|hay ... diez|quince|veinte|treinta|cinco|media|minutos|rato|hora|horita|huecos|hueco|momento ...
    media hora|horita ... / tenemos|tengo hueco ...
    proponga|propongan|propon|proponed|propongo|proponemos|sugiero ... fechas|fecha|horas|@dia|#|@cita
    localizar|localizarte|encontrarte|pillarte|encuentro ... / semana del ...
    le|te|os acomode|convenga|acomoda|viene|va|vaya ... / bueno|bien sentarnos|vernos|hablar|reunirnos|conversar ...
    charlar ... / una @cita de|con|para ... @dia|hora|minutos|usted|ustedes|nosotros|tecnicos|equipo
    @cita ... la semana|@dia
    podemos|poderiamos|podiamos|posso|possiamo|potremmo falar|conversar|reunir|ligar|sentirci|parlare|vederci|encontrar*|fissare ...
    teria|tem|terias|tens meia|uns|# ... / meia hora
    quinta|terca|quarta|sexta|segunda feira|as|de ... pode|podemos|disponivel|falar|posso
    reuniao|chamada ... amanha|semana|quinta|terca|as|segunda|quarta|sexta
    even|zullen|kunnen|kan bellen|we|ik ... bellen|spreken|langskomen|zien|afspreken / bel mij|me ... / langskomen ...
    marchiamo|fissiamo|sentiamoci|vediamoci ... / una chiamata|telefonata ...
    ";
/// A question of that kind is mere politeness or about something else.
pub(super) const NOT: &str = "
    demo|test|trial account|environment|licence|license|version|data|system|access|users|user|instance|login
    meeting room|rooms / call centre|center|centres|volume|handling|logs|limit|limits|log
    phone number|app|numbers|support / screen share licence / coffee machine
    demo zugang|version|konto|umgebung|system|daten / demozugang / acces demo / cuenta demo
    call|calls ... per|api|limit / support|hotline call|calls / emergency call
    had|has|was|were|been a|an|the ... meeting|call|session|lunch|discussion|presentation|visit ... with|about|yesterday|last|ago|internally
    session timeout|tokens|length|expired|expires / visit report / internally|intern|interno|interne|internamente
    in|en interne|interno
    see|catch|speak|talk|until you|u|soon|then|later
    ";
