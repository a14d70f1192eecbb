/*
title: {nl: Bereik, fr: Public atteint, en: Reach}
reading:
  nl: >-
    Hoeveel mensen komen er langs? Iemand telt één keer per Stek en per periode; wie zonder code
    komt, telt hier niet mee.
  fr: >-
    Combien de personnes passent ? Une personne compte une fois par Stek et par période ; qui vient
    sans code n'est pas compté ici.
  en: >-
    How many people come? A person counts once per Stek and period; who comes without a code does
    not count here.
unit: {nl: personen, fr: personnes, en: persons}
method:
  numerator:
    nl: >-
      Verschillende codes van bezoekers in de periode.
    fr: >-
      Codes de visiteurs différents dans la période.
    en: >-
      Distinct visitor codes in the period.
  denominator:
    nl: >-
      Geen: dit is een aantal, geen aandeel.
    fr: >-
      Aucun : c'est un nombre, pas une part.
    en: >-
      None: this is a count, not a share.
  exclusions:
    nl: >-
      Bezoeken zonder code. Codes zijn elk jaar nieuw: we volgen niemand over de jaren
      heen.
    fr: >-
      Les visites sans code. Les codes changent chaque année : personne n'est suivi d'une
      année à l'autre.
    en: >-
      Visits without a code. Codes are new each year: nobody is followed across years.
stream: visits
over_time: distinct
grain:
  - month x stek
  - quarter x stek
  - year x stek
  - year x breakdown
breakdowns: [leeftijdsklasse, gender, huishoudtype, inkomensbron, woonsituatie, contactvorm]
outcomes:
  personen: {nl: Personen, fr: Personnes, en: Persons}
source: >-
  definition 1 of this monitor, after the registration of the CAW: persons are not contacts; distinct
  visitor codes per Stek within the period (codes are new each year, so they add up over Stekken, not
  over months), with the traits and the contact form of the first visit of the year
*/
with period_months as (
    select
        period_type,
        period,
        year(month) as year,
        bit_or(1 << (month(month) - 1)) as months
    from facts.periods
    group by period_type, period, year(month)
),

-- A person came in a period when the months in which they were seen meet those of the period.
persons as (
    select
        stek_id,
        year,
        months_seen,
        age_class,
        gender,
        household_type,
        income_source,
        housing,
        contact_form,
        count(*) as persons
    from facts.persons
    group by
        stek_id, year, months_seen, age_class, gender, household_type, income_source, housing,
        contact_form
)

select
    periods.period_type,
    periods.period,
    persons.stek_id,
    persons.age_class as leeftijdsklasse,
    persons.gender,
    persons.household_type as huishoudtype,
    persons.income_source as inkomensbron,
    persons.housing as woonsituatie,
    persons.contact_form as contactvorm,
    persons.persons as personen
from persons
inner join period_months as periods
    on
        persons.year = periods.year
        and (persons.months_seen & periods.months) <> 0
