/*
title:
  nl: Ontmoeten, leren en verwijzen
  fr: Se rencontrer, apprendre et orienter
  en: Meeting, learning and referring
reading:
  nl: >-
    Waarvoor komen mensen naar een Stek: om elkaar te ontmoeten, om te leren, of om de weg te vinden
    naar rechten en diensten? Elk bezoek telt één keer, bij de functie die het meest bij de contactvorm
    past; de vierde functie, politiseren, staat apart.
  fr: >-
    Pourquoi vient-on dans un Stek : pour se rencontrer, pour apprendre, ou pour trouver le chemin des
    droits et des services ? Chaque visite compte une fois, sous la fonction qui convient le mieux à sa
    forme de contact ; la quatrième fonction, politiser, est montrée à part.
  en: >-
    What do people come to a Stek for: to meet each other, to learn, or to find the way to rights and
    services? Every visit counts once, under the function that fits its form of contact best; the fourth
    function, making problems political, is told apart.
unit: {nl: bezoeken, fr: visites, en: visits}
method:
  numerator:
    nl: >-
      Bezoeken waarvan de contactvorm bij deze functie hoort. Ontmoeten: ontmoeting en outreach. Leren:
      vorming en digitale hulp. Verwijzen: Koffie & Formulieren en de zitdag van een partner.
    fr: >-
      Visites dont la forme de contact relève de cette fonction. Se rencontrer : rencontre et outreach.
      Apprendre : formation et aide numérique. Orienter : Café & Formulaires et permanence d'un
      partenaire.
    en: >-
      Visits whose form of contact belongs to this function. Meeting: meeting place and outreach.
      Learning: training and digital help. Referring: Coffee & Forms and the consultation by a partner.
  denominator:
    nl: >-
      Alle bezoeken.
    fr: >-
      Toutes les visites.
    en: >-
      All visits.
  exclusions:
    nl: >-
      Een huisbezoek, een telefoon of een bericht zegt hoe, niet waarvoor: die staan apart. Wie voor
      twee dingen komt, telt alleen bij de contactvorm die de Stek noteerde.
    fr: >-
      Une visite à domicile, un appel ou un message dit comment, pas pourquoi : ils sont à part. Qui
      vient pour deux choses ne compte que sous la forme de contact notée par le Stek.
    en: >-
      A home visit, a call or a message tells how, not what for: those stand apart. Who comes for two
      things counts only under the form of contact that the Stek noted.
stream: visits
grain:
  - month x breakdown
  - quarter x stek x breakdown
  - year x stek x breakdown
breakdowns: [functie]
outcomes:
  bezoeken: {nl: Bezoeken, fr: Visites, en: Visits, of: all_categories}
source: >-
  functions of the Stek model (ontmoeten, leren, verwijzen, politiseren: domain brief, section 1); which
  contact form serves which function is our own judgement, in contact_forms.csv, to be confirmed by
  SAAMO: digital help is given by buddies who teach (leren); outreach is to meet people where they are;
  a home visit and a call are ways of contact without a function of their own. A visit and a signal are
  different things, delivered apart, so that politiseren is policy_work
*/
select
    visits.month,
    visits.stek_id,
    coalesce(forms.stek_function, visits.contact_form) as functie,
    1 as bezoeken
from facts.visits as visits
left join codes.contact_forms as forms on visits.contact_form = forms.code
