//! How people ask to meet in French, as `pattern` reads it. Phrases only: what stands against one is weighed by `meeting`.

pub(super) const WANTED: &str = "
    un|des|quel|quels|autre|autres|vos|deux|trois|plusieurs|quelques|meilleur|le creneau|creneaux
    seriez|etes|serais|es|seriez|etes|sera|etais vous|tu|t ... disponible|libre|dispo|disponibles
    auriez|avez|aurais|as|avons|a vous|tu|t ... temps|creneau|disponibilite*|minutes|dispo|dispos|moment|instant|heure|#
    pourrions|pouvons|peut nous|on|je ... parler|appeler|echanger|rencontrer|voir ... appel|reunion|visio|point|rdv|rendez
    pourrait|devrions|pourrai|puis nous|on|je ... parler|appeler ... appel|reunion|visio|point|rdv|rendez
    pourrait|devrions|pourrai|puis nous|on|je ... echanger|rencontrer|voir ... appel|reunion|visio|point|rdv|rendez
    pourrions|pouvons|peut nous|on|je ... planifier|organiser ... appel|reunion|visio|point|rdv|rendez
    pourrions|pouvons|peut nous|on|je ... fixer|discuter|caler ... appel|reunion|visio|point|rdv|rendez
    pourrait|devrions|pourrai|puis nous|on|je ... planifier|organiser ... appel|reunion|visio|point|rdv|rendez
    pourrait|devrions|pourrai|puis nous|on|je ... fixer|discuter|caler ... appel|reunion|visio|point|rdv|rendez
    pourrions|pouvons|peut nous|on|je ... parler|appeler|echanger|rencontrer|voir ... demo|demonstration|call
    pourrions|pouvons|peut nous|on|je ... parler|appeler|echanger|rencontrer|voir ... telephone|vive|#|lundi
    pourrait|devrions|pourrai|puis nous|on|je ... parler|appeler|echanger|rencontrer|voir ... demo|demonstration|call
    pourrait|devrions|pourrai|puis nous|on|je ... parler|appeler|echanger|rencontrer|voir ... telephone|vive|#|lundi
    pourrions|pouvons|peut nous|on|je ... planifier|organiser|fixer|discuter|caler ... demo|demonstration|call
    pourrions|pouvons|peut nous|on|je ... planifier|organiser|fixer|discuter|caler ... telephone|vive|#|lundi
    pourrait|devrions|pourrai|puis nous|on|je ... planifier|organiser|fixer|discuter|caler ... demo|demonstration|call
    pourrait|devrions|pourrai|puis nous|on|je ... planifier|organiser|fixer|discuter|caler ... telephone|vive|#|lundi
    pourrions|pouvons|peut nous|on|je ... convenir|prevoir|deplacer|decaler|faire ... appel|reunion|visio|point|rdv|rendez
    pourrait|devrions|pourrai|puis nous|on|je ... convenir|prevoir ... appel|reunion|visio|point|rdv|rendez
    pourrait|devrions|pourrai|puis nous|on|je ... deplacer|decaler|faire ... appel|reunion|visio|point|rdv|rendez
    pourrions|pouvons|peut nous|on|je ... convenir|prevoir|deplacer|decaler|faire ... demo|demonstration|call
    pourrions|pouvons|peut nous|on|je ... convenir|prevoir|deplacer|decaler|faire ... telephone|vive|#|lundi
    pourrait|devrions|pourrai|puis nous|on|je ... convenir|prevoir|deplacer|decaler|faire ... demo|demonstration|call
    pourrait|devrions|pourrai|puis nous|on|je ... convenir|prevoir|deplacer|decaler|faire ... telephone|vive|#|lundi
    pourrions|pouvons|peut nous|on|je ... programmer|joindre|nous ... appel|reunion|visio|point|rdv|rendez
    pourrions|pouvons|peut nous|on|je ... se|s'appeler|reporter ... appel|reunion|visio|point|rdv|rendez
    pourrait|devrions|pourrai|puis nous|on|je ... programmer|joindre|nous ... appel|reunion|visio|point|rdv|rendez
    pourrait|devrions|pourrai|puis nous|on|je ... se|s'appeler|reporter ... appel|reunion|visio|point|rdv|rendez
    pourrions|pouvons|peut nous|on|je ... programmer|joindre|nous|se|s'appeler|reporter ... demo|demonstration|call
    pourrions|pouvons|peut nous|on|je ... programmer|joindre|nous|se|s'appeler|reporter ... telephone|vive|#|lundi
    pourrait|devrions|pourrai|puis nous|on|je ... programmer|joindre|nous ... demo|demonstration|call
    pourrait|devrions|pourrai|puis nous|on|je ... se|s'appeler|reporter ... demo|demonstration|call
    pourrait|devrions|pourrai|puis nous|on|je ... programmer|joindre|nous|se|s'appeler|reporter ... telephone|vive|#|lundi
    pourrions|pouvons|peut nous|on|je ... parler|appeler|echanger|rencontrer|voir ... mardi|mercredi|jeudi
    pourrions|pouvons|peut nous|on|je ... parler|appeler|echanger|rencontrer|voir ... vendredi|demain|semaine
    pourrait|devrions|pourrai|puis nous|on|je ... parler|appeler|echanger|rencontrer|voir ... mardi|mercredi|jeudi
    pourrait|devrions|pourrai|puis nous|on|je ... parler|appeler|echanger|rencontrer|voir ... vendredi|demain|semaine
    pourrions|pouvons|peut nous|on|je ... planifier|organiser|fixer|discuter|caler ... mardi|mercredi|jeudi
    pourrions|pouvons|peut nous|on|je ... planifier|organiser|fixer|discuter|caler ... vendredi|demain|semaine
    pourrait|devrions|pourrai|puis nous|on|je ... planifier|organiser|fixer|discuter|caler ... mardi|mercredi|jeudi
    pourrait|devrions|pourrai|puis nous|on|je ... planifier|organiser|fixer|discuter|caler ... vendredi|demain|semaine
    pourrions|pouvons|peut nous|on|je ... parler|appeler|echanger|rencontrer|voir ... entretien|rencontrer|$
    pourrions|pouvons|peut nous|on|je ... parler|appeler|echanger|rencontrer|voir ... telephoner|appeler|parler|voir
    pourrait|devrions|pourrai|puis nous|on|je ... parler|appeler|echanger|rencontrer|voir ... entretien|rencontrer|$
    pourrait|devrions|pourrai|puis nous|on|je ... parler|appeler ... telephoner|appeler|parler|voir
    pourrait|devrions|pourrai|puis nous|on|je ... echanger|rencontrer|voir ... telephoner|appeler|parler|voir
    pourrions|pouvons|peut nous|on|je ... planifier|organiser|fixer|discuter|caler ... entretien|rencontrer|$
    pourrions|pouvons|peut nous|on|je ... planifier|organiser|fixer|discuter|caler ... telephoner|appeler|parler|voir
    pourrait|devrions|pourrai|puis nous|on|je ... planifier|organiser|fixer|discuter|caler ... entretien|rencontrer|$
    pourrait|devrions|pourrai|puis nous|on|je ... planifier|organiser ... telephoner|appeler|parler|voir
    pourrait|devrions|pourrai|puis nous|on|je ... fixer|discuter|caler ... telephoner|appeler|parler|voir
    pourrions|pouvons|peut nous|on|je ... convenir|prevoir|deplacer|decaler|faire ... mardi|mercredi|jeudi
    pourrions|pouvons|peut nous|on|je ... convenir|prevoir|deplacer|decaler|faire ... vendredi|demain|semaine
    pourrait|devrions|pourrai|puis nous|on|je ... convenir|prevoir|deplacer|decaler|faire ... mardi|mercredi|jeudi
    pourrait|devrions|pourrai|puis nous|on|je ... convenir|prevoir|deplacer|decaler|faire ... vendredi|demain|semaine
    pourrions|pouvons|peut nous|on|je ... programmer|joindre|nous ... mardi|mercredi|jeudi|vendredi|demain|semaine
    pourrions|pouvons|peut nous|on|je ... se|s'appeler|reporter ... mardi|mercredi|jeudi|vendredi|demain|semaine
    pourrait|devrions|pourrai|puis nous|on|je ... programmer|joindre|nous ... mardi|mercredi|jeudi|vendredi|demain|semaine
    pourrait|devrions|pourrai|puis nous|on|je ... se|s'appeler|reporter ... mardi|mercredi|jeudi|vendredi|demain|semaine
    pourrions|pouvons|peut nous|on|je ... convenir|prevoir|deplacer|decaler|faire ... entretien|rencontrer|$
    pourrions|pouvons|peut nous|on|je ... convenir|prevoir|deplacer|decaler|faire ... telephoner|appeler|parler|voir
    pourrait|devrions|pourrai|puis nous|on|je ... convenir|prevoir|deplacer|decaler|faire ... entretien|rencontrer|$
    pourrait|devrions|pourrai|puis nous|on|je ... convenir|prevoir ... telephoner|appeler|parler|voir
    pourrait|devrions|pourrai|puis nous|on|je ... deplacer|decaler|faire ... telephoner|appeler|parler|voir
    pourrions|pouvons|peut nous|on|je ... programmer|joindre|nous|se|s'appeler|reporter ... entretien|rencontrer|$
    pourrions|pouvons|peut nous|on|je ... programmer|joindre|nous|se|s'appeler|reporter ... telephoner|appeler|parler|voir
    pourrait|devrions|pourrai|puis nous|on|je ... programmer|joindre|nous|se|s'appeler|reporter ... entretien|rencontrer|$
    pourrait|devrions|pourrai|puis nous|on|je ... programmer|joindre|nous ... telephoner|appeler|parler|voir
    pourrait|devrions|pourrai|puis nous|on|je ... se|s'appeler|reporter ... telephoner|appeler|parler|voir
    fixer|fixons|organiser|organisons|planifier|planifions|caler ... rendez|rdv|appel|reunion
    fixer|fixons|organiser|organisons|planifier|planifions|caler ... visio|visioconference|demo|demonstration|entretien
    calons|convenir|convenons|prevoir|prevoyons|programmer|programmons ... rendez|rdv|appel|reunion
    calons|convenir|convenons ... visio|visioconference|demo|demonstration|entretien
    prevoir|prevoyons|programmer|programmons ... visio|visioconference|demo|demonstration|entretien
    fixer|fixons|organiser|organisons|planifier|planifions|caler ... point|echange|call|rencontre|date
    fixer|fixons|organiser|organisons|planifier|planifions|caler ... moment|entrevue|seance|session|presentation
    calons|convenir|convenons|prevoir|prevoyons|programmer|programmons ... point|echange|call|rencontre|date
    calons|convenir|convenons|prevoir|prevoyons|programmer|programmons ... moment|entrevue|seance|session|presentation
    prendre|prenons|reserver|bloquer|deplacer|decaler|reporter ... rendez|rdv|appel|reunion
    prendre|prenons|reserver|bloquer|deplacer|decaler|reporter ... visio|visioconference|demo|demonstration|entretien
    faire|avoir|poser|fixez|planifiez|proposer|souhaiter ... rendez|rdv|appel|reunion
    faire|avoir|poser|fixez|planifiez|proposer|souhaiter ... visio|visioconference|demo|demonstration|entretien
    prendre|prenons|reserver|bloquer|deplacer|decaler|reporter ... point|echange|call|rencontre|date
    prendre|prenons|reserver|bloquer|deplacer|decaler|reporter ... moment|entrevue|seance|session|presentation
    faire|avoir|poser|fixez|planifiez|proposer|souhaiter ... point|echange|call|rencontre|date
    faire|avoir|poser|fixez|planifiez|proposer|souhaiter ... moment|entrevue|seance|session|presentation
    quand|quelle|quelles|quel|quels ... seriez|etes|pouvez|pourriez|disponibilites|disponible|dispo|serait
    quand|quelle|quelles|quel|quels ... convient|conviendrait|arrange|arrangerait|creneaux|auriez|avez|irait
    vos|tes|ses disponibilites|dispos|dispo|creneaux
    proposer|proposez|propose|proposons|donner|donnez|indiquer ... date|dates|creneau|creneaux|horaire
    proposer|proposez|propose|proposons|donner|donnez|indiquer ... horaires|disponibilites|dispos|rendez|rdv
    indiquez|envoyer|envoyez|suggerer|suggere|transmettre|communiquer|partager ... date|dates|creneau|creneaux|horaire
    indiquez|envoyer|envoyez|suggerer ... horaires|disponibilites|dispos|rendez|rdv
    suggere|transmettre|communiquer|partager ... horaires|disponibilites|dispos|rendez|rdv
    proposer|proposez|propose|proposons|donner|donnez|indiquer ... appel|reunion|invitation|lundi|mardi
    proposer|proposez|propose|proposons|donner|donnez|indiquer ... mercredi|jeudi|vendredi|demo|visio|echange
    indiquez|envoyer|envoyez|suggerer|suggere|transmettre|communiquer|partager ... appel|reunion|invitation|lundi|mardi
    indiquez|envoyer|envoyez|suggerer ... mercredi|jeudi|vendredi|demo|visio|echange
    suggere|transmettre|communiquer|partager ... mercredi|jeudi|vendredi|demo|visio|echange
    appelez|appelle|rappelez|rappelle|telephonez|recontactez|contactez moi|nous ... telephone|demain|quand|au|des|$|lundi
    appelez|appelle|rappelez moi|nous ... mardi|mercredi|jeudi|vendredi|#|avant|apres|sur
    rappelle|telephonez|recontactez|contactez moi|nous ... mardi|mercredi|jeudi|vendredi|#|avant|apres|sur
    me|nous rappeler|telephoner|joindre / m'appeler / nous appeler|rencontrer|parler|voir
    lundi|mardi|mercredi|jeudi|vendredi|demain|#|cela ... vous|te|t ... convient|conviendrait|irait|va
    lundi|mardi|mercredi|jeudi|vendredi|demain|#|cela ... vous|te|t ... arrange|arrangerait|convienne|iraient|conviennent
    ca|date|heure|horaire|matin|midi|semaine|prochaine|prochain ... vous|te|t ... convient|conviendrait|irait|va
    ca|date|heure|horaire ... vous|te|t ... arrange|arrangerait|convienne|iraient|conviennent
    matin|midi|semaine|prochaine|prochain ... vous|te|t ... arrange|arrangerait|convienne|iraient|conviennent
    vous|te convient|conviendrait|irait|arrangerait|arrange|conviennent|conviendraient ...
    que diriez|dirais|penseriez vous|tu d'un|de|d'une|du|demain|lundi|mardi|mercredi|jeudi|vendredi|si
    souhaite|souhaitons|souhaiterais ... demo|demonstration|rencontrer|echanger|parler|voir
    souhaiterions|voudrais|voudrions|aimerais ... demo|demonstration|rencontrer|echanger|parler|voir
    souhaite|souhaitons|souhaiterais ... appel|reunion|visio|rendez|rdv|presentation|entretien
    souhaiterions|voudrais|voudrions|aimerais ... appel|reunion|visio|rendez|rdv|presentation|entretien
    aimerions|interesse|interesses|interessee ... demo|demonstration|rencontrer|echanger|parler|voir
    veux|voulons|volontiers|j'aimerais ... demo|demonstration|rencontrer|echanger|parler|voir
    aimerions|interesse|interesses|interessee ... appel|reunion|visio|rendez|rdv|presentation|entretien
    veux|voulons|volontiers|j'aimerais ... appel|reunion|visio|rendez|rdv|presentation|entretien
    on|nous s'appelle|s'appeler|s'appellerait ?voit|voir|parle|parler|appelle|rencontre ... #|lundi|mardi|mercredi|jeudi
    on|nous se|appelons|voyons ?voit|voir|parle|parler|appelle|rencontre ... #|lundi|mardi|mercredi|jeudi
    on|nous s'appelle|s'appeler|s'appellerait ?voit|voir|parle ... vendredi|demain|semaine|quand|$
    on|nous s'appelle|s'appeler|s'appellerait ?parler|appelle|rencontre ... vendredi|demain|semaine|quand|$
    on|nous se|appelons|voyons ?voit|voir|parle|parler|appelle|rencontre ... vendredi|demain|semaine|quand|$
    s'appeler|s'appelle ... lundi|mardi|mercredi|jeudi|vendredi|demain|semaine|cette|pour|$
    echanger ... vive voix|telephone|visio|semaine|lundi|mardi|mercredi|jeudi|vendredi|demain|minutes
    je suis|serais|serai ... disponible|libre|dispo ... #|lundi|mardi|mercredi|jeudi|vendredi|demain
    je suis|serais|serai ... disponible|libre|dispo ... semaine|le|entre|a|apres|cette|toute|des
    parlons ... telephone|en|vive / appelons nous / voyons nous / rencontrons nous
    ";
