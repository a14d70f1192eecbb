/*
title:
  nl: Waarom rechten niet opgenomen zijn
  fr: Pourquoi des droits ne sont pas pris
  en: Why rights are not taken up
reading:
  nl: >-
    Wat is de belangrijkste reden waarom iemand een recht nog niet krijgt? Elk recht dat bij de
    eerste check niet opgenomen was, telt één keer, met zijn belangrijkste reden.
  fr: >-
    Quelle est la raison principale pour laquelle une personne ne reçoit pas encore un droit ?
    Chaque droit non pris au premier examen compte une fois, avec sa raison principale.
  en: >-
    What is the main reason why someone does not get a right yet? Each right not taken up at the
    first check counts once, with its main reason.
unit:
  nl: eerste checks die niet opgenomen waren
  fr: premiers examens non pris
  en: first checks not taken up
method:
  numerator:
    nl: >-
      Eerste checks die niet opgenomen waren, met deze belangrijkste reden.
    fr: >-
      Premiers examens non pris, avec cette raison principale.
    en: >-
      First checks not taken up, with this main reason.
  denominator:
    nl: >-
      Alle eerste checks die niet opgenomen waren.
    fr: >-
      Tous les premiers examens non pris.
    en: >-
      All first checks not taken up.
  exclusions:
    nl: >-
      De tweede en de derde reden. Een reden die niet gevraagd is, staat bij onbekend.
    fr: >-
      La deuxième et la troisième raison. Une raison non demandée est comptée comme
      inconnue.
    en: >-
      The second and third reason. A reason that was not asked counts as unknown.
stream: entitlement_checks
grain:
  - month x breakdown
  - quarter x breakdown
  - year x stek x breakdown
  - year x right x breakdown
breakdowns: [redengroep, reden]
outcomes:
  hoofdreden: {nl: Belangrijkste reden, fr: Raison principale, en: Main reason, of: all_categories}
source: >-
  typology of non-take-up of ODENORE (Warin) and of the Brussels Observatory of Health and Social Affairs; main reason (reden_1) by code and by group N1-N5, N9; a reason
  that was not asked counts in N9
*/
select
    checks.month,
    checks.stek_id,
    checks.right_code as recht_code,
    coalesce(reasons."group", 'N9') as redengroep,
    coalesce(checks.reason_1, 'niet_gevraagd') as reden,
    1 as hoofdreden
from facts.first_checks as checks
left join codes.reasons as reasons on checks.reason_1 = reasons.code
where checks.status_at_start = 'niet_opgenomen'
