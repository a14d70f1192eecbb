/*
title:
  nl: Hoe lang het duurt tot een recht er is
  fr: Combien de temps avant d'avoir le droit
  en: How long it takes to get a right
reading:
  nl: >-
    Hoeveel dagen na de doorverwijzing kwam er een einde aan het wachten, en was dat met een
    toekenning, een weigering of een stopzetting? Wie nog wacht, staat bij de wachttijd tot de dag
    waarop de Stek het laatst navraag deed.
  fr: >-
    Combien de jours après l'orientation l'attente a-t-elle pris fin, et était-ce par un accord, un
    refus ou un arrêt ? Qui attend encore est placé au délai jusqu'au jour où le Stek s'est informé
    pour la dernière fois.
  en: >-
    How many days after the referral did the waiting end, and did it end with a grant, a refusal or
    a stop? Who still waits stands at the time until the day on which the Stek last asked.
unit:
  nl: doorverwijzingen
  fr: orientations
  en: referrals
method:
  numerator:
    nl: >-
      Doorverwijzingen die zo eindigden, of nog lopen, na zoveel dagen.
    fr: >-
      Orientations qui ont pris fin ainsi, ou sont encore en cours, après autant de jours.
    en: >-
      Referrals that ended in that way, or are still pending, after so many days.
  denominator:
    nl: >-
      Geen: dit zijn aantallen. Wie lang wacht is nog niet klaar, dus een gewoon aandeel zou te
      gunstig zijn.
    fr: >-
      Aucun : ce sont des nombres. Qui attend longtemps n'a pas encore de réponse ; une simple part
      serait trop favorable.
    en: >-
      None: these are counts. Who waits long is not done yet, so that a plain share would be too
      favourable.
  exclusions:
    nl: >-
      Doorverwijzingen waarvan we het resultaat of het aantal dagen niet kennen.
    fr: >-
      Les orientations dont le résultat ou le nombre de jours n'est pas connu.
    en: >-
      Referrals of which the outcome or the number of days is not known.
stream: referrals
waits_months: 3
grain:
  - quarter x breakdown
  - year x breakdown
breakdowns: [wachttijd]
outcomes:
  toegekend: {nl: Toegekend, fr: Accordé, en: Granted}
  geweigerd: {nl: Geweigerd, fr: Refusé, en: Refused}
  stopgezet: {nl: Stopgezet, fr: Arrêté, en: Stopped}
  nog_lopend: {nl: Wacht nog, fr: Attend encore, en: Still waiting}
source: >-
  an event table for cumulative incidence (Aalen-Johansen): days_to_outcome of what ended, days_followed
  of what is pending (censored there), in the classes of codes/waiting_times.csv; by month of the
  referral, as known in the latest delivery; deels counts as granted
*/
with ended_or_followed as (
    select
        referral_month,
        stek_id,
        outcome,
        coalesce(days_to_outcome, days_followed) as days
    from facts.referrals
    where outcome in ('toegekend', 'deels', 'geweigerd', 'stopgezet', 'lopend')
)

select
    referrals.referral_month as month,
    referrals.stek_id,
    waiting_times.code as wachttijd,
    cast(referrals.outcome in ('toegekend', 'deels') as integer) as toegekend,
    cast(referrals.outcome = 'geweigerd' as integer) as geweigerd,
    cast(referrals.outcome = 'stopgezet' as integer) as stopgezet,
    cast(referrals.outcome = 'lopend' as integer) as nog_lopend
from ended_or_followed as referrals
inner join codes.waiting_times as waiting_times
    on
        referrals.days >= cast(waiting_times.from_day as integer)
        and referrals.days <= coalesce(cast(waiting_times.until_day as integer), referrals.days)
