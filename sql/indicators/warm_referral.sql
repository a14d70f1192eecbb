/*
title:
  nl: Warm of koud doorverwezen
  fr: Orientation accompagnée ou simple
  en: Warm or cold referral
reading:
  nl: >-
    Komen mensen vaker aan, en krijgen ze vaker hun recht, als de Stek mee gaat of zelf contact
    opneemt? Warm doorverwijzen gebeurt vaker bij moeilijke situaties, dus het verschil is geen
    bewijs van oorzaak.
  fr: >-
    Les personnes arrivent-elles plus souvent, et obtiennent-elles plus souvent leur droit,
    quand le Stek accompagne ou prend contact ? L'orientation accompagnée va aux situations plus
    difficiles : la différence ne prouve pas une cause.
  en: >-
    Do people arrive more often, and get their right more often, when the Stek goes along or
    makes contact? Warm referral goes to harder situations, so the difference is no proof of a
    cause.
unit:
  nl: doorverwijzingen
  fr: orientations
  en: referrals
stream: referrals
grain:
  - month x breakdown
  - quarter x stek x breakdown
  - year x stek x breakdown
  - year x right x breakdown
breakdowns: [wijze]
outcomes:
  aangekomen: {nl: Aangekomen, fr: Arrivé, en: Arrived, rate: true}
  toegekend: {nl: Toegekend, fr: Accordé, en: Granted, rate: true}
source: >-
  definition 1 of this monitor: arrived (or granted) / referred, by manner; month of the referral, as
  known in the latest delivery; deels counts as granted
*/
with months as (
    select
        referral_month as month,
        stek_id,
        right_code,
        manner,
        count(*) as referred,
        count(*) filter (
            where has_arrived or outcome in ('toegekend', 'deels', 'geweigerd')
        ) as arrived,
        count(*) filter (where outcome in ('toegekend', 'deels')) as granted
    from facts.referrals
    group by referral_month, stek_id, right_code, manner
),

totals as (
    select
        periods.period_type,
        periods.period,
        coalesce(months.stek_id, 'ALL') as stek_id,
        coalesce(months.right_code, 'ALL') as recht_code,
        case when grouping(months.manner) = 0 then 'wijze' else 'ALL' end as breakdown,
        coalesce(months.manner, 'ALL') as category,
        cast(sum(months.referred) as bigint) as referred,
        cast(sum(months.arrived) as bigint) as arrived,
        cast(sum(months.granted) as bigint) as granted
    from months
    inner join facts.periods as periods on months.month = periods.month
    group by
        periods.period_type,
        periods.period,
        cube (months.stek_id, months.right_code, months.manner)
)

select
    totals.period_type,
    totals.period,
    totals.stek_id,
    totals.recht_code,
    totals.breakdown,
    totals.category,
    outcomes.outcome,
    case outcomes.outcome
        when 'aangekomen' then totals.arrived
        when 'toegekend' then totals.granted
    end as numerator,
    totals.referred as denominator
from totals
cross join (
    values
    ('aangekomen'),
    ('toegekend')
) as outcomes (outcome)
