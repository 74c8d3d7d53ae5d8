"""A world with everything in it, for what has to hold of every table: exports, upgrades."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from acties.models import Actie, Begrip, Besluit, Collegebesluit, Klaargezet, Rechtenwijziging, WachtendeMail, Werker
from monitoring.constanten import Fase
from monitoring.models import (
    Afspraak,
    Bespreking,
    Cijferbron,
    Conceptmelding,
    Duiding,
    Evaluatie,
    Gevolgd,
    Herinnering,
    Indicator,
    Inlezing,
    Meting,
    Opmerking,
    Regionaam,
    Statusmelding,
    Toegangslink,
    Updateronde,
    Volger,
    Werkboekmail,
)
from tests.vaststellen import vaststellen

LASTIG = ["=1+1", "a\r\nb", "\t x ", "_x000D_", "\x01 stuur", "😀" * 20_000, "[lange tekst 1]", "<b>&amp;</b>", "'="]


def vul_alles(wereld, cast, meld):
    """One row at least in every table, with an adopted year and texts that break lesser files."""
    w, nu = wereld, timezone.now()
    for nummer, tekst in enumerate(LASTIG):
        Begrip.objects.create(programma=w.programma, term=f"Term {nummer}", definitie=tekst)
    ronde = Updateronde.objects.create(
        programma=w.programma, naam="Ronde 1", peildatum="2021-12-31", opent_op="2022-01-01", sluit_op="2022-01-31"
    )
    ronde.acties.add(w.zelfscan)
    ronde.organisaties.add(w.alkmaar, w.hoorn)
    inlezing = Inlezing.objects.create(
        ronde=ronde, organisatie=w.alkmaar, bestandsnaam="a.xlsx", sha256="a" * 64, ingelezen_door=cast.anna
    )
    meld(
        w.zelfscan,
        w.alkmaar,
        "2021-10-01",
        "in_uitvoering",
        gemeld_door=cast.bram,
        bron="web",
        ronde=ronde,
        gemeld_op=nu,
    )
    meld(w.zelfscan, w.alkmaar, "2021-10-01", "in_uitvoering", gemeld_op=nu, bron="excel", inlezing=inlezing)
    link = Toegangslink.objects.create(
        soort="meld", programma=w.programma, naam="Petra", email="petra@voorbeeld.nl", functie="é", ronde=ronde,
        organisatie=w.alkmaar, sleutel="b" * 64, gemaakt_door=cast.anna, gemaakt_op=nu,
    )  # fmt: skip
    meld(w.zelfscan, w.alkmaar, "2021-10-02", "in_uitvoering", gemeld_op=nu, bron="meldlink", link=link)
    dubbel = meld(
        w.training,
        None,
        "2021-11-01",
        "in_uitvoering",
        koers="aandacht",
        toelichting="t\r\n",
        bijsturing="b",
        verzoek=None,
    )
    Statusmelding.objects.create(
        **{v.attname: getattr(dubbel, v.attname) for v in dubbel._meta.fields if v.name != "id"}
    )
    w.training.aanjagers.get().organisaties.add(w.vt)
    bijdrage = meld(w.training, w.hoorn, "2021-11-20", "afgerond")
    meld(w.training, None, "2021-11-20", "afgerond", spreker=w.vt, bevestigt=w.hoorn)
    meld(w.training, w.hoorn, "2021-11-20", "in_uitvoering", corrigeert=bijdrage)
    Besluit.objects.create(
        programma=w.programma, soort="overig", orgaan="Raad", datum="2021-03-01", omschrijving="x", actie=w.training
    )
    Collegebesluit.objects.create(programma=w.programma, organisatie=w.hoorn, college_op=date(2021, 2, 2))
    inwoners = Indicator.objects.create(programma=w.programma, naam="Inwoners", eenheid="inwoners", soort="aantal")
    indicator = Indicator.objects.create(
        programma=w.programma, naam="Vragen", eenheid="aantal", ambitie=w.ambitie, soort="aantal", noemer=inwoners,
        per=1000, nulwaarde="7.5", nuljaar=2019, norm="minstens", streefwaarde="9.25", streefjaar=2023, streefbron="Visie",
    )  # fmt: skip
    bron = Cijferbron.objects.create(
        indicator=indicator, bron="CBS", opgehaald_op="2021-05-05", kolommen={"regio": "R"}, ingelezen_op=nu,
        ingelezen_door=cast.anna,
    )  # fmt: skip
    Meting.objects.create(
        indicator=indicator, periode="2020", waarde="1234.5678", organisatie=w.alkmaar, cijferbron=bron
    )
    Meting.objects.create(indicator=indicator, periode="2015-2019", waarde="-3")
    Regionaam.objects.create(programma=w.programma, naam="Proefregio (VT)")
    Regionaam.objects.create(programma=w.programma, naam="GM9999", organisatie=w.hoorn)
    Herinnering.objects.create(ronde=ronde, gebruiker=cast.bram, soort="opening", dag="2022-01-01", aantal=2)
    Werkboekmail.objects.create(
        ronde=ronde, organisatie=w.hoorn, adres="hoorn@voorbeeld.nl", verzoek=UUID(int=7), gevraagd_door=cast.anna
    )
    Rechtenwijziging.objects.create(
        gebruiker=cast.bram, soort="rol", rol="projectleider", gevraagd_door=cast.eva, gevraagd_op=nu, gaat_in_op=nu
    )
    Klaargezet.objects.create(sleutel="a" * 64, wat="b" * 64, invoer={"jaar": 2021}, gevraagd_op=nu)
    Werker.objects.create(naam="é", gezien_op=nu)
    WachtendeMail.objects.create(aan="bram@voorbeeld.nl", onderwerp="é", tekst="Hoi", gemaakt_op=nu, vrij_vanaf=nu)
    volger = Volger.objects.create(gebruiker=cast.bram, programma=w.programma, verteld_tot=nu, agenda="c" * 64)
    Gevolgd.objects.create(volger=volger, actie=w.zelfscan)
    Conceptmelding.objects.create(
        ronde=ronde, gebruiker=cast.bram, actie=w.zelfscan, velden={"status": "é", "a": 1}, bijgewerkt_op=nu
    )
    evaluatie = Evaluatie.objects.create(programma=w.programma, jaar=2021, peildatum="2021-12-31", fase=Fase.CONCEPT)
    Duiding.objects.create(evaluatie=evaluatie, onderdeel=w.kern, oordeel="aandacht", tekst="Loopt achter")
    Bespreking.objects.create(evaluatie=evaluatie, overleg=w.pora, datum="2022-02-01")
    Afspraak.objects.create(
        programma=w.programma, overleg=w.pora, datum="2022-02-01", wat="=1+1\r\ndoen", organisatie=w.alkmaar, wie="é",
        voor="2022-06-01", actie=w.training, stand="gedaan", afgehandeld_op="2022-05-01", afloop="Klaar",
    )  # fmt: skip
    Afspraak.objects.create(
        programma=w.programma, overleg=w.madivosa, datum="2022-02-01", wat="Uitzoeken", wie="Projectleider",
        voor="2022-06-01", onderdeel=w.kern,
    )  # fmt: skip
    Opmerking.objects.create(evaluatie=evaluatie, gebruiker=cast.bram, tekst="Mooi", gemaakt_op=nu)
    vaststellen(evaluatie, door=cast.anna, op=nu)
    Evaluatie.objects.create(programma=w.programma, jaar=2022, peildatum="2022-12-31")
    return w


def verantwoordelijk(partij, acties):
    """Many acties of this partij at once: one by one each also gets a history, which takes seconds."""
    tussen = Actie.hoofdverantwoordelijken.through
    tussen.objects.bulk_create(tussen(actie=actie, partij=partij) for actie in acties)
