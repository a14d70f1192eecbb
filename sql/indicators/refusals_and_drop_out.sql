/*
title:
  nl: Hoe doorverwijzingen aflopen
  fr: Comment les orientations se terminent
  en: How referrals end
reading:
  nl: >-
    Van de doorverwijzingen die afgelopen zijn, hoeveel zijn toegekend, geweigerd of stopgezet?
    Stopgezet betekent dat iemand niet verder ging of dat de aanvraag stilviel; wat nog loopt,
    staat apart.
  fr: >-
    Parmi les orientations terminées, combien sont accordées, refusées ou arrêtées ? Arrêté veut
    dire que la personne n'a pas continué ou que la demande s'est perdue ; ce qui est en cours est
    compté à part.
  en: >-
    Of the referrals that ended, how many were granted, refused or stopped? Stopped means that
    someone did not go on or that the application came to a standstill; what is pending is told
    apart.
unit:
  nl: doorverwijzingen
  fr: orientations
  en: referrals
method:
  numerator:
    nl: >-
      Doorverwijzingen die toegekend, deels toegekend, geweigerd of stopgezet zijn.
    fr: >-
      Orientations accordées, accordées en partie, refusées ou arrêtées.
    en: >-
      Referrals granted, granted in part, refused or stopped.
  denominator:
    nl: >-
      Alle doorverwijzingen die afgelopen zijn.
    fr: >-
      Toutes les orientations terminées.
    en: >-
      All referrals that ended.
  exclusions:
    nl: >-
      Wat nog loopt, telt niet mee en staat apart. Een resultaat dat we niet kennen, telt nergens.
    fr: >-
      Ce qui est en cours n'est pas compté et se trouve à part. Un résultat inconnu ne compte nulle
      part.
    en: >-
      What is pending does not count and is told apart. An outcome that is not known counts nowhere.
stream: referrals
waits_months: 3
grain:
  - quarter
  - year x right
  - year x stek
  - year x breakdown
breakdowns: [bestemming, wijze]
outcomes:
  toegekend:
    nl: Toegekend
    fr: Accordé
    en: Granted
    of: [toegekend, deels, geweigerd, stopgezet]
  deels:
    nl: Deels toegekend
    fr: Accordé en partie
    en: Granted in part
    of: [toegekend, deels, geweigerd, stopgezet]
  geweigerd:
    nl: Geweigerd
    fr: Refusé
    en: Refused
    of: [toegekend, deels, geweigerd, stopgezet]
  stopgezet:
    nl: Stopgezet
    fr: Arrêté
    en: Stopped
    of: [toegekend, deels, geweigerd, stopgezet]
  lopend: {nl: Loopt nog, fr: En cours, en: Pending}
source: >-
  extract format, resultaat; by month of the referral, as known in the latest delivery; a period is
  told three months after it is over, when most have ended
*/
select
    referral_month as month,
    stek_id,
    right_code as recht_code,
    destination as bestemming,
    manner as wijze,
    cast(outcome = 'toegekend' as integer) as toegekend,
    cast(outcome = 'deels' as integer) as deels,
    cast(outcome = 'geweigerd' as integer) as geweigerd,
    cast(outcome = 'stopgezet' as integer) as stopgezet,
    cast(outcome = 'lopend' as integer) as lopend
from facts.referrals
where outcome in ('toegekend', 'deels', 'geweigerd', 'stopgezet', 'lopend')
