/*
title: the months, quarters and years that are over and lie whole within the calendar of the ledger
grain: [period_type, period, month]
source: issue policy "periods nest, and a quarter or year is published only when it is over"
*/
with calendar as (
    select distinct month
    from records.deliveries
),

named as (
    select
        'month' as period_type,
        strftime(month, '%Y-%m') as period,
        month,
        1 as months_in_period
    from calendar
    union all
    select
        'quarter' as period_type,
        year(month) || '-Q' || quarter(month) as period,
        month,
        3 as months_in_period
    from calendar
    union all
    select
        'year' as period_type,
        cast(year(month) as varchar) as period,
        month,
        12 as months_in_period
    from calendar
),

spans as (
    select
        period_type,
        period,
        month,
        months_in_period,
        min(month) over (partition by period_type, period) as first_month,
        max(month) over (partition by period_type, period) as last_month,
        count(*) over (partition by period_type, period) as months_in_calendar
    from named
)

select
    period_type,
    period,
    month,
    first_month,
    last_month
from spans
where months_in_calendar = months_in_period
