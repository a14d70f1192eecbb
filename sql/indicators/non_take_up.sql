/*
title:
  nl: Niet opgenomen rechten bij het eerste contact
  fr: Droits non pris au premier contact
  en: Rights not taken up at first contact
reading:
  nl: >-
    Van de mensen die recht hebben op iets, hoeveel krijgen het nog niet? Geteld wordt de eerste
    keer in het jaar dat een Stek met iemand één recht bekijkt; wie geen recht heeft, telt niet
    mee.
  fr: >-
    Parmi les personnes qui ont un droit, combien ne le reçoivent pas encore ? On compte la
    première fois dans l'année qu'un Stek examine un droit avec une personne ; qui n'a pas ce
    droit n'est pas compté.
  en: >-
    Of the people who are entitled, how many do not get it yet? Counted is the first time in the
    year that a Stek looks at one right with one person; who is not entitled does not count.
unit:
  nl: eerste checks (één persoon, één recht, één jaar)
  fr: premiers examens (une personne, un droit, une année)
  en: first checks (one person, one right, one year)
method:
  numerator:
    nl: >-
      Eerste checks waarbij de persoon recht heeft en het niet krijgt.
    fr: >-
      Premiers examens où la personne a droit et ne reçoit pas.
    en: >-
      First checks in which the person is entitled and does not receive it.
  denominator:
    nl: >-
      Eerste checks waarbij de persoon het recht krijgt of niet krijgt.
    fr: >-
      Premiers examens où la personne reçoit le droit ou ne le reçoit pas.
    en: >-
      First checks in which the person does or does not receive the right.
  exclusions:
    nl: >-
      Wie geen recht heeft, telt niet mee. Wie een aanvraag deed en wie we niet kennen,
      staan apart.
    fr: >-
      Qui n'a pas droit n'est pas compté. Qui a fait une demande, et qui n'est pas connu,
      est compté à part.
    en: >-
      Who is not entitled is left out. Who has applied, and who is not known, are told
      apart.
stream: entitlement_checks
grain:
  - month x stek
  - month x right
  - quarter x stek
  - quarter x right
  - year x stek x right
  - year x right x breakdown
breakdowns: [leeftijdsklasse, gender, huishoudtype, inkomensbron, woonsituatie, contactvorm]
outcomes:
  niet_opgenomen:
    {nl: Niet opgenomen, fr: Non pris, en: Not taken up, of: [niet_opgenomen, ontvangt]}
  ontvangt:
    {nl: Ontvangt het recht, fr: Reçoit le droit, en: Receives the right, of: [niet_opgenomen, ontvangt]}
  in_aanvraag: {nl: In aanvraag, fr: Demande en cours, en: Applied for}
  onbekend: {nl: Onbekend, fr: Inconnu, en: Unknown}
source: >-
  definition 1 of this monitor: niet_opgenomen / (ontvangt + niet_opgenomen), person x right, first
  check; geen_recht left out, in_aanvraag and onbekend told apart; contact form of the first visit of
  the year
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
    contact_form as contactvorm,
    cast(status_at_start = 'niet_opgenomen' as integer) as niet_opgenomen,
    cast(status_at_start = 'ontvangt' as integer) as ontvangt,
    cast(status_at_start = 'in_aanvraag' as integer) as in_aanvraag,
    cast(status_at_start in ('onbekend', 'niet_gevraagd') as integer) as onbekend
from facts.first_checks
where status_at_start <> 'geen_recht'
