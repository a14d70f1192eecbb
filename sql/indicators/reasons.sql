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
stream: entitlement_checks
grain:
  - month x breakdown
  - quarter x right x breakdown
  - year x stek x breakdown
  - year x right x breakdown
breakdowns: [redengroep, reden]
outcomes:
  hoofdreden: {nl: Belangrijkste reden, fr: Raison principale, en: Main reason, rate: true}
source: >-
  typology of non-take-up of ODENORE (Warin) and of the Brussels Observatory of Health and Social Affairs; main reason (reden_1) by code and by group N1-N5, N9; a reason
  that was not asked counts in N9
*/
with months as (
    select
        checks.month,
        checks.stek_id,
        checks.right_code,
        coalesce(checks.reason_1, 'niet_gevraagd') as reason,
        count(*) as counted
    from facts.first_checks as checks
    where checks.status_at_start = 'niet_opgenomen'
    group by
        checks.month, checks.stek_id, checks.right_code, coalesce(checks.reason_1, 'niet_gevraagd')
),

reasons_by_period as (
    select
        periods.period_type,
        periods.period,
        months.stek_id,
        months.right_code,
        months.reason,
        coalesce(reasons."group", 'N9') as reason_group,
        months.counted
    from months
    inner join facts.periods as periods on months.month = periods.month
    left join codes.reasons as reasons on months.reason = reasons.code
),

totals as (
    select
        period_type,
        period,
        coalesce(stek_id, 'ALL') as stek_id,
        coalesce(right_code, 'ALL') as recht_code,
        case
            when grouping(reason) = 0 then 'reden'
            when grouping(reason_group) = 0 then 'redengroep'
            else 'ALL'
        end as breakdown,
        coalesce(reason, reason_group, 'ALL') as category,
        cast(sum(counted) as bigint) as numerator
    from reasons_by_period
    group by
        period_type,
        period,
        grouping sets ((), (reason_group), (reason)),
        cube (stek_id, right_code)
),

categories as (
    select
        'ALL' as breakdown,
        'ALL' as category
    union all
    select
        'redengroep' as breakdown,
        code as category
    from codes.reason_groups
    union all
    select
        'reden' as breakdown,
        code as category
    from codes.reasons
    union all
    select
        'reden' as breakdown,
        code as category
    from codes.not_answered
    where code not in (select code from codes.reasons)
)

select
    wholes.period_type,
    wholes.period,
    wholes.stek_id,
    wholes.recht_code,
    categories.breakdown,
    categories.category,
    'hoofdreden' as outcome,
    coalesce(totals.numerator, 0) as numerator,
    wholes.numerator as denominator
from totals as wholes
cross join categories
left join totals
    on
        wholes.period_type = totals.period_type
        and wholes.period = totals.period
        and wholes.stek_id = totals.stek_id
        and wholes.recht_code = totals.recht_code
        and categories.breakdown = totals.breakdown
        and categories.category = totals.category
where wholes.breakdown = 'ALL'
