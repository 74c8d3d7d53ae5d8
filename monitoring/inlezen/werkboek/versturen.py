"""Werkboeken mailen: één mail per adres, met het werkboek van de organisatie erbij en een tekst van de projectleider.

De mails staan in de rij van ``acties.post``. Een werker maakt het werkboek vlak voor het versturen: het wacht nergens, en er
staat in wat er op dat moment open is.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.utils import timezone

from acties.models import Gebruiker, Organisatie, Programma, WachtendeMail
from acties.post import Envelop, Postsoort, Uitkomst, bied_samen_aan
from acties.spoor.logboek import noteer_na_opslaan
from acties.woorden import opsomming, vervoegd
from monitoring.datum import datum_tekst
from monitoring.inlezen.werkboek.maken import maak
from monitoring.inlezen.werkboek.werkboek import Werkboek, bestandsnaam, werkboeken
from monitoring.models import Updateronde, Werkboekmail
from monitoring.rondes.afloop import onthoud
from monitoring.rondes.rondestand import rondestand

ORGANISATIE = "[organisatie]"  # in onderwerp en tekst komt hier de naam te staan
SOORT = "werkboek"
BESTANDSSOORT = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def standaardtekst(ronde: Updateronde, door: Gebruiker) -> dict[str, str]:
    laatste = datum_tekst(ronde.sluit_op)
    regels = [
        f"Beste collega van {ORGANISATIE},",
        "",
        f"Hoe staat het op {datum_tekst(ronde.peildatum)} met jullie acties uit {ronde.programma.naam}?",
        f"Vul het bijgevoegde Excelbestand in en stuur het mij uiterlijk {laatste} terug. Op het eerste blad staat hoe.",
        "Is er niets veranderd? Ook dat hoor ik graag: kies Ja bij Ongewijzigd.",
        "",
        "Zet er geen gegevens over personen of zaken in.",
        *(["", ronde.toelichting] if ronde.toelichting else []),
        "",
        f"Met vriendelijke groet, {door.naam}",
    ]
    return {"onderwerp": f"{ronde}: invullen tot en met {laatste}", "bericht": "\n".join(regels)}


def zet_in_de_rij(
    ronde: Updateronde,
    boeken: Sequence[Werkboek],
    adressen: Mapping[str, Sequence[str]],
    *,
    onderwerp: str,
    bericht: str,
    verzoek: UUID,
    door: Gebruiker,
) -> bool:
    """Een mail per adres dat is gegeven (op slug). Onwaar: dit formulier is al een keer verstuurd."""
    slugs = [boek.slug for boek in boeken]
    ids = dict(Organisatie.objects.filter(slug__in=slugs).values_list("slug", "pk"))
    try:
        with transaction.atomic():
            if Werkboekmail.objects.filter(verzoek=verzoek).exists():
                return False
            enveloppen = []
            for boek in boeken:
                for adres in dict.fromkeys(adressen.get(boek.slug, ())):
                    rij = Werkboekmail.objects.create(
                        ronde=ronde, organisatie_id=ids[boek.slug], adres=adres, verzoek=verzoek, gevraagd_door=door
                    )
                    kop = " ".join(onderwerp.replace(ORGANISATIE, boek.organisatie).split())
                    tekst = bericht.replace(ORGANISATIE, boek.organisatie)
                    enveloppen.append(Envelop(SOORT, rij.pk, adres, kop, tekst))
                if adressen.get(boek.slug):
                    noteer_na_opslaan("werkboek mailen", boek.slug, door=door)
            bied_samen_aan(enveloppen)
    except IntegrityError:
        return False
    return True


def uitslagzin(boeken: Sequence[Werkboek], adressen: Mapping[str, Sequence[str]]) -> str:
    """“De werkboeken van Alkmaar en Hoorn gaan nu weg. Geen mail: Dijk en Waard, want daar is geen adres ingevuld.”

    Van één organisatie staat erbij naar welk adres.
    """
    wel = [boek.organisatie for boek in boeken if adressen.get(boek.slug)]
    alle = [adres for boek in boeken for adres in adressen.get(boek.slug, ())]
    naar = f" naar {opsomming(list(dict.fromkeys(alle)))}" if len(wel) == 1 else ""
    niet = [boek.organisatie for boek in boeken if not adressen.get(boek.slug)]
    wat = vervoegd(len(wel), "Het werkboek", "De werkboeken")
    geen = f" Geen mail: {opsomming(niet)}, want daar is geen adres ingevuld." if niet else ""
    return f"{wat} van {opsomming(wel)} {vervoegd(len(wel), 'gaat', 'gaan')} nu weg{naar}.{geen}"


def _maak(mail: WachtendeMail) -> EmailMessage | None:
    """Met wat de organisatie nu nog te melden heeft. Is dat niets meer, dan is de mail niet meer nodig."""
    rij = Werkboekmail.objects.select_related("ronde", "organisatie", "gevraagd_door")
    werkboekmail = rij.filter(pk=mail.waarvan).first()
    if werkboekmail is None:
        return None
    ronde, door = werkboekmail.ronde, werkboekmail.gevraagd_door
    programma = Programma.objects.met_kenmerk().get(pk=ronde.programma_id)
    stand = rondestand(ronde, programma, timezone.localdate())
    boeken = werkboeken(stand, [werkboekmail.organisatie.slug], door=door)
    if not boeken:
        return None
    samen = Werkboekmail.objects.filter(verzoek=werkboekmail.verzoek, organisatie=werkboekmail.organisatie)
    bericht = EmailMessage(
        mail.onderwerp,
        mail.tekst,
        to=[mail.aan],
        reply_to=[door.email] if door.email else None,
        headers={
            "To": ", ".join(samen.order_by("pk").values_list("adres", flat=True))
        },  # elk ziet wie het nog meer kreeg
    )
    bericht.attach(bestandsnaam(boeken[0]), maak(boeken[0]), BESTANDSSOORT)
    return bericht


def _onthoud(mail: WachtendeMail, uitkomst: Uitkomst) -> None:
    slug = Werkboekmail.objects.filter(pk=mail.waarvan).values_list("organisatie__slug", flat=True).first()
    onthoud(Werkboekmail.objects.filter(pk=mail.waarvan), uitkomst, "werkboek mailen", slug)


POSTSOORT = Postsoort(_maak, _onthoud)
