//! How people ask to meet in Spanish, as `pattern` reads it. Phrases only: what stands against one is weighed by `meeting`.

pub(super) const WANTED: &str = "
    agendar|agendamos|agendemos|agende ... llamada|reunion|demo|cita|videollamada|call|encuentro|sesion|hora
    agenda|agendo|programar|programamos ... llamada|reunion|demo|cita|videollamada|call|encuentro|sesion|hora
    agendar|agendamos|agendemos|agende ... fecha|visita|demostracion|hueco|conversacion
    agenda|agendo|programar|programamos ... fecha|visita|demostracion|hueco|conversacion
    agendar|agendamos|agendemos|agende ... presentacion|charla|videoconferencia|zoom|meet
    agenda|agendo|programar|programamos ... presentacion|charla|videoconferencia|zoom|meet
    programemos|concertar|concertamos|coordinar ... llamada|reunion|demo|cita|videollamada|call|encuentro|sesion|hora
    coordinamos|coordinemos|fijar|fijamos|organizar ... llamada|reunion|demo|cita|videollamada|call|encuentro|sesion|hora
    programemos|concertar|concertamos|coordinar ... fecha|visita|demostracion|hueco|conversacion
    programemos|concertar|concertamos|coordinar ... presentacion|charla|videoconferencia|zoom|meet
    coordinamos|coordinemos|fijar|fijamos|organizar ... fecha|visita|demostracion|hueco|conversacion
    coordinamos|coordinemos|fijar|fijamos|organizar ... presentacion|charla|videoconferencia|zoom|meet
    organizamos|planificar|reservar|cerrar ... llamada|reunion|demo|cita|videollamada|call|encuentro|sesion|hora
    mover|aplazar|posponer|cambiar|reprogramar ... llamada|reunion|demo|cita|videollamada|call|encuentro|sesion|hora
    convocar|hacer|tener|tenemos ... llamada|reunion|demo|cita|videollamada|call|encuentro|sesion|hora
    hacemos|marcar|buscar|buscamos|cuadrar ... llamada|reunion|demo|cita|videollamada|call|encuentro|sesion|hora
    organizamos|planificar|reservar|cerrar ... fecha|visita|demostracion|hueco|conversacion
    mover|aplazar|posponer|cambiar|reprogramar ... fecha|visita|demostracion|hueco|conversacion
    organizamos|planificar|reservar|cerrar ... presentacion|charla|videoconferencia|zoom|meet
    mover|aplazar|posponer|cambiar|reprogramar ... presentacion|charla|videoconferencia|zoom|meet
    convocar|hacer|tener|tenemos|hacemos|marcar|buscar|buscamos|cuadrar ... fecha|visita|demostracion|hueco|conversacion
    convocar|hacer|tener|tenemos|hacemos|marcar|buscar|buscamos|cuadrar ... presentacion|charla|videoconferencia|zoom|meet
    podemos|podriamos|podriais|podria|podrias|puede ... hablar|reunirnos|vernos|llamar|llamarme
    podemos|podriamos|podriais|podria|podrias|puede ... llamarnos|quedar|conectar|juntarnos|conectarnos
    puedes|podrian|pueden|podeis|queremos|quedamos|quedemos ... hablar|reunirnos|vernos|llamar|llamarme
    puedes|podrian|pueden|podeis|queremos|quedamos|quedemos ... llamarnos|quedar|conectar|juntarnos|conectarnos
    podemos|podriamos|podriais|podria|podrias|puede ... conversar|charlar|hablamos|reunirme|reunirse
    podemos|podriamos|podriais|podria|podrias|puede ... vernos|ensenarnos|ensenarme|mostrarnos|mostrarme
    puedes|podrian|pueden|podeis|queremos|quedamos|quedemos ... conversar|charlar|hablamos|reunirme|reunirse
    puedes|podrian|pueden|podeis|queremos|quedamos|quedemos ... vernos|ensenarnos|ensenarme|mostrarnos|mostrarme
    podemos|podriamos|podria|podrias|puede|puedes ... una|la|un ... llamada|reunion|demo|cita
    podemos|podriamos|podria|podrias|puede|puedes ... una|la|un ... videollamada|call|sesion|demostracion
    tiene|tienes|tendria|tendrias|teneis ... disponibilidad|hueco|tiempo|#|momento|libre|disponible
    tienen|tendrian|tendriais|dispone|dispones|dispondria ... disponibilidad|hueco|tiempo|#|momento|libre|disponible
    tiene|tienes|tendria|tendrias|teneis ... huecos|rato|agenda|minutos|minutitos|espacio|disponibles
    tienen|tendrian|tendriais|dispone|dispones|dispondria ... huecos|rato|agenda|minutos|minutitos|espacio|disponibles
    le|te|os|les|me|nos viene|va|parece|vendria|iria ... bien|lunes|martes|miercoles|jueves
    le|te|os|les|me|nos viene|va|parece|vendria|iria ... viernes|manana|#|mejor|semana|el
    le|te|os|les|me|nos conviene|vendra|queda|cuadra|encaja|convendria ... bien|lunes|martes|miercoles|jueves
    le|te|os|les|me|nos conviene|vendra|queda|cuadra|encaja|convendria ... viernes|manana|#|mejor|semana|el
    cuando|que|cual ... puede|podria|podriamos|podrias ... hablar|reunirnos|vernos|bien|disponible
    cuando|que|cual ... viene|tiene|disponible|hablamos ... hablar|reunirnos|vernos|bien|disponible
    cuando|que|cual ... puede|podria|podriamos|podrias ... llamar|disponibilidad|hueco|libre|mejor
    cuando|que|cual ... viene|tiene|disponible|hablamos ... llamar|disponibilidad|hueco|libre|mejor
    cuando|que|cual ... nos|vemos|podemos|puedes|tienes|dia|hora|horario ... hablar|reunirnos|vernos|bien|disponible
    cuando|que|cual ... nos|vemos|podemos|puedes|tienes|dia|hora|horario ... llamar|disponibilidad|hueco|libre|mejor
    cuando|que|cual ... puede|podria|podriamos|podrias ... reunimos|quedamos|conviene|viene|va
    cuando|que|cual ... viene|tiene|disponible|hablamos ... reunimos|quedamos|conviene|viene|va
    cuando|que|cual ... puede|podria|podriamos|podrias ... hablamos|tiempo|llamada|reunion|$
    cuando|que|cual ... viene|tiene|disponible|hablamos ... hablamos|tiempo|llamada|reunion|$
    cuando|que|cual ... nos|vemos|podemos|puedes|tienes|dia|hora|horario ... reunimos|quedamos|conviene|viene|va
    cuando|que|cual ... nos|vemos|podemos|puedes|tienes|dia|hora|horario ... hablamos|tiempo|llamada|reunion|$
    esta|estas|estaria|estarias|estan|estais ... libre|disponible|disponibles|libres|disponibilidad
    proponga|propon|propone|proponer|proponme|propongame|proponerme|proponernos ... horario|horarios|fecha|fechas|hora
    proponga|propon|propone|proponer ... horas|disponibilidad|hueco|huecos|dia|dias
    proponme|propongame|proponerme|proponernos ... horas|disponibilidad|hueco|huecos|dia|dias
    propongo|proponemos|propongan|sugiera|sugiere|sugiero|ofrezco|enviar|envia ... horario|horarios|fecha|fechas|hora
    propongo|proponemos|propongan|sugiera ... horas|disponibilidad|hueco|huecos|dia|dias
    sugiere|sugiero|ofrezco|enviar|envia ... horas|disponibilidad|hueco|huecos|dia|dias
    proponga|propon|propone|proponer|proponme|propongame|proponerme|proponernos ... lunes|martes|miercoles|jueves|viernes
    proponga|propon|propone|proponer ... invitacion|llamada|reunion|convocatoria|cuando|agenda
    proponme|propongame|proponerme|proponernos ... invitacion|llamada|reunion|convocatoria|cuando|agenda
    propongo|proponemos|propongan|sugiera|sugiere|sugiero|ofrezco|enviar|envia ... lunes|martes|miercoles|jueves|viernes
    propongo|proponemos|propongan|sugiera ... invitacion|llamada|reunion|convocatoria|cuando|agenda
    sugiere|sugiero|ofrezco|enviar|envia ... invitacion|llamada|reunion|convocatoria|cuando|agenda
    envie|enviame|enviarme|compartir|comparta|comparte|dime|digame ... horario|horarios|fecha|fechas|hora
    envie|enviame|enviarme|compartir|comparta|comparte|dime|digame ... horas|disponibilidad|hueco|huecos|dia|dias
    indicar|indique|indicame|indiqueme|decirme|pasame|paseme|pasarme|mandame ... horario|horarios|fecha|fechas|hora
    indicar|indique|indicame|indiqueme ... horas|disponibilidad|hueco|huecos|dia|dias
    decirme|pasame|paseme|pasarme|mandame ... horas|disponibilidad|hueco|huecos|dia|dias
    envie|enviame|enviarme|compartir|comparta|comparte|dime|digame ... lunes|martes|miercoles|jueves|viernes
    envie|enviame|enviarme|compartir ... invitacion|llamada|reunion|convocatoria|cuando|agenda
    comparta|comparte|dime|digame ... invitacion|llamada|reunion|convocatoria|cuando|agenda
    indicar|indique|indicame|indiqueme|decirme|pasame|paseme|pasarme|mandame ... lunes|martes|miercoles|jueves|viernes
    indicar|indique|indicame|indiqueme ... invitacion|llamada|reunion|convocatoria|cuando|agenda
    decirme|pasame|paseme|pasarme|mandame ... invitacion|llamada|reunion|convocatoria|cuando|agenda
    llame|llameme|llamame|llamadme|llamenos|llamanos|llamenme|llamarme|llamarnos
    me|nos gustaria|encantaria|interesaria|interesa ... ver|tener|agendar|una ... demo|demostracion
    me|nos gustaria|encantaria|interesaria|interesa ... ver|tener|agendar|una ... llamada|reunion|videollamada
    me|nos gustaria|encantaria|interesaria|interesa ... hablar|reunirnos|conocer|hacer ... demo|demostracion
    me|nos gustaria|encantaria|interesaria|interesa ... hablar|reunirnos|conocer|hacer ... llamada|reunion|videollamada
    me|nos gustaria|encantaria|interesaria|interesa ... ver|tener|agendar|una ... con|presentacion|ustedes|usted|cita
    me|nos gustaria|encantaria ... hablar|reunirnos|conocer|hacer ... con|presentacion|ustedes|usted|cita
    me|nos interesaria|interesa ... hablar|reunirnos|conocer|hacer ... con|presentacion|ustedes|usted|cita
    gustaria|quisiera|quiero|queremos|interesa ... demo|demostracion|llamada|reunion|videollamada
    gustaria|quisiera|quiero|queremos|interesa ... hablar|reunirnos|reunirme|cita|conversar
    interesaria|encantaria|quisieramos|encantado|solicitar|pedir ... demo|demostracion|llamada|reunion|videollamada
    interesaria|encantaria|quisieramos|encantado|solicitar|pedir ... hablar|reunirnos|reunirme|cita|conversar
    que tal|te|le|os ... lunes|martes|miercoles|jueves|viernes|manana|#|semana|bien
    tengo|tenemos|estoy|estamos|estare ... libre|disponible|disponibilidad ... lunes|martes|miercoles
    tengo|tenemos|estoy|estamos|estare ... libre|disponible|disponibilidad ... jueves|viernes|manana
    tengo|tenemos|estoy|estamos|estare ... hueco|huecos|disponibles ... lunes|martes|miercoles|jueves|viernes|manana
    tengo|tenemos|estoy|estamos|estare ... libre|disponible|disponibilidad ... #|semana|el|entre|a|por|para
    tengo|tenemos|estoy|estamos|estare ... hueco|huecos|disponibles ... #|semana|el|entre|a|por|para
    hablamos|nos vemos|quedamos|nos reunimos|hablemos ... lunes|martes|miercoles|jueves|viernes
    hablamos|nos vemos|quedamos|nos reunimos|hablemos ... manana|#|semana|esta|telefono
    una|breve|rapida llamada|reunion|videollamada ... semana|lunes|martes|miercoles|jueves
    una|breve|rapida llamada|reunion|videollamada ... viernes|manana|minutos|proxima|corta / un hueco / huecos ...
    un encuentro
    ";
