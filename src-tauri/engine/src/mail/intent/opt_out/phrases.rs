//! The words in which people want no more mail, as `pattern` reads them; what a wish is about is weighed by `about`.

use super::super::super::pattern::Classes;

/// All that a mail or a subject says, with or without a please.
pub(super) const BARE: &str = "
    unsubscribe / unsubscribe me|us / stop / stop it / stop this / stop emailing|mailing|spamming
    stop ?all emails|mails|it|this|mailing / remove / remove me|us / remove from ?your|the ?mailing list / opt out
    optout
    opt me|us out / take me|us off / unsub / cancel subscription / delete me|us / no more
    no more emails|mails|mail|messages
    leave me alone / abmelden / abmeldung / abbestellen / abbestellung / austragen / austragung / loschen
    kundigung newsletter / newsletter abbestellen|abmelden / stopp / keine mails mehr / keine werbung ?mehr
    mich abmelden|austragen / desabonner / desabonnement / desinscription / desinscrire / se desabonner / se desinscrire
    desabonnez moi / me desabonner|desinscrire / desinscrivez moi / desabo / retirer / supprimer / arreter / arretez
    baja
    dar de baja / darme|darse de baja / darme baja / de baja / cancelar suscripcion / cancelar ?la|mi suscripcion
    desuscribir / desuscribirme / desuscribirse / borrar / eliminar / alto / solicito|solicitud ?de ?la baja / quiero baja
    descadastrar / descadastre / descadastramento / cancelar inscricao|subscricao|assinatura / remover / sair da lista
    parar
    uitschrijven / uitschrijving / afmelden / afmelding / schrijf mij|me uit / disiscrivimi / cancellami
    annulla iscrizione
    ";
/// What may stand around it.
pub(super) const AROUND: &str = "
    please|pls|plz|thanks|thank|you|thx|kindly|now|hi|hello|hallo|hola|bonjour
    bitte|danke|vielen|dank|merci|svp|s'il|te|vous|plait|d'avance|gracias|por|favor
    immediately|today|sofort|sofortige|inmediatamente|immediatement|obrigado
    alstublieft|graag|mail|email|newsletter|request|again|de
    la|vos|listes|this|from|list|mailing|all|your|der|vom|verteiler|dear|sir|madam|team
    ";

