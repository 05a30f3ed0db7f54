//! How people ask in French without a question mark, as `pattern` reads it.

pub(super) const THIRD: &str = "juridique|juriste|juristes|achats|chef|cheffe|patron|patronne|direction|directeur|directrice|dsi|dpo|rssi|auditeur|auditeurs|comptable|comptabilite|comptables|controleur|prestataire|responsable|collegue|collegues|comite|conseil|banque|assureur|client|clients|equipe|service|informatique|securite|avocat|avocats|drh|daf|acheteur|acheteuse|hierarchie|qui|il|elle|ils|on";
pub(super) const WANTS: &str = "
    il ?nous|me|vous|leur|lui faut|faudrait|manque|reste|manquerait ... / nous|me manque|manquent|faut|faudrait ...
    j'ai|j'aurais|j'aurai|avons|aurions|aurons|ai|a|ont|auraient|aurait ?encore|toujours|juste|aussi|egalement besoin ...
    il ?nous|me reste ... question|point|inquietude|doute|a|savoir
    @third ?me|nous|vous souhaite|souhaiterait|veut|voudrait|demande|demandent|exige|exigent|reclame|reclament|attend|attendent|aimerait|pose|posent|insiste|souhaitent|veulent|voudraient|interroge|a|bloque ?besoin ... savoir|si|de|des|une|un|trois|deux|#|que|les|le|la|comment|qui|quelles|quels|l'|pour|sur|connaitre|voir|d'avoir|d'un|d'une
    je|j'aimerais|nous|on ?me|vous ?en souhaiterais|souhaiterions|souhaite|souhaitons|voudrais|voudrions|aimerions|desire|desirons|veux|voulons|voudrait|aimerait|veut|dois|devons|suis|serais ?bien|egalement|aussi|donc|curieux|curieuse|interesse|interessee|reconnaissant|reconnaissante ... recevoir|savoir|connaitre|comprendre|avoir|obtenir|voir|par|de|un|une|des|votre|que|commander|si|disposer|verifier
    j'aimerais|j'aimerai|aimerais ... savoir|comprendre|avoir|voir|connaitre|recevoir|que|obtenir|bien
    demande|demandons|demandes si|comment|pourquoi|quand|qui|ce|de / me|nous demande|demandais|demandons ...
    vous|t' ... saurais|saurions|serais|serions ... gre|reconnaissant|reconnaissants|reconnaissante
    saurais|saurions ?vous gre / serais|serions ... reconnaissant|reconnaissants|reconnaissante
    prie|prions|priere|remercie|remercions ?de ?bien ... vouloir|transmettre|adresser|envoyer|confirmer|faire|communiquer|indiquer|nous|me|preciser
    prie de ... / bien vouloir ... / vous ... demande|demandons de|que|une|un
    merci de|d' ?bien ?vouloir ?me|nous|m' ... envoyer|corriger|transmettre|confirmer|preciser|indiquer|faire|revenir|adresser|modifier|verifier|communiquer|rectifier|ajouter|fournir|joindre|repondre|retourner|mettre|regarder|etablir|tenir|nous|me
    d'avance ... / merci par|d avance / vous en remerciant ...
    attends|attendons|attend|attente ?toujours|encore|donc|de ... votre|vos|le|la|une|un|reponse|retour|nouvelles|les|l'|contrat|confirmation|de
    dans l'attente de ...
    n'ai|n'avons|n'a|ai|avons|n'est|n'etait|n'ont ?pas|jamais|toujours|encore|rien pas|jamais|rien|toujours|encore ... recu|trouve|eu|compris|joint|jointe|arrive|arrivee|vu|recue
    pas ... recu|trouve|jointe|joint|recue
    piece|pieces jointe|jointes ... manque|manquante|absente|pas|oubliee|illisible
    manque|manquent|manquante|absente|absent ...
    ne|n'arrivons|n'arrive|n'arrivent ?nous|je ... pas|plus ... a|comprendre|voir|comment|ouvrir|trouver|connecter|savons|sais|marche|fonctionne|comprenons|comprends|voyons|clair
    ne sais|sait|savons pas ... si|comment|ou|qui|quand|quel|quelle
    avant|sans ?de ... signer|signature|signe|commander|valider|commande|reponse|attestation|document|certificat|cela|ca|ce ...
    des que ... signe|signons|valide|commande|releve|corrige
    doit|doivent|devrait|devraient|faut|faudrait ... etre|passer|retirer|modifier|corriger|revoir|ajouter|supprimer|figurer|changer
    a revoir|corriger|modifier|preciser|eclaircir|confirmer
    reste|restent ?a|la|le|une|encore ... question|preciser|regler|point|points|definir|savoir|clarifier|voir
    serait|sera|sera|est ?il ?bien|bon|utile|possible|ideal|super|top ... d'avoir|de|si|que|possible|d'avoir
    ce serait bien|bon|utile|super|ideal|top|gentil ... / aiderait ...
    question|questions|interrogation|interrogations ... de|du|sur|a|concernant|pour|suivante|suivantes|est|au|avant|:|$|restent
    petite|seule|derniere|autre|deux|trois|quelques|une ?petite|derniere|autre question|questions|points|interrogations|precision|precisions|inquietude ...
    besoin d'|de|d'un|d'une|des ...
    marche|fonctionne|s'ouvre|passe|demarre ... pas|plus
    erreur|bug|probleme|souci ... avec|depuis|sur|quand|lors|au|chez
    tenez|tiens|tenir moi|nous|au ... courant|informe|informes / qu'en pensez|penses|dites|dis vous|tu
    que pensez|penses|proposez vous|tu
    pouvez|pourriez|avez|auriez|etes|pourrait|peut|pouvons|pourrions|pourrais|peux|aurais|as|faites|savez|seriez|proposez|acceptez|prenez|gerez|voulez vous|tu|on|nous|il|ils|elle
    vous pouvez|pourriez|avez|faites|auriez|acceptez|proposez|prenez|gerez|savez|tu ... / tu peux|pourrais|as|aurais
    est ce que|possible|il / y a t il ... / y a t|moyen / peut on|etre
    combien|quel|quelle|quels|quelles ... coute|coutent|est|sont|pour|par|prix|tarif|delai|delais|temps|faut|fait|cout|ca|de
    c'est combien / qu'est ce que|qui / ou en / ou ... trouver|puis
    quand|comment|pourquoi est|sera|pourrons|peut|puis|fait|faire|sort|pouvons|faites|vous
    interesse|interessee|interesses|interessees par|a ...
    cherche|cherchons|recherchons|recherche une|un|des|outil|solution|logiciel ...
    devis|tarif|tarifs|remise ?pour|sur|au ... / au plus vite|tot / des que possible / rapidement possible / urgent
    urgence / dans les meilleurs delais / bloque|bloquant|bloques|bloquee / inquiet|inquiete|inquiets|inquietude ...
    conditions ... / faites|fais moi|nous savoir|parvenir|suivre
    exigeons|exige|demandons|sollicite|sollicitons ... / en attente de / sinon on|nous|je ...
    curieux|curieuse ... de|savoir
    ";
