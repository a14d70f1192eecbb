/*
title:
  nl: Van niet opgenomen tot toegekend
  fr: Du droit non pris au droit accordé
  en: From not taken up to granted
reading:
  nl: >-
    Hoe ver komt een recht dat bij de eerste check niet opgenomen was: doorverwezen, aangekomen,
    en binnen 90 dagen beslist en toegekend? Elke stap telt alleen wie ook de vorige stap haalde;
    een periode wordt pas getoond als ze vier maanden voorbij is, want een beslissing vraagt tijd.
  fr: >-
    Jusqu'où va un droit non pris au premier examen : orienté, arrivé, puis décidé et accordé dans
    les 90 jours ? Chaque étape ne compte que qui a franchi la précédente ; une période n'est
    montrée que quatre mois après sa fin, car une décision prend du temps.
  en: >-
    How far does a right come that was not taken up at the first check: referred, arrived, and
    decided and granted within 90 days? Each step counts only who also reached the one before; a
    period is shown only when it has been over for four months, because a decision takes time.
unit:
  nl: eerste checks die niet opgenomen waren en gevolgd zijn
  fr: premiers examens non pris, suivis
  en: first checks not taken up that were followed
method:
  numerator:
    nl: >-
      Eerste checks die niet opgenomen waren en die deze stap haalden: doorverwezen in dezelfde
      maand of de maand erna, aangekomen, beslist en toegekend binnen 90 dagen na de doorverwijzing.
    fr: >-
      Premiers examens non pris qui ont atteint cette étape : orienté dans le même mois ou le mois
      suivant, arrivé, décidé et accordé dans les 90 jours après l'orientation.
    en: >-
      First checks not taken up that reached this step: referred in the same month or the month
      after, arrived, decided and granted within 90 days of the referral.
  denominator:
    nl: >-
      Eerste checks die niet opgenomen waren, bij een Stek die de doorverwijzingen van die maand en
      van de vier maanden erna leverde.
    fr: >-
      Premiers examens non pris, d'un Stek qui a livré ses orientations de ce mois et des quatre
      mois suivants.
    en: >-
      First checks not taken up, at a Stek that handed in its referrals of that month and of the
      four months after.
  exclusions:
    nl: >-
      Checks van december: in januari heeft iedereen een nieuwe code, zodat we een doorverwijzing in
      januari niet bij de check van december kunnen leggen. Ook checks die we geen vier maanden
      konden volgen, tellen niet mee.
    fr: >-
      Les examens de décembre : en janvier chacun reçoit un nouveau code, et une orientation de
      janvier ne peut pas être reliée à l'examen de décembre. Les examens que nous n'avons pas pu
      suivre quatre mois ne comptent pas non plus.
    en: >-
      Checks of December: in January everybody gets a new code, so that a referral made in January
      cannot be put beside the check of December. Checks that could not be followed for four months
      do not count either.
stream: referrals
waits_months: 4
grain:
  - quarter x stek
  - quarter x right
  - year x stek
  - year x right
  - year x breakdown
breakdowns: [leeftijdsklasse, gender, huishoudtype, inkomensbron, woonsituatie]
outcomes:
  vastgesteld: {nl: Vastgesteld, fr: Constaté, en: Detected}
  doorverwezen: {nl: Doorverwezen, fr: Orienté, en: Referred, of: [vastgesteld]}
  aangekomen: {nl: Aangekomen, fr: Arrivé, en: Arrived, of: [vastgesteld]}
  beslist:
    nl: Beslist binnen 90 dagen
    fr: Décidé dans les 90 jours
    en: Decided within 90 days
    of: [vastgesteld]
  toegekend:
    nl: Toegekend binnen 90 dagen
    fr: Accordé dans les 90 jours
    en: Granted within 90 days
    of: [vastgesteld]
source: >-
  definition 1 of this monitor; whoever got a decision counts as arrived, deels counts as granted;
  the last step is the numerator of take_up_after_support
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
    cast(is_decided_within_90_days as integer) as beslist,
    cast(is_granted_within_90_days as integer) as toegekend
from facts.supported_checks