/// Wherever they stand.
pub(super) const WANTED: &str = "
    unsubscribe me|us|my|our|this|from / unsubscribed from your|this|the|these|all|any / please unsubscribe $
    please unsubscribe|unsubscribed and|immediately|now|asap|thanks|thank / to unsubscribe $
    like|want|wish to unsubscribe $
    like|want|wish to unsubscribe from|me|us|my|our|now|immediately / how ... i|we unsubscribe / i|i'd|we unsubscribe $
    want|wish|like ... be unsubscribed / where ... i|we unsubscribe / remove|delete|erase|drop|strike|scratch me|us $
    remove|delete|erase|drop|strike|scratch me|us from|off|of|immediately|asap|as|please|now|thanks|and
    remove|delete|erase|drop|strike my|our|mine ... address|addresses|email|e|mail|name|contact|contacts
    remove|delete|erase|drop|strike my|our|mine ... details|number|information|data|inbox|record|records|domain
    remove|delete|drop|strike|take|erase this|that ... address|email|mailbox|inbox|contact
    remove|delete|erase|drop|strike|take ... from|off ?of ?all your ... list|lists|database|crm
    remove|delete|erase|drop|strike|take ... from|off ?of ?all your ... mailing|mailings|sequence|campaign
    remove|take|get|drop ... from|off ?of the|this|that|any|all mailing|mail|email list|lists
    remove|take|get|drop ... from|off ?of the|this|that|any|all marketing|distribution|contact|call list|lists
    removed ... from your ... list|lists|database|mailing / be|been removed from your
    take|get|keep|leave me|us ... off|out of|your|whatever|the|this|all|any|$
    take my|our ... off / want|wish|like off|out ?of ... list|lists / off your list|lists|mailing|database
    stop emailing|e|mailing|contacting|writing|messaging|spamming me|us|to|up|out|these
    stop emailing|e|mailing|contacting|writing|messaging|spamming this|such|any|your|unsolicited|spam
    stop calling|bothering|pestering me|us|to|up|out|these|this|such|any|your|unsolicited|spam
    stop harassing|following|reaching|sending me|us|to|up|out|these|this|such|any|your|unsolicited|spam
    stop ... sending ... emails|mails|messages|mail|spam|e|this|me|us|newsletters|offers
    stop these|this|the|your ... emails|mails|messages|spam|mail|mailings|outreach|sequence
    not|don't|never|nor ... contact|email|mail|message|call|write|bother|approach|text ?to me|us $
    not|don't|never ... contact|email|mail|message ?to me|us ... again|anymore|any|further|ever|about|regarding|in|via|by
    not|don't|never ... call|write|bother|approach|text ?to me|us ... again|anymore|any|further|ever
    not|don't|never ... call|write|bother|approach|text ?to me|us ... about|regarding|in|via|by
    not|don't|never ... contact|email|mail|message|write again|anymore|further|any
    not|don't ... send|forward me|us any|anything|more|further|these|such|emails
    not|don't ... send|forward me|us mails|messages|marketing|newsletters|offers|unsolicited|sales|promotional
    not|don't ... send ... any ?more|further emails|mails|messages|newsletters|offers|mail
    not|don't ... send ... more ... emails|mails|messages|newsletters|offers|mail / not|don't follow up $
    not|don't follow up again|further|anymore|any / not|don't follow up ... with me|us / not|don't|never reach|reaching out again|to|anymore|any|further|$
    not ... be|get contacted|emailed|approached ?by|again|any|further|about|in|$
    asked|told ... stop emailing|contacting|writing|sending|mailing|calling
    no longer wish|want|like|interested|care ... receive|receiving|get|hear|be|contacted
    longer wish|want to be|receive|get|hear
    longer|not|don't|didn't ... wish|want|like|interested ... receive|get|receiving ... emails|mails|messages|newsletter
    longer|not|don't|didn't ... wish|want|like|interested ... receive|get|receiving ... newsletters|from|mail|e|any
    longer|not|don't|didn't ... wish|want|like|interested ... receive|get|receiving ... more|further|these|your
    longer|not|don't|didn't ... wish|want|like|interested ... receive|get|receiving ... such|them
    longer|not|don't|didn't ... wish|want|like|interested ... receive|get|receiving ... this|communications|marketing
    not|don't|longer ... wish|want|like ... hear from|back|more|again|any
    not|don't|longer ... wish|want|like ... be|get contacted|emailed|on|approached|mailed|bothered / opt me|us out
    opt out of your|this|these|all|any|receiving|further|future|the ... email|emails|mailing|list|lists|communications
    opt out of your|this|these|all|any|receiving|further|future|the ... communication|outreach|mails
    opt out of your|this|these|all|any|receiving|further|future|the ... messages|newsletter|receiving|marketing
    like|want|wish|please|choose|i|we ?to opt out $ / like|want|wish|please|choose ?to opt out of|from|please|thanks|and
    please opt out / opting out $ / opting out of your|this|these|all|any
    lose|forget my|our|this ... number|email|address|contact / leave me|us alone
    cease|refrain ... contact|contacting|communication|communications|emailing|email|sending|emails|outreach
    ^ no more|further emails|mails|mail|messages|contact|communication|communications|follow|outreach|newsletters
    no more|further emails|mails|mail|messages|contact|communication|communications|newsletters please|thanks|$|from
    i|we|hereby ?hereby withdraw|revoke|withdrawing|revoking ... consent / withdraw|revoke my|our ... consent
    i|we|hereby ?hereby object ... processing|marketing|use
    erase|delete all ... my|our|personal data|information / my|our right to erasure|be|object / do not contact list
    suppression list / do not call|email|contact|mail list / consider|this|is|as|marked|mark|mail is spam
    this is spam|unsolicited / mark|marked|report|reported|flag|flagged|block|blocked ... as spam|junk / spamming me|us
    i|we never subscribed|signed|asked|opted
    never|not|didn't subscribe|subscribed|sign|signed ... this|your|list|newsletter
    cancel|end|terminate my|our|this ... subscription to|$ newsletter|emails|list|mailing
    cancel|end|terminate my|our|this ... subscription to|of ... newsletter|newsletters|emails|mails|list|mailing|mailings
    cancel my|our ... newsletter|mailing|email ... subscription
    unsubscribe ?link|button|option doesn't|does|not|isn't|didn't|is ... work|working|broken / unsubscribe ... request
    formal|formally ... unsubscribe|opt|remove
    ";
