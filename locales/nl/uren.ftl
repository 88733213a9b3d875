# Openingstijden in woorden
uren-klok = { $uur }.{ $minuut }
uren-tussen = { $van } – { $tot }
uren-of-later = { $van } – { $tot } of later
uren-vanaf = vanaf { $van }
uren-tijden = { $lijst } uur
uren-elke-dag = elke dag
uren-altijd = altijd
uren-dagen-tijden = { $dagen } { $tijden }
uren-dagen-ook-tijden = { $dagen } ook { $tijden }
uren-gesloten = { $wanneer } gesloten
uren-gesloten-want = { $wanneer } gesloten: { $opmerking }
uren-hele-dag-open = { $wanneer } open
uren-onbekend = { $wanneer } soms open
uren-met-opmerking = { $wanneer }: { $opmerking }
uren-daarbuiten = daarbuiten: { $wat }
uren-tot-en-met = { $van } tot en met { $tot }
uren-van-de-maand = { $hoeveelste } { $dag } van de maand
uren-hoeveelste-1 = eerste
uren-hoeveelste-2 = tweede
uren-hoeveelste-3 = derde
uren-hoeveelste-4 = vierde
uren-hoeveelste-5 = vijfde
uren-laatste = laatste
uren-van-achteren = { $n }e van achteren
uren-feestdagen = op feestdagen
uren-feestdag = een feestdag
uren-schoolvakanties = in de schoolvakanties
uren-feestdagen-die = { $feestdagen } als het { $dagen } is
uren-dagen-na = { $n ->
    [one] de dag na { $wat }
   *[other] { $n } dagen na { $wat }
}
uren-dagen-voor = { $n ->
    [one] de dag voor { $wat }
   *[other] { $n } dagen voor { $wat }
}
uren-in = in { $wanneer }
uren-op = op { $dag }
uren-van = van { $wanneer }
uren-datum = { $dag } { $maand }
uren-dag-van-maand = de { $hoeveelste } { $dag } van { $maand }
uren-eerste-paasdag = eerste paasdag
uren-weekdag-vanaf = de eerste { $weekdag } vanaf { $dag }
uren-weekdag-voor = de laatste { $weekdag } tot en met { $dag }
uren-in-week = in week { $week }
uren-even-weken = in de even weken
uren-oneven-weken = in de oneven weken
uren-vanaf-jaar = vanaf { $jaar }
uren-vanaf-jaar-elke = vanaf { $jaar } elke { $n } jaar
uren-nu-open = nu open
uren-nu-open-tot = nu open tot { $tijd } uur
uren-nu-open-tot-dag = nu open tot { $dag } { $tijd } uur
uren-sluit-over = { $n ->
    [one] sluit over { $n } minuut
   *[other] sluit over { $n } minuten
}
uren-nu-misschien = nu misschien open: vraag het eerst na
uren-opent-over = { $n ->
    [one] gaat over { $n } minuut open
   *[other] gaat over { $n } minuten open
}
uren-opent-vandaag = vandaag open vanaf { $tijd } uur
uren-opent-morgen = morgen open vanaf { $tijd } uur
uren-opent-op = { $dag } open vanaf { $tijd } uur
uren-nu-gesloten = gesloten
uren-fout-empty = Er staat nog niets.
uren-fout-too-long = Deze tekst is te lang.
uren-fout-too-many-rules = Dit zijn te veel regels.
uren-fout-unexpected = “{ $woord }” is niet te begrijpen op deze plek.
uren-fout-time = “{ $woord }” is geen tijd.
uren-fout-date = “{ $woord }” is geen dag die bestaat.
uren-fout-backwards = “{ $woord }” eindigt voor het begint.
uren-fout-sun = “{ $woord }”: noem een tijd op de klok.
uren-fout-moment = “{ $woord }” is één moment. Noem een begin en een eind.
uren-fout-loose = Bij “{ $woord }” ontbreekt iets: een dag of een tijd.
uren-op-afspraak = { $tijden }, alleen op afspraak
uren-dicht = gesloten
