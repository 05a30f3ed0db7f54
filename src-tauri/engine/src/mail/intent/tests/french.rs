//! French mails by what they want, a line each.

pub(super) const ASKS: &str = "
Combien pour 25 licences par an
tarif pour 40 personnes svp
Y a-t-il une remise si on signe avant Noël
Est-ce que ça marche hors ligne ? Au dépôt il n'y a pas de réseau.
Il nous manque encore l'accord de confidentialité signé.
Je n'ai pas reçu la facture.
La pièce jointe est absente.
Notre service juridique souhaite savoir qui sont vos sous-traitants.
Mon chef demande si les données restent en Europe.
Avant de signer, il faut retirer la clause 7.
Sans attestation ISO, le dossier ne passera pas chez nous.
Il nous faudrait le prix hors taxes.
Ce serait bien d'avoir les diapositives avant jeudi.
Envoyez le bon de commande et je signe ce soir.
Merci de corriger l'adresse sur le devis.
Rappelez-moi la durée du préavis.
Dites-moi à qui m'adresser pour la facturation.
Ajoutez Pierre au compte, il commence lundi.
Une seule question : la formation est-elle incluse
Combien de temps dure la mise en place et qui s'en charge
Et l'application mobile ?
Je me demande comment vous gérez les fuseaux horaires.
Je serais curieux de savoir comment font les autres brasseries.
J'aimerais comprendre comment marche la facturation.
Il me faut une réponse avant vendredi.
Nous attendons toujours le contrat révisé.
Avez-vous des nouvelles
Avez-vous reçu mon message de mardi ?
Nous ne voyons pas bien ce que deviennent les données en fin de contrat.
Prière de nous transmettre le certificat.
Nous vous prions de bien vouloir nous adresser un extrait Kbis.
Je vous serais reconnaissant de me faire parvenir la documentation technique.
Merci de revenir vers moi avec vos commentaires.
Les achats exigent trois références.
Notre auditeur réclame les journaux du dernier trimestre.
Les conditions de paiement doivent passer à 60 jours.
Est-ce possible de commencer en janvier
vous faites Okta ?
Dès que le plafond de responsabilité est relevé, je signe.
Je suis intéressé par un cas client dans l'agroalimentaire.
le login marche pas pour deux collègues, vous pouvez regarder
Tenez-moi au courant de la correction.
Qu'en pensez-vous
Reste la question des frais de déplacement.
Où puis-je trouver les notes de version
Pouvez vous m'envoyer le lien svp
On voudrait un devis pour 30 postes.
Faites-moi suivre le RIB.
Je souhaiterais recevoir votre grille tarifaire.
Peut-on payer au mois
Quels sont les délais
A quel moment sort la nouvelle version
Reste à préciser qui paie le transport.
";
pub(super) const MEETING: &str = "
Peut-on se parler 20 minutes jeudi ?
Vous pouvez m'appeler cet après-midi ?
Rappelez-moi au 06 00 00 41 22.
Passez-moi un coup de fil quand vous voulez.
On s'appelle la semaine prochaine ?
Prenons un café quand vous serez à Lyon.
Un déjeuner le 12, ça vous dit ?
Mardi à 10 h, ça vous irait ?
Que diriez-vous de lundi 15 h ?
Je suis libre vendredi toute la journée.
Je peux lundi matin ou mardi après 16 h.
Nous sommes disponibles jeudi entre 14 h et 17 h.
Voici mon lien d'agenda, choisissez un créneau.
Envoyez-moi une invitation pour 11 h.
Nous aimerions voir l'outil en vrai avant de décider.
Nous souhaiterions une démonstration pour nos chefs d'équipe.
Pourriez-vous montrer l'outil à mon équipe en partage d'écran ?
Le plus simple serait d'en discuter de vive voix.
Mieux vaut en parler au téléphone.
Nous vous convions à présenter votre offre le 3 décembre.
Pourriez-vous passer à l'usine la semaine du 9 ?
Passez nous voir quand vous êtes dans le coin.
Serez-vous au salon de Lyon ? On pourrait se voir sur votre stand.
Peut-on décaler notre rendez-vous à la semaine prochaine ?
J'ai un empêchement demain, il faut reporter notre point.
Disons mardi à 15 h ?
Quand seriez-vous joignable ?
Vous avez dix minutes cet après-midi ?
Petit point demain ?
On se voit jeudi ?
Merci de nous proposer trois dates pour l'atelier.
Notre directeur souhaite vous rencontrer.
Faisons une visio avec la technique.
dispo jeudi pour un appel ?
Je vous propose un échange de trente minutes.
Êtes-vous disponible mercredi ?
";
pub(super) const THANKS: &str = "
Merci mille fois !
Super, merci beaucoup.
Tout est bien arrivé, merci.
Fichier reçu, merci !
Parfait, c'est exactement ce qu'il me fallait. Merci !
Ça marche maintenant, merci pour votre rapidité !
Top, merci !
Pris note.
ok merci
Nous accusons réception de votre courrier.
Je vous confirme la bonne réception des documents.
C'est réglé, merci.
Vous êtes formidable, merci !
C'est tout bon pour nous, merci.
Bien reçu, je vous remercie.
Super, à jeudi alors.
Un grand merci pour votre aide.
Nickel, merci.
Impeccable, bonne fin de journée !
Merci pour l'info.
D'accord, merci à vous.
Compris, merci bien.
Merci pour votre réponse rapide et bon week-end.
C'est très gentil de votre part.
c top merci
Merci, je l'ai bien eu.
Merci d'avoir pris le temps, bonne semaine à vous aussi.
Entendu, à mardi.
Chouette, merci Dana !
";
pub(super) const SAYS: &str = "
La direction a validé l'achat ce matin.
Notre informatique a autorisé le domaine, les messages passent.
Nous avons démarré lundi et tout est calme.
J'ai transmis votre offre à ma collègue des achats.
Ci-joint le contrat signé.
Nous en parlons en interne et reviendrons vers vous en décembre.
La commande est partie, numéro 4711.
À partir de janvier je m'occupe de la région nord.
Merci. La facture sera payée le 30.
Le test a échoué à cause de notre pare-feu, c'est corrigé.
";
pub(super) const OPT_OUT: &str = "
Ne m'écrivez plus.
Merci de ne plus nous démarcher.
Je ne veux plus être contactée.
Veuillez supprimer mes coordonnées de vos fichiers.
Enlevez-moi de vos listes svp.
Pas intéressé, inutile de me relancer.
Stop pub.
Je vous demande de cesser tout envoi.
Effacez mes données.
Je retire mon consentement.
Veuillez ne plus m'adresser de messages commerciaux.
Laissez-moi tranquille.
Merci de bien vouloir me retirer de votre fichier.
Nous ne souhaitons plus recevoir vos offres.
je veux plus recevoir vos mails
Prière de ne plus nous solliciter.
";
pub(super) const STAYS: &str = "
Pouvez-vous retirer Paul de notre compte ? Il est parti.
Merci de supprimer l'utilisatrice Keller, le poste est libre.
Nos clients peuvent-ils se désinscrire eux-mêmes des alertes ?
Le lien de désinscription du bulletin fonctionne maintenant.
Merci de supprimer l'article 4 du contrat.
N'envoyez plus les factures à Paul, envoyez-les-moi.
";