pub(super) const WANTED_DE: &str = "
    melden|melde|meldet sie|mich|uns ... ab $ / melden|melde|meldet sie|mich|uns ... vom|von|aus ... ab
    mich|uns ... abmelden|austragen|abzumelden|auszutragen|abgemeldet|ausgetragen
    tragen|trage|tragt sie|mich|uns ... aus
    tragen|trage|nehmen|nimm|streichen ... mich|uns ... aus|von|vom|raus|heraus
    streiche|loschen|losche|entfernen|entferne|werfen ... mich|uns ... aus|von|vom|raus|heraus
    mich|uns|mein|meine|unsere|meinen ... aus|von|vom ... liste|listen|verteiler|verteilern|mailverteiler|e|newsletter
    mich|uns|mein|meine|unsere|meinen ... aus|von|vom ... datenbank|verteilerliste|adressliste|kartei
    mich|uns|mein|meine|unsere|meinen ... aus|von|vom ... mailingliste|system|crm|kontakten
    mich|uns|meine|meinen|unsere|unseren ... loschen|entfernen|streichen|entfernt
    mich|uns|meine|meinen|unsere|unseren ... geloscht|gestrichen|herausnehmen|rausnehmen
    loschen|losche|entfernen ?sie ?bitte meine|meinen|unsere|unseren ... adresse|daten|e|email|mail
    entferne|streichen|streiche ?sie ?bitte meine|meinen|unsere|unseren ... adresse|daten|e|email|mail
    loschen|losche|entfernen ?sie ?bitte meine|meinen|unsere|unseren ... mailadresse|kontakt|kontaktdaten|namen|kontakte
    entferne|streichen|streiche ?sie ?bitte meine|meinen|unsere|unseren ... mailadresse|kontakt
    entferne|streichen|streiche ?sie ?bitte meine|meinen|unsere|unseren ... kontaktdaten|namen|kontakte
    meine|unsere|diese ... adresse|daten|e|email|mail|mailadresse|kontaktdaten ... loschen|entfernen|streichen
    meine|unsere|diese ... adresse|daten|e|email|mail|mailadresse|kontaktdaten ... geloscht|entfernt|austragen
    aus|von|vom ihrem|eurem|deinem|diesem|dem ... verteiler|mailverteiler|newsletter ... entfernen|loschen
    aus|von|vom ihrem|eurem|deinem|diesem|dem ... verteiler|mailverteiler|newsletter ... streichen|austragen
    aus|von|vom ihrem|eurem|deinem|diesem|dem ... verteiler|mailverteiler|newsletter ... nehmen|abmelden
    aus|von|vom ihrem|eurem|deinem|diesem|dem ... verteiler|mailverteiler|newsletter ... herausnehmen|rausnehmen
    aus|von ihrer|eurer|deiner|dieser|der ... liste|mailingliste|verteilerliste|datenbank ... entfernen|loschen|streichen
    aus|von ihrer|eurer|deiner|dieser|der ... liste|mailingliste|verteilerliste|datenbank ... austragen|nehmen|abmelden
    ihren|den|diesen|euren|vom|ihr newsletter abbestellen|abmelden|abzubestellen|kundigen / abbestellen $
    keine weiteren|weitere|mehr ... mails|e|emails|mail|nachrichten|werbung|werbemails
    keine weiteren|weitere|mehr ... newsletter|kontaktaufnahme|kontaktaufnahmen
    keine weiteren|weitere|mehr ... anrufe|kontaktversuche|zusendungen|anschreiben
    keine ... mails|e|emails|nachrichten ... mehr|erhalten|bekommen|schicken|senden|zusenden|zuschicken
    keine ... werbung|newsletter|werbemails|post|zusendungen ... mehr|erhalten|bekommen
    keine ... werbung|newsletter|werbemails|post|zusendungen ... schicken|senden|zusenden|zuschicken
    keine werbung|werbemails|newsletter
    nicht mehr|weiter|erneut|wieder ... kontaktieren|kontaktiert|anschreiben|angeschrieben|anrufen|angerufen
    nicht mehr|weiter|erneut|wieder ... belastigen|belastigt|schreiben|mailen|anmailen|kontakt
    kontaktieren|kontaktiere|schreiben|schreib|schreibe|mailen|belastigen|anrufen sie|mich|mir|uns ... nicht|nie
    mich|mir|uns ... nicht|nie ... mehr|wieder|weiter ... kontaktieren|anschreiben|schreiben|anrufen|mailen|zu
    horen|hor ?sie auf ... zu|mir|uns|mit / unterlassen|unterlasse ?sie ... weitere|kontakt*|zusend*|werb*|mail*|diese|das
    widerspreche|hiermit ... nutzung|verwendung|verarbeitung|speicherung|zusendung|werbung|hiermit|weiteren
    wir widersprechen ... nutzung|verwendung|verarbeitung|speicherung|zusendung|werbung|hiermit|weiteren
    widersprechen wir ... nutzung|verwendung|verarbeitung|speicherung|zusendung|werbung|hiermit|weiteren
    widerrufe ... einwilligung|zustimmung / wir widerrufen ... einwilligung|zustimmung / lassen|lass ?sie mich|uns ... in ruhe
    sehen sie ... von weiteren|weiterer ... ab
    von weiteren|weiterer ... mails|e|emails|nachrichten ... abzusehen|absehen|ab|verschonen
    von weiteren|weiterer ... kontaktaufnahmen|anfragen|kontaktaufnahme|angeboten ... abzusehen|absehen|ab|verschonen
    das ist spam / als spam ... gemeldet|markiert|melden / setzen sie ... auf ... sperrliste|blacklist
    stellen sie ... ein $
    verzichte ... auf weitere / keinen ?weiteren newsletter|kontakt ... mehr|$ / kein newsletter|kontakt mehr
    ";
