"""Who says that: every sentence about where a stand comes from, for none, one and many."""

import dataclasses
from datetime import UTC, date, datetime

import pytest

from monitoring.lezen import wiezinnen
from monitoring.verslag.bezoekers import json_voor_bezoekers, voor_bezoekers
from monitoring.verslag.opbouw import bouw_verslag
from monitoring.verslag.opslagvorm import naar_json
from monitoring.verslag.vorm import ActieStand, MeldingRegel, Signaal, Telling, Wie

MAART = date(2021, 3, 31)
VT = Wie(naam="Veilig Thuis", slug="veilig-thuis")


def woord(**anders):
    """What Veilig Thuis said on behalf of the region on 3 April 2021, about 31 March."""
    velden = {
        "organisatie": "",
        "slug": "",
        "status": "in_uitvoering",
        "peildatum": MAART,
        "gemeld_op": datetime(2021, 4, 3, 9, tzinfo=UTC),
        "spreker": "Veilig Thuis",
        "functie": "beleidsadviseur",
    }
    return MeldingRegel(**{**velden, **anders})


def bijdrage(organisatie, **anders):
    return woord(**{"organisatie": organisatie, "slug": organisatie.lower(), "spreker": "", **anders})


def stand(**anders):
    velden = dict.fromkeys(ActieStand.__dataclass_fields__)
    leeg = {"lokaal_van": "", "koers": "", "herkomst": "geen", "sprekers": (), "signalen": (), "zwijgend": ()}
    return ActieStand(**{**velden, **leeg, "organisaties": (), "vervallen": False, **anders})


def onbevestigd(**anders):
    return stand(herkomst="bijdragen", status="in_uitvoering", bijdragen=Telling(afgerond=1, geen_melding=20), **anders)


def test_a_word_for_the_region_says_who_when_and_about_which_day():
    assert wiezinnen.gezegd(woord()) == (
        "Veilig Thuis (beleidsadviseur) zei op 3 april 2021 namens de regio, over 31 maart 2021"
    )
    assert wiezinnen.gezegd(woord(gemeld_door="Petra Bos")) == (
        "Veilig Thuis (Petra Bos, beleidsadviseur) zei op 3 april 2021 namens de regio, over 31 maart 2021"
    )


def test_without_an_organisation_the_projectleider_spoke():
    kaal = woord(spreker="", functie="")
    assert wiezinnen.gezegd(kaal) == "De projectleider zei op 3 april 2021 namens de regio, over 31 maart 2021"
    assert wiezinnen.gezegd(woord(spreker="", functie="Projectleider programma", gemeld_door="Anna")).startswith(
        "De projectleider (Anna) zei op"
    )


def test_a_word_that_takes_over_a_bijdrage_says_whose():
    assert wiezinnen.gezegd(woord(bevestigt="Hoorn", functie="")) == (
        "Veilig Thuis bevestigde op 3 april 2021 namens de regio de bijdrage van Hoorn, over 31 maart 2021"
    )


def test_what_one_organisation_says_is_not_said_for_the_region():
    zin = wiezinnen.gezegd(bijdrage("Hoorn", ongewijzigd=True))
    assert zin == "Hoorn (beleidsadviseur) meldde op 3 april 2021, over 31 maart 2021, ongewijzigd"


def test_the_day_is_that_of_the_clock_of_the_site():
    laat = woord(gemeld_op=datetime(2021, 4, 3, 22, 30, tzinfo=UTC))
    assert "op 4 april 2021" in wiezinnen.gezegd(laat)


def test_a_stand_without_melding_says_so():
    assert wiezinnen.herkomst(stand()) == "Over deze actie is nog niets gemeld."


def test_a_stand_by_a_word_says_whose_word_it_is():
    assert wiezinnen.herkomst(stand(herkomst="melding", melding=woord())) == f"{wiezinnen.gezegd(woord())}."


@pytest.mark.parametrize(
    ("telling", "zelf"),
    [
        (Telling(geen_melding=4), "Zelf meldden 0 van de 4 organisaties."),
        (Telling(afgerond=1, geen_melding=3), "Zelf meldde 1 van de 4 organisaties."),
        (Telling(afgerond=3, geen_melding=1), "Zelf meldden 3 van de 4 organisaties."),
    ],
)
def test_a_word_over_the_organisations_says_that_it_overrules(telling, zelf):
    assert wiezinnen.herkomst(stand(herkomst="regiobreed", melding=woord(), telling=telling)) == (
        f"{wiezinnen.gezegd(woord())}. Dat gaat voor, tot een organisatie over een latere dag meldt. {zelf}"
    )


