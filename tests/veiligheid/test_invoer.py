"""Whatever someone sends, the answer is a page: stored as it was typed, or refused with the text still there."""

import time
from urllib.parse import quote_from_bytes

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import escape
from hypothesis import given, settings
from hypothesis import strategies as st

from acties.models import Begrip, Besluit
from monitoring.models import Bespreking, Duiding, Statusmelding
from tests.eigenschappen import aantal
from tests.veiligheid.paginas import te_openen

TRAAG = 2  # seconds of work for one answer
KORT = settings(max_examples=aantal(60))

# Addresses

NAMEN = [
    "peildatum", "sinds", "zoek", "onderdeel", "aanjagersrol", "planningsjaar", "status", "doelgroep", "partij", "organisatie",
    "koers", "loopt_uit", "sorteer", "page", "groep", "overleg", "namens", "next", "onbekend", "_connector", "pk__in", "q",
    "titel__regex", "soort", "actie", "programma__slug", "%s", "__class__",
]  # fmt: skip
BEKEND = [
    "2021-12-31", "2021-02-30", "0000-00-00", "99999-01-01", "2021-12-31T00:00", "afgerond", "geen_melding", "doorlopend",
    "2021", "K1", "groen", "alkmaar", "pora", "-planning", "on", "-1", "0", "1e400", "NaN", "9" * 5000, "٣", "²",
    "' OR 1=1 --", "%", "_", "\\", "[", "(a+)+$", "../..", "None", "null",
]  # fmt: skip
RUW = [
    b"\x00",
    b"a\x00b",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\xc0\xaf",
    b"\r\nSet-Cookie: x=y",
    b"\xe2\x80\xae",
    b"\xf0\x9f\x91\xa8" * 50,
]
waarde = st.one_of(
    st.sampled_from([tekst.encode() for tekst in BEKEND]),
    st.sampled_from(RUW),
    st.text(max_size=40).map(lambda tekst: tekst.encode("utf-8", "surrogatepass")),
    st.binary(max_size=40),
)
vraag = st.lists(st.tuples(st.sampled_from(NAMEN), waarde), max_size=6)
ZWAAR = ("/ods/", "/jaarverslag/xlsx/", "/pdf/", "/pdf-a/")
PADEN = [
    pad for pad in te_openen("anna") if pad.startswith("/proef/") and not pad.endswith(ZWAAR)
] + ["/beheer/acties/actie/", "/beheer/monitoring/statusmelding/", "/accounts/login/"]  # fmt: skip


def adres(pad, delen):
    return f"{pad}?" + "&".join(f"{quote_from_bytes(naam.encode())}={quote_from_bytes(deel)}" for naam, deel in delen)


def gemeten(doe):
    begin = time.process_time()
    antwoord = doe()
    return antwoord, time.process_time() - begin


@pytest.fixture
def anna(als, cast, wereld, meld):
    meld(
        wereld.zelfscan,
        wereld.alkmaar,
        "2021-10-01",
        "in_uitvoering",
        koers="aandacht",
        toelichting="A",
        bijsturing="B",
    )
    return als(cast.anna)


@KORT
@given(pad=st.sampled_from(PADEN), delen=vraag)
def test_no_address_breaks_a_page(anna, pad, delen):
    antwoord, duur = gemeten(lambda: anna.get(adres(pad, delen)))
    assert antwoord.status_code in (200, 302, 400, 403, 404)
    assert duur < TRAAG


ERG = {
    "a number of 5,000 digits": [("page", b"9" * 5000), ("zoek", b"9" * 5000), ("planningsjaar", b"9" * 5000)],
    "a number too large for the database": [
        ("zoek", b"99999999999999999999"),
        ("planningsjaar", b"9223372036854775808"),
    ],
    "1,500 repeats": [("status", b"afgerond")] * 900,
    "900 other values": [("status", str(n).encode()) for n in range(900)],
    "100 words to search": [("zoek", b"a " * 50)],
    "only wildcards": [("zoek", b"%_" * 50)],
    "a deep page": [("page", b"999999999")],
    "a text of 1 MB": [("zoek", b"a" * 1_000_000)],
    "unknown keys": [(f"sleutel{n}", b"x") for n in range(900)],
    "NUL": [(naam, b"a\x00b") for naam in NAMEN],
    "half a character": [(naam, b"\xed\xa0\x80") for naam in NAMEN],
}


