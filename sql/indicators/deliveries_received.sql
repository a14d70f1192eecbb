/*
title:
  nl: Ontvangen leveringen
  fr: Livraisons reçues
  en: Deliveries received
reading:
  nl: >-
    Hoeveel van de verwachte leveringen zijn ontvangen, en hoeveel op tijd? Een levering is één
    tabel van één Stek voor één maand; bevestigen dat er niets te melden is, telt als ontvangen.
  fr: >-
    Combien de livraisons attendues ont été reçues, et combien à temps ? Une livraison est un
    tableau d'un Stek pour un mois ; confirmer qu'il n'y a rien à signaler compte comme reçu.
  en: >-
    How many of the expected deliveries were received, and how many in time? A delivery is one
    table of one Stek for one month; confirming that there is nothing to report counts as
    received.
unit:
  nl: verwachte leveringen
  fr: livraisons attendues
  en: expected deliveries
method:
  numerator:
    nl: >-
      Leveringen die we ontvingen, of op tijd ontvingen: voor of op de 15de van de
      volgende maand. Apart: bevestigd dat er niets te melden was, en bestanden die we niet konden
      gebruiken.
    fr: >-
      Livraisons reçues, ou reçues à temps : avant ou le 15 du mois suivant. À part : confirmé qu'il
      n'y avait rien à signaler, et fichiers inutilisables.
    en: >-
      Deliveries received, or received in time: before or on the 15th of the next month. Apart:
      confirmed that there was nothing to report, and files that could not be used.
  denominator:
    nl: >-
      Leveringen die we verwachtten: één per tabel, per Stek en per maand.
    fr: >-
      Livraisons attendues : une par tableau, par Stek et par mois.
    en: >-
      Expected deliveries: one a table, a Stek and a month.
  exclusions:
    nl: >-
      Een Stek die in die maand nog niet of niet meer meedeed.
    fr: >-
      Un Stek qui ne participait pas encore ou plus ce mois-là.
    en: >-
      A Stek that did not take part in that month yet, or any more.
stream: visits
protect: none # counts of deliveries, not of people
grain:
  - month x stek
  - month x breakdown
  - quarter x stek
  - year x stek x breakdown
breakdowns: [stroom]
outcomes:
  verwacht: {nl: Verwacht, fr: Attendues, en: Expected}
  ontvangen: {nl: Ontvangen, fr: Reçues, en: Received, of: [verwacht]}
  op_tijd: {nl: Op tijd ontvangen, fr: Reçues à temps, en: Received in time, of: [verwacht]}
  niets_te_melden: {nl: Niets te melden, fr: Rien à signaler, en: Nothing to report, of: [verwacht]}
  geweigerd: {nl: Geweigerd, fr: Refusées, en: Refused, of: [verwacht]}
source: >-
  the ledger; in time is before or on the 15th of the next month
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
    1 as verwacht,
    cast(deliveries.is_reported as integer) as ontvangen,
    cast(deliveries.is_on_time as integer) as op_tijd,
    cast(deliveries.status = 'nothing' as integer) as niets_te_melden,
    cast(deliveries.status = 'refused' as integer) as geweigerd
from facts.deliveries as deliveries
inner join streams on deliveries.stream = streams.stream
