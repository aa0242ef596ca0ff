-- The editions that the figures of each citation are of, as far as a figure cites nothing else.
select distinct source, edition from observation
where edition <> '' and source <> '' and not contains(source, ' ')
order by source, edition
