-- The months of a stretch are rounded once. Where a stretch reaches to the end of its cycle, that is month by month.
update proration_rule
set description = case name
        when 'MONTHS_CEIL' then 'Months by the days of each month of the cycle, rounded up: a started month counts'
        when 'MONTHS_FLOOR' then 'Months by the days of each month of the cycle, rounded down: only finished ones count'
        else 'Months by the days of each month of the cycle, rounded to the nearest: half a month counts'
    end
where name in ('MONTHS_CEIL', 'MONTHS_FLOOR', 'MONTHS_NEAREST') and version = 1;
