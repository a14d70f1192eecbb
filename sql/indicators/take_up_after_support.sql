/*
title:
  nl: Opgenomen na steun
  fr: Droits obtenus après un appui
  en: Taken up after support
reading:
  nl: >-
    Van de rechten die iemand bij de eerste check nog niet kreeg, hoeveel zijn binnen 90 dagen
    na een doorverwijzing toegekend? Dit zegt niet dat de steun de oorzaak is: wie geholpen
    wordt, verschilt van wie niet geholpen wordt.
  fr: >-
    Parmi les droits non pris au premier examen, combien ont été accordés dans les 90 jours
    après une orientation ? Cela ne dit pas que l'appui en est la cause : qui est aidé diffère
    de qui ne l'est pas.
  en: >-
    Of the rights that were not taken up at the first check, how many were granted within 90
    days of a referral? This does not say that support is the cause: who is helped differs from
    who is not.
unit:
  nl: eerste checks die niet opgenomen waren en minstens 90 dagen gevolgd zijn
  fr: premiers examens non pris, suivis au moins 90 jours
  en: first checks not taken up, followed for at least 90 days
method:
  numerator:
    nl: >-
      Eerste checks die niet opgenomen waren, met een recht dat binnen 90 dagen na de
      doorverwijzing is toegekend.
    fr: >-
      Premiers examens non pris, avec un droit accordé dans les 90 jours après
      l'orientation.
    en: >-
      First checks not taken up, with a right granted within 90 days of the referral.
  denominator:
    nl: >-
      Eerste checks die niet opgenomen waren bij een Stek die de drie maanden erna
      doorverwijzingen leverde.
    fr: >-
      Premiers examens non pris d'un Stek qui a livré ses orientations des trois mois
      suivants.
    en: >-
      First checks not taken up at a Stek that handed in its referrals of the three months
      after.
  exclusions:
    nl: >-
      Checks die we geen drie maanden konden volgen. Een toekenning in een volgend
      kalenderjaar zien we niet.
    fr: >-
      Les examens que nous n'avons pas pu suivre trois mois. Un accord de l'année suivante
      n'est pas vu.
    en: >-
      Checks that could not be followed for three months. A grant in the next calendar
      year is not seen.
stream: referrals
waits_months: 3
grain:
  - month x stek
  - month x right
  - quarter x stek x right
  - year x stek x right
  - year x right x breakdown
breakdowns: [leeftijdsklasse, gender, huishoudtype, inkomensbron, woonsituatie]
outcomes:
  toegekend: {nl: Toegekend, fr: Accordé, en: Granted, of: [toegekend, niet_toegekend]}
  niet_toegekend:
    {nl: Nog niet toegekend, fr: Pas encore accordé, en: Not granted yet, of: [toegekend, niet_toegekend]}
source: >-
  definition 1 of this monitor: granted / not taken up at start with at least 90 days of follow-up; a
  check counts when its Stek reported referrals in each of the three months after it, and a
  period is told when all its checks can have been followed that long
*/
with checked_months as (
    select distinct
        stek_id,
        month
    from facts.supported_checks
),

followed_months as (
    select
        months.stek_id,
        months.month
    from checked_months as months
    inner join facts.deliveries as deliveries
        on
            months.stek_id = deliveries.stek_id
            and deliveries.stream = 'referrals'
            and deliveries.is_reported
            and months.month < deliveries.month
            and deliveries.month <= months.month + interval 3 month
    group by months.stek_id, months.month
    having count(*) = 3
)

select
    checks.month,
    checks.stek_id,
    checks.right_code as recht_code,
    checks.age_class as leeftijdsklasse,
    checks.gender,
    checks.household_type as huishoudtype,
    checks.income_source as inkomensbron,
    checks.housing as woonsituatie,
    cast(checks.is_granted_within_90_days as integer) as toegekend,
    cast(not checks.is_granted_within_90_days as integer) as niet_toegekend
from facts.supported_checks as checks
inner join followed_months
    on checks.stek_id = followed_months.stek_id and checks.month = followed_months.month
