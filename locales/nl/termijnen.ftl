# Termijnen en feestdagen
termijn-op-tijd = op tijd
termijn-nadert = bijna te laat
termijn-te-laat = te laat
termijn-dagen = { $n ->
    [one] { $n } dag
   *[other] { $n } dagen
}
termijn-werkdagen = { $n ->
    [one] { $n } werkdag
   *[other] { $n } werkdagen
}
termijn-weken = { $n ->
    [one] { $n } week
   *[other] { $n } weken
}
termijn-maanden = { $n ->
    [one] { $n } maand
   *[other] { $n } maanden
}
feestdag-nieuwjaarsdag = Nieuwjaarsdag
feestdag-goede-vrijdag = Goede Vrijdag
feestdag-eerste-paasdag = eerste paasdag
feestdag-tweede-paasdag = tweede paasdag
feestdag-koningsdag = Koningsdag
feestdag-bevrijdingsdag = Bevrijdingsdag
feestdag-hemelvaartsdag = Hemelvaartsdag
feestdag-eerste-pinksterdag = eerste pinksterdag
feestdag-tweede-pinksterdag = tweede pinksterdag
feestdag-eerste-kerstdag = eerste kerstdag
feestdag-tweede-kerstdag = tweede kerstdag
feestdag-aangewezen = aangewezen dag
