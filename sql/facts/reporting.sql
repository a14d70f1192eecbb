/*
title: how many Stekken reported a period of a stream, of how many expected; a Stek reports a period when it reported every month of it
grain: [period_type, period, stek_id, stream]
source: the ledger
*/
with stek_periods as (
    select
        periods.period_type,
        periods.period,
        deliveries.stek_id,
        deliveries.stream,
        count(*) as months_expected,
        count(*) filter (where deliveries.is_reported) as months_reported
    from facts.deliveries as deliveries
    inner join facts.periods as periods on deliveries.month = periods.month
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
    cast(sum(months_reported) as bigint) as months_reported
from stek_periods
group by grouping sets (
    (period_type, period, stream, stek_id),
    (period_type, period, stream)
)
