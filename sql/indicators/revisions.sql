/*
title:
  nl: Hoeveel een maand later nog verandert
  fr: De combien un mois change encore après coup
  en: How much a month still changes afterwards
reading:
  nl: >-
    Hoeveel rijen kenden we op de vervaldag, en hoeveel kennen we er nu? Het verschil komt van late
    leveringen en van verbeteringen; een verbetering kan ook rijen weghalen.
  fr: >-
    Combien de lignes connaissions-nous à l'échéance, et combien en connaissons-nous aujourd'hui ? La
    différence vient des livraisons tardives et des corrections ; une correction peut aussi retirer des
    lignes.
  en: >-
    How many rows did we know on the due day, and how many do we know now? The difference comes from
    late deliveries and from corrections; a correction may take rows away too.
unit: {nl: gebruikte rijen, fr: lignes utilisées, en: rows used}
method:
  numerator:
    nl: >-
      Rijen in de levering die gold op het einde van de vervaldag (de 15de van de volgende maand), en
      rijen in de levering die nu geldt.
    fr: >-
      Lignes de la livraison valable à la fin du jour d'échéance (le 15 du mois suivant), et lignes de la
      livraison valable aujourd'hui.
    en: >-
      Rows in the delivery that stood at the end of the due day (the 15th of the next month), and rows in
      the delivery that stands now.
  denominator:
    nl: >-
      Geen: dit zijn twee aantallen. Na een verbetering die rijen weghaalt, is het eerste het grootste.
    fr: >-
      Aucun : ce sont deux nombres. Après une correction qui retire des lignes, le premier est le plus
      grand.
    en: >-
      None: these are two counts. After a correction that takes rows away the first is the greater.
  exclusions:
    nl: >-
      Rijen die achtergehouden zijn. Een rij waarin alleen een antwoord verbeterd is, verandert het aantal
      niet. Een maand wordt pas getoond als ze drie maanden voorbij is.
    fr: >-
      Les lignes retenues. Une ligne dont seule une réponse est corrigée ne change pas le nombre. Un mois
      n'est montré que trois mois après sa fin.
    en: >-
      Rows held back. A row in which only an answer was corrected does not change the count. A month is
      shown only when it has been over for three months.
stream: visits
waits_months: 3
grain:
  - month x breakdown
breakdowns: [stroom]
outcomes:
  op_vervaldag: {nl: Op de vervaldag, fr: À l'échéance, en: On the due day}
  nu: {nl: Nu, fr: Aujourd'hui, en: Now}
source: >-
  the ledger: rows taken of the delivery that stood on the due day, as found when it was landed, and of
  the one that stands. Over all Stekken, and protected as persons are: of one Stek the difference could
  be one row
*/
with streams (stream, stroom) as (
    values
    ('visits', 'bezoeken'),
    ('entitlement_checks', 'rechtenchecks'),
    ('referrals', 'doorverwijzingen'),
    ('signals', 'signalen')
)

select
    deliveries.month,
    deliveries.stek_id,
    streams.stroom,
    coalesce(deliveries.rows_at_due, 0) as op_vervaldag,
    coalesce(deliveries.rows_taken, 0) as nu
from facts.deliveries as deliveries
inner join streams on deliveries.stream = streams.stream
