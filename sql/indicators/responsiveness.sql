/*
title:
  nl: Hoe snel een dienst beslist
  fr: À quelle vitesse un service décide
  en: How fast a service decides
reading:
  nl: >-
    Van de mensen die naar een dienst doorverwezen zijn, hoeveel weten na 30, 60 en 90 dagen of ze
    hun recht krijgen? Een toekenning en een weigering zijn allebei een beslissing; de drie
    aantallen groeien naar elkaar toe, want wie na 30 dagen een antwoord had, heeft het na 60 ook.
  fr: >-
    Parmi les personnes orientées vers un service, combien savent après 30, 60 et 90 jours si elles
    ont leur droit ? Un accord et un refus sont tous deux une décision ; les trois nombres
    s'emboîtent, car qui avait une réponse après 30 jours l'a aussi après 60.
  en: >-
    Of the people referred to a service, how many know after 30, 60 and 90 days whether they get
    their right? A grant and a refusal both are a decision; the three counts hold each other, for
    who had an answer after 30 days has it after 60 too.
unit:
  nl: doorverwijzingen die minstens 90 dagen gevolgd zijn
  fr: orientations suivies au moins 90 jours
  en: referrals followed for at least 90 days
method:
  numerator:
    nl: >-
      Doorverwijzingen die binnen 30, 60 of 90 dagen (deels) toegekend of geweigerd zijn.
    fr: >-
      Orientations accordées (en partie) ou refusées dans les 30, 60 ou 90 jours.
    en: >-
      Referrals granted (in part) or refused within 30, 60 or 90 days.
  denominator:
    nl: >-
      Doorverwijzingen waarvan we weten of er binnen 90 dagen beslist is: beslist, stopgezet, of
      minstens 90 dagen gevolgd.
    fr: >-
      Orientations dont on sait si une décision est tombée dans les 90 jours : décidées, arrêtées,
      ou suivies au moins 90 jours.
    en: >-
      Referrals of which we know whether they were decided within 90 days: decided, stopped, or
      followed for at least 90 days.
  exclusions:
    nl: >-
      Wat nog loopt en geen 90 dagen gevolgd is, staat apart. Maanden waarin of waarna een Stek geen
      doorverwijzingen leverde, tellen niet mee, en ook niet wat een onbekend resultaat heeft.
    fr: >-
      Ce qui est en cours et n'a pas été suivi 90 jours est compté à part. Les mois où, ou après
      lesquels, un Stek n'a pas livré d'orientations ne comptent pas, ni un résultat inconnu.
    en: >-
      What is pending and was not followed for 90 days is told apart. Months in which, or after
      which, a Stek handed in no referrals do not count, nor does an outcome that is not known.
stream: referrals
waits_months: 4
grain:
  - quarter x breakdown
  - year x right
  - year x breakdown
breakdowns: [bestemming]
outcomes:
  gevolgd: {nl: Gevolgd, fr: Suivi, en: Followed}
  beslist_30:
    nl: Beslist binnen 30 dagen
    fr: Décidé dans les 30 jours
    en: Decided within 30 days
    of: [gevolgd]
  beslist_60:
    nl: Beslist binnen 60 dagen
    fr: Décidé dans les 60 jours
    en: Decided within 60 days
    of: [gevolgd]
  beslist_90:
    nl: Beslist binnen 90 dagen
    fr: Décidé dans les 90 jours
    en: Decided within 90 days
    of: [gevolgd]
  stopgezet_90:
    nl: Stopgezet binnen 90 dagen
    fr: Arrêté dans les 90 jours
    en: Stopped within 90 days
    of: [gevolgd]
  niet_gevolgd:
    nl: Loopt nog, geen 90 dagen gevolgd
    fr: En cours, pas suivi 90 jours
    en: Pending, not followed for 90 days
source: >-
  definition 1 of this monitor; who stopped before a decision stays in the denominator, as in a
  cumulative incidence; by month of the referral
*/
with referrals as (
    select
        referrals.referral_month,
        referrals.stek_id,
        referrals.right_code,
        referrals.destination,
        referrals.outcome in ('toegekend', 'deels', 'geweigerd') as is_decided,
        referrals.outcome = 'stopgezet' as is_stopped,
        referrals.outcome <> 'lopend' or referrals.days_followed >= 90 as is_followed,
        referrals.days_to_outcome
    from facts.referrals as referrals
    inner join facts.followed_months as followed
        on
            referrals.stek_id = followed.stek_id
            and referrals.referral_month = followed.month
    where referrals.outcome in ('toegekend', 'deels', 'geweigerd', 'stopgezet', 'lopend')
)

select
    referral_month as month,
    stek_id,
    right_code as recht_code,
    destination as bestemming,
    cast(is_followed as integer) as gevolgd,
    cast(is_decided and days_to_outcome <= 30 as integer) as beslist_30,
    cast(is_decided and days_to_outcome <= 60 as integer) as beslist_60,
    cast(is_decided and days_to_outcome <= 90 as integer) as beslist_90,
    cast(is_stopped and days_to_outcome <= 90 as integer) as stopgezet_90,
    cast(not is_followed as integer) as niet_gevolgd
from referrals