pub(super) const WANTED_FR: &str = "
    desabonnez|desinscrivez|desabonne|desinscris moi|nous|mon|cette|notre
    me|nous desabonner|desinscrire|desabonne|desinscris
    retirez|supprimez|enlevez|effacez|rayez|otez|retire|supprime|enleve moi|nous|mon|mes|ma|notre|nos|cette
    me|nous retirer|supprimer|enlever|effacer|rayer|oter ... de|des|vos|votre|cette|la|$
    retirer|supprimer|enlever|effacer mon|mes|ma|notre|nos|cette ... adresse|email|e|mail
    retirer|supprimer|enlever|effacer mon|mes|ma|notre|nos|cette ... nom|contact|coordonnees|donnees|mails
    etre retire|retiree|desinscrit|desinscrite|desabonne|desabonnee|supprime|supprimee|enleve
    ne plus m'envoyer|m'ecrire|m'adresser|m'appeler|m'importuner|me|nous|recevoir|etre|contacter|envoyer
    ne m'envoyez|m'ecrivez|m'appelez|m'adressez|m'envoie|m'ecris ... plus
    ne me|nous ... contactez|ecrivez|envoyez|sollicitez|appelez|recontactez|derangez|relancez|contacte|envoie ... plus
    ne|n'ai ... souhaite|souhaitons|veux|voulons|desire|desirons|voudrais plus ... recevoir|etre|de|vos|entendre
    plus recevoir|receptionner ... de|vos|ces|d'emails|votre|cette|aucun|$|ce
    plus etre contacte|contactee|sollicite|sollicitee|demarche|relance|contactes|sollicites
    plus|aucun|aucune ... de mails|messages|sollicitations|emails|publicite|spam
    arretez|arrete|cessez|cesse de|d'envoyer|d'ecrire|vos|ces|avec|tout|toute|immediatement
    arreter de m'envoyer|m'ecrire|me|nous|m'appeler
    arreter vos|ces|les ... mails|emails|messages|envois|relances|e|sollicitations|spams
    laissez|laisse moi|nous ... tranquille|tranquilles / m'oppose ... traitement|prospection|utilisation
    retire|revoque mon consentement / fiche moi la paix / ceci|c'est|est du spam / signale|signaler ... comme|spam
    desinscription ... de|votre|newsletter|liste|mailing
    de votre|vos|la|cette ?liste|listes|mailing ... retirer|supprimer|desinscrire
    de|sur ?toutes vos listes ... diffusion|mailing|$
    merci de ... ne plus ... contacter|envoyer|solliciter|relancer|ecrire
    inutile de me|nous relancer|recontacter|contacter|ecrire
    plus m'envoyer|m'ecrire|me|nous ... contacter|ecrire|envoyer|solliciter|mails|emails|de
    ";