@pytest.mark.parametrize("delen", ERG.values(), ids=ERG)
def test_excess_is_answered_in_time_by_every_page(anna, delen):
    traag = {}
    for pad in [pad for pad in PADEN if "/xlsx/" not in pad and not pad.startswith("/beheer/monitoring")]:
        antwoord, duur = gemeten(lambda pad=pad: anna.get(adres(pad, delen)))
        if antwoord.status_code not in (200, 302, 400, 403, 404) or duur > TRAAG:
            traag[pad] = (antwoord.status_code, round(duur, 2))
    assert traag == {}


@pytest.mark.parametrize(
    "pad",
    ["/proef/acties/{}/", "/proef/acties/{}/melden/", "/proef/evaluatie/{}/", "/proef/evaluatie/{}/jaarverslag/xlsx/"],
)
@pytest.mark.parametrize(
    "getal", ["9" * 4000, "9" * 20, "9223372036854775808", "2147483648", "0", "-1", "1.0", "٣", "%00"]
)
def test_numbers_in_an_address_exist_or_not(anna, pad, getal):
    assert anna.get(pad.format(getal)).status_code == 404


@pytest.mark.parametrize("adres", ["/proef/%00/", "/proef/onderdelen/%00/", "/static/%00", "/beheer/%00/"])
def test_nul_in_a_path_is_refused_before_the_database_sees_it(anna, adres):
    assert anna.get(adres).status_code == 404


@KORT
@given(deel=st.binary(min_size=1, max_size=30))
def test_no_path_breaks_the_site(anna, deel):
    stuk = quote_from_bytes(deel, safe="")
    for begin in (
        "/",
        "/proef/",
        "/proef/acties/",
        "/proef/organisaties/",
        "/proef/onderdelen/",
        "/proef/evaluatie/2021/overleg/",
    ):
        assert anna.get(f"{begin}{stuk}/").status_code in (200, 301, 302, 404, 405)


# Texts in forms

TEKSTEN = {
    "10,000 characters": "abcdefghi " * 999 + "0123456789",
    "right to left": "שלום עולם \u202eomgekeerd\u202c",
    "emoji": "👨‍👩‍👧‍👦 🏳️‍🌈 👍🏽",
    "combining": "é".join(["e\u0301"] * 50) + "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚",
    "other scripts": "汉字 кириллица ελληνικά العربية ไทย",
    "zero width": "a\u200bb\u200dc\ufeffd",
    "outside the basic plane": "\N{GOTHIC LETTER AHSA}\N{LINEAR B SYLLABLE B008 A}\U0010fffd",
    "quotes and backslashes": "'; DROP TABLE acties_actie; -- \\ \" `",
    "lines": "een\ntwee\n\nvier\tmet tab",
    "html": "<b>vet</b> &amp; &lt;",
    "template": "{{ 7|add:7 }} {% now 'Y' %} %(naam)s {0}",
}
GEWEIGERD = {
    "NUL": b"voor\x00na",
    "escape": b"voor\x1b[31mna",
    "half a character": b"voor\xed\xa0\x80na",
    "not UTF-8": b"voor\xff\xfena",
    "10,001 characters": b"a" * 10_001,
    "1 MB": b"woord " * 170_000,
}


def _ruw(velden):
    """A form as bytes, so that also what is no text can be sent."""
    paren = [(naam, deel if isinstance(deel, bytes) else str(deel).encode()) for naam, deel in velden.items()]
    return "&".join(f"{naam}={quote_from_bytes(deel)}" for naam, deel in paren)


def stuur(client, pad, velden):
    return gemeten(lambda: client.post(pad, _ruw(velden), content_type="application/x-www-form-urlencoded"))


