//! How people say that they have nothing to ask, as `pattern` reads it. It names what asks in other sentences, and asks nothing.

pub(in crate::mail) const NO_QUESTIONS: &str = "
    no|zero ?more|further|other|additional|open|remaining|outstanding question|questions|query|queries
    don't|not|haven't ?currently|really ?have|got ?any|a ?more|further|other|additional question|questions|query|queries
    without ?any ?more|further question|questions
    kein|keine|keinen|keinerlei ?weitere|weiteren|offene|offenen|anderen|mehr frage|fragen|ruckfrage|ruckfragen ?mehr|offen
    pas|aucune|aucun|sans ?de|d'autre|d'autres|autre question|questions
    n'ai|n'avons plus|pas ?de|d'autre|d'autres|aucune question|questions
    ninguna|sin ?mas|otra|otras pregunta|preguntas|duda|dudas|consulta|consultas
    no ?tengo|tenemos|hay|me|nos ?quedan|queda ?mas|otras|ninguna pregunta|preguntas|duda|dudas|consulta|consultas
    ";
