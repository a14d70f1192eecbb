/*
title: >-
  the months of a Stek from which on everybody was followed: it reported the referrals of that month
  and of each of the four months after it
grain: [stek_id, month]
source: >-
  README "Decisions": ninety days are counted from a referral, which may be made a month after the
  check; so that month, the one after it and three more must be known
*/
select
    months.stek_id,
    months.month
from facts.deliveries as months
inner join facts.deliveries as later
    on
        months.stek_id = later.stek_id
        and later.stream = 'referrals'
        and later.is_reported
        and months.month <= later.month
        and later.month <= months.month + interval 4 month
where months.stream = 'referrals'
group by months.stek_id, months.month
having count(*) = 5