def melding(client, **velden):
    formulier = client.get("/proef/acties/2/melden/?namens=alkmaar").context["formulier"]
    vast = {veld: formulier[veld].value() for veld in ("gebaseerd_op", "verzoek")}
    vast |= {"namens": "alkmaar", "status": "in_uitvoering", "koers": "aandacht", "toelichting": "A", "bijsturing": "B"}
    return stuur(client, "/proef/acties/2/melden/", vast | {"peildatum": "2021-11-01", "openbaar": "on"} | velden)


def duiding(client, **velden):
    pad = "/proef/evaluatie/2021/duiding/K1/"
    return stuur(client, pad, {"oordeel": "", "gezien": client.get(pad).context["form"]["gezien"].value()} | velden)


def bespreking(client, **velden):
    pad = "/proef/evaluatie/2021/bespreking/pora/"
    vast = {"gezien": client.get(pad).context["form"]["gezien"].value(), "datum": "2022-02-01", "fase": "besproken"}
    return stuur(client, pad, vast | velden)


def besluit(client, **velden):
    vast = {"orgaan": "PORA", "datum": "2022-02-01", "kenmerk": "", "omschrijving": "Anders."}
    return stuur(client, "/proef/besluiten/nieuw/overig/", vast | velden)


VELDEN = [
    (melding, Statusmelding, "toelichting"),
    (melding, Statusmelding, "bijsturing"),
    (duiding, Duiding, "tekst"),
    (bespreking, Bespreking, "besproken"),
    (bespreking, Bespreking, "conclusies"),
    (bespreking, Bespreking, "besluiten"),
    (besluit, Besluit, "omschrijving"),
]
NAMEN_VELDEN = [veld for _, _, veld in VELDEN]


def kaal(tekst):
    """Without the two characters that a browser sends for a new line, and the space around a text."""
    return tekst.replace("\r\n", "\n").strip()


@pytest.mark.parametrize(("formulier", "model", "veld"), VELDEN, ids=NAMEN_VELDEN)
def test_every_text_is_stored_as_it_was_typed_and_shown_again(anna, formulier, model, veld):
    anders = {}
    for soort, tekst in TEKSTEN.items():
        antwoord, duur = formulier(anna, **{veld: tekst})
        rij = model.objects.order_by("pk").last()
        if antwoord.status_code != 302 or duur > TRAAG or kaal(getattr(rij, veld)) != kaal(tekst):
            anders[soort] = (antwoord.status_code, round(duur, 2))
        pagina = anna.get(antwoord.headers.get("Location", "/")).content.decode()
        if escape(kaal(tekst)[:40]) not in pagina.replace("\r\n", "\n"):
            anders[f"{soort}: shown"] = antwoord.headers.get("Location")
    assert anders == {}


@pytest.mark.parametrize(("formulier", "model", "veld"), VELDEN, ids=NAMEN_VELDEN)
def test_what_cannot_be_kept_is_refused_and_comes_back(anna, formulier, model, veld):
    voor = model.objects.count()
    for soort, deel in GEWEIGERD.items():
        antwoord, duur = formulier(anna, **{veld: deel})
        assert (antwoord.status_code, duur < TRAAG) == (200, True), soort
        pagina = antwoord.content.decode()
        assert "utrecht-form-field--invalid" in pagina, soort
        begin = "voor" if deel.startswith(b"voor") else deel[:40].decode()
        assert begin in pagina, soort
    assert model.objects.count() == voor