pub(super) const WANTED_ES: &str = "
    darme|darnos|dame|deme|denos|dennos|denme|dadme|danos|me|nos|darse|doy|dar ... de baja $
    darme|darnos|dame|deme|denos|denme|dadme|dennos|danos ... baja
    me|nos den|de|des|dan|dar|pueden|puede|puedes|dad ... baja
    dar|den|de de baja mi|mis|este|esta|nuestro|nuestra|nuestros
    baja de|en su|la|esta|este|tu|vuestra|sus|el|vuestro ... lista|listas|base|newsletter|boletin
    baja de|en su|la|esta|este|tu|vuestra|sus|el|vuestro ... mailing|suscripcion|distribucion|correos|correo
    quiero|deseo|solicito|quisiera|solicitamos ... mi|la|nuestra baja
    eliminenme|elimineme|eliminame|eliminadme|borreme|borrame|borrenme
    borradme|quiteme|quitame|quitenme|quitadme|saqueme|sacame
    saquenme|sacadme|retireme|retirenme|retirame|desuscribirme|desuscribanme
    desuscribeme|desuscribame|eliminennos|eliminenos|borrenos|borrennos|quitennos|saquennos
    elimine|eliminen|elimina|eliminar ... mi|mis|nuestro|nuestra|nuestros|este|esta ... correo|email|e|mail|direccion
    borre|borren|borra|borrar|quite ... mi|mis|nuestro|nuestra|nuestros|este|esta ... correo|email|e|mail|direccion
    elimine|eliminen|elimina|eliminar ... mi|mis|nuestro ... datos|contacto|nombre|informacion|cuenta
    elimine|eliminen|elimina|eliminar ... nuestra|nuestros|este|esta ... datos|contacto|nombre|informacion|cuenta
    borre|borren|borra|borrar|quite ... mi|mis|nuestro ... datos|contacto|nombre|informacion|cuenta
    borre|borren|borra|borrar|quite ... nuestra|nuestros|este|esta ... datos|contacto|nombre|informacion|cuenta
    quiten|quita|quitar|saque|saquen ... mi|mis|nuestro|nuestra|nuestros|este|esta ... correo|email|e|mail|direccion
    saca|retire|retiren|suprima|suprimir ... mi|mis|nuestro|nuestra|nuestros|este|esta ... correo|email|e|mail|direccion
    quiten|quita|quitar|saque|saquen ... mi|mis|nuestro ... datos|contacto|nombre|informacion|cuenta
    quiten|quita|quitar|saque|saquen ... nuestra|nuestros|este|esta ... datos|contacto|nombre|informacion|cuenta
    saca|retire|retiren|suprima|suprimir ... mi|mis|nuestro ... datos|contacto|nombre|informacion|cuenta
    saca|retire|retiren|suprima|suprimir ... nuestra|nuestros|este|esta ... datos|contacto|nombre|informacion|cuenta
    eliminarme|borrarme|quitarme|sacarme|retirarme|eliminarnos|borrarnos|quitarnos|sacarnos
    no me|nos vuelva|vuelvan|vuelvas|escriba|escriban ... mas|a|$|correos|mensajes|por
    no me|nos escribas|escribais|contacte|contacten|contactes ... mas|a|$|correos|mensajes|por
    no me|nos contacteis|mande|manden|mandes|moleste ... mas|a|$|correos|mensajes|por
    no me|nos molesten|molestes|llame|llamen|llames ... mas|a|$|correos|mensajes|por
    no me|nos envie|envien|envies|enviad|enviar|mande|manden|mandes mas|correos|ningun|nada|estos
    no me|nos envie|envien|envies|enviad|enviar|mande|manden|mandes este|publicidad|propaganda|spam|emails
    no vuelva|vuelvan|vuelvas ... a escribir*|contactar*|enviar*|llamar*|mandar*|molestar*
    dejen|deje|deja|dejad|paren|pare|para|parad de enviar*|escribir*|mandar*|contactar*|molestar*|llamar*|mail*
    no deseo|quiero|deseamos ... recibir|seguir|que|interesa ... mas|correos|emails|publicidad
    no queremos|quisiera|quisieramos|me ... recibir|seguir|que|interesa ... mas|correos|emails|publicidad
    no deseo|quiero|deseamos ... recibir|seguir|que|interesa ... mensajes|comunicaciones|sus|este
    no queremos|quisiera|quisieramos|me ... recibir|seguir|que|interesa ... mensajes|comunicaciones|sus|este
    no deseo|quiero|deseamos ... recibir|seguir|que|interesa ... estos|newsletter|informacion|nada
    no queremos|quisiera|quisieramos|me ... recibir|seguir|que|interesa ... estos|newsletter|informacion|nada
    no deseo|quiero|deseamos ... recibir|seguir|que|interesa ... contacten|escriban|recibiendo|boletin|recibir
    no queremos|quisiera|quisieramos|me ... recibir|seguir|que|interesa ... contacten|escriban|recibiendo|boletin|recibir
    no ... recibir mas|sus|este|estos|ningun|correos|emails|publicidad|comunicaciones
    no deseo|quiero|deseamos|queremos ser contactado|contactada|contactados
    cancelar|cancelen|cancele|cancela|anular ... mi|nuestra ... suscripcion $ / dejar de recibir
    cancelar|cancelen|cancele|cancela|anular ... suscripcion a|al|del ... lista|boletin|correos|newsletter|mailing|emails
    retiro|revoco ... consentimiento / me opongo ... tratamiento|uso / dejenme|dejeme|dejame|dejadme en paz
    esto es spam|correo / es spam $ / mi derecho de|al supresion|oposicion|olvido|cancelacion
    no mas correos|emails|mensajes|mails|publicidad / ni un ... correo|email|mensaje mas / de su lista|base ... $
    no ... contactarme|contactarnos|escribirme|escribirnos|enviarme|enviarnos|molestarme ... mas|$
    ";
