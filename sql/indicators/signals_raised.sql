/*
title:
  nl: Signalen aan het beleid
  fr: Signaux à la politique
  en: Signals to policy
reading:
  nl: >-
    Welke problemen gaven de Stekken door aan wie beslist? Een signaal gaat over een drempel die
    mensen tegenkomen, en telt één keer, in de maand waarin een Stek het voor het eerst meldde.
  fr: >-
    Quels problèmes les Stekken ont-ils transmis à ceux qui décident ? Un signal porte sur un
    obstacle que des personnes rencontrent, et compte une fois, au mois où un Stek l'a signalé pour
    la première fois.
  en: >-
    Which problems did the Stekken pass on to those who decide? A signal is about a barrier that
    people meet, and counts once, in the month in which a Stek first raised it.
unit: {nl: signalen, fr: signaux, en: signals}
method:
  numerator:
    nl: >-
      Signalen met deze drempel, dit beleidsniveau, dit thema of dit aantal mensen.
    fr: >-
      Signaux avec cet obstacle, ce niveau de pouvoir, ce thème ou ce nombre de personnes.
    en: >-
      Signals with this barrier, level of government, theme or number of people.
  denominator:
    nl: >-
      Alle signalen.
    fr: >-
      Tous les signaux.
    en: >-
      All signals.
  exclusions:
    nl: >-
      Niets. Wat later veranderde, telt zoals het laatst gemeld is; een signaal over een recht zonder
      thema telt bij het thema van dat recht.
    fr: >-
      Rien. Ce qui a changé compte comme signalé en dernier ; un signal sur un droit sans thème
      compte dans le thème de ce droit.
    en: >-
      Nothing. What changed counts as told last; a signal about a right without a theme counts under
      the theme of that right.
stream: signals
grain:
  - quarter
  - year x stek
  - year x breakdown
breakdowns: [drempelgroep, drempel, niveau, thema, aantal_klasse]
outcomes:
  signalen: {nl: Signalen, fr: Signaux, en: Signals, of: all_categories}
source: >-
  extract format, signalen; protected as persons are: a signal counts a problem, but one that one to
  four people met, at one Stek, may point to them
*/
select
    signals.raised_in as month,
    signals.stek_id,
    coalesce(reasons."group", 'N9') as drempelgroep,
    signals.barrier as drempel,
    signals.level as niveau,
    signals.theme as thema,
    coalesce(signals.count_class, 'niet_gevraagd') as aantal_klasse,
    1 as signalen
from facts.signals as signals
left join codes.reasons as reasons on signals.barrier = reasons.code
