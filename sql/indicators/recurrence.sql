/*
title:
  nl: Mensen die binnen drie maanden terugkomen
  fr: Personnes qui reviennent dans les trois mois
  en: People who come back within three months
reading:
  nl: >-
    Van wie in een jaar voor het eerst langskomt, hoeveel komen nog eens in dezelfde maand of in een
    van de drie maanden erna? Niet terugkomen is niet slecht of goed: iemand kan geholpen zijn, of de
    weg niet meer vinden.
  fr: >-
    Parmi les personnes qui passent pour la première fois dans l'année, combien reviennent le même mois
    ou l'un des trois mois suivants ? Ne pas revenir n'est ni bien ni mal : la personne peut avoir été
    aidée, ou ne plus trouver le chemin.
  en: >-
    Of those who come for the first time in a year, how many come again in the same month or in one of
    the three months after it? Not coming back is neither bad nor good: someone may have been helped,
    or may not find the way again.
unit:
  nl: personen met een eerste bezoek in januari tot september
  fr: personnes dont la première visite a eu lieu de janvier à septembre
  en: persons whose first visit was in January to September
method:
  numerator:
    nl: >-
      Personen met een tweede bezoek aan dezelfde Stek in de maand van hun eerste bezoek van het jaar,
      of in een van de drie maanden erna.
    fr: >-
      Personnes avec une deuxième visite au même Stek dans le mois de leur première visite de l'année,
      ou dans l'un des trois mois suivants.
    en: >-
      Persons with a second visit to the same Stek in the month of their first visit of the year, or in
      one of the three months after it.
  denominator:
    nl: >-
      Personen met een eerste bezoek in januari tot september, bij een Stek die haar bezoeken van die
      maand en van de drie maanden erna leverde.
    fr: >-
      Personnes dont la première visite a eu lieu de janvier à septembre, dans un Stek qui a livré ses
      visites de ce mois et des trois mois suivants.
    en: >-
      Persons whose first visit was in January to September, at a Stek that handed in its visits of
      that month and of the three months after it.
  exclusions:
    nl: >-
      Bezoeken zonder code; wie terugkomt zonder code, bij een andere Stek of in het volgende jaar, telt
      als niet teruggekomen. We kennen alleen maanden: drie maanden zijn hier tussen 89 en 122 dagen, en
      twee bezoeken op één dag tellen als terugkomen.
    fr: >-
      Les visites sans code ; qui revient sans code, dans un autre Stek ou l'année suivante compte comme
      non revenu. Nous ne connaissons que les mois : trois mois sont ici entre 89 et 122 jours, et deux
      visites le même jour comptent comme un retour.
    en: >-
      Visits without a code; who comes back without a code, to another Stek or in the next year counts
      as not come back. We know months only: three months are between 89 and 122 days here, and two
      visits on one day count as coming back.
stream: visits
over_time: distinct
grain:
  - year x stek
  - year x breakdown
breakdowns: [leeftijdsklasse, gender, huishoudtype, inkomensbron, woonsituatie, contactvorm]
outcomes:
  teruggekomen:
    {nl: Teruggekomen, fr: Revenu, en: Came back, of: [teruggekomen, niet_teruggekomen]}
  niet_teruggekomen:
    {nl: Niet teruggekomen, fr: Pas revenu, en: Did not come back, of: [teruggekomen, niet_teruggekomen]}
source: >-
  domain brief, section 5 (recurrence: persons with two contacts or more in 90 days / persons with a
  code), by months since records keep no days; codes are new each year, so that only first visits up
  to September have three months of the same year after them; contact form of the first visit
*/
with reported_months as (
    select
        stek_id,
        month
    from facts.deliveries
    where stream = 'visits' and is_reported
),

followed_months as (
    select
        first_months.stek_id,
        first_months.month
    from reported_months as first_months
    inner join reported_months as later_months
        on
            first_months.stek_id = later_months.stek_id
            and first_months.month < later_months.month
            and later_months.month <= first_months.month + interval 3 month
    where month(first_months.month) <= 9
    group by first_months.stek_id, first_months.month
    having count(*) = 3
),

-- 14 is the three bits after bit 0: the months after the first one.
persons as (
    select
        persons.first_month as month,
        persons.stek_id,
        persons.age_class,
        persons.gender,
        persons.household_type,
        persons.income_source,
        persons.housing,
        persons.contact_form,
        (
            persons.visits_in_first_month > 1
            or ((persons.months_seen >> (month(persons.first_month) - 1)) & 14) <> 0
        ) as has_come_back
    from facts.persons as persons
    inner join followed_months
        on persons.stek_id = followed_months.stek_id and persons.first_month = followed_months.month
)

select
    month,
    stek_id,
    age_class as leeftijdsklasse,
    gender,
    household_type as huishoudtype,
    income_source as inkomensbron,
    housing as woonsituatie,
    contact_form as contactvorm,
    cast(has_come_back as integer) as teruggekomen,
    cast(not has_come_back as integer) as niet_teruggekomen
from persons