def test_a_derived_stand_says_from_how_many_it_comes():
    afgeleid = stand(herkomst="afgeleid", telling=Telling(afgerond=3, geen_melding=14))
    assert wiezinnen.herkomst(afgeleid) == "Afgeleid uit de meldingen van 3 van de 17 organisaties."
    een = stand(herkomst="afgeleid", telling=Telling(afgerond=1))
    assert wiezinnen.herkomst(een, "PORA") == "Afgeleid uit de meldingen van 1 van de 1 organisatie van dit overleg."


@pytest.mark.parametrize(
    ("sprekers", "wie"),
    [
        ((), "de projectleider zei"),
        ((VT,), "Veilig Thuis zei"),
        ((VT, Wie(naam="Politie", slug="politie")), "Veilig Thuis en Politie zeiden"),
    ],
)
def test_what_is_not_confirmed_says_who_is_silent(sprekers, wie):
    actie = onbevestigd(sprekers=sprekers)
    assert wiezinnen.herkomst(actie) == (
        f"Nog niet bevestigd: {wie} nog niets namens de regio. De status is afgeleid uit de bijdragen."
    )
    assert wiezinnen.herkomst(actie, "PORA").endswith("De status is afgeleid uit de bijdragen van de hele regio.")


@pytest.mark.parametrize(
    ("telling", "overleg", "zin"),
    [
        (None, "", ""),
        (Telling(nvt=2), "", ""),
        (Telling(geen_melding=21), "", "Nog geen bijdragen"),
        (Telling(afgerond=1), "", "Bijdrage van 1 organisatie"),
        (Telling(afgerond=1, geen_melding=20), "", "Bijdrage van 1 van de 21 organisaties"),
        (Telling(afgerond=6, geen_melding=15), "", "Bijdragen van 6 van de 21 organisaties"),
        (Telling(geen_melding=7), "PORA", "0 bijdragen van de 7 van dit overleg"),
        (Telling(afgerond=1, geen_melding=6), "PORA", "1 bijdrage van de 7 van dit overleg"),
        (Telling(afgerond=3, geen_melding=4), "PORA", "3 bijdragen van de 7 van dit overleg"),
    ],
)
def test_bijdragen_are_counted_of_all_who_are_responsible(telling, overleg, zin):
    assert wiezinnen.bijdragen(stand(bijdragen=telling), overleg) == zin


def test_who_speaks_for_the_region_is_named():
    assert wiezinnen.sprekers(stand()) == "Namens de regio spreekt de projectleider."
    assert wiezinnen.sprekers(stand(sprekers=(VT,))) == "Namens de regio spreekt Veilig Thuis."
    twee = stand(sprekers=(VT, Wie(naam="Politie", slug="politie")))
    assert wiezinnen.sprekers(twee) == "Namens de regio spreken Veilig Thuis en Politie."


def test_whose_a_melding_is():
    regionaal, eigen = stand(bijdragen=Telling(afgerond=1)), stand(per_organisatie=True)
    assert wiezinnen.van_wie(regionaal, woord()) == "Veilig Thuis, namens de regio"
    assert wiezinnen.van_wie(regionaal, woord(spreker="")) == "de projectleider, namens de regio"
    assert wiezinnen.van_wie(regionaal, bijdrage("Hoorn")) == "bijdrage van Hoorn"
    assert wiezinnen.van_wie(eigen, bijdrage("Hoorn")) == "Hoorn"
    assert wiezinnen.kort_van_wie(woord(spreker=""), regionaal) == "De projectleider, namens de regio"


def test_the_silent_are_named_and_many_are_folded():
    niemand, een = stand(), stand(zwijgend=("Hoorn",))
    assert (wiezinnen.zwijgt(niemand), wiezinnen.zwijgt_kort(niemand), wiezinnen.vouw_zwijgers(niemand)) == (
        "",
        "",
        False,
    )
    assert wiezinnen.zwijgt(een) == "Nog geen bijdrage van Hoorn."
    assert wiezinnen.zwijgt(stand(zwijgend=("Hoorn", "Zijpe"), per_organisatie=True)) == (
        "Nog geen melding van Hoorn en Zijpe."
    )
    zes = stand(zwijgend=tuple("ABCDEF"))
    assert wiezinnen.zwijgt_kort(zes) == "Nog geen bijdrage van 6 organisaties"
    assert wiezinnen.zwijgt(zes, 4) == "Nog geen bijdrage van A, B, C, D en nog 2."
    assert [wiezinnen.vouw_zwijgers(stand(zwijgend=tuple("ABCDE"))), wiezinnen.vouw_zwijgers(zes)] == [False, True]