pub(super) const OPENS: &str = "
    envoyez|envoie|renvoyez|renvoie|transmettez|transmets|confirmez|confirme|precisez|precise|indiquez|indique|dites|dis|rappelez|rappelle|ajoutez|ajoute|corrigez|corrige|modifiez|modifie|verifiez|verifie|regardez|regarde|donnez|donne|faites|fais|mettez|mets|expliquez|explique|joignez|joins|adressez|changez|change|retirez|enlevez|prolongez|tenez|repondez|fournissez|communiquez|signez|preparez|remplacez|supprimez|activez|creez|partagez|passez|passe ?moi|nous|la|le|les ?moi|nous moi|nous|le|la|les|un|une|votre|vos|ce|cette|l'adresse|a|au|si|que|en|pierre|tout|deux|des
    ajoutez|ajoute|inscrivez|renvoyez|retournez|envoyez|corrigez|modifiez|precisez|confirmez ...
    veuillez|priere|pensez de|nous|me|a|d'|bien|transmettre|vous ...
    tarif|tarifs|prix|devis|cout|remise|delai|delais ... pour|de|par|svp|$
    besoin|cherche|recherche|attends|manque|reste|faut|faudrait ...
    vous|tu faites|avez|pouvez|prenez|gerez|proposez|peux|as|pourriez|auriez|savez|acceptez ...
    et ?pour|si|la|le|les|l'application ... $
    peut|est|y|a|avez|pouvez|pourriez|auriez|etes|faut|peux|serait|pourrait|puis|dois|doit on|il|ce|t|vous|tu|quel|quelle|quelles|a|je|possible ...
    possible de|d' / toujours|encore pas|aucune ...
    ";
pub(super) const QUESTIONS: &str = "
    combien|quel|quelle|quels|quelles|comment|pourquoi|quand|ou|qui|que|qu'en|qu'est|lequel|laquelle|qu'avez est|sont|de|pour|coute|coutent|faut|fait|puis|peut|peux|vous|on|ca|cela|sera|serait|prix|tarif|tarifs|delai|delais|pensez|penses|proposez|faites|se|faire|trouver|avez|version|format|temps|par|ce|dois|paie|gere|s'occupe|s'en|c'est|coutent|sert|valent
    a quel|quelle|quels|quelles|qui ... / dans quel|quelle|quels ... / de quel|quelle|combien ... / en quoi ...
    pour quand|combien|quelle ... / est ce que|possible ... / depuis quand ... / sous quel ... / avec qui ...
    jusqu'a quand ...
    ";
pub(super) const NOT: &str = "
    nous|je|on ne donnerons|donnons|donnerai|donnera pas ... / pas suite|interesse|interessee|interesses ...
    pas|plus ... besoin|question|questions|d'inquietude / aucun|aucune ... question|besoin|doute|inquietude|probleme|souci
    pour ?toute question|questions|precision|information / si ... question|questions|besoin|avez
    toute|toutes|tout question|questions|demande|complement / n'hesitez|n'hesite ... / disposition ...
    comment allez|vas|ca / rien ne manque / m'a|nous demande|demandes
    veuillez ?bien croire|agreer|recevoir|trouver|excuser|noter / vous en remercie|remercions
    merci pour|beaucoup|infiniment / je vous remercie pour|de|d'avoir / dans l'attente|attente de vous lire|revoir
    heureux|ravi|ravie|content de ... / j'ai le plaisir ... / je vous prie d'agreer|de croire|de recevoir|d'excuser
    prie d'agreer|d'excuser|de croire / pas de souci|probleme
    exactement ce ... / ce ?dont|qu'il ... j'avais|me|nous ... fallait|besoin / bonne question
    a ?ete|a ete|c'est|sont|est ?deja|maintenant corrige|resolu|regle / a cause de
    problemes|probleme|incidents|erreurs ... resolu|resolus|corrige|corriges|regle|regles
    ";
