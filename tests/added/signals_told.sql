/*
title: {nl: Signalen zoals laatst gemeld, fr: Signaux tels que dits en dernier, en: Signals as told last}
reading:
  nl: Hoeveel signalen gaf een Stek door? Een signaal telt één keer, in de maand waarin het laatst gemeld is.
  fr: Combien de signaux un Stek a-t-il transmis ? Un signal compte une fois, au mois où il est signalé en dernier.
  en: How many signals did a Stek pass on? A signal counts once, in the month that speaks of it last.
unit: {nl: signalen, fr: signaux, en: signals}
method:
  numerator: {nl: Signalen., fr: Les signaux., en: Signals.}
  denominator: {nl: Geen., fr: Aucun., en: None.}
  exclusions: {nl: Niets., fr: Rien., en: Nothing.}
stream: signals
grain: [quarter x stek, year x stek]
outcomes:
  signalen: {nl: Signalen, fr: Signaux, en: Signals}
source: a test of how an indicator is added
*/
select
    told_in as month,
    stek_id,
    1 as signalen
from facts.signals