def test_a_signal_is_a_sentence():
    signalen = (
        Signaal(status="afgerond", aantal=2, sinds=date(2021, 4, 1)),
        Signaal(status="niet_gestart", aantal=1, sinds=date(2021, 4, 1)),
    )
    assert wiezinnen.signalen(stand(signalen=signalen)) == [
        "2 bijdragen sinds 1 april 2021 zeggen afgerond",
        "1 bijdrage sinds 1 april 2021 zegt niet gestart",
    ]


def test_what_is_not_confirmed_is_counted_per_stand_without_what_was_dropped():
    acties = [onbevestigd(), onbevestigd(), dataclasses.replace(onbevestigd(), vervallen=True), stand()]
    assert wiezinnen.onbevestigd(acties) == {"in_uitvoering": 2}
    assert [wiezinnen.achter_woord(actie) for actie in acties] == [" (nog niet bevestigd)"] * 2 + ["", ""]
    assert [wiezinnen.waarvan_onbevestigd(n) for n in (0, 1, 12)] == [
        "", "waarvan 1 nog niet bevestigd", "waarvan 12 nog niet bevestigd",
    ]  # fmt: skip
    assert wiezinnen.nog_te_bevestigen(1) == "Van 1 actie is de status nog niet bevestigd"
    assert wiezinnen.nog_te_bevestigen(12) == "Van 12 acties is de status nog niet bevestigd"


def test_a_status_that_changed_and_is_not_confirmed_says_so(wereld, meld):
    meld(wereld.training, wereld.hoorn, "2022-03-01", "afgerond")
    meld(wereld.voorlichting, None, "2022-03-01", "afgerond")
    verslag = bouw_verslag(wereld.programma, date(2022, 12, 31), vorige_peildatum=date(2021, 12, 31))
    achter = [(w.nummer, wiezinnen.achter_wijziging(verslag, w)) for w in verslag.wijzigingen]
    assert achter == [(1, " (nog niet bevestigd)"), (3, "")]
    weg = dataclasses.replace(verslag, acties=())
    assert wiezinnen.achter_wijziging(weg, verslag.wijzigingen[0]) == ""


def test_a_visitor_reads_the_organisation_and_function_and_not_the_person(wereld, cast, meld):
    cast.vera.functie = "beleidsadviseur"
    cast.vera.save()
    meld(wereld.training, None, "2021-03-31", "in_uitvoering", spreker=wereld.vt, gemeld_door=cast.vera)
    verslag = bouw_verslag(wereld.programma, date(2021, 12, 31))
    assert wiezinnen.herkomst(verslag.actie(1)) == (
        "Veilig Thuis Proef (Vera, beleidsadviseur) zei op 31 maart 2021 namens de regio, over 31 maart 2021."
    )
    openbaar = "Veilig Thuis Proef (beleidsadviseur) zei op 31 maart 2021 namens de regio, over 31 maart 2021."
    assert wiezinnen.herkomst(voor_bezoekers(verslag).actie(1)) == openbaar
    melding = json_voor_bezoekers(naar_json(verslag))["acties"][0]["melding"]
    assert (melding["gemeld_door"], melding["spreker"], melding["functie"]) == (
        "",
        "Veilig Thuis Proef",
        "beleidsadviseur",
    )


def test_a_year_of_before_the_rule_says_whose_report_it_was_and_nothing_it_does_not_know(wereld, meld):
    """Such a Verslag has none of the newer fields: the status was the newest report of anyone."""
    meld(wereld.training, wereld.hoorn, "2021-03-01", "afgerond")
    actie = bouw_verslag(wereld.programma, date(2021, 12, 31)).actie(1)
    (van_hoorn,) = actie.organisaties
    oud = dataclasses.replace(
        actie, herkomst="melding", status="afgerond", melding=van_hoorn, bijdragen=None, koersen=None, zwijgend=()
    )
    assert wiezinnen.herkomst(oud) == "Hoorn meldde op 1 maart 2021, over 1 maart 2021."
    assert (wiezinnen.bijdragen(oud), wiezinnen.zwijgt(oud), wiezinnen.is_onbevestigd(oud)) == ("", "", False)
