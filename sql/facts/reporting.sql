/*
title: >-
  how many Stekken reported a period of a stream, of how many expected, and how many records that
  gave; a Stek reports a period when it reported every month of it
grain: [period_type, period, stek_id, stream]
source: the ledger and the records
*/
with record_counts as (
    select
        'visits' as stream,
        stek_id,
        month,
        count(*) as records
    from records.visits
    group by stek_id, month
    union all
    select
        'entitlement_checks' as stream,
        stek_id,
        month,
        count(*) as records
    from records.entitlement_checks
    group by stek_id, month
    union all
    select
        'referrals' as stream,
        stek_id,
        month,
        count(*) as records
    from records.referrals
    group by stek_id, month
    union all
    select
        'signals' as stream,
        stek_id,
        month,
        count(*) as records
    from records.signals
    group by stek_id, month
),

stek_periods as (
    select
        periods.period_type,
        periods.period,
        deliveries.stek_id,
        deliveries.stream,
        count(*) as months_expected,
        count(*) filter (where deliveries.is_reported) as months_reported,
        sum(coalesce(record_counts.records, 0)) as records
    from facts.deliveries as deliveries
    inner join facts.periods as periods on deliveries.month = periods.month
    left join record_counts
        on
            deliveries.stek_id = record_counts.stek_id
            and deliveries.month = record_counts.month
            and deliveries.stream = record_counts.stream
    group by
        periods.period_type, periods.period, deliveries.stek_id, deliveries.stream
)

select
    period_type,
    period,
    stream,
    coalesce(stek_id, 'ALL') as stek_id,
    count(*) filter (where months_reported = months_expected) as steks_reporting,
    count(*) as steks_expected,
    cast(sum(months_reported) as bigint) as months_reported,
    cast(sum(records) as bigint) as records
from stek_periods
group by grouping sets (
    (period_type, period, stream, stek_id),
    (period_type, period, stream)
)