def test_every_other_field_refuses_what_it_does_not_know(anna):
    onzin = [b"onzin", b"\x00", b"\xff", b"9" * 5000, b"-1", b"[]", "٣".encode(), b"2021-02-30", b"a" * 100_000]
    keuzes = ["status", "koers", "peildatum", "gebaseerd_op", "verzoek"]
    uitkomsten = {(veld, deel[:9]): melding(anna, **{veld: deel})[0].status_code for veld in keuzes for deel in onzin}
    assert {wat: code for wat, code in uitkomsten.items() if code not in (200, 409)} == {}
    for formulier, veld in ((duiding, "tekst"), (bespreking, "besproken")):  # what an unseen text would overwrite
        assert formulier(anna, **{veld: "Zoals het was"})[0].status_code == 302
    uitkomsten = {
        (formulier.__name__, veld, deel[:9]): formulier(anna, **{"tekst": "Een oordeel", veld: deel})[0].status_code
        for formulier, velden in ((duiding, ("oordeel", "gezien")), (bespreking, ("datum", "fase", "gezien")))
        for veld in velden
        for deel in onzin
    }
    assert {wat: code for wat, code in uitkomsten.items() if code not in (200, 409)} == {}
    assert (Statusmelding.objects.count(), Duiding.objects.get().tekst) == (1, "Zoals het was")
    assert Bespreking.objects.get().besproken == "Zoals het was"


def test_a_form_cut_short_or_of_another_kind_is_a_page(anna):
    pad = "/proef/acties/2/melden/"
    kapot = [
        (b"", "application/x-www-form-urlencoded"),
        (b"&&&===", "application/x-www-form-urlencoded"),
        (b"toelichting=%", "application/x-www-form-urlencoded"),
        (b"toelichting=x", "application/x-www-form-urlencoded; charset=utf-16"),
        (b"toelichting=x", "application/x-www-form-urlencoded; charset=bestaat-niet"),
        (b'{"status": "afgerond"}', "application/json"),
        (b"\x00\xff", "application/octet-stream"),
        (b"--x\r\nafgebroken", "multipart/form-data; boundary=x"),
        (b"--x\r\n", "multipart/form-data"),
        (b"status=afgerond&" * 1100, "application/x-www-form-urlencoded"),
    ]
    codes = [anna.generic("POST", pad, inhoud, content_type=soort).status_code for inhoud, soort in kapot]
    assert set(codes) <= {200, 400, 415}
    bestand = SimpleUploadedFile("tekst.txt", b"een bestand waar een tekst hoort")
    assert anna.post(pad, {"namens": "", "status": "afgerond", "toelichting": bestand}).status_code == 200
    assert Statusmelding.objects.count() == 1


def test_more_than_a_server_reads_is_refused(anna):
    antwoord, duur = melding(anna, toelichting=b"a" * 3_000_000)
    assert (antwoord.status_code, duur < TRAAG) == (400, True)


@KORT
@given(tekst=st.text(max_size=300))
def test_any_text_is_stored_the_same_or_refused(anna, tekst):
    voor = Statusmelding.objects.count()
    antwoord, _ = melding(anna, toelichting=tekst.encode("utf-8", "surrogatepass"))
    if antwoord.status_code == 302:
        assert kaal(Statusmelding.objects.order_by("pk").last().toelichting) == kaal(tekst)
    else:
        assert (antwoord.status_code, Statusmelding.objects.count()) == (200, voor)


def test_a_term_full_of_patterns_marks_only_itself(anna, wereld):
    """The glossary looks for its terms in every text: no term may become a pattern or take long."""
    for n, term in enumerate(["(a+)+$", "[", ".*", "\\", "a|b", "$1", "(?P<x>", "   ", "<"]):
        Begrip.objects.create(programma=wereld.programma, term=term, definitie=f"Uitleg {n}", synoniemen="\n\n(\n.*\n")
    wereld.zelfscan.omschrijving = "a" * 5000 + " (a+)+$ [ .* \\"
    wereld.zelfscan.save()
    antwoord, duur = gemeten(lambda: anna.get("/proef/acties/2/"))
    assert (antwoord.status_code, duur < TRAAG) == (200, True)
    assert anna.get("/proef/begrippen/").status_code == 200


def test_dates_at_the_edge_of_the_calendar_are_refused(anna):
    for dag in ("0001-01-01", "9999-12-31", "2020-12-31", "31-12-1899"):
        antwoord, _ = melding(anna, peildatum=dag)
        assert antwoord.status_code == 200, dag
        assert anna.get("/proef/", {"peildatum": dag, "sinds": dag}).status_code == 200
