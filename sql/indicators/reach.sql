/*
title:
  nl: Bereik
  fr: Public atteint
  en: Reach
reading:
  nl: >-
    Hoeveel mensen komen er langs, en hoe vaak? Personen worden één keer geteld per Stek en per
    periode; bezoeken zonder code tellen wel als bezoek, niet als persoon.
  fr: >-
    Combien de personnes passent, et combien de fois ? Une personne compte une fois par Stek et
    par période ; une visite sans code compte comme visite, non comme personne.
  en: >-
    How many people come, and how often? A person counts once per Stek and period; a visit
    without a code counts as a visit, not as a person.
unit:
  nl: personen en bezoeken
  fr: personnes et visites
  en: persons and visits
stream: visits
grain:
  - month x stek
  - quarter x stek
  - year x stek
  - year x breakdown
breakdowns: [leeftijdsklasse, gender, huishoudtype, inkomensbron, woonsituatie, contactvorm]
outcomes:
  personen: {nl: Personen, fr: Personnes, en: Persons}
  bezoeken: {nl: Bezoeken, fr: Visites, en: Visits}
  eerste_contacten: {nl: Eerste contacten, fr: Premiers contacts, en: First contacts}
  anonieme_bezoeken: {nl: Bezoeken zonder code, fr: Visites sans code, en: Visits without a code}
source: >-
  definition 1 of this monitor, after the registration of the CAW: persons are not contacts; distinct visitor codes per Stek
  within the period (codes are new each year, so they add up over Stekken, not over months);
  a visit is told by its own traits and contact form, a person by those of the first visit of
  the year, so that each breakdown adds up to its total
*/
with months as (
    select
        month,
        stek_id,
        count(*) as visits,
        count(*) filter (where is_first_contact) as first_contacts,
        count(*) filter (where visitor_code is null) as anonymous_visits
    from facts.visits
    group by month, stek_id
),

-- One bit for each month of the year in which the person came: a person of any period is then
-- one whose bits meet those of the period, and ten million visits are read once.
person_years as (
    select
        stek_id,
        year,
        visitor_code,
        bit_or(1 << (month(month) - 1)) as months_seen
    from facts.visits
    where visitor_code is not null
    group by stek_id, year, visitor_code
),

persons_by_months_seen as (
    select
        stek_id,
        year,
        months_seen,
        count(*) as persons
    from person_years
    group by stek_id, year, months_seen
),

period_months as (
    select
        period_type,
        period,
        year(month) as year,
        bit_or(1 << (month(month) - 1)) as months
    from facts.periods
    group by period_type, period, year(month)
),

persons_by_period as (
    select
        periods.period_type,
        periods.period,
        persons.stek_id,
        sum(persons.persons) as persons
    from persons_by_months_seen as persons
    inner join period_months as periods
        on
            persons.year = periods.year
            and (persons.months_seen & periods.months) <> 0
    group by periods.period_type, periods.period, persons.stek_id
),

visits_by_period as (
    select
        periods.period_type,
        periods.period,
        months.stek_id,
        sum(months.visits) as visits,
        sum(months.first_contacts) as first_contacts,
        sum(months.anonymous_visits) as anonymous_visits
    from months
    inner join facts.periods as periods on months.month = periods.month
    group by periods.period_type, periods.period, months.stek_id
),

visits_by_trait as (
    select
        year,
        stek_id,
        case
            when grouping(age_class) = 0 then 'leeftijdsklasse'
            when grouping(gender) = 0 then 'gender'
            when grouping(household_type) = 0 then 'huishoudtype'
            when grouping(income_source) = 0 then 'inkomensbron'
            when grouping(housing) = 0 then 'woonsituatie'
            when grouping(contact_form) = 0 then 'contactvorm'
        end as breakdown,
        coalesce(
            age_class, gender, household_type, income_source, housing, contact_form
        ) as category,
        count(*) as visits,
        count(*) filter (where is_first_contact) as first_contacts,
        count(*) filter (where visitor_code is null) as anonymous_visits
    from facts.visits
    group by grouping sets (
        (year, stek_id, age_class),
        (year, stek_id, gender),
        (year, stek_id, household_type),
        (year, stek_id, income_source),
        (year, stek_id, housing),
        (year, stek_id, contact_form)
    )
),

persons_by_trait as (
    select
        year,
        stek_id,
        case
            when grouping(age_class) = 0 then 'leeftijdsklasse'
            when grouping(gender) = 0 then 'gender'
            when grouping(household_type) = 0 then 'huishoudtype'
            when grouping(income_source) = 0 then 'inkomensbron'
            when grouping(housing) = 0 then 'woonsituatie'
            when grouping(contact_form) = 0 then 'contactvorm'
        end as breakdown,
        coalesce(
            age_class, gender, household_type, income_source, housing, contact_form
        ) as category,
        count(*) as persons
    from facts.persons
    group by grouping sets (
        (year, stek_id, age_class),
        (year, stek_id, gender),
        (year, stek_id, household_type),
        (year, stek_id, income_source),
        (year, stek_id, housing),
        (year, stek_id, contact_form)
    )
),

years as (
    select
        period_type,
        period,
        year(first_month) as year
    from facts.periods
    where period_type = 'year' and month = first_month
),

groups as (
    select
        visits.period_type,
        visits.period,
        visits.stek_id,
        'ALL' as breakdown,
        'ALL' as category,
        coalesce(persons.persons, 0) as persons,
        visits.visits,
        visits.first_contacts,
        visits.anonymous_visits
    from visits_by_period as visits
    left join persons_by_period as persons
        on
            visits.period_type = persons.period_type
            and visits.period = persons.period
            and visits.stek_id = persons.stek_id
    union all
    select
        years.period_type,
        years.period,
        visits.stek_id,
        visits.breakdown,
        visits.category,
        coalesce(persons.persons, 0) as persons,
        visits.visits,
        visits.first_contacts,
        visits.anonymous_visits
    from visits_by_trait as visits
    inner join years on visits.year = years.year
    left join persons_by_trait as persons
        on
            visits.year = persons.year
            and visits.stek_id = persons.stek_id
            and visits.breakdown = persons.breakdown
            and visits.category = persons.category
),

totals as (
    select
        period_type,
        period,
        breakdown,
        category,
        coalesce(stek_id, 'ALL') as stek_id,
        cast(sum(persons) as bigint) as persons,
        cast(sum(visits) as bigint) as visits,
        cast(sum(first_contacts) as bigint) as first_contacts,
        cast(sum(anonymous_visits) as bigint) as anonymous_visits
    from groups
    group by grouping sets (
        (period_type, period, breakdown, category, stek_id),
        (period_type, period, breakdown, category)
    )
)

select
    totals.period_type,
    totals.period,
    totals.stek_id,
    'ALL' as recht_code,
    totals.breakdown,
    totals.category,
    outcomes.outcome,
    case outcomes.outcome
        when 'personen' then totals.persons
        when 'bezoeken' then totals.visits
        when 'eerste_contacten' then totals.first_contacts
        when 'anonieme_bezoeken' then totals.anonymous_visits
    end as numerator,
    cast(null as bigint) as denominator
from totals
cross join (
    values
    ('personen'),
    ('bezoeken'),
    ('eerste_contacten'),
    ('anonieme_bezoeken')
) as outcomes (outcome)
