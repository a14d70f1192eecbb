/*
title:
  nl: Hoe vaak mensen in één jaar langskomen
  fr: Combien de fois les personnes passent en une année
  en: How often people come in one year
reading:
  nl: >-
    Hoeveel mensen komen in een jaar één keer, twee keer, of vaker naar dezelfde Stek? Een persoon telt
    één keer per Stek; wie zonder code komt, telt hier niet mee.
  fr: >-
    Combien de personnes viennent une fois, deux fois ou plus dans l'année au même Stek ? Une personne
    compte une fois par Stek ; qui vient sans code n'est pas compté ici.
  en: >-
    How many people come once, twice or more often in a year to the same Stek? A person counts once per
    Stek; who comes without a code does not count here.
unit: {nl: personen, fr: personnes, en: persons}
method:
  numerator:
    nl: >-
      Verschillende codes van bezoekers met zoveel bezoeken in het jaar.
    fr: >-
      Codes de visiteurs différents avec ce nombre de visites dans l'année.
    en: >-
      Distinct visitor codes with that many visits in the year.
  denominator:
    nl: >-
      Alle verschillende codes van bezoekers in het jaar.
    fr: >-
      Tous les codes de visiteurs différents de l'année.
    en: >-
      All distinct visitor codes of the year.
  exclusions:
    nl: >-
      Bezoeken zonder code. Wie in december voor het eerst komt, kon dat jaar nog maar weinig keren
      komen. In maanden die een Stek niet leverde, zien we geen bezoeken.
    fr: >-
      Les visites sans code. Qui vient pour la première fois en décembre n'a pu venir que peu de fois
      cette année-là. Les mois qu'un Stek n'a pas livrés, nous ne voyons aucune visite.
    en: >-
      Visits without a code. Who comes for the first time in December could come only a few times that
      year. In months that a Stek did not hand in we see no visits.
stream: visits
over_time: distinct
grain:
  - year x stek x breakdown
breakdowns: [aantal_bezoeken]
outcomes:
  personen: {nl: Personen, fr: Personnes, en: Persons, of: all_categories}
source: >-
  domain brief, section 5 (visits per code, f1 and f2 exact); distinct visitor codes per Stek and
  calendar year, the same persons as in reach
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
    case
        when persons.visits < 5 then cast(persons.visits as varchar)
        when persons.visits < 10 then '5-9'
        when persons.visits < 20 then '10-19'
        else '20+'
    end as aantal_bezoeken,
    1 as personen
from facts.persons as persons
inner join years on persons.year = years.year
