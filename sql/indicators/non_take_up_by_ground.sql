/*
title:
  nl: Niet opgenomen rechten per grondrecht
  fr: Droits non pris par droit fondamental
  en: Rights not taken up by fundamental right
reading:
  nl: >-
    Artikel 23 van de Grondwet noemt zes gronden, zoals arbeid, sociale bescherming en huisvesting. Van
    de mensen die recht hebben op iets dat daaronder valt, hoeveel krijgen het nog niet?
  fr: >-
    L'article 23 de la Constitution cite six fondements, comme le travail, la protection sociale et le
    logement. Parmi les personnes qui ont un droit qui en relève, combien ne le reçoivent pas encore ?
  en: >-
    Article 23 of the Constitution names six grounds, such as work, social protection and housing. Of
    the people who are entitled to something that falls under one, how many do not get it yet?
unit:
  nl: eerste checks (één persoon, één recht, één jaar)
  fr: premiers examens (une personne, un droit, une année)
  en: first checks (one person, one right, one year)
method:
  numerator:
    nl: >-
      Eerste checks waarbij de persoon recht heeft en het niet krijgt.
    fr: >-
      Premiers examens où la personne a droit et ne reçoit pas.
    en: >-
      First checks in which the person is entitled and does not receive it.
  denominator:
    nl: >-
      Eerste checks waarbij de persoon het recht krijgt of niet krijgt.
    fr: >-
      Premiers examens où la personne reçoit le droit ou ne le reçoit pas.
    en: >-
      First checks in which the person does or does not receive the right.
  exclusions:
    nl: >-
      Wie geen recht heeft, telt niet mee. Wie een aanvraag deed en wie we niet kennen, staan apart. Een
      recht met twee gronden telt bij de eerste; een ander recht, dat niet op onze lijst staat, bij
      onbekend. Geen enkel recht op onze lijst valt onder het leefmilieu.
    fr: >-
      Qui n'a pas droit n'est pas compté. Qui a fait une demande, et qui n'est pas connu, est compté à
      part. Un droit à deux fondements compte sous le premier ; un autre droit, absent de notre liste,
      sous inconnu. Aucun droit de notre liste ne relève de l'environnement.
    en: >-
      Who is not entitled is left out. Who has applied, and who is not known, are told apart. A right
      with two grounds counts under the first; another right, that is not on our list, under unknown.
      No right on our list falls under the environment.
stream: entitlement_checks
grain:
  - quarter x breakdown
  - year x breakdown
breakdowns: [grondrecht]
outcomes:
  niet_opgenomen:
    {nl: Niet opgenomen, fr: Non pris, en: Not taken up, of: [niet_opgenomen, ontvangt]}
  ontvangt:
    {nl: Ontvangt het recht, fr: Reçoit le droit, en: Receives the right, of: [niet_opgenomen, ontvangt]}
  in_aanvraag: {nl: In aanvraag, fr: Demande en cours, en: Applied for}
  onbekend: {nl: Onbekend, fr: Inconnu, en: Unknown}
source: >-
  definition 1 of this monitor, as in non_take_up; art. 23 ground by rights.csv (domain brief, section
  3: the mapping is our own judgement). Apart from non_take_up because a right has one ground: crossed
  with rights nearly all cells would be impossible
*/
select
    checks.month,
    checks.stek_id,
    coalesce(nullif(left(rights.art23_ground, 1), ''), 'onbekend') as grondrecht,
    cast(checks.status_at_start = 'niet_opgenomen' as integer) as niet_opgenomen,
    cast(checks.status_at_start = 'ontvangt' as integer) as ontvangt,
    cast(checks.status_at_start = 'in_aanvraag' as integer) as in_aanvraag,
    cast(checks.status_at_start in ('onbekend', 'niet_gevraagd') as integer) as onbekend
from facts.first_checks as checks
left join codes.rights as rights on checks.right_code = rights.code
where checks.status_at_start <> 'geen_recht'
