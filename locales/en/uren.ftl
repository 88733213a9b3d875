# Opening hours in words
uren-klok = { $uur }:{ $minuut }
uren-tussen = { $van } – { $tot }
uren-of-later = { $van } – { $tot } or later
uren-vanaf = from { $van }
uren-tijden = { $lijst }
uren-elke-dag = every day
uren-altijd = always
uren-dagen-tijden = { $dagen } { $tijden }
uren-dagen-ook-tijden = { $dagen } also { $tijden }
uren-gesloten = { $wanneer } closed
uren-gesloten-want = { $wanneer } closed: { $opmerking }
uren-hele-dag-open = { $wanneer } open
uren-onbekend = { $wanneer } sometimes open
uren-met-opmerking = { $wanneer }: { $opmerking }
uren-daarbuiten = otherwise: { $wat }
uren-tot-en-met = { $van } to { $tot }
uren-van-de-maand = { $hoeveelste } { $dag } of the month
uren-hoeveelste-1 = first
uren-hoeveelste-2 = second
uren-hoeveelste-3 = third
uren-hoeveelste-4 = fourth
uren-hoeveelste-5 = fifth
uren-laatste = last
uren-van-achteren = number { $n } from the end
uren-feestdagen = on public holidays
uren-feestdag = a public holiday
uren-schoolvakanties = in the school holidays
uren-feestdagen-die = { $feestdagen } if it is { $dagen }
uren-dagen-na = { $n ->
    [one] the day after { $wat }
   *[other] { $n } days after { $wat }
}
uren-dagen-voor = { $n ->
    [one] the day before { $wat }
   *[other] { $n } days before { $wat }
}
uren-in = in { $wanneer }
uren-op = on { $dag }
uren-van = from { $wanneer }
uren-datum = { $dag } { $maand }
uren-dag-van-maand = the { $hoeveelste } { $dag } of { $maand }
uren-eerste-paasdag = Easter Sunday
uren-weekdag-vanaf = the first { $weekdag } from { $dag }
uren-weekdag-voor = the last { $weekdag } up to { $dag }
uren-in-week = in week { $week }
uren-even-weken = in even weeks
uren-oneven-weken = in odd weeks
uren-vanaf-jaar = from { $jaar }
uren-vanaf-jaar-elke = from { $jaar } every { $n } years
uren-nu-open = open now
uren-nu-open-tot = open now until { $tijd }
uren-nu-open-tot-dag = open now until { $dag } { $tijd }
uren-sluit-over = { $n ->
    [one] closes in { $n } minute
   *[other] closes in { $n } minutes
}
uren-nu-misschien = perhaps open now: ask first
uren-opent-over = { $n ->
    [one] opens in { $n } minute
   *[other] opens in { $n } minutes
}
uren-opent-vandaag = open today from { $tijd }
uren-opent-morgen = open tomorrow from { $tijd }
uren-opent-op = open { $dag } from { $tijd }
uren-nu-gesloten = closed
uren-fout-empty = There is nothing yet.
uren-fout-too-long = This text is too long.
uren-fout-too-many-rules = These are too many rules.
uren-fout-unexpected = “{ $woord }” cannot be understood here.
uren-fout-time = “{ $woord }” is not a time.
uren-fout-date = “{ $woord }” is not a day that exists.
uren-fout-backwards = “{ $woord }” ends before it begins.
uren-fout-sun = “{ $woord }”: give a time on the clock.
uren-fout-moment = “{ $woord }” is one moment. Give a beginning and an end.
uren-fout-loose = Something is missing with “{ $woord }”: a day or a time.
uren-op-afspraak = { $tijden }, by appointment only
uren-dicht = closed
