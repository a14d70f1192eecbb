/*
title:
  nl: Meer dan één recht niet opgenomen
  fr: Plusieurs droits non pris
  en: More than one right not taken up
reading:
  nl: >-
    Hoeveel rechten krijgt één persoon nog niet: geen, één, twee, of drie en meer? Geteld worden de
    rechten die een Stek in dat jaar met die persoon bekeek; wie maar voor één recht bekeken is, kan
    hier nooit bij twee staan.
  fr: >-
    Combien de droits une personne ne reçoit-elle pas encore : aucun, un, deux, ou trois et plus ? On
    compte les droits qu'un Stek a examinés cette année-là avec cette personne ; qui n'a été vu que
    pour un droit ne peut jamais se trouver ici à deux.
  en: >-
    How many rights does one person not get yet: none, one, two, or three and more? Counted are the
    rights that a Stek looked at with that person in that year; who was looked at for one right only
    can never stand at two here.
unit:
  nl: personen van wie minstens één recht bekeken is
  fr: personnes dont au moins un droit a été examiné
  en: persons of whom at least one right was looked at
method:
  numerator:
    nl: >-
      Personen met zoveel rechten die bij de eerste check van het jaar niet opgenomen waren.
    fr: >-
      Personnes ayant ce nombre de droits non pris au premier examen de l'année.
    en: >-
      Persons with that many rights that were not taken up at the first check of the year.
  denominator:
    nl: >-
      Personen met minstens één eerste check waarvan het antwoord gekend is. Ook "geen recht" is een
      antwoord.
    fr: >-
      Personnes avec au moins un premier examen dont la réponse est connue. « Pas de droit » est aussi
      une réponse.
    en: >-
      Persons with at least one first check whose answer is known. "Not entitled" is an answer too.
  exclusions:
    nl: >-
      Checks zonder gekend antwoord. Rechten die niemand bekeek: het echte aantal kan hoger liggen.
      Alleen voor hele jaren, want de rechten van één persoon worden over het jaar verspreid bekeken.
    fr: >-
      Les examens sans réponse connue. Les droits que personne n'a examinés : le nombre réel peut être
      plus élevé. Par année entière seulement, car les droits d'une personne sont examinés au long de
      l'année.
    en: >-
      Checks without a known answer. Rights that nobody looked at: the real number may be higher. Only
      for whole years, for the rights of one person are looked at over the course of the year.
stream: entitlement_checks
over_time: distinct
grain:
  - year x stek
  - year x breakdown
breakdowns: [leeftijdsklasse, gender, huishoudtype, inkomensbron, woonsituatie]
outcomes:
  geen: {nl: Geen, fr: Aucun, en: None, of: [geen, een, twee, drie_of_meer]}
  een: {nl: Eén, fr: Un, en: One, of: [geen, een, twee, drie_of_meer]}
  twee: {nl: Twee, fr: Deux, en: Two, of: [geen, een, twee, drie_of_meer]}
  drie_of_meer: {nl: Drie of meer, fr: Trois ou plus, en: Three or more, of: [geen, een, twee, drie_of_meer]}
source: >-
  domain brief, section 5 (distribution of rights not taken up per person: 0, 1, 2, 3 and more);
  persons are counted once per Stek and calendar year
*/
with years as (
    select distinct
        period_type,
        period,
        year(first_month) as year
    from facts.periods
    where period_type = 'year'
)

select
    years.period_type,
    years.period,
    persons.stek_id,
    persons.age_class as leeftijdsklasse,
    persons.gender,
    persons.household_type as huishoudtype,
    persons.income_source as inkomensbron,
    persons.housing as woonsituatie,
    cast(persons.rights_not_taken_up = 0 as integer) as geen,
    cast(persons.rights_not_taken_up = 1 as integer) as een,
    cast(persons.rights_not_taken_up = 2 as integer) as twee,
    cast(persons.rights_not_taken_up >= 3 as integer) as drie_of_meer
from facts.checked_persons as persons
inner join years on persons.year = years.year
