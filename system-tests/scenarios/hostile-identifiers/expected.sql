SELECT toDate(`at 'time'`) AS `the \`day\``,
       if(`the \`day\`` >= '2021-03-02' AND `the \`day\`` < '2021-03-09', sum(`va\`lue`), -1) AS `n; "total" -- #`
FROM `we\`ird "db'; --`.`raw \\ \`events\`; DROP`
GROUP BY 1
