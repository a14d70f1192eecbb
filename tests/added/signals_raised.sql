/*
title: {nl: Signalen aan het beleid, fr: Signaux à la politique, en: Signals to policy}
reading:
  nl: Hoeveel signalen gaf een Stek door? Een signaal telt één keer, in de maand waarin het laatst gemeld is.
  fr: Combien de signaux un Stek a-t-il transmis ? Un signal compte une fois, au mois où il est signalé en dernier.
  en: How many signals did a Stek pass on? A signal counts once, in the month that speaks of it last.
unit: {nl: signalen, fr: signaux, en: signals}
stream: signals
grain: [quarter x stek, year x stek]
outcomes:
  signalen: {nl: Signalen, fr: Signaux, en: Signals}
source: a test of how an indicator is added
*/
select
    periods.period_type,
    periods.period,
    coalesce(signals.stek_id, 'ALL') as stek_id,
    'ALL' as recht_code,
    'ALL' as breakdown,
    'ALL' as category,
    'signalen' as outcome,
    count(*) as numerator,
    cast(null as bigint) as denominator
from facts.signals as signals
inner join facts.periods as periods on signals.told_in = periods.month
group by
    periods.period_type,
    periods.period,
    cube (signals.stek_id)
