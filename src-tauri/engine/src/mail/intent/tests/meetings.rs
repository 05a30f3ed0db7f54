//! Questions that only have a number, a day or a word of meetings in them, and meetings that are moved.

use super::*;

#[test]
fn a_number_a_day_or_a_word_makes_no_meeting() {
    all_are(
        Intent::Asks,
        &[
            "Does the 15% also hold for the second year?",
            "Would 20 percent be possible for three years?",
            "How about 12% for two years?",
            "We could do 40 seats at 1,100 each. What do you say?",
            "We can offer 900 per seat. Is that ok?",
            "I could do 38 seats. Is the price the same?",
            "What about 60 seats instead of 40?",
            "Is 1,200 the price for the week or for the month?",
            "The export takes half an hour for one depot. Is that normal?",
            "The import runs for 20 minutes or so. Should it be that slow?",
            "Which screens share data with the planner?",
            "Can two screens share one licence?",
            "What is the schedule for the open issues?",
            "Is the calendar export open to all users?",
            "Can you send the contract before Thursday?",
            "Could you let us know the price by Tuesday?",
            "Wir hätten gern 40 Lizenzen ab 1. Januar. Geht das?",
            "Wir hätten gern 40 Lizenzen ab 1. Januar.",
            "Können wir 12 Plätze dazunehmen?",
            "Wären 10 % möglich?",
            "Passen 40 Plätze in den Tarif?",
            "Ist die App auch telefonisch freischaltbar?",
            "Ist der Support auch telefonisch erreichbar?",
            "Der Export dauert eine halbe Stunde. Ist das normal?",
            "Könnten Sie mir den Preis bis Donnerstag nennen?",
            "Le prix n'est pas clair : pourriez-vous me le communiquer avant jeudi ?",
            "Pouvez-vous m'envoyer le contrat avant mardi ?",
            "Pouvez-vous nous transmettre les tarifs d'ici vendredi ?",
            "Est-ce que 15 % sont possibles ?",
            "L'export prend une demi-heure par dépôt. Est-ce normal ?",
            "¿Podría enviarme el contrato antes del jueves?",
            "¿Tiene 40 licencias disponibles?",
            "¿Le parece bien un 15 %?",
            "La exportación tarda media hora. ¿Es normal?",
            "¿Nos puede indicar el precio antes del viernes?",
        ],
    );
}

#[test]
fn who_moves_a_meeting_asks_for_one() {
    all_are(
        Intent::MeetingRequest,
        &[
            "Can't make the meeting on Thursday after all, sorry. Could we move it to Monday?",
            "I have to cancel our call tomorrow. Would Friday work instead?",
            "Something came up. Can we push it to next week?",
            "Sorry, I need to reschedule our demo.",
            "Could we do Monday instead of Thursday?",
            "I can't do Thursday. Monday instead?",
            "Ich schaffe den Termin am Donnerstag doch nicht, tut mir leid. Können wir ihn auf Montag verschieben?",
            "Leider muss ich unser Gespräch morgen absagen. Ginge es auch am Freitag?",
            "Können wir das auf nächste Woche verlegen?",
            "Ich muss den Termin leider verschieben. Wie wäre es mit Montag?",
            "Je ne pourrai finalement pas être là jeudi, désolé. Pourrait-on reporter à lundi ?",
            "Un imprévu : peut-on décaler à la semaine prochaine ?",
            "Je dois annuler notre rendez-vous de demain. Vendredi vous irait ?",
            "Al final no puedo asistir a la reunión del jueves, lo siento. ¿Podemos pasarla al lunes?",
            "Me ha surgido algo. ¿La movemos al viernes?",
            "Tengo que cancelar la llamada de mañana. ¿Le viene bien el viernes?",
            "Does Tuesday at 10 work for you?",
            "Could we do 3pm?",
            "Would 30 minutes on Tuesday be ok?",
            "Passt Ihnen der 12. Dezember?",
            "Wir könnten am 3. um 10 Uhr.",
            "Seriez-vous libre le 12 à 15h ?",
            "¿Tiene 30 minutos el martes?",
            "Can you ring me at 4?",
            "Könnten wir kurz telefonieren?",
        ],
    );
}
