/*
title:
  nl: Waar het misloopt als een recht niet opgenomen is
  fr: Où cela bloque quand un droit n'est pas pris
  en: Where it goes wrong when a right is not taken up
reading:
  nl: >-
    Vroeg de persoon het recht nooit aan, vroeg die het aan zonder het te krijgen, bood een dienst het
    niet aan, of sluit een regel de persoon uit? Elk recht dat bij de eerste check niet opgenomen was,
    telt één keer, volgens de belangrijkste reden die de Stek noteerde.
  fr: >-
    La personne n'a-t-elle jamais demandé le droit, l'a-t-elle demandé sans le recevoir, un service ne
    l'a-t-il pas proposé, ou une règle l'exclut-elle ? Chaque droit non pris au premier examen compte
    une fois, selon la raison principale que le Stek a notée.
  en: >-
    Did the person never ask for the right, ask for it and not get it, was it not offered by a service,
    or does a rule exclude the person? Each right not taken up at the first check counts once, by the
    main reason that the Stek noted.
unit:
  nl: eerste checks die niet opgenomen waren
  fr: premiers examens non pris
  en: first checks not taken up
method:
  numerator:
    nl: >-
      Eerste checks die niet opgenomen waren, naar belangrijkste reden: niet gekend of niet gevraagd,
      gevraagd en niet gekregen, niet aangeboden, uitgesloten, of reden onbekend.
    fr: >-
      Premiers examens non pris, selon la raison principale : non connu ou non demandé, demandé et non
      reçu, non proposé, exclu, ou raison inconnue.
    en: >-
      First checks not taken up, by main reason: not known or not asked, asked and not received, not
      offered, excluded, or reason unknown.
  denominator:
    nl: >-
      Alle eerste checks die niet opgenomen waren.
    fr: >-
      Tous les premiers examens non pris.
    en: >-
      All first checks not taken up.
  exclusions:
    nl: >-
      De tweede en de derde reden. Dat een dienst een recht niet aanbood, noteert een dienst zelf
      minder vaak: dat aandeel is wellicht te laag.
    fr: >-
      La deuxième et la troisième raison. Qu'un service n'ait pas proposé un droit, un service le note
      moins souvent lui-même : cette part est sans doute trop basse.
    en: >-
      The second and third reason. That a service did not offer a right is noted less often by a
      service itself: that share is probably too low.
stream: entitlement_checks
grain:
  - quarter
  - year x stek
  - year x right
  - year x breakdown
breakdowns: [leeftijdsklasse, gender, huishoudtype, inkomensbron, woonsituatie]
outcomes:
  niet_gekend_of_gevraagd:
    nl: Niet gekend of niet gevraagd
    fr: Non connu ou non demandé
    en: Not known or not asked for
    of: &kinds [niet_gekend_of_gevraagd, niet_gekregen, niet_aangeboden, uitgesloten, reden_onbekend]
  niet_gekregen: {nl: Gevraagd en niet gekregen, fr: Demandé et non reçu, en: Asked and not received, of: *kinds}
  niet_aangeboden: {nl: Niet aangeboden, fr: Non proposé, en: Not offered, of: *kinds}
  uitgesloten: {nl: Uitgesloten, fr: Exclu, en: Excluded, of: *kinds}
  reden_onbekend: {nl: Reden onbekend, fr: Raison inconnue, en: Reason unknown, of: *kinds}
source: >-
  domain brief, section 4: primary (N1 and N2) and secondary (N3) non-take-up after van Oorschot; not
  offered (N4, non-proposition) after ODENORE (Warin, doczz.fr/doc/1973924) and the Observatory of
  Health and Social Affairs of Brussels (mi-is.be, bestrijding van de non-take-up), which also names
  exclusion (N5); N9 and a reason that was not asked are unknown. By redengroep of reasons, with N1
  and N2 together
*/
with kinds as (
    select
        checks.month,
        checks.stek_id,
        checks.right_code,
        checks.age_class,
        checks.gender,
        checks.household_type,
        checks.income_source,
        checks.housing,
        coalesce(reasons."group", 'N9') as reason_group
    from facts.first_checks as checks
    left join codes.reasons as reasons on checks.reason_1 = reasons.code
    where checks.status_at_start = 'niet_opgenomen'
)

select
    month,
    stek_id,
    right_code as recht_code,
    age_class as leeftijdsklasse,
    gender,
    household_type as huishoudtype,
    income_source as inkomensbron,
    housing as woonsituatie,
    cast(reason_group in ('N1', 'N2') as integer) as niet_gekend_of_gevraagd,
    cast(reason_group = 'N3' as integer) as niet_gekregen,
    cast(reason_group = 'N4' as integer) as niet_aangeboden,
    cast(reason_group = 'N5' as integer) as uitgesloten,
    cast(reason_group = 'N9' as integer) as reden_onbekend
from kinds
