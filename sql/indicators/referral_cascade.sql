/*
title:
  nl: Van niet opgenomen tot toegekend
  fr: Du droit non pris au droit accordé
  en: From not taken up to granted
reading:
  nl: >-
    Hoe ver komt een recht dat bij de eerste check niet opgenomen was: doorverwezen, aangekomen,
    beslist, toegekend? Elke stap telt alleen wie ook de vorige stap haalde; een periode wordt pas
    getoond als ze drie maanden voorbij is, want een beslissing vraagt tijd.
  fr: >-
    Jusqu'où va un droit non pris au premier examen : orienté, arrivé, décidé, accordé ? Chaque
    étape ne compte que qui a franchi la précédente ; une période n'est montrée que trois mois
    après sa fin, car une décision prend du temps.
  en: >-
    How far does a right come that was not taken up at the first check: referred, arrived,
    decided, granted? Each step counts only who also reached the one before; a period is shown
    only when it has been over for three months, because a decision takes time.
unit:
  nl: eerste checks die niet opgenomen waren
  fr: premiers examens non pris
  en: first checks not taken up
method:
  numerator:
    nl: >-
      Eerste checks die niet opgenomen waren en die deze stap haalden.
    fr: >-
      Premiers examens non pris qui ont atteint cette étape.
    en: >-
      First checks not taken up that reached this step.
  denominator:
    nl: >-
      Alle eerste checks die niet opgenomen waren.
    fr: >-
      Tous les premiers examens non pris.
    en: >-
      All first checks not taken up.
  exclusions:
    nl: >-
      Een doorverwijzing in een volgend kalenderjaar telt niet mee, want dan heeft de
      persoon een nieuwe code.
    fr: >-
      Une orientation de l'année suivante ne compte pas : la personne a alors un nouveau
      code.
    en: >-
      A referral in the next calendar year does not count, for the person then has a new
      code.
stream: referrals
waits_months: 3
grain:
  - month x stek
  - month x right
  - quarter x stek x right
  - year x stek x right
  - year x right x breakdown
breakdowns: [leeftijdsklasse, gender, huishoudtype, inkomensbron, woonsituatie]
outcomes:
  vastgesteld: {nl: Vastgesteld, fr: Constaté, en: Detected}
  doorverwezen: {nl: Doorverwezen, fr: Orienté, en: Referred, of: [vastgesteld]}
  aangekomen: {nl: Aangekomen, fr: Arrivé, en: Arrived, of: [vastgesteld]}
  beslist: {nl: Beslist, fr: Décidé, en: Decided, of: [vastgesteld]}
  toegekend: {nl: Toegekend, fr: Accordé, en: Granted, of: [vastgesteld]}
source: >-
  definition 1 of this monitor; whoever got a decision counts as arrived, deels counts as
  granted; counted as known in the latest delivery
*/
select
    month,
    stek_id,
    right_code as recht_code,
    age_class as leeftijdsklasse,
    gender,
    household_type as huishoudtype,
    income_source as inkomensbron,
    housing as woonsituatie,
    1 as vastgesteld,
    cast(is_referred as integer) as doorverwezen,
    cast(has_arrived as integer) as aangekomen,
    cast(is_decided as integer) as beslist,
    cast(is_granted as integer) as toegekend
from facts.supported_checks
