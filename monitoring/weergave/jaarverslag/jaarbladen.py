"""De kleinere bladen van het jaarverslag: oordelen, overleggen en wijzigingen."""

from acties.constanten import OnderdeelSoort, OverlegRol
from acties.rekenblad.schrijven.boek import Blad, Cel, Deel, Regel, Tabel
from acties.woorden import ACTIE
from monitoring.constanten import BesprekingFase
from monitoring.datum import datum_tekst
from monitoring.lezen.wiezinnen import achter_wijziging
from monitoring.verslag.vorm import DOORGESCHOVEN, Verslag
from monitoring.weergave.jaarverslag.samenvattingblad import GEEN_EERDER_JAAR
from monitoring.weergave.woorden import met_teken


def oordelen(verslag: Verslag) -> list[Blad]:
    """Het menselijk oordeel per onderdeel, als er een is."""
    rijen = [
        (
            Cel(o.naam, "vet"),
            Cel(OnderdeelSoort(o.soort).label),
            Cel(met_teken(verslag.legenda(o.oordeel)) if o.oordeel else ""),
            Cel(o.duiding),
        )
        for o in verslag.onderdelen
        if o.oordeel or o.duiding
    ]
    if not rijen:
        return []
    breedtes = (36, 14, 16, 76)
    koppen = tuple(Cel(kop, "kop") for kop in ("Onderdeel", "Soort", "Oordeel", "Duiding"))
    delen = (
        Regel("Oordeel en duiding", "titel"),
        Regel("Wat mensen van de voortgang vinden. De cijfers blijven wat ze zijn.", "ondertitel"),
        Regel(""),
        Tabel(koppen, rijen, filter=True),
    )
    return [Blad("Oordeel", "Oordeel en duiding per kernelement en actielijn", breedtes, delen)]


def overleggen(verslag: Verslag) -> list[Blad]:
    """Wat de overleggen van deze evaluatie vonden, als zij op een agenda staat."""
    rijen = [
        (
            Cel(f"{o.afkorting}\n{o.naam}", vet=len(o.afkorting)), Cel(OverlegRol(o.rol).label), Cel(o.datum, "datum"),
            Cel(BesprekingFase(o.fase).label), Cel(o.besproken), Cel(o.conclusies), Cel(o.besluiten),
        )
        for o in verslag.overleggen
        if o.datum
    ]  # fmt: skip
    if not rijen:
        return []
    breedtes = (28, 16, 16, 11, 30, 30, 30)
    koppen = ("Overleg", "Rol", "Datum", "Stand", "Besproken", "Conclusies", "Besluiten")
    delen = (
        Regel("Overleggen", "titel"),
        Regel("Wat de overleggen bespraken, concludeerden en besloten.", "ondertitel"),
        Regel(""),
        Tabel(tuple(Cel(kop, "kop") for kop in koppen), rijen, filter=True),
    )
    return [Blad("Overleggen", "Wat de overleggen bespraken, concludeerden en besloten", breedtes, delen)]


def wijzigingen(verslag: Verslag) -> Blad:
    """Wat er veranderde sinds de vorige peildatum."""
    delen: list[Deel] = [Regel("Wijzigingen", "titel")]
    vorige = datum_tekst(verslag.vorige_peildatum) if verslag.vorige_peildatum else ""
    aantal = len(verslag.wijzigingen)
    if not vorige:
        delen.append(Regel(GEEN_EERDER_JAAR))
    elif not aantal:
        delen.append(Regel(f"Sinds {vorige} is van geen enkele actie de status veranderd."))
    else:
        delen.append(Regel(f"Sinds {vorige} is van {ACTIE.aantal(aantal)} de status veranderd.", "ondertitel"))
        delen += [Regel(""), _wijzigingen(verslag)]
    inhoud = "Acties waarvan de status veranderde sinds het vorige jaar"
    return Blad("Wijzigingen", inhoud, (6, 60, 36, 18, 18, 17), tuple(delen))


def _wijzigingen(verslag: Verslag) -> Tabel:
    koppen = ("Nr", "Actie", "Onderdeel", "Was", "Is nu", "Wijziging")
    return Tabel(
        tuple(Cel(kop, "kop-in" if kop == "Wijziging" else "kop") for kop in koppen),
        tuple(
            (
                Cel(w.nummer, "nummer-midden"), Cel(w.titel, "midden-vet"), Cel(w.onderdeel_naam, "midden"),
                Cel(met_teken(verslag.legenda(w.van)), f"vak-{w.van}"),
                Cel(met_teken(nu) + achter_wijziging(verslag, w), f"vak-{w.naar}"),
                Cel(nu.woord if nu == DOORGESCHOVEN else w.soort, "waarde-in"),
            )
            for w, nu in ((w, verslag.nieuwe_stand(w)) for w in verslag.wijzigingen)
        ),
        filter=True,
    )  # fmt: skip
