/*
title:
  nl: Ontvangen leveringen
  fr: Livraisons reçues
  en: Deliveries received
reading:
  nl: >-
    Hoeveel van de verwachte leveringen zijn ontvangen, en hoeveel op tijd? Een levering is één
    tabel van één Stek voor één maand; bevestigen dat er niets te melden is, telt als ontvangen.
  fr: >-
    Combien de livraisons attendues ont été reçues, et combien à temps ? Une livraison est un
    tableau d'un Stek pour un mois ; confirmer qu'il n'y a rien à signaler compte comme reçu.
  en: >-
    How many of the expected deliveries were received, and how many in time? A delivery is one
    table of one Stek for one month; confirming that there is nothing to report counts as
    received.
unit:
  nl: verwachte leveringen
  fr: livraisons attendues
  en: expected deliveries
stream: visits
protect: none # counts of deliveries, not of people
grain:
  - month x stek
  - month x breakdown
  - quarter x stek
  - year x stek x breakdown
breakdowns: [stroom]
outcomes:
  ontvangen: {nl: Ontvangen, fr: Reçues, en: Received, rate: true}
  op_tijd: {nl: Op tijd ontvangen, fr: Reçues à temps, en: Received in time, rate: true}
source: >-
  the ledger; in time is before or on the 15th of the next month
*/
with streams (stream, stroom) as (
    values
    ('visits', 'bezoeken'),
    ('entitlement_checks', 'rechtenchecks'),
    ('referrals', 'doorverwijzingen'),
    ('signals', 'signalen')
),

totals as (
    select
        periods.period_type,
        periods.period,
        coalesce(deliveries.stek_id, 'ALL') as stek_id,
        'ALL' as recht_code,
        case when grouping(streams.stroom) = 0 then 'stroom' else 'ALL' end as breakdown,
        coalesce(streams.stroom, 'ALL') as category,
        count(*) as expected,
        count(*) filter (where deliveries.is_reported) as received,
        count(*) filter (where deliveries.is_on_time) as received_on_time
    from facts.deliveries as deliveries
    inner join facts.periods as periods on deliveries.month = periods.month
    inner join streams on deliveries.stream = streams.stream
    group by
        periods.period_type,
        periods.period,
        cube (deliveries.stek_id, streams.stroom)
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
        when 'ontvangen' then totals.received
        when 'op_tijd' then totals.received_on_time
    end as numerator,
    totals.expected as denominator
from totals
cross join (
    values
    ('ontvangen'),
    ('op_tijd')
) as outcomes (outcome)