pub(super) const WANTED_PT_NL: &str = "
    remova|removam|remover me|meu|minha|nosso|nossos|o|este|esse ... email|e|endereco|contato|nome|lista|da|dados
    retire|retirem|descadastre me|meu|minha|nosso|nossos|o|este|esse ... email|e|endereco|contato|nome|lista|da|dados
    descadastrem|exclua|excluam me|meu|minha|nosso|nossos|o|este|esse ... email|e|endereco|contato|nome|lista|da|dados
    tire|tirem|apague|apaguem me|meu|minha|nosso|nossos|o|este|esse ... email|e|endereco|contato|nome|lista|da|dados
    me remova|remover|retire|descadastre|tire|descadastrar|removam|retirem|exclua
    nao|nem quero|desejo|queremos|desejamos|gostaria ... receber|ser ... mais|emails|e|contatado|mensagens|contactado
    nao desejo|quero mais / parem|pare|parar de ... enviar|me|mandar|contatar|escrever|contactar|envio
    nao me|nos envie|enviem|contate|contatem|contacte|contactem|escreva|escrevam|mande|mandem
    cancelar|cancele|cancelem minha|a|nossa ... inscricao|subscricao|assinatura / schrijf|meld mij|me|ons ... uit|af
    verwijder|verwijderen|haal|halen ?u mij|me|mijn|ons|onze / mij|me|ons ... uitschrijven|afmelden|verwijderen|verwijderd
    mijn|onze ... adres|gegevens|mailadres|e ... verwijderen|wissen
    wil|willen|wens|wensen ... geen ... mails|e|emails|mail|berichten|nieuwsbrief|nieuwsbrieven|reclame
    geen mails|e|emails|mail|berichten|nieuwsbrieven ... meer / stop met ... mailen|e|sturen|contact|mij|ons
    niet meer|langer ... mailen|benaderen|contacteren|benaderd|gemaild|e|contact|ontvangen / laat mij|me met rust
    ";
