//! How people ask to meet in Portuguese and Dutch, as `pattern` reads it. Phrases only: what stands against one is weighed by `meeting`.

pub(super) const WANTED: &str = "
    agendar|marcar|combinar|agendamos|marcamos|remarcar|fazer|ter ... reuniao|chamada|call|demo
    agendar|marcar|combinar|agendamos|marcamos|remarcar|fazer|ter ... demonstracao|conversa|horario|videochamada|encontro
    podemos|poderiamos|podiamos|posso|pode|poderia ... falar|conversar|marcar|reunir|agendar|ligar|me ligar|encontrar
    tem|teria|tens|teriam|voce ... disponibilidade|tempo|agenda|horario|minutos / esta|estaria|estas disponivel
    qual|quando|que ... horario|disponibilidade|disponivel|melhor|podemos|falar
    gostaria|gostariamos|quero|queria ... demo|demonstracao|reuniao|chamada|conversa|falar com
    kunnen|zullen|konden|willen we|wij ... bellen|afspreken|spreken|overleggen|afspraak|meeten
    kunnen|zullen|konden|willen we|wij ... inplannen|gesprek|call|ontmoeten|demo|meeting
    afspraak|gesprek|demo|meeting ... maken|plannen|inplannen|voorstellen|prikken|verzetten|verplaatsen|hebben|in
    call|belafspraak|kennismaking|belmoment|moment ... maken|plannen|inplannen|voorstellen
    call|belafspraak|kennismaking|belmoment|moment ... prikken|verzetten|verplaatsen|hebben|in
    heb|hebt|heeft|hebben je|u|jij|jullie ... tijd|ruimte|gelegenheid|minuten|moment
    schikt|past|lukt|komt ... u|je|jou|het|maandag ... uit|maandag|dinsdag|woensdag|donderdag
    schikt|past|lukt|komt ... dinsdag|woensdag|donderdag|vrijdag|morgen ... uit|maandag|dinsdag|woensdag|donderdag
    schikt|past|lukt|komt ... u|je|jou|het|maandag ... vrijdag|morgen|schikken|#|$
    schikt|past|lukt|komt ... dinsdag|woensdag|donderdag|vrijdag|morgen ... vrijdag|morgen|schikken|#|$
    wanneer ... schikt|kunt|kun|past|komt|heb|hebt|bent|ben
    bel|belt mij|me|ons|u ... morgen|even|terug|maandag|dinsdag|woensdag|donderdag|vrijdag|$|op|als
    ben|bent je|u ... beschikbaar|vrij / graag ... demo|afspraak|gesprek|kennismaken|bellen|afspreken
    ";
