//! Spanish mails by what they want, and some Portuguese, Dutch and Italian ones, a line each.

pub(super) const ASKS: &str = "
Cuánto cuestan 25 licencias al año
precio para 40 personas por favor
Hay descuento si firmamos antes de Navidad
¿Funciona sin conexión? En el almacén no hay cobertura.
Nos falta el acuerdo de confidencialidad firmado.
Todavía no he recibido la factura.
No venía el adjunto.
El departamento jurídico quiere saber quiénes son los subencargados.
Mi jefe pregunta si los datos se quedan en la UE.
Antes de firmar hay que quitar la cláusula 7.
Sin el certificado ISO no podemos seguir.
Necesitaríamos el precio en dólares.
Sería bueno tener las diapositivas antes del jueves.
Mándame el pedido y lo firmo hoy.
Corrija por favor la dirección del presupuesto.
Recuérdame cuál era el plazo de preaviso.
Dime con quién hablo por las facturas.
Añade a Pedro a la cuenta, empieza el lunes.
Solo una duda: está incluida la formación
Cuánto tarda la puesta en marcha y quién la hace
¿Y la app móvil?
Me pregunto cómo gestionáis los husos horarios.
Tengo curiosidad por saber cómo lo usan otras cerveceras.
Quisiera entender cómo funciona la facturación.
Necesito saber antes del viernes si se mantiene la fecha.
Seguimos esperando el contrato revisado.
Alguna novedad
¿Recibiste mi correo del martes?
No nos queda claro qué pasa con los datos al final del contrato.
Rogamos nos envíen el certificado.
Le agradeceríamos nos hiciera llegar la documentación técnica.
Quedamos a la espera de sus comentarios.
Compras exige tres referencias.
El auditor nos pide los registros del último trimestre.
El plazo de pago debe ser de 60 días.
Se puede empezar en enero
soportáis Okta
En cuanto se suba el límite de responsabilidad, firmo.
Estoy interesado en un caso de éxito del sector alimentario.
no les funciona el login a dos compañeros, lo podéis mirar
Avísenme cuando esté corregido.
Qué te parece la propuesta
Queda pendiente el tema de los gastos de viaje.
Dónde encuentro las notas de la versión
Haría falta un presupuesto para 30 puestos.
Favor de enviar la cotización actualizada.
Me podrías pasar el enlace otra vez
Me urge la cotización.
Cuando puedas, pásame el contrato.
Quería preguntar si hay versión en catalán.
Preciso do contrato revisto até sexta.
Quanto custa para 20 pessoas
Gostaria de saber se há desconto.
Podem enviar a fatura?
Wat kost het voor 20 mensen
Kun je de offerte nog een keer sturen?
Graag ontvang ik de prijslijst.
Quanto costa per 20 persone
Potrebbe inviarmi il contratto?
";
pub(super) const MEETING: &str = "
¿Podemos hablar 20 minutos el jueves?
¿Me puedes llamar esta tarde?
Llámeme al 600 000 412.
Dame un toque cuando puedas y lo hablamos por teléfono.
¿Hablamos la semana que viene?
Tomemos un café cuando estés en Bilbao.
¿Comemos el 12?
¿Te va bien el martes a las 10?
¿Qué tal el lunes a las 15:00?
El viernes estoy libre todo el día.
Puedo el lunes por la mañana o el martes después de las cuatro.
Estamos disponibles el jueves entre las 14 y las 17.
Aquí tienes mi enlace de agenda, elige el hueco que quieras.
Mándame una convocatoria para las 11.
Nos gustaría ver la herramienta en vivo antes de decidir.
Querríamos una demostración para los jefes de turno.
¿Podrías enseñarle la herramienta a mi equipo compartiendo pantalla?
Mejor lo vemos por teléfono.
Lo más fácil es comentarlo en una llamada.
Les invitamos a presentar su oferta el 3 de diciembre.
¿Podría visitar nuestra planta la semana del 9?
Pásese por la oficina cuando esté por aquí.
¿Van a la feria de Madrid? Podríamos vernos en su stand.
¿Podemos mover la reunión a la semana próxima?
Mañana no puedo, tenemos que reprogramar la llamada.
¿Quedamos el martes a las tres?
¿Cuándo te puedo localizar?
¿Tienes diez minutos esta tarde?
Por favor propongan tres fechas para el taller.
Nuestro director quiere conocerle en persona.
Hagamos una videollamada con los técnicos.
Me gustaría concertar una cita.
¿Nos vemos el jueves?
Podemos falar na quinta?
Teria meia hora amanhã?
Kunnen we donderdag even bellen?
Possiamo sentirci giovedì?
";
pub(super) const THANKS: &str = "
¡Mil gracias!
Súper, muchas gracias.
Todo recibido, gracias.
Me ha llegado, gracias!
Perfecto, justo lo que necesitaba. ¡Gracias!
Ya funciona, gracias por la rapidez.
Genial, gracias.
Tomo nota.
ok gracias
Acusamos recibo de su escrito.
Confirmo la recepción de los documentos.
Resuelto, gracias.
Eres un sol, gracias.
Todo bien por aquí, gracias.
Recibido, se lo agradezco.
Estupendo, hasta el jueves.
Muchísimas gracias por tu ayuda.
Vale, gracias.
Gracias por el aviso.
De acuerdo, muchas gracias.
Entendido, gracias.
Gracias por la pronta respuesta y buen fin de semana.
Muy amable de su parte.
Listo, muchas gracias por todo.
Gracias, ya lo tengo.
Enterado, gracias.
Qué bien, gracias Dana
Va, gracias!
Obrigada, recebi tudo.
Muito obrigado pela ajuda!
Top, dank je wel!
Grazie mille, ricevuto.
";
pub(super) const SAYS: &str = "
La dirección aprobó la compra esta mañana.
Informática ya ha autorizado el dominio, los correos llegan.
Arrancamos el lunes y todo tranquilo.
He pasado su oferta a mi compañera de compras.
Adjunto el contrato firmado.
Lo vemos internamente y volvemos con ustedes en diciembre.
El pedido va en camino, número 4711.
Desde enero llevo la zona norte.
Gracias. La factura se paga el día 30.
La prueba falló por nuestro cortafuegos, ya está corregido.
";
pub(super) const OPT_OUT: &str = "
No me vuelva a escribir.
Dejen de mandarme publicidad.
No quiero que me contacten más.
Bórrenme de su base de datos.
Sáquenme de la lista.
No me interesa, no insistan.
Les ruego que no me envíen más correos.
Quiero dejar de recibir estos mensajes.
Elimine mis datos de sus ficheros.
Por favor no me escribas más.
Solicito la baja de su lista de distribución.
No autorizo el uso de mis datos para publicidad.
Não quero receber mais emails.
Haal mij van de lijst.
Non scrivetemi più.
";
pub(super) const STAYS: &str = "
¿Pueden quitar a Pablo de nuestra cuenta? Ya no está.
Por favor, eliminen al usuario Keller, el puesto está libre.
¿Se pueden dar de baja nuestros clientes de las alertas?
El enlace de baja del boletín ya funciona.
Eliminen la cláusula 4 del contrato.
Da de baja dos licencias, por favor.
";
