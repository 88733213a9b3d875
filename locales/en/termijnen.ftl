# Terms and holidays
termijn-op-tijd = on time
termijn-nadert = nearly late
termijn-te-laat = late
termijn-dagen = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
termijn-werkdagen = { $n ->
    [one] { $n } working day
   *[other] { $n } working days
}
termijn-weken = { $n ->
    [one] { $n } week
   *[other] { $n } weeks
}
termijn-maanden = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
feestdag-nieuwjaarsdag = New Year's Day
feestdag-goede-vrijdag = Good Friday
feestdag-eerste-paasdag = Easter Sunday
feestdag-tweede-paasdag = Easter Monday
feestdag-koningsdag = King's Day
feestdag-bevrijdingsdag = Liberation Day
feestdag-hemelvaartsdag = Ascension Day
feestdag-eerste-pinksterdag = Whit Sunday
feestdag-tweede-pinksterdag = Whit Monday
feestdag-eerste-kerstdag = Christmas Day
feestdag-tweede-kerstdag = Boxing Day
feestdag-aangewezen = designated day
