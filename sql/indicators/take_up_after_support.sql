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
      Eerste checks die niet opgenomen waren, met een doorverwijzing in dezelfde maand of de maand
      erna, waarvan het recht binnen 90 dagen na de doorverwijzing (deels) is toegekend.
    fr: >-
      Premiers examens non pris, avec une orientation dans le même mois ou le mois suivant, dont le
      droit est accordé (en partie) dans les 90 jours après l'orientation.
    en: >-
      First checks not taken up, with a referral in the same month or the month after, whose right
      was granted (in part) within 90 days of the referral.
  denominator:
    nl: >-
      Eerste checks die niet opgenomen waren, bij een Stek die de doorverwijzingen van die maand en
      van de vier maanden erna leverde.
    fr: >-
      Premiers examens non pris, d'un Stek qui a livré ses orientations de ce mois et des quatre
      mois suivants.
    en: >-
      First checks not taken up, at a Stek that handed in its referrals of that month and of the
      four months after.
  exclusions:
    nl: >-
      Checks van december: in januari heeft iedereen een nieuwe code, zodat we een doorverwijzing in
      januari niet bij de check van december kunnen leggen. Ook checks die we geen vier maanden
      konden volgen, tellen niet mee.
    fr: >-
      Les examens de décembre : en janvier chacun reçoit un nouveau code, et une orientation de
      janvier ne peut pas être reliée à l'examen de décembre. Les examens que nous n'avons pas pu
      suivre quatre mois ne comptent pas non plus.
    en: >-
      Checks of December: in January everybody gets a new code, so that a referral made in January
      cannot be put beside the check of December. Checks that could not be followed for four months
      do not count either.
stream: referrals
waits_months: 4
grain:
  - quarter x stek
  - quarter x right
  - year x stek
  - year x right
  - year x breakdown
breakdowns: [leeftijdsklasse, gender, huishoudtype, inkomensbron, woonsituatie]
outcomes:
  toegekend: {nl: Toegekend, fr: Accordé, en: Granted, of: [toegekend, niet_toegekend]}
  niet_toegekend:
    {nl: Nog niet toegekend, fr: Pas encore accordé, en: Not granted yet, of: [toegekend, niet_toegekend]}
source: >-
  definition 1 of this monitor: granted / not taken up at start with at least 90 days of follow-up,
  the same for everybody: a referral made in the month of the check or the month after, and the 90
  days from it
*/
select
    month,
    stek_id,
    right_code as recht_code,
    age_class as leeftijdsklasse,
    gender,
    household_type as huishoudtype,
    income_source as inkomensbron,
    housing as woonsituatie,
    cast(is_granted_within_90_days as integer) as toegekend,
    cast(not is_granted_within_90_days as integer) as niet_toegekend
from facts.supported_checks