/// Politer, and stronger, ways to say it.
pub(super) const WANTED_MORE: &str = "
    grateful|appreciate|prefer|glad|happy ?it if you ?you|would|could didn't|don't|not|stopped|stop|never ?to ... write|contact|email|mail|emailing|contacting|writing|call|send|reach|follow|message
    prefer|rather|like|wish|want not to ... receive|hear|get ... from|mails|emails|more|any|these
    not|don't|no ?longer wish|want|consent|agree to ... contacted|emails|marketing|messages|correspondence|mailings|mails
    no|any further|more contact|correspondence|communication|communications|messages|outreach
    refrain|cease|desist from|all|any|contacting|writing|sending|and|your|emailing ...
    lose my|our|this number|address|email|details / block my|our|this ... address|email|details
    cross|strike|scratch|scrub|wipe|purge ... my|me|us|our ... off|from|out
    delete|erase|remove ... data|information|details ?that ?you hold|have|store|keep ... me|us
    don't|not|never ever|please ?you ?again ?write|contact|email|call to|me|us ... again|anymore|more|ever
    don't|not|never contact|email|mail|message|write|call ?to me|us ... again|anymore|ever|more|or|about
    not write|contact|email|call ?to ?me|us again / not|don't follow up $
    my objection to ... processing|use|marketing / unsubscribe $
    ask you to unsubscribe / spam ?please stop
    sehen ?sie ... kunftig|bitte|weiterhin|von ... werbung|weiteren|zusendungen|kontaktaufnahmen ab|$
    loschen|losche|loscht ?sie umgehend|bitte|sofort|unverzuglich meine|unsere|mich|uns ...
    verschonen|verschone|verschont sie|mich|uns ... / bitte nicht mehr melden|schreiben|kontaktieren|anrufen|mailen
    sperren|sperre ?sie ... meine|unsere|diese adresse|mail|daten|mailadresse
    schreib|schreibt|schreiben ... nicht mehr ... / nicht mehr ... schreiben|kontaktieren|anschreiben
    adresse|daten ... unverzuglich|sofort|umgehend ... sperren|loschen / stop pub|publicite|mail|mails
    demande|demandons|prie|exige ... cesser|arreter|stopper ... envoi|envois|mails|messages|relances|sollicitations|contact|demarchage
    prefererais|prefere|prefererions|souhaiterais|souhaiterions|aimerais ... ne plus recevoir|etre|avoir ...
    plus recevoir ... de votre part
    retirez|enlevez|supprimez|effacez mon|mes|mon|ma ... mail|adresse|contact|email|coordonnees|numero|donnees
    plus recevoir vos|de ... mails|messages|courriels|offres
    veux|souhaite|voudrais plus recevoir|etre|que ... / plus|stop ... demarcher|demarchage|solliciter|prospection
    no me|nos siga|sigas|sigan ... mandando|enviando|escribiendo|contactando|llamando
    no insistan|insista|insistas|insistais ...
    no autorizo|autorizamos|consiento|consentimos ... datos|publicidad|envio|uso
    ruego|rogamos|pido|solicito|exijo ... no me|nos ... envie|envien|escriba|escriban|contacte|contacten|mande|manden|llame|llamen|siga|sigan ...
    ruego|pido|exijo que no me|nos ... / ejerzo mi derecho ... / supresion de mis datos
    borradme|borrarme|borradnos ... / quitadme ... / no scrivetemi|contattatemi
    non scrivetemi|contattatemi|scrivermi|contattarmi ... / cancellatemi|toglietemi|rimuovetemi ...
    non ... ricevere ... email|mail|messaggi / non desidero|voglio ?piu ricevere|essere ... / nao me ... mais
    deixem|deixe de me|enviar ...
    ";
/// Talk of somebody else's lists and of our product, where the word alone decides nothing.
pub(super) const BUSINESS: &str = "
    product / products / platform / template / templates / feature / features / api / integration / herr / herrn / frau
    kollegen / kollegin / colleague / colleagues / customers / customer / user / someone / subscribers / subscriber
    recipients / our users / our clients / users / seats / licenses / licences / produkt / kunden / funktion / empfanger
    produit / clients / utilisateurs / fonctionnalite / producto / clientes / usuarios / plataforma / plantilla / funcion
    button / rate / rates / your tool / tool / your app / page / webhook
    ";

/// Blunter ones, and ones that name no list.
pub(super) const WANTED_BLUNT: &str = "
    rather|prefer ?that ?if ?you not|didn't|don't|stopped|never ... hear|write|contact|email|mail|call|message|send|get ?from ?to you|me|us
    mind not|stopping ... writing|contacting|emailing|mailing|calling|sending|messaging / quit @contacting me|us
    not @contacting ?to me|us / off whatever|any|every ... list|lists|mailing|database|thing|it
    stop|enough|done ?it|already|now ... with|of ?all ?the|your|these|those|this @post / quit|stop|end the|your|these|those|this @post
    no more|further @post / not|don't|no ?longer want|need ?any ?more ?of your|these|those|such ?marketing|sales|daily|weekly @post
    leave me|us ... peace

    @meld ?sie|dich|euch ?doch ?sich ?bitte ... nicht|nie ?mehr ?bitte mehr|wieder|nochmal|nochmals|erneut|$
    @meld ?sie|dich|euch ?doch ?sich ?bitte ... nicht|nie ... bei mir|uns
    keine|keinerlei|keinen ?weiteren|weitere|einzige|einzigen ?ihrer @briefe ... mehr|erhalten|bekommen|empfangen|haben|$
    keine|keinerlei|keinen weiteren|weitere @briefe / ersparen|erspare|erspart ?sie|du ?bitte mir|uns ... @briefe
    schluss|genug|aufhoren|reicht|reicht's ?jetzt ?jetzt mit ?den|ihren|diesen|euren @briefe
    horen|hor|hort ?sie ?bitte ?endlich mit ... @briefe ... auf / mich|uns ... in ruhe|frieden

    cesser|cessez|cesse|arreter|arretez|arrete|d'arreter|stopper|stoppez ?de|tout|tous|toute|toutes ?vos|les|ces|tes|de|tout|cet @envois
    ne ?plus avoir de vos nouvelles / plus de vos nouvelles / suffit|assez|marre|ras ?le ?bol ?avec|de|d' ?vos|les|ces|tous @envois
    me|nous fichez|foutez ... paix / fichez|foutez|laissez moi|nous ... paix

    eliminad|borrad|quitad|sacad|suprimid|retirad ... mi|mis|nuestro|nuestra|nuestros|nuestras|este|esta|me|nos
    eliminadnos|borradnos|quitadnos|sacadnos|retiradnos|quitennos|quitenos|borrennos|quitadme|sacadme|retiradme ...
    basta|suficiente ?ya de|con ?tantos|sus|estos|tus @correos
    preferiria|prefiero|preferimos|prefeririamos no ... recibir|que|saber|tener
    ya esta bien de @correos / no queremos|quiero|deseo|deseamos mas @correos
    ";
/// What is written to people, in the four languages, and the ways to write it.
pub(super) const CLASSES: &Classes = &[
    (
        "post",
        "emails|email|mails|mail|messages|newsletters|newsletter|spam|ads|offers|outreach|mailings|mailing|pitches|marketing|reminders|follow|followups|e|correspondence|communication|communications|calls|messaging|emailing|contact|pestering|chasing",
    ),
    ("contacting", "emailing|contacting|writing|mailing|messaging|calling|bothering|pestering|spamming|chasing|approaching"),
    ("meld", "melden|melde|meldet|meld"),
    (
        "briefe",
        "angebote|angeboten|angebot|anfragen|mails|mail|emails|e|nachrichten|werbung|newsletter|erinnerungen|werbemails|zusendungen|post|anschreiben|rundschreiben|kontakt|kontaktaufnahme|kontaktaufnahmen|anrufe|nachfragen|infos|informationen|rundmails",
    ),
    (
        "envois",
        "envoi|envois|mails|mail|emails|email|e|courriels|messages|relances|sollicitations|publicite|publicites|pub|spams|spam|prospection|demarchage|newsletters|contact|correspondance|communication|communications|offres",
    ),
    (
        "correos",
        "correos|correo|emails|email|mails|mensajes|publicidad|spam|ofertas|boletines|llamadas|comunicaciones|recordatorios|propaganda|newsletters",
    ),
];
